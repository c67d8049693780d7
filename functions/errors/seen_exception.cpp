#include "errors/ingest.h"
#include "errors/listeners.h"

namespace arris::errors {
namespace {

using http::Context;

std::optional<ShortText> short_text(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return ShortText{clip_utf8(text, 200)};
}

NewEvent event_of(const http::ExceptionSeen& seen) {
  NewEvent event;
  event.error_type.text = seen.error_type.empty() ? "Exception" : clip_utf8(seen.error_type, 200);
  event.message.text = seen.message.empty() ? event.error_type.text : clip_utf8(seen.message, 8192);
  if (!seen.stack_trace.empty()) event.stack_trace = {clip_utf8(seen.stack_trace, 65536)};
  event.environment = short_text(seen.environment);
  json::Map<ShortText> tags;
  tags.entries.push_back({{"trace_id"}, ShortText{seen.trace_id}});
  tags.entries.push_back({{"span_id"}, ShortText{seen.span_id}});
  if (!seen.service.empty())
    tags.entries.push_back({{"service"}, ShortText{clip_utf8(seen.service, 200)}});
  event.tags = std::move(tags);
  event.occurred_at_ms = {seen.at_ms};
  return event;
}

}  // namespace

effect::Task<http::Change> report_exception(Context context, http::Message message) {
  const auto seen = co_await message.read<http::ExceptionSeen>(context);
  std::vector<Incoming> events;
  events.push_back(
      incoming_of(context, event_of(seen),
                  event_id_of(context, "seen_exception", message.org, message.id.text)));
  co_await store(context, Origin{message.org, {}}, std::move(events));
  co_return http::Change{};
}

}  // namespace arris::errors
