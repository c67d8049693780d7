#include "core/microseconds.h"
#include "http/cursor.h"
#include "http/list.h"
#include "telemetry/handlers.h"
#include "telemetry/queries.h"
#include "telemetry/span_chunks.h"

namespace arris::telemetry {
namespace {

using http::Context;
using http::Position;

constexpr std::int64_t chunks_max = 64;
// Behind every id and place.
constexpr Position newest{http::end_of_time_ms, "~"};

template <class Filter>
std::int64_t from_us(const Filter& filter) {
  return filter.from_ms ? us_of_ms(filter.from_ms->value) : 0;
}
template <class Filter>
std::int64_t to_us(const Filter& filter) {
  return filter.to_ms ? us_of_ms(filter.to_ms->value) : end_of_time_us;
}

template <class Text>
MaybeText text_of(const std::optional<Text>& text) {
  return text ? MaybeText(text->text) : std::nullopt;
}

std::string_view levels_from(SignalLevel lowest) {
  constexpr std::string_view lists[] = {R"(["trace","debug","info","warn","error","fatal"])",
                                        R"(["debug","info","warn","error","fatal"])",
                                        R"(["info","warn","error","fatal"])",
                                        R"(["warn","error","fatal"])",
                                        R"(["error","fatal"])",
                                        R"(["fatal"])"};
  return lists[static_cast<std::size_t>(lowest)];
}

std::vector<Packed> shown(const std::vector<PackedRow>& rows) {
  std::vector<Packed> items;
  items.reserve(rows.size());
  for (const PackedRow& row : rows) items.push_back({{row.json}, row.id, row.place});
  return items;
}

effect::Task<Page<Packed>> packed_page(Context context, const std::vector<PackedRow>& rows,
                                       std::int64_t limit) {
  auto page =
      co_await http::page_of(context, shown(rows), static_cast<std::size_t>(limit),
                             [](const Packed& item) { return Position{item.place, item.chunk}; });
  co_return page;
}

}  // namespace

namespace kind {
void write_packed(std::string& out, const void* value, const json::Type&) {
  out += static_cast<const Packed*>(value)->json.text;
}
void packed_schema(std::string& out, const json::Type&) { out += R"({"type":"object"})"; }
}  // namespace kind

effect::Task<Reply<Page<Trace>>> show_traces(Call<Nothing, TraceFilter> call) {
  const Context context = call.context;
  const TraceFilter& filter = call.query;
  const Position from = context.position().value_or(newest);
  const std::int64_t limit = http::limit_of(filter.limit);
  const std::int64_t least_ms = filter.min_duration_ms ? filter.min_duration_ms->value : 0;
  auto traces = co_await context.db().read(list_traces(
      context.who().org, from.sort, from.id, from_us(filter), to_us(filter),
      text_of(filter.service), text_of(filter.q), filter.failed, us_of_ms(least_ms), limit + 1));
  auto page = co_await http::page_of(
      context, std::move(traces), static_cast<std::size_t>(limit),
      [](const Trace& trace) { return Position{trace.start_at_us, trace.id}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<TraceDetail>> show_trace(Call<TracePath> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  auto [traces, chunks, resources] = co_await context.db().read(
      find_trace(org, call.path.id), list_spans(org, call.path.id, chunks_max + 1),
      find_resources(org, call.path.id, chunks_max));
  if (traces.empty()) co_await Result<Nothing>(not_found());
  const bool complete = std::ssize(chunks) <= chunks_max;
  if (!complete) chunks.resize(chunks_max);
  const auto spans = co_await spans_of(context, chunks);
  co_return reply(TraceDetail{traces.front(), {resources.front().resources}, {spans}, complete});
}

effect::Task<Reply<Page<Packed>>> show_logs(Call<Nothing, SignalLogFilter> call) {
  const Context context = call.context;
  const SignalLogFilter& filter = call.query;
  const Position from = context.position().value_or(newest);
  const std::int64_t limit = http::limit_of(filter.limit);
  const auto rows = co_await context.db().read(
      list_logs(context.who().org, from.id, from.sort, from_us(filter), to_us(filter),
                levels_from(filter.level.value_or(SignalLevel::trace)), text_of(filter.service),
                text_of(filter.trace_id), text_of(filter.q), limit + 1));
  auto page = co_await packed_page(context, rows, limit);
  co_return reply(std::move(page));
}

effect::Task<Reply<Page<SentMetric>>> show_metrics(Call<Nothing, MetricFilter> call) {
  const Context context = call.context;
  const Position from = context.position().value_or(Position{});
  const std::int64_t limit = http::limit_of(call.query.limit);
  auto metrics = co_await context.db().read(list_metrics(context.who().org, from.id, limit + 1));
  auto page =
      co_await http::page_of(context, std::move(metrics), static_cast<std::size_t>(limit),
                             [](const SentMetric& metric) { return Position{0, metric.name}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<Page<Packed>>> show_points(Call<MetricPath, PointFilter> call) {
  const Context context = call.context;
  const PointFilter& filter = call.query;
  const Position from = context.position().value_or(newest);
  const std::int64_t limit = http::limit_of(filter.limit);
  const OrgId org = context.who().org;
  const auto [known, rows] = co_await context.db().read(
      find_metric(org, call.path.name),
      list_points(org, call.path.name, from.id, from.sort, from_us(filter), to_us(filter),
                  text_of(filter.service), limit + 1));
  if (known.empty()) co_await Result<Nothing>(not_found());
  auto page = co_await packed_page(context, rows, limit);
  co_return reply(std::move(page));
}

}  // namespace arris::telemetry
