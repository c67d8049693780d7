#include <algorithm>

#include "core/sketch.h"
#include "executions/handlers.h"

namespace arris::executions {
namespace {

std::vector<RunBucket> empty_series(const http::Window& window) {
  std::vector<RunBucket> series(window.bucket_count());
  std::int64_t at_ms = window.bucket_of(window.range.from_ms);
  for (RunBucket& bucket : series) {
    bucket.at_ms = at_ms;
    at_ms += length_ms(window.bucket);
  }
  return series;
}

void count(RunStats& stats, const http::Window& window, const HourRow& row) {
  RunBucket& bucket = stats.series[window.place_of(row.hour_at_ms)];
  bucket.started += row.started;
  bucket.success += row.success;
  bucket.failed += row.failed;
  bucket.cancelled += row.cancelled;
  stats.started += row.started;
  stats.success += row.success;
  stats.failed += row.failed;
  stats.cancelled += row.cancelled;
}

void add_percentiles(RunStats& stats, const std::vector<DurationRow>& rows) {
  Sketch sketch;
  for (const DurationRow& row : rows) sketch.add_bucket(static_cast<int>(row.bucket), row.runs);
  if (sketch.count() == 0) return;
  stats.p50_ms = sketch.percentile(500) / 1000;
  stats.p95_ms = sketch.percentile(950) / 1000;
  stats.p99_ms = sketch.percentile(990) / 1000;
}

void add_success_rate(RunStats& stats) {
  const std::int64_t decided = stats.success + stats.failed;
  if (decided > 0) stats.success_per_mille = (stats.success * 1000 + decided / 2) / decided;
}

// The hours that answer: from the first that begins in what was asked for, if it is long enough,
// to the one that its end lies in.
Result<http::Window> window_of(const StatsFilter& filter, std::int64_t now_ms) {
  auto window = http::window_of(http::range_of(filter), now_ms, http::Range::day);
  if (!window) return window;
  TimeRange& range = window->range;
  const bool is_short = range.length_ms() < 2 * hour_ms;
  range = {round_down(range.from_ms + (is_short ? 0 : hour_ms - 1), hour_ms),
           round_down(range.to_ms + hour_ms - 1, hour_ms)};
  window->bucket = std::max(window->bucket, Bucket::hour);
  return window;
}

}  // namespace

// Runs are counted by the hour: nothing finer can be asked for, nor a day that begins within one.
void find_faults(const StatsFilter& filter, json::Faults& faults) {
  http::find_range_faults(http::range_of(filter), faults, http::Range::day);
  if (filter.bucket == Bucket::minute)
    faults.add_at("bucket", "too_fine", "must be hour or longer");
  if (filter.utc_offset_min && filter.utc_offset_min->value % 60 != 0)
    faults.add_at("utc_offset_min", "not_whole_hours", "must be whole hours");
}

effect::Task<Reply<RunStats>> show_stats(Call<Nothing, StatsFilter> call) {
  const http::Context context = call.context;
  const auto window = co_await window_of(call.query, context.now_ms());
  const OrgId org = context.who().org;
  const auto pipeline = call.query.pipeline_id.value_or("*");
  const std::int64_t from_day_ms = round_down(window.range.from_ms, day_ms);
  auto [hours, durations, living] = co_await context.db().read(
      list_hours(org, pipeline, window.range.from_ms, window.range.to_ms),
      list_durations(org, pipeline, from_day_ms, window.range.to_ms),
      count_alive(org, call.query.pipeline_id));
  RunStats stats{window.range.from_ms, window.range.to_ms, window.bucket};
  stats.series = empty_series(window);
  for (const HourRow& row : hours) count(stats, window, row);
  stats.alive = living.empty() ? 0 : living.front().alive;
  add_success_rate(stats);
  add_percentiles(stats, durations);
  co_return reply(std::move(stats));
}

}  // namespace arris::executions
