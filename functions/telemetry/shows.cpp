#include <algorithm>

#include "http/cursor.h"
#include "http/list.h"
#include "telemetry/handlers.h"
#include "telemetry/reads.h"

namespace arris::telemetry {

effect::Task<Reply<Summary>> show_summary(Call<Nothing, RangeAsked> call) {
  auto summary = co_await read_summary(call.context, call.query);
  co_return reply(std::move(summary));
}

effect::Task<Reply<Page<Component>>> show_components(Call<Nothing, ComponentsAsked> call) {
  auto components = co_await read_components(call.context, call.query);
  const std::int64_t limit = http::limit_of(call.query.limit);
  // A place in the order, because what is sorted by changes from one page to the next.
  const std::int64_t from = call.context.position().value_or(http::Position{}).sort;
  const auto passed = std::min(static_cast<std::ptrdiff_t>(from), std::ssize(components));
  components.erase(components.begin(), components.begin() + passed);
  auto page = co_await http::page_of(
      call.context, std::move(components), static_cast<std::size_t>(limit),
      [from, limit](const Component&) { return http::Position{from + limit, ""}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<Trend>> show_trend(Call<Nothing, TrendAsked> call) {
  auto trend = co_await read_trend(call.context, call.query);
  co_return reply(std::move(trend));
}

effect::Task<Reply<Engagement>> show_engagement(Call<Nothing, RangeAsked> call) {
  auto engagement = co_await read_engagement(call.context, call.query);
  co_return reply(std::move(engagement));
}

effect::Task<Reply<Performance>> show_performance(Call<Nothing, PerformanceAsked> call) {
  auto performance = co_await read_performance(call.context, call.query);
  co_return reply(std::move(performance));
}

}  // namespace arris::telemetry
