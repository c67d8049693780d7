#pragma once
// The list of events.

#include "http/list.h"
#include "http/range.h"
#include "telemetry/shapes.h"

namespace arris::telemetry {

using EventText = json::Text<1, 200>;

// The time is read in whole minutes, hours or days, as that of a summary is: an org's list has the events that the
// summary counts, as far as they are kept. `q` is part of the name; `page` is one as engagement names it.
struct EventsAsked {
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<EventKind> kind;
  std::optional<EventText> q, name, component, session_id, user_id, page;
  std::optional<json::Integer<0, 86'400'000>> min_duration_ms;
  std::optional<http::Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(EventsAsked, (),
                      (range, from_ms, to_ms, kind, q, name, component, session_id, user_id, page,
                       min_duration_ms, limit, cursor))

// A TelemetryEvent as it is kept, at its place in a batch.
struct StoredEvent {
  std::string_view json, batch;
  std::int64_t place;
};

namespace kind {
void write_stored_event(std::string&, const void*, const json::Type&);
void stored_event_schema(std::string&, const json::Type&);
void collect_stored_event(json::SchemaSet&, const json::Type&);
}  // namespace kind

}  // namespace arris::telemetry

template <>
struct arris::json::Codec<arris::telemetry::StoredEvent> {
  static constexpr Type type{nullptr, nullptr, telemetry::kind::write_stored_event,
                             telemetry::kind::stored_event_schema,
                             telemetry::kind::collect_stored_event};
};
