#pragma once
// What a batch of events adds to the rollups: counts and sketches per hour, day and week, for the org
// and for each component, and who was there. Pure.

#include <string>
#include <vector>

#include "core/range.h"
#include "telemetry/shapes.h"

namespace arris::telemetry {

// What of an event the rollups see.
struct Fact {
  std::string_view component, person, session;  // persons and sessions have one length
  std::string_view page;                        // '' for an event that is no view of a page
  EventKind kind = EventKind::view;
  std::int64_t at_ms = 0;
  std::int64_t duration_us = -1;  // -1: none
};

// Rows as JSON arrays, for json_each().
struct Rollup {
  std::string minutes, hours, days;  // of the org
  std::string component_hours, component_days, component_weeks;
  std::string pages;   // views of each page and day
  std::string people;  // who was where in which hour
};

Rollup roll_up(const std::vector<Fact>& facts);

// A page without what differs between visits: no query, no fragment, no slash at its end.
std::string_view page_of(std::string_view page);

// Whom or what people_hours counts people for. Persisted.
inline constexpr std::string_view everybody = "*";  // people of the org
inline constexpr std::string_view sessions = "~";   // sessions of the org, as if they were people
inline constexpr std::string_view of_component = "c:", of_page = "p:";

}  // namespace arris::telemetry
