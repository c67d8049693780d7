#pragma once
// The statements that read what otlp keeps.

#include "http/common.h"
#include "telemetry/signal_shapes.h"

namespace arris::telemetry {

using storage::Query;
using Text = std::string_view;
using MaybeText = std::optional<std::string_view>;

#define ARRIS_TRACE                                                                             \
  "SELECT trace_id AS id, name, service, start_at_us, end_at_us - start_at_us AS duration_us, " \
  "span_count, error_count FROM otlp_traces"

// ?2, ?3: the last one's time and id; ?4, ?5: from and to, in us.
inline constexpr Query<Trace(OrgId, std::int64_t, Text, std::int64_t, std::int64_t, MaybeText,
                             MaybeText, std::optional<bool>, std::int64_t, std::int64_t)>
    list_traces{"telemetry.list_traces", ARRIS_TRACE R"sql(
   WHERE org_id = ?1 AND (start_at_us, trace_id) < (CAST(?2 AS INTEGER), ?3)
     AND start_at_us >= CAST(?4 AS INTEGER) AND start_at_us < CAST(?5 AS INTEGER)
     AND (?6 IS NULL OR service = ?6)
     AND (?7 IS NULL OR instr(lower(name), lower(?7)) > 0)
     AND (?8 IS NULL OR (error_count > 0) = (?8 = 1))
     AND end_at_us - start_at_us >= CAST(?9 AS INTEGER)
   ORDER BY start_at_us DESC, trace_id DESC
   LIMIT CAST(?10 AS INTEGER)
)sql"};

inline constexpr Query<Trace(OrgId, Text)> find_trace{
    "telemetry.find_trace", ARRIS_TRACE " WHERE org_id = ?1 AND trace_id = ?2"};
#undef ARRIS_TRACE

// See span_chunks.h.
struct SpansRow {
  Text spans, span_ids;
};
BOOST_DESCRIBE_STRUCT(SpansRow, (), (spans, span_ids))

inline constexpr Query<SpansRow(OrgId, Text, std::int64_t)> list_spans{"telemetry.list_spans",
                                                                       R"sql(
  SELECT spans, span_ids FROM otlp_spans WHERE org_id = ?1 AND trace_id = ?2 ORDER BY id LIMIT CAST(?3 AS INTEGER)
)sql"};

struct ResourcesRow {
  Text resources;  // a JSON object
};
BOOST_DESCRIBE_STRUCT(ResourcesRow, (), (resources))

inline constexpr Query<ResourcesRow(OrgId, Text, std::int64_t)> find_resources{
    "telemetry.find_resources", R"sql(
  SELECT json_group_object(r.id, json(r.attributes)) AS resources
    FROM (SELECT DISTINCT CASE n.type WHEN 'object' THEN n.value->>'resource_id' ELSE n.value END AS id
            FROM (SELECT spans, resource_ids FROM otlp_spans WHERE org_id = ?1 AND trace_id = ?2 ORDER BY id
                   LIMIT CAST(?3 AS INTEGER)) s,
                 json_each(CASE s.resource_ids WHEN '' THEN s.spans ELSE s.resource_ids END) n) used
    JOIN otlp_resources r ON r.org_id = ?1 AND r.id = used.id
)sql"};

struct PackedRow {
  Text id, json;
  std::int64_t place;
};
BOOST_DESCRIBE_STRUCT(PackedRow, (), (id, json, place))

// Newest chunk first, in it the latest first. ?2, ?3: the last one's chunk and place; ?6: a JSON list of levels.
inline constexpr Query<PackedRow(OrgId, Text, std::int64_t, std::int64_t, std::int64_t, Text,
                                 MaybeText, MaybeText, MaybeText, std::int64_t)>
    list_logs{"telemetry.list_logs", R"sql(
  SELECT l.id, n.value AS json, n.key AS place
    FROM otlp_logs l, json_each(l.records) n
   WHERE l.org_id = ?1 AND l.id <= ?2 AND (l.id < ?2 OR n.key < CAST(?3 AS INTEGER))
     AND l.last_at_us >= CAST(?4 AS INTEGER) AND l.first_at_us < CAST(?5 AS INTEGER)
     AND n.value->>'at_us' >= CAST(?4 AS INTEGER) AND n.value->>'at_us' < CAST(?5 AS INTEGER)
     AND n.value->>'level' IN (SELECT value FROM json_each(?6))
     AND (?7 IS NULL OR n.value->>'service' = ?7)
     AND (?8 IS NULL OR n.value->>'trace_id' = lower(?8))
     AND (?9 IS NULL OR instr(lower(n.value->>'body'), lower(?9)) > 0)
   ORDER BY l.id DESC, n.key DESC
   LIMIT CAST(?10 AS INTEGER)
)sql"};

inline constexpr Query<SentMetric(OrgId, Text, std::int64_t)> list_metrics{"telemetry.list_metrics",
                                                                           R"sql(
  SELECT name, kind, unit, description, temporality, monotonic, last_at_ms
    FROM otlp_metrics
   WHERE org_id = ?1 AND name > ?2
   ORDER BY name
   LIMIT CAST(?3 AS INTEGER)
)sql"};

struct KnownMetric {
  std::int64_t known;
};
BOOST_DESCRIBE_STRUCT(KnownMetric, (), (known))

inline constexpr Query<KnownMetric(OrgId, Text)> find_metric{"telemetry.find_metric", R"sql(
  SELECT 1 AS known FROM otlp_metrics WHERE org_id = ?1 AND name = ?2
)sql"};

inline constexpr Query<PackedRow(OrgId, Text, Text, std::int64_t, std::int64_t, std::int64_t,
                                 MaybeText, std::int64_t)>
    list_points{"telemetry.list_points", R"sql(
  SELECT p.id, n.value AS json, n.key AS place
    FROM otlp_points p, json_each(p.points) n
   WHERE p.org_id = ?1 AND p.name = ?2 AND p.id <= ?3 AND (p.id < ?3 OR n.key < CAST(?4 AS INTEGER))
     AND p.last_at_us >= CAST(?5 AS INTEGER) AND p.first_at_us < CAST(?6 AS INTEGER)
     AND n.value->>'at_us' >= CAST(?5 AS INTEGER) AND n.value->>'at_us' < CAST(?6 AS INTEGER)
     AND (?7 IS NULL OR n.value->>'service' = ?7)
   ORDER BY p.id DESC, n.key DESC
   LIMIT CAST(?8 AS INTEGER)
)sql"};

inline constexpr auto signal_statements =
    storage::catalogue(list_traces, find_trace, list_spans, find_resources, list_logs, list_metrics,
                       find_metric, list_points);

}  // namespace arris::telemetry
