#pragma once
// What is asked for, read in one round trip to the database each.

#include "http/context.h"
#include "telemetry/answers.h"

namespace arris::telemetry {

effect::Task<Summary> read_summary(http::Context context, RangeAsked query);
// All of them in the order asked for; `limit` and `cursor` are the caller's to keep.
effect::Task<std::vector<Component>> read_components(http::Context context, ComponentsAsked query);
effect::Task<Trend> read_trend(http::Context context, TrendAsked query);
effect::Task<Engagement> read_engagement(http::Context context, RangeAsked query);
effect::Task<Performance> read_performance(http::Context context, PerformanceAsked query);

}  // namespace arris::telemetry
