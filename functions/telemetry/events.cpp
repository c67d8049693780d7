#include "http/cursor.h"
#include "http/upkeep.h"
#include "telemetry/event_queries.h"
#include "telemetry/handlers.h"
#include "telemetry/reads.h"
#include "telemetry/spans.h"

namespace arris::telemetry {
namespace {

using http::Context;
using http::Position;

EventFilter text_of(const std::optional<EventText>& text) {
  return text ? EventFilter(text->text) : std::nullopt;
}

EventFilter kind_of(Context context, const std::optional<EventKind>& kind) {
  if (!kind) return std::nullopt;
  return context.keep(boost::describe::enum_to_string(*kind, ""));
}

auto events_of(Context context, const EventsAsked& asked, TimeRange time, Position from) {
  std::optional<std::int64_t> least_ms;
  if (asked.min_duration_ms) least_ms = asked.min_duration_ms->value;
  return list_events(context.who().org, from.id, http::first_id(context, time.from_ms), time.to_ms,
                     from.sort, time.from_ms, kind_of(context, asked.kind), text_of(asked.q),
                     text_of(asked.name), text_of(asked.component), text_of(asked.session_id),
                     text_of(asked.user_id), text_of(asked.page), least_ms,
                     http::limit_of(asked.limit) + 1);
}

std::vector<StoredEvent> stored(const std::vector<EventRow>& rows) {
  std::vector<StoredEvent> events;
  events.reserve(rows.size());
  for (const EventRow& row : rows) events.push_back({row.json, row.batch, row.place});
  return events;
}

}  // namespace

namespace kind {
void write_stored_event(std::string& out, const void* value, const json::Type&) {
  out += static_cast<const StoredEvent*>(value)->json;
}
void stored_event_schema(std::string& out, const json::Type&) { json::schema<TelemetryEvent>(out); }
void collect_stored_event(json::SchemaSet& schemas, const json::Type&) {
  json::collect_schemas<TelemetryEvent>(schemas);
}
}  // namespace kind

// A page ends where it is full, or with the last batch that was looked at: then it may hold few events or none, and
// its cursor goes on with the next batch.
effect::Task<Reply<Page<StoredEvent>>> show_events(Call<Nothing, EventsAsked> call) {
  const Context context = call.context;
  const auto asked = co_await range_of(context, call.query, http::Range::day);
  const TimeRange time = whole_units(asked, unit_of(asked));
  const Position from = context.position().value_or(http::before_all);
  const auto [rows, next] = co_await context.db().read(
      events_of(context, call.query, time, from),
      find_next_batch(context.who().org, from.id, http::first_id(context, time.from_ms),
                      time.to_ms));
  const auto limit = static_cast<std::size_t>(http::limit_of(call.query.limit));
  auto page = co_await http::page_of(context, stored(rows), limit, [](const StoredEvent& last) {
    return Position{last.place, last.batch};
  });
  if (!page.next_cursor && !next.empty())
    page.next_cursor =
        co_await http::write_cursor(context, {http::end_of_time_ms, next.front().id});
  co_return reply(std::move(page));
}

}  // namespace arris::telemetry
