// Our own way in: POST /errors and /errors/batch.

#include "core/hash.h"
#include "errors/event_text.h"
#include "errors/handlers.h"
#include "errors/ingest.h"
#include "errors/moment.h"
#include "redact/scrub.h"

namespace arris::errors {

using namespace redact;
namespace {

using http::Context;

std::int64_t time_of(Context context, const NewEvent& event) {
  const std::int64_t now_ms = context.now_ms();
  return event.occurred_at_ms ? event_time_ms(event.occurred_at_ms->value, {}, now_ms) : now_ms;
}

std::string_view person_of(Context context, const NewEvent& event) {
  if (!event.user) return {};
  return context.keep(user_key(
      {text_of(event.user->id), text_of(event.user->email), text_of(event.user->username), {}}));
}

// A retry names the same events, so that it stores none again even when its first try ended between
// the write of the events and that of the kept answer.
EventId id_of(Context context, std::int64_t place) {
  const auto& request = context.request();
  const auto key = request.header("idempotency-key");
  if (key.empty()) return context.new_id<EventId>();
  std::string index;
  append_decimal(index, place);
  Hash128 hash;
  hash.add(context.who().org.text).add(context.who().user.text).add(key);
  hash.add(request.request.path).add(request.request.body).add(index);
  return EventId{context.keep(hash.to_uuid())};
}

Origin origin_of(Context context, const NewEvent& event) {
  return {context.who().org, event.project_id ? event.project_id->text : std::string_view()};
}

}  // namespace

void find_faults(const NewEvents& body, json::Faults& faults) {
  const json::Faults::Inside inside(faults, "events");
  const auto& events = body.events.items;
  for (std::size_t i = 1; i < events.size(); ++i) {
    if (events[i].project_id == events[0].project_id) continue;
    const json::Faults::Inside event(faults, i);
    faults.add_at("project_id", "several_projects", "must be the same in all");
  }
}

Incoming incoming_of(Context context, const NewEvent& event, EventId id) {
  Incoming incoming;
  incoming.id = id;
  incoming.at_ms = time_of(context, event);
  incoming.person = person_of(context, event);
  const auto read = read_own(event, context.arena());
  incoming.payload = read.payload;
  describe(context, read.facts, incoming);
  if (event.severity) incoming.severity = *event.severity;
  if (event.pipeline_id) incoming.pipeline_id = event.pipeline_id->text;
  if (event.execution_id) incoming.execution_id = event.execution_id->text;
  return incoming;
}

void describe(Context context, const EventFacts& facts, Incoming& incoming) {
  incoming.grouping = grouping_of(facts);
  incoming.severity = severity_of(facts.level, handled_of(facts), facts.environment, facts.tags);
  const bool raised = !facts.exceptions.empty();
  incoming.error_type =
      raised ? context.keep(scrub_text(facts.exceptions.back().type)) : std::string_view("Message");
  incoming.message =
      context.keep(scrub_text(raised ? facts.exceptions.back().value : facts.message));
  incoming.level = text_of(facts.level);
  incoming.release = clip_utf8(facts.release, 200);
  incoming.environment =
      facts.environment.empty() ? "production" : clip_utf8(facts.environment, 200);
  incoming.tags = facts.tags;
}

effect::Task<Reply<Accepted>> report(Call<Nothing, Nothing, NewEvent> call) {
  std::vector<Incoming> events;
  events.push_back(incoming_of(call.context, call.body, id_of(call.context, 0)));
  const auto accepted = co_await store(call.context, origin_of(call.context, call.body), events);
  co_return reply(accepted.front());
}

effect::Task<Reply<AcceptedEvents>> report_many(Call<Nothing, Nothing, NewEvents> call) {
  const auto& items = call.body.events.items;
  std::vector<Incoming> events;
  for (std::size_t i = 0; i < items.size(); ++i) {
    events.push_back(
        incoming_of(call.context, items[i], id_of(call.context, static_cast<std::int64_t>(i))));
  }
  auto accepted = co_await store(call.context, origin_of(call.context, items.front()), events);
  co_return reply(AcceptedEvents{std::move(accepted)});
}

}  // namespace arris::errors
