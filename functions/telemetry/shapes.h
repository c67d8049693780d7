#pragma once
// What clients send and are told about it. Times are Unix ms UTC.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "json/json.h"
#include "telemetry/number.h"

namespace arris::telemetry {

enum class EventKind : std::uint8_t { view, action, performance, error };
BOOST_DESCRIBE_ENUM(EventKind, view, action, performance, error)

using Name = json::Text<1, 200>;

// An object of whatever the client wants to keep with an event; at most 8 KiB as it is written.
struct Props {
  std::string_view text;
};
inline constexpr std::size_t props_max_bytes = 8192;

// `duration_ms` and `value` may have fractions. A person is `user_id` or, without one, the session.
struct TelemetryEvent {
  Name name, component;
  EventKind kind;
  json::Maybe<Duration> duration_ms;
  json::Maybe<Number> value;
  Name session_id;
  json::Maybe<Name> user_id;
  json::Maybe<json::Text<1, 2000>> page;
  json::Maybe<Props> props;
  std::int64_t at_ms;
};
BOOST_DESCRIBE_STRUCT(TelemetryEvent, (),
                      (name, component, kind, duration_ms, value, session_id, user_id, page, props,
                       at_ms))

// One event as it was sent: read by itself, so that a bad one harms no other.
struct SentEvent {
  std::string_view text;
};

struct NewTelemetryEvents {
  json::List<SentEvent, 1, 1000> events;
};
BOOST_DESCRIBE_STRUCT(NewTelemetryEvents, (), (events))

struct EventFault {
  std::string_view pointer, code, detail;
};
BOOST_DESCRIBE_STRUCT(EventFault, (), (pointer, code, detail))

// The event at `index` is not kept, for all of these reasons; each pointer begins in that event.
struct RejectedEvent {
  std::int64_t index;
  std::vector<EventFault> errors;
};
BOOST_DESCRIBE_STRUCT(RejectedEvent, (), (index, errors))

struct TakenEvents {
  std::int64_t accepted;
  std::vector<RejectedEvent> rejected;
};
BOOST_DESCRIBE_STRUCT(TakenEvents, (), (accepted, rejected))

namespace kind {
void read_props(json::Reader&, void*, const json::Type&, json::Faults&);
void read_sent_event(json::Reader&, void*, const json::Type&, json::Faults&);
void props_schema(std::string&, const json::Type&);
void sent_event_schema(std::string&, const json::Type&);
void collect_sent_event(json::SchemaSet&, const json::Type&);
}  // namespace kind

}  // namespace arris::telemetry

template <>
struct arris::json::Codec<arris::telemetry::Props> {
  static constexpr Type type{telemetry::kind::read_props, nullptr, kind::write_raw,
                             telemetry::kind::props_schema, nullptr};
};
template <>
struct arris::json::Codec<arris::telemetry::SentEvent> {
  static constexpr Type type{telemetry::kind::read_sent_event, nullptr, kind::write_raw,
                             telemetry::kind::sent_event_schema,
                             telemetry::kind::collect_sent_event};
};
