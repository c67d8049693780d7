#pragma once
// Daily, weekly and monthly people and what became of cohorts, out of visits. Pure.

#include <span>

#include "telemetry/read_queries.h"

namespace arris::telemetry {

inline constexpr std::int64_t month_days = 30;  // that `mau` looks back, its own day among them

// One for each day of the range. REQUIRES: visits from 29 days before the range on
std::vector<EngagedDay> engaged_days(std::span<const VisitRow> visits, TimeRange days);

// The mean of the people of the 30 days that end a range, in percent of those of the month; nothing
// without anybody. REQUIRES: as above
MaybeDecimal stickiness(std::span<const VisitRow> visits, TimeRange days, std::int64_t mau);

// One for each week of a cohort, up to `last_week_ms`.
std::vector<Cohort> cohorts_of(std::span<const CohortRow> rows, std::int64_t last_week_ms);

}  // namespace arris::telemetry
