// The log of calls, and how the providers are doing.

#include "ai/handlers.h"
#include "ai/queries.h"
#include "http/cursor.h"
#include "http/upkeep.h"

namespace arris::ai {
namespace {

using http::before_all;
using http::Context;
using http::Position;

constexpr std::int64_t retention_ms = 90 * day_ms, health_window_ms = 15 * 60'000;

AiRequest shown(const RequestRow& row) {
  return {row.id,
          row.at_ms,
          row.provider,
          row.endpoint,
          row.model,
          row.answered_model,
          row.status,
          row.ending,
          row.error,
          row.finish_reason,
          row.provider_request_id,
          row.streamed != 0,
          row.estimated != 0,
          row.cached != 0,
          row.first_byte_ms,
          row.duration_ms,
          row.vault_key_id,
          row.key_id,
          row.user_id,
          row.agent_id,
          row.pipeline_id,
          row.execution_id,
          row.session_id,
          row.input_tokens,
          row.output_tokens,
          row.cost_nano_usd};
}

Position place_of(const RequestRow& row) { return {row.at_ms, row.id.text}; }

Health state_of(const HealthRow& row) {
  constexpr std::int64_t enough_requests = 5;
  if (row.requests == 0) return Health::idle;
  if (row.failures == row.requests && row.requests >= enough_requests) return Health::down;
  return row.failures * 10 >= row.requests && row.failures > 0 ? Health::degraded : Health::ok;
}

}  // namespace

Task<Reply<Page<AiRequest>>> list_requests(Call<Nothing, RequestFilter> call) {
  Context context = call.context;
  const auto& filter = call.query;
  const auto window =
      co_await http::window_of(http::range_of(filter), context.now_ms(), http::Range::month);
  const std::int64_t limit = http::limit_of(filter.limit);
  const Position from = context.position().value_or(before_all);
  const auto status = filter.status ? std::optional(filter.status->value) : std::nullopt;
  // Until the present hour's end: a call is logged under the time at which it began.
  const std::int64_t to_ms = filter.to_ms ? window.range.to_ms : window.range.to_ms + hour_ms;
  auto rows = co_await context.db().read(list_requests_page(
      context.who().org, window.range.from_ms, to_ms, from.sort, from.id, filter.provider,
      filter.model, filter.key_id, filter.user_id, filter.agent_id, filter.pipeline_id,
      filter.execution_id, filter.session_id, filter.ending, status, limit + 1, filter.cached));
  auto page =
      co_await http::page_of(context, std::move(rows), static_cast<std::size_t>(limit), place_of);
  Page<AiRequest> shown_page{{}, page.next_cursor};
  for (const RequestRow& row : page.data) shown_page.data.push_back(shown(row));
  co_return reply(std::move(shown_page));
}

Task<Reply<AiRequestInFull>> show_request(Call<RequestPath> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  const auto [rows, contents] = co_await context.db().read(
      find_request(org, call.path.id), find_content(org, call.path.id, context.now_ms()));
  if (rows.empty()) co_await Result<Nothing>(not_found());
  const RequestRow& row = rows.front();
  AiRequestInFull full{shown(row), std::nullopt, {row.tags}, std::nullopt, std::nullopt};
  if (!contents.empty()) {
    const ContentRow& content = contents.front();
    full.content = Content{content.prompt, content.answer, content.expires_at_ms};
  }
  if (row.usage) full.usage = json::Raw{*row.usage};
  if (row.routing) full.routing = json::Raw{*row.routing};
  co_return reply(std::move(full));
}

Task<Reply<HealthReport>> show_health(Call<> call) {
  const std::int64_t to_ms = call.context.now_ms(), from_ms = to_ms - health_window_ms;
  const auto rows = co_await call.context.db().read(sum_health(call.context.who().org, from_ms));
  HealthReport report{from_ms, to_ms, {}};
  for (const HealthRow& row : rows)
    report.data.push_back({row.provider, state_of(row), row.requests, row.failures, row.limited,
                           row.average_first_byte_ms});
  co_return reply(std::move(report));
}

Task<Nothing> remove_old_requests(Context context) {
  const http::Deletion deletions[] = {{delete_old_requests(context.now_ms() - retention_ms), 5'000},
                                      {delete_old_limit_use(context.now_ms()), 5'000},
                                      {delete_old_content(context.now_ms()), 5'000},
                                      {delete_old_unwanted(), 5'000}};
  co_await http::delete_in_pieces(context, deletions);
  co_return Nothing{};
}

}  // namespace arris::ai
