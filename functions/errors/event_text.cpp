#include "errors/event_text.h"

#include "errors/own_event.h"
#include "redact/scrub.h"

namespace arris::errors {
namespace {

std::vector<Tag> tags_of(const NewEvent& event) {
  std::vector<Tag> tags;
  if (!event.tags) return tags;
  for (const auto& entry : event.tags->entries) tags.push_back({entry.key, entry.value.text});
  return tags;
}

// The pure code's view of a body; the vectors keep what its spans point to.
EventFacts read_facts(const NewEvent& event) {
  const auto tags = tags_of(event);
  std::vector<std::string_view> fingerprint;
  if (event.fingerprint) {
    for (const auto& part : event.fingerprint->items) fingerprint.push_back(part.text);
  }
  const auto trace = event.stack_trace ? event.stack_trace->text : std::string_view();
  return facts_of(OwnEvent{event.message.text, event.error_type.text, trace, text_of(event.release),
                           text_of(event.environment), tags, fingerprint, event.severity});
}

// What stands beside the payload is of the scrubbed event, too. Where a text grew too long by what
// stands in for its secrets, the facets stay away.
NewEvent as_kept(const NewEvent& event, std::string_view scrubbed, Arena& arena) {
  if (auto kept = json::decode<NewEvent>(scrubbed, arena)) return std::move(kept).value();
  NewEvent bare = event;
  bare.tags.reset();
  bare.environment.reset();
  return bare;
}

}  // namespace

OwnText read_own(const NewEvent& event, Arena& arena) {
  std::string text;
  json::encode(text, event);
  const auto payload = arena.keep(redact::scrub(text).value_or("{}"));
  return {payload, read_facts(as_kept(event, payload, arena))};
}

Result<SentryText> read_sentry(std::string_view text, Arena& arena) {
  if (text.size() > max_event_bytes) return Error{Code::too_large, "An event has at most 1 MiB"};
  const auto scrubbed = redact::scrub(text);
  if (!scrubbed) return Error{Code::bad_request, "The event is not JSON"};
  const auto payload = arena.keep(*scrubbed);
  auto event = parse_event(payload, arena);
  if (!event) return std::move(event.error());
  return SentryText{payload, std::move(event.value())};
}

Grouping grouping_of(const EventFacts& facts) {
  Grouping grouping = group(facts);
  grouping.title = redact::scrub_text(grouping.title);
  return grouping;
}

}  // namespace arris::errors
