#include <algorithm>
#include <tuple>

#include "http/topics.h"
#include "otlp/chunks.h"
#include "otlp/exchange.h"
#include "otlp/handlers.h"
#include "otlp/messages.h"
#include "otlp/queries.h"
#include "otlp/rows.h"
#include "otlp/span_rows.h"
#include "otlp/traces.h"

namespace arris::otlp {
namespace {

using http::Context;

// Of one request, told to others; what is beyond is kept, but nobody is told.
constexpr std::size_t told_max = 1'000;

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// A name for what is told of a span, the same each time that it is sent.
std::string_view key_of(Context context, const Span& span, std::string_view which = {}) {
  std::string key(span.trace_id);
  return context.keep(key.append(".").append(span.id).append(which));
}

template <class Payload>
MessageRow message_of(Context context, std::string_view key, const Payload& payload) {
  std::string text;
  json::encode(text, payload);
  return {context.new_id<MessageId>().text, key, {context.keep(text)}, {}};
}

std::string_view name_in(Context context, const Span& span, std::string_view id) {
  return context.keep(std::string(span.trace_id).append(".").append(id));
}

// Spans end before those around them, so a sum comes with the calls that it sums, or behind them: the span that is still
// to come stands in front of their keys, and what has some below it that were told is none itself. Not seen are calls below a
// span that came alone in between, and those that come behind their sum.
MessageRow placed(Context context, const Billed& billed, MessageRow row) {
  const Span& span = *billed.span;
  row.unless.push_back(name_in(context, span, span.id));
  for (const auto below : billed.below) row.unless.push_back(name_in(context, span, below));
  if (!billed.above.empty())
    row.key =
        context.keep(std::string(name_in(context, span, billed.above)).append(".").append(span.id));
  return row;
}

MessageRow message_of_call(Context context, const Span& span) {
  http::AiCalled told{};
  told.id = key_of(context, span);
  told.provider = span.call->provider;
  told.model = span.call->model;
  told.at_ms = span.start_us / 1000;
  told.usage = json::Raw{span.call->usage};
  told.key_id = unless_empty(context.who().key.text);
  told.user_id = unless_empty(context.who().user.text);
  told.agent_id = unless_empty(span.call->agent);
  return message_of(context, told.id, told);
}

MessageRow message_of_exception(Context context, const Span& span, const Exception& exception,
                                std::string_view place) {
  const http::ExceptionSeen told{
      span.trace_id,  span.id,           span.service,          span.environment,
      exception.type, exception.message, exception.stack_trace, exception.at_us / 1000};
  return message_of(context, key_of(context, span, place), told);
}

std::vector<MessageRow> messages_of_calls(Context context, const std::vector<Span>& spans) {
  std::vector<MessageRow> rows;
  for (const Billed& one : billed(spans)) {
    if (rows.size() >= told_max) break;
    rows.push_back(placed(context, one, message_of_call(context, *one.span)));
  }
  return rows;
}

std::vector<MessageRow> messages_of_exceptions(Context context, const std::vector<Span>& spans) {
  std::vector<MessageRow> rows;
  for (const Span& span : spans) {
    std::int64_t place = 0;
    for (const Exception& exception : span.exceptions) {
      std::string suffix = ".";
      append_decimal(suffix, place++);
      if (rows.size() < told_max)
        rows.push_back(message_of_exception(context, span, exception, suffix));
    }
  }
  return rows;
}

// Spans of one resource stand together as they came.
void name_resources(Context context, std::vector<Span>& spans) {
  const Span* before = nullptr;
  for (Span& span : spans) {
    const bool is_same = before && before->resource.data() == span.resource.data();
    span.resource_id = is_same ? before->resource_id : resource_id(context, span.resource);
    before = &span;
  }
}

// Each resource once.
std::vector<ResourceRow> resources_of(const std::vector<Span>& spans) {
  std::vector<ResourceRow> rows;
  for (const Span& span : spans) {
    if (!rows.empty() && rows.back().id == span.resource_id) continue;
    rows.push_back({span.resource_id, {span.resource}});
  }
  std::ranges::sort(rows, {}, &ResourceRow::id);
  const auto again = std::ranges::unique(rows, {}, &ResourceRow::id);
  rows.erase(again.begin(), again.end());
  return rows;
}

void tell(storage::Batch& batch, Context context, http::Topic topic,
          const std::vector<MessageRow>& messages) {
  add_rows(context, messages, [&](std::string_view rows) {
    batch.add(tell_many(context.who().org, text_of(topic), rows, context.now_ms()));
  });
}

// Of a span that is sent twice, the one that began first.
void drop_repeated(std::vector<Span>& spans) {
  const auto key = [](const Span& span) { return std::tie(span.trace_id, span.id); };
  std::ranges::sort(spans, {}, [](const Span& span) {
    return std::tie(span.trace_id, span.id, span.start_us, span.json);
  });
  const auto again = std::ranges::unique(spans, {}, key);
  spans.erase(again.begin(), again.end());
}

storage::Batch batch_of(Context context, std::string_view body, std::vector<Span> spans) {
  const OrgId org = context.who().org;
  name_resources(context, spans);
  drop_repeated(spans);
  storage::Batch batch;
  add_rows(context, resources_of(spans),
           [&](std::string_view rows) { batch.add(add_resources(org, rows, context.now_ms())); });
  tell(batch, context, http::Topic::ai_called, messages_of_calls(context, spans));
  tell(batch, context, http::Topic::exception_seen, messages_of_exceptions(context, spans));
  std::ranges::sort(
      spans, {}, [](const Span& span) { return std::tie(span.trace_id, span.start_us, span.id); });
  ChunkIds ids(context, body);
  add_rows(context, span_rows(context, ids, spans),
           [&](std::string_view rows) { batch.add(add_spans(org, rows)); });
  return batch;
}

}  // namespace

effect::Task<Reply<RawAnswer>> take_traces(Call<Nothing, Nothing, RawBody> call) {
  const Context context = call.context;
  const auto json = co_await json_of(context, call.body.bytes, traces_message);
  auto spans = read_traces(json, context.now_ms(), context.arena());
  if (!spans) co_await Result<Nothing>(not_this_signal());
  auto batch = batch_of(context, call.body.bytes, std::move(spans->taken));
  co_return answer_of(context, spans->refused, "rejectedSpans").commit(std::move(batch));
}

}  // namespace arris::otlp
