#include "http/next_page.h"
#include "tokens/csv.h"
#include "tokens/handlers.h"
#include "tokens/show_use.h"
#include "tokens/spans.h"

namespace arris::tokens {
namespace {

using http::before_all;
using http::Context;
using http::limit_of;
using http::Position;

// Sums that tell on which days a value was used.
struct Days {
  std::optional<std::string_view> kind, value;
};

template <class Filter>
Days days_asked_for(const Filter& filter) {
  if (filter.pipeline_id) return {days_of("pipeline"), filter.pipeline_id};
  if (filter.agent_id) return {days_of("agent"), filter.agent_id};
  if (filter.key_id) return {days_of("key"), filter.key_id};
  if (filter.user_id) return {days_of("user"), filter.user_id};
  if (filter.model) return {days_of("model"), filter.model};
  if (filter.provider) return {days_of("provider"), filter.provider};
  return {};
}

template <class Filter>
storage::Bound<UsageRow> page_query(Context context, const Filter& filter, TimeRange range,
                                    std::int64_t limit) {
  const Position from = context.position().value_or(before_all);
  const auto days = filter.execution_id ? Days{} : days_asked_for(filter);
  const auto& list = filter.execution_id ? list_records_of_run : list_records_page;
  return list(context.who().org, range.from_ms, range.to_ms, from.sort, from.id, filter.model,
              filter.provider, filter.agent_id, filter.pipeline_id, filter.key_id, filter.user_id,
              filter.execution_id, filter.request_id, filter.priced, limit + 1, days.kind,
              days.value);
}

// A record may lie up to an hour ahead of our clock.
template <class Filter>
Result<TimeRange> ends_of(Context context, const Filter& filter) {
  auto window = http::window_of(http::range_of(filter), context.now_ms(), http::Range::month);
  if (!window) return std::move(window.error());
  TimeRange range = window->range;
  if (!filter.to_ms) range.to_ms += hour_ms;
  return range;
}

Record shown(Context context, const UsageRow& row) {
  Record record{};
  record.id = row.id;
  record.request_id = row.request_id;
  record.provider = row.provider;
  record.model = row.model;
  record.service_tier = row.tier;
  record.at_ms = row.at_ms;
  record.user_id = row.user_id;
  record.key_id = row.key_id;
  record.agent_id = row.agent_id;
  record.pipeline_id = row.pipeline_id;
  record.execution_id = row.execution_id;
  show_use(context, row, record);
  record.adjusted = row.adjusted != 0;
  record.price_id = row.price_id;
  return record;
}

Position place_of(const UsageRow& row) { return {row.at_ms, row.id.text}; }

}  // namespace

effect::Task<Reply<Page<Record>>> list_records(Call<Nothing, RecordFilter> call) {
  Context context = call.context;
  call.query.provider = lowered(context, call.query.provider);
  const auto range = co_await ends_of(context, call.query);
  const std::int64_t limit = limit_of(call.query.limit);
  auto rows = co_await context.db().read(page_query(context, call.query, range, limit));
  auto page =
      co_await http::page_of(context, std::move(rows), static_cast<std::size_t>(limit), place_of);
  Page<Record> shown_page{{}, page.next_cursor};
  for (const UsageRow& row : page.data) shown_page.data.push_back(shown(context, row));
  co_return reply(std::move(shown_page));
}

effect::Task<Reply<RawAnswer>> export_records(Call<Nothing, ExportFilter> call) {
  Context context = call.context;
  call.query.provider = lowered(context, call.query.provider);
  const auto range = co_await ends_of(context, call.query);
  const std::int64_t limit = limit_of(call.query.limit, 1000);
  auto rows = co_await context.db().read(page_query(context, call.query, range, limit));
  const auto page =
      co_await http::page_of(context, std::move(rows), static_cast<std::size_t>(limit), place_of);
  auto answer = reply(RawAnswer{csv_of(page.data)});
  answer.headers.push_back({"content-disposition", "attachment; filename=\"token-usage.csv\""});
  http::add_next_page(answer, context, page.next_cursor);
  co_return answer;
}

}  // namespace arris::tokens
