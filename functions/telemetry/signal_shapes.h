#pragma once
// Traces, logs and metrics as they are shown. Times are Unix microseconds UTC where a name ends in _us; a span, a record
// and a point are what functions/otlp keeps of them.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "http/list.h"
#include "json/json.h"

namespace arris::telemetry {

using http::Instant;
using http::Limit;

using Filtered = json::Text<1, 200>;

// `service` is of the root, `q` is part of its name; `failed`: with a span that failed, or without one.
struct TraceFilter {
  std::optional<Filtered> service, q;
  std::optional<bool> failed;
  std::optional<json::Integer<0, 86'400'000>> min_duration_ms;
  std::optional<Instant> from_ms, to_ms;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(TraceFilter, (),
                      (service, q, failed, min_duration_ms, from_ms, to_ms, limit, cursor))

struct Trace {
  std::string_view id, name, service;
  std::int64_t start_at_us, duration_us, span_count, error_count;
};
BOOST_DESCRIBE_STRUCT(Trace, (),
                      (id, name, service, start_at_us, duration_us, span_count, error_count))

struct TracePath {
  std::string_view id;
};
BOOST_DESCRIBE_STRUCT(TracePath, (), (id))

// `resources` holds, by the `resource_id` of spans, what sent them. `complete`: no span is left out.
struct TraceDetail {
  Trace trace;
  json::Raw resources, spans;
  bool complete;
};
BOOST_DESCRIBE_STRUCT(TraceDetail, (), (trace, resources, spans, complete))

enum class SignalLevel : std::uint8_t { trace, debug, info, warn, error, fatal };
BOOST_DESCRIBE_ENUM(SignalLevel, trace, debug, info, warn, error, fatal)

// `level` and what is graver; `q` is part of the body.
struct SignalLogFilter {
  std::optional<SignalLevel> level;
  std::optional<Filtered> service, trace_id, q;
  std::optional<Instant> from_ms, to_ms;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(SignalLogFilter, (),
                      (level, service, trace_id, q, from_ms, to_ms, limit, cursor))

// Written as it is: a record or a point.
struct Packed {
  json::Raw json;
  std::string_view chunk;
  std::int64_t place;
};

// `temporality` is delta, cumulative or empty.
struct SentMetric {
  std::string_view name, kind, unit, description, temporality;
  bool monotonic;
  std::int64_t last_at_ms;
};
BOOST_DESCRIBE_STRUCT(SentMetric, (),
                      (name, kind, unit, description, temporality, monotonic, last_at_ms))

struct MetricFilter {
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(MetricFilter, (), (limit, cursor))

struct MetricPath {
  std::string_view name;
};
BOOST_DESCRIBE_STRUCT(MetricPath, (), (name))

struct PointFilter {
  std::optional<Filtered> service;
  std::optional<Instant> from_ms, to_ms;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(PointFilter, (), (service, from_ms, to_ms, limit, cursor))

namespace kind {
void write_packed(std::string&, const void*, const json::Type&);
void packed_schema(std::string&, const json::Type&);
}  // namespace kind

}  // namespace arris::telemetry

template <>
struct arris::json::Codec<arris::telemetry::Packed> {
  static constexpr Type type{nullptr, nullptr, telemetry::kind::write_packed,
                             telemetry::kind::packed_schema, nullptr};
};
