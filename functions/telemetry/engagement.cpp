#include "telemetry/engagement.h"

#include <algorithm>

#include "telemetry/ratio.h"

namespace arris::telemetry {
namespace {

constexpr std::int64_t week_days = 7, week_ms = 7 * day_ms;

// Adds a visit to each day whose span of `length` days holds it but not the visit before it.
void count_visit(std::vector<EngagedDay>& series, std::int64_t EngagedDay::* people,
                 const VisitRow& visit, std::int64_t length) {
  const std::int64_t first_ms = series.front().at_ms;
  for (std::int64_t ahead = 0; ahead < length; ++ahead) {
    const std::int64_t at_ms = visit.day_at_ms + ahead * day_ms;
    if (visit.previous_at_ms >= at_ms - (length - 1) * day_ms) continue;
    const std::int64_t place = (at_ms - first_ms) / day_ms;
    if (at_ms >= first_ms && place < static_cast<std::int64_t>(series.size()))
      series[static_cast<std::size_t>(place)].*people += visit.people_count;
  }
}

}  // namespace

std::vector<EngagedDay> engaged_days(std::span<const VisitRow> visits, TimeRange days) {
  std::vector<EngagedDay> series;
  for (auto at_ms = days.from_ms; at_ms < days.to_ms; at_ms += day_ms) series.push_back({at_ms});
  for (const VisitRow& visit : visits) {
    count_visit(series, &EngagedDay::dau, visit, 1);
    count_visit(series, &EngagedDay::wau, visit, week_days);
    count_visit(series, &EngagedDay::mau, visit, month_days);
    if (visit.day_at_ms < days.from_ms) continue;
    EngagedDay& day = series[static_cast<std::size_t>((visit.day_at_ms - days.from_ms) / day_ms)];
    (visit.previous_at_ms == 0 ? day.new_people : day.returning_people) += visit.people_count;
  }
  return series;
}

MaybeDecimal stickiness(std::span<const VisitRow> visits, TimeRange days, std::int64_t mau) {
  std::int64_t present = 0;
  for (const VisitRow& visit : visits) {
    if (visit.day_at_ms >= days.to_ms - month_days * day_ms) present += visit.people_count;
  }
  return ratio(present * 100, mau * month_days);
}

std::vector<Cohort> cohorts_of(std::span<const CohortRow> rows, std::int64_t last_week_ms) {
  std::vector<Cohort> cohorts;
  for (const CohortRow& row : rows) {
    if (row.first_week_at_ms > last_week_ms || row.week_at_ms > last_week_ms) continue;
    if (cohorts.empty() || cohorts.back().at_ms != row.first_week_at_ms) {
      const auto weeks = (last_week_ms - row.first_week_at_ms) / week_ms + 1;
      cohorts.push_back({row.first_week_at_ms,
                         row.people_count,
                         std::vector<std::int64_t>(static_cast<std::size_t>(weeks)),
                         {}});
    }
    Cohort& cohort = cohorts.back();
    cohort.retained[static_cast<std::size_t>((row.week_at_ms - cohort.at_ms) / week_ms)] =
        row.people_count;
  }
  for (Cohort& cohort : cohorts) {
    for (const auto people : cohort.retained)
      cohort.retained_percent.push_back(ratio(people * 100, cohort.people).value_or(Decimal{}));
  }
  return cohorts;
}

}  // namespace arris::telemetry
