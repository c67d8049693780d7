#include "telemetry/reads.h"

#include <algorithm>

#include "telemetry/engagement.h"
#include "telemetry/measures.h"
#include "telemetry/queries.h"
#include "telemetry/ratio.h"
#include "telemetry/spans.h"
#include "telemetry/trends.h"

namespace arris::telemetry {
namespace {

using http::Context;

const CountsQuery& sum_of(Bucket unit) {
  if (unit == Bucket::minute) return sum_minutes;
  return unit == Bucket::hour ? sum_hours : sum_days;
}
const PeopleQuery& people_of(TimeRange range) {
  return people_unit_of(range) == Bucket::hour ? count_people_of_hours : count_people_of_days;
}
TimeRange people_range(TimeRange range) { return whole_units(range, people_unit_of(range)); }

std::optional<std::int64_t> change(const MaybeDecimal& now, const MaybeDecimal& before) {
  if (!now || !before) return std::nullopt;
  return change_percent(now->thousandths, before->thousandths);
}

auto components_in(Context context, TimeRange asked) {
  const auto range = people_range(asked);
  const auto spans = component_spans(range, before(range));
  return list_components(context.who().org, range.from_ms, range.to_ms, context.keep(spans.hours),
                         context.keep(spans.days), context.keep(spans.weeks));
}

std::vector<Component> components_of(std::span<const ComponentRow> rows, ComponentSort sort) {
  std::vector<Component> components;
  for (const ComponentRow& row : rows) components.push_back(component_of(row));
  sort_components(components, sort);
  return components;
}

}  // namespace

effect::Task<Summary> read_summary(Context context, RangeAsked query) {
  const OrgId org = context.who().org;
  const auto asked = co_await range_of(context, query, http::Range::day);
  const Bucket unit = unit_of(asked);
  const TimeRange now = whole_units(asked, unit), earlier = before(now);
  const TimeRange people = people_range(asked), people_earlier = before(people);
  const Source& events = source_of(Metric::events);
  auto [counts, counts_before, crowd, crowd_before, rows] = co_await context.db().read(
      sum_of(unit)(org, now.from_ms, now.to_ms), sum_of(unit)(org, earlier.from_ms, earlier.to_ms),
      people_of(asked)(org, people.from_ms, people.to_ms),
      people_of(asked)(org, people_earlier.from_ms, people_earlier.to_ms),
      events.query(unit, 0)(org, "", now.from_ms, now.to_ms, length_ms(unit)));
  Summary summary{totals_of(now, counts.front(), people, crowd.front()),
                  totals_of(earlier, counts_before.front(), people_earlier, crowd_before.front()),
                  {},
                  unit,
                  line_of(events, rows, now, unit).series};
  const EventTotals &after = summary.now, &was = summary.earlier;
  summary.change_percent = {
      change_percent(after.events, was.events), change_percent(after.people, was.people),
      change_percent(after.sessions, was.sessions),
      change_percent(after.error_events, was.error_events), change(after.p95_ms, was.p95_ms)};
  co_return summary;
}

effect::Task<std::vector<Component>> read_components(Context context, ComponentsAsked query) {
  const auto asked = co_await range_of(context, query, http::Range::day);
  const auto rows = co_await context.db().read(components_in(context, asked));
  co_return components_of(rows, query.sort.value_or(ComponentSort::uses));
}

effect::Task<Trend> read_trend(Context context, TrendAsked query) {
  const OrgId org = context.who().org;
  const Metric metric = query.metric.value_or(Metric::events);
  const Source& source = source_of(metric);
  const auto plan = co_await plan_of(source, http::range_of(query), context.now_ms());
  const TimeRange now = plan.range, earlier = plan.earlier.value_or(TimeRange{});
  const LineQuery& statement = source.query(plan.bucket, plan.offset_ms);
  const std::int64_t step_ms = length_ms(plan.bucket);
  const PeopleQuery& people = now.length_ms() <= hours_max_ms && plan.bucket == Bucket::hour
                                  ? count_people_of_hours
                                  : count_people_of_days;
  const bool counts_people = metric == Metric::people || metric == Metric::sessions;
  const auto days_of = [&](TimeRange range) {
    if (!counts_people) return TimeRange{};
    return &people == &count_people_of_days ? whole_units(range, Bucket::day) : range;
  };
  const TimeRange crowd_range = days_of(now), before_range = days_of(earlier);
  auto [rows, rows_before, crowd, crowd_before] = co_await context.db().read(
      statement(org, source.subject, now.from_ms, now.to_ms, step_ms),
      statement(org, source.subject, earlier.from_ms, earlier.to_ms, step_ms),
      people(org, crowd_range.from_ms, crowd_range.to_ms),
      people(org, before_range.from_ms, before_range.to_ms));
  const auto told = [&](std::span<const LineRow> of, const PeopleRow& each, TimeRange range) {
    Line line = line_of(source, of, range, plan.bucket);
    if (metric == Metric::people) line.total = Decimal{each.people * 1000};
    if (metric == Metric::sessions) line.total = Decimal{each.sessions * 1000};
    return line;
  };
  Trend trend{metric,
              source.unit,
              plan.bucket,
              plan.offset_ms / minute_ms,
              told(rows, crowd.front(), now),
              std::nullopt,
              std::nullopt};
  if (plan.earlier) {
    trend.earlier = told(rows_before, crowd_before.front(), earlier);
    trend.change_percent = change(trend.now.total, trend.earlier->total);
  }
  co_return trend;
}

effect::Task<Engagement> read_engagement(Context context, RangeAsked query) {
  const OrgId org = context.who().org;
  const auto asked = co_await range_of(context, query, http::Range::month);
  const TimeRange days = whole_units(asked, Bucket::day);
  const std::int64_t last_week_ms = bucket_start(days.to_ms - 1, Bucket::week, 0);
  constexpr std::int64_t lookback_ms = (month_days - 1) * day_ms, cohorts_ms = 11 * 7 * day_ms;
  auto [visits, cohorts, crowd, pages] = co_await context.db().read(
      list_visits(org, std::min(days.from_ms, days.to_ms - day_ms) - lookback_ms, days.to_ms),
      list_cohorts(org, last_week_ms - cohorts_ms),
      count_people_of_days(org, days.from_ms, days.to_ms),
      list_pages(org, days.from_ms, days.to_ms));
  Engagement engagement;
  engagement.from_ms = days.from_ms;
  engagement.to_ms = days.to_ms;
  engagement.series = engaged_days(visits, days);
  const EngagedDay& last = engagement.series.back();
  engagement.dau = last.dau;
  engagement.wau = last.wau;
  engagement.mau = last.mau;
  engagement.stickiness_percent = stickiness(visits, days, last.mau);
  engagement.people = crowd.front().people;
  engagement.sessions = crowd.front().sessions;
  engagement.sessions_per_person = ratio(engagement.sessions, engagement.people);
  engagement.cohorts = cohorts_of(cohorts, last_week_ms);
  engagement.pages = std::move(pages);
  co_return engagement;
}

effect::Task<Performance> read_performance(Context context, PerformanceAsked query) {
  const OrgId org = context.who().org;
  const Source& source = source_of(Metric::p95);
  const auto plan = co_await plan_of(source, http::range_of(query), context.now_ms());
  const TimeRange now = plan.range;
  auto [rows, components] = co_await context.db().read(
      source.query(plan.bucket, 0)(org, "", now.from_ms, now.to_ms, length_ms(plan.bucket)),
      components_in(context, now));
  Performance told{};
  told.from_ms = now.from_ms;
  told.to_ms = now.to_ms;
  told.bucket = plan.bucket;
  for (auto at_ms = now.from_ms; at_ms < now.to_ms; at_ms += length_ms(plan.bucket))
    told.series.push_back({at_ms, {}, {}, {}});
  const Sketch all = merge_places(rows, [&](std::int64_t place, const Sketch& sketch) {
    SlowPoint& point = told.series[static_cast<std::size_t>(place)];
    point = {point.at_ms, percentile_ms(sketch, 500), percentile_ms(sketch, 950),
             percentile_ms(sketch, 990)};
  });
  told.durations = all.count();
  MaybeDecimal* const all_of[] = {&told.p50_ms, &told.p75_ms, &told.p90_ms, &told.p95_ms,
                                  &told.p99_ms};
  constexpr int per_mille[] = {500, 750, 900, 950, 990};
  for (std::size_t i = 0; i < 5; ++i) *all_of[i] = percentile_ms(all, per_mille[i]);
  told.slowest = components_of(components, ComponentSort::p95);
  std::erase_if(told.slowest, [](const Component& component) { return !component.p95_ms; });
  if (told.slowest.size() > 10) told.slowest.resize(10);
  co_return told;
}

}  // namespace arris::telemetry
