#include "telemetry/trends.h"

#include "telemetry/measures.h"
#include "telemetry/rollup.h"
#include "telemetry/spans.h"

namespace arris::telemetry {
namespace {

// Of minutes, telemetry's are kept for 9 days and those of tokens for 8.
constexpr std::int64_t own_minutes_ms = 9 * day_ms, token_minutes_ms = 8 * day_ms;

constexpr Source by_hours(std::string_view subject, std::int64_t shift_ms, const LineQuery& hours,
                          const LineQuery& days) {
  return {Unit::count, 0, subject, shift_ms, 0, {&hours, &hours, &days, &days}};
}
constexpr Source by_minutes(Unit unit, int per_mille, const LineQuery& minutes,
                            const LineQuery& hours, const LineQuery& days) {
  return {unit, per_mille, "", 0, own_minutes_ms, {&minutes, &hours, &days, &days}};
}
constexpr Source percentile(int per_mille) {
  return by_minutes(Unit::ms, per_mille, line_duration_minutes, line_duration_hours,
                    line_duration_days);
}
constexpr Source of_tokens(Unit unit, const LineQuery& minutes, const LineQuery& all) {
  return {unit, 0, "", 15 * minute_ms, token_minutes_ms, {&minutes, &all, &all, &all}};
}
constexpr Source moving(Source source, std::int64_t shift_ms) {
  source.shift_ms = shift_ms;
  return source;
}

// In the order of Metric.
constexpr Source sources[] = {
    moving(by_minutes(Unit::count, 0, line_event_minutes, line_event_hours, line_event_days),
           hour_ms),
    by_hours(everybody, 0, line_visit_hours, line_visit_days),
    by_hours(sessions, 0, line_visit_hours, line_visit_days),
    by_hours("", hour_ms, line_error_hours, line_error_hours),
    by_hours("", hour_ms, line_run_hours, line_run_hours),
    of_tokens(Unit::count, line_token_minutes, line_tokens),
    of_tokens(Unit::nano_usd, line_cost_minutes, line_cost),
    percentile(500),
    percentile(950),
    percentile(990),
};

}  // namespace

const Source& source_of(Metric metric) { return sources[static_cast<std::uint8_t>(metric)]; }

Result<Plan> plan_of(const Source& source, const http::RangeFilter& asked, std::int64_t now_ms) {
  auto window = http::window_of(asked, now_ms, http::Range::month);
  if (!window) return std::move(window.error());
  Bucket bucket = window->bucket;
  const auto oldest_ms = window->earlier ? window->earlier->from_ms : window->range.from_ms;
  const bool kept = bucket > Bucket::minute || oldest_ms >= now_ms - source.minutes_kept_ms;
  if (!kept && asked.bucket)
    return invalid("?bucket", "not_kept", "is not kept by the minute for this metric and time");
  if (!kept) bucket = Bucket::hour;
  const bool moved = source.shift_ms != 0 && bucket > Bucket::hour;
  const std::int64_t offset_ms = moved ? round_down(window->offset_ms, source.shift_ms) : 0;
  Plan plan{whole_units(window->range, bucket, offset_ms), std::nullopt, bucket, offset_ms};
  if (!window->earlier) return plan;
  const auto back_ms = asked.compare == http::Compare::week
                           ? std::max(7 * day_ms, length_ms(bucket))
                           : plan.range.length_ms();
  plan.earlier = TimeRange{plan.range.from_ms - back_ms, plan.range.to_ms - back_ms};
  return plan;
}

Line line_of(const Source& source, std::span<const LineRow> rows, TimeRange range, Bucket bucket) {
  Line line{range.from_ms, range.to_ms, std::nullopt, {}};
  const bool counts = source.unit != Unit::ms;
  for (auto at_ms = range.from_ms; at_ms < range.to_ms; at_ms += length_ms(bucket))
    line.series.push_back({at_ms, counts ? MaybeDecimal(Decimal{}) : std::nullopt});
  const auto value_at = [&](std::int64_t place) -> MaybeDecimal& {
    return line.series[static_cast<std::size_t>(place)].value;
  };
  if (!counts) {
    const Sketch all = merge_places(rows, [&](std::int64_t place, const Sketch& sketch) {
      value_at(place) = percentile_ms(sketch, source.per_mille);
    });
    line.total = percentile_ms(all, source.per_mille);
    return line;
  }
  std::int64_t sum = 0;
  for (const LineRow& row : rows) {
    sum += row.value;
    value_at(row.place) = Decimal{row.value * 1000};
  }
  line.total = Decimal{sum * 1000};
  return line;
}

}  // namespace arris::telemetry
