#pragma once
// Which rows of the rollups answer for a range of time. Pure.
//
// A range is read in whole units: it begins with the first unit that begins in it and ends with the
// unit that its end lies in, so that 24 hours are 24 rows and the time before them overlaps in none.

#include <string>

#include "core/range.h"

namespace arris::telemetry {

// Up to this long, people are counted by hours; more by days of UTC.
inline constexpr std::int64_t hours_max_ms = 48 * hour_ms;

// In units that begin at an offset from UTC; at least one of them.
TimeRange whole_units(TimeRange range, Bucket unit, std::int64_t offset_ms = 0);

// The same length right before it.
TimeRange before(TimeRange range);

// The unit in which lists and totals read a range: minutes up to 3 hours, then hours up to 48, then
// days.
Bucket unit_of(TimeRange range);
// The unit in which people of a range are counted.
Bucket people_unit_of(TimeRange range);

// Where the counts of components are read: rows of [from, to, earlier] for json_each().
struct ComponentSpans {
  std::string hours = "[]", days = "[]", weeks = "[]";
};

// Hours up to 48 of them; else whole weeks, and days at both ends. REQUIRES: whole units
ComponentSpans component_spans(TimeRange range, TimeRange earlier);

}  // namespace arris::telemetry
