#pragma once
// telemetry - counts what people do and how long it takes them, and shows it over time.
//
// (1) Events are packed, one row a request. Figures are never made of them: charts and lists read
// rollups, which change in the batch that brings the events. Only the list of events unpacks them, so
// many a request.
// (2) Counts and sketches of a day are the sum of those of its hours; merging is done by SQL, so
// that no two batches can lose each other's.
// (3) People and sessions are counted exactly, never estimated: telemetry_day_visits says how many
// were there on a day whose visit before was on another, so those of any span of days are the sum of
// its visits whose visit before lies outside of it. The same holds for hours, within two days.
// Owns: telemetry_*. Reads: sessions, memberships.

#include "http/function.h"

namespace arris::telemetry {

extern const http::Function function;

}  // namespace arris::telemetry
