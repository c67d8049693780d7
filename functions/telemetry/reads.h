#pragma once
// What is asked for, read in one round trip to the database each.

#include "http/context.h"
#include "http/range.h"
#include "telemetry/answers.h"

namespace arris::telemetry {

// The time that was asked for, of which whole units are read (spans.h).
template <class Asked>
Result<TimeRange> range_of(http::Context context, const Asked& asked, http::Range fallback) {
  auto window = http::window_of(http::range_of(asked), context.now_ms(), fallback);
  if (!window) return std::move(window.error());
  return window->range;
}

effect::Task<Summary> read_summary(http::Context context, RangeAsked query);
// All of them in the order asked for; `limit` and `cursor` are the caller's to keep.
effect::Task<std::vector<Component>> read_components(http::Context context, ComponentsAsked query);
effect::Task<Trend> read_trend(http::Context context, TrendAsked query);
effect::Task<Engagement> read_engagement(http::Context context, RangeAsked query);
effect::Task<Performance> read_performance(http::Context context, PerformanceAsked query);

}  // namespace arris::telemetry
