#pragma once
// The rows that a request becomes.

#include <boost/describe/class.hpp>
#include <vector>

#include "json/json.h"

namespace arris::otlp {

struct ResourceRow {
  std::string_view id;
  json::Raw attributes;
};
BOOST_DESCRIBE_STRUCT(ResourceRow, (), (id, attributes))

// `root`: whether the chunk holds the trace's first span, which `name` and `service` are then of. `spans` is packed;
// `span_ids` are theirs in the same order, `failed_ids` of those that failed, `resource_ids` those that they name.
struct SpansRow {
  std::string_view trace_id, id;
  std::int64_t start_at_us, end_at_us, span_count, root;
  std::string_view name, service, spans;
  json::Raw span_ids, failed_ids, resource_ids;
};
BOOST_DESCRIBE_STRUCT(SpansRow, (),
                      (trace_id, id, start_at_us, end_at_us, span_count, root, name, service, spans,
                       span_ids, failed_ids, resource_ids))

struct LogsRow {
  std::string_view id;
  std::int64_t first_at_us, last_at_us, record_count;
  json::Raw records;
};
BOOST_DESCRIBE_STRUCT(LogsRow, (), (id, first_at_us, last_at_us, record_count, records))

struct MetricRow {
  std::string_view name, kind, unit, description, temporality;
  std::int64_t monotonic;
};
BOOST_DESCRIBE_STRUCT(MetricRow, (), (name, kind, unit, description, temporality, monotonic))

struct PointsRow {
  std::string_view name, id;
  std::int64_t first_at_us, last_at_us, point_count;
  json::Raw points;
};
BOOST_DESCRIBE_STRUCT(PointsRow, (), (name, id, first_at_us, last_at_us, point_count, points))

// `unless`: beginnings of keys; the message is told unless one with such a key was.
struct MessageRow {
  std::string_view id, key;
  json::Raw payload;
  std::vector<std::string_view> unless;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (), (id, key, payload, unless))

}  // namespace arris::otlp
