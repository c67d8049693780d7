#pragma once
// Every statement that otlp may run. Rows come as one JSON array, ?2, and a chunk that is there already stays as it is:
// what is sent again changes nothing, the sums that triggers keep included.

#include "http/common.h"
#include "otlp/deleted.h"

namespace arris::otlp {

using storage::Query;
using RowsQuery = Query<void(OrgId, std::string_view)>;
using ResourcesQuery = Query<void(OrgId, std::string_view, std::int64_t)>;

inline constexpr ResourcesQuery add_resources{"otlp.add_resources", R"sql(
  INSERT INTO otlp_resources (org_id, id, attributes, seen_at_ms)
  SELECT ?1, n.value->>'id', n.value->'attributes', CAST(?3 AS INTEGER)
    FROM )sql" ARRIS_ITEMS_OF("?2") R"sql( n
   WHERE true
      ON CONFLICT (org_id, id) DO UPDATE SET seen_at_ms = excluded.seen_at_ms
   WHERE otlp_resources.seen_at_ms < excluded.seen_at_ms - 3600000
)sql"};

// Without the spans that other requests have sent before. Those lie in chunks whose times overlap; so many are looked
// through that a trace without an end holds nobody up. A chunk stays packed: those that are known have no id in it.
inline constexpr RowsQuery add_spans{"otlp.add_spans", R"sql(
  WITH sent AS (
    SELECT n.value AS chunk, n.value->>'trace_id' AS trace_id FROM json_each(?2) n
  ), kept AS MATERIALIZED (
    SELECT s.trace_id || CASE k.type WHEN 'object' THEN k.value->>'id' ELSE k.value END AS span
      FROM sent n
     CROSS JOIN otlp_spans s ON s.org_id = ?1 AND s.trace_id = n.trace_id
       AND s.start_at_us <= n.chunk->>'end_at_us' AND s.end_at_us >= n.chunk->>'start_at_us'
     CROSS JOIN json_each(CASE s.span_ids WHEN '' THEN s.spans ELSE s.span_ids END) k
     WHERE k.type <> 'null'
     LIMIT 20000
  ), fresh AS MATERIALIZED (
    SELECT n.chunk, n.trace_id,
           CASE WHEN EXISTS (SELECT 1 FROM kept)
                THEN (SELECT count(*) FROM json_each(n.chunk->'span_ids') k
                       WHERE n.trace_id || k.value IN (SELECT span FROM kept))
                ELSE 0 END AS repeated
      FROM sent n
  )
  INSERT INTO otlp_spans (org_id, trace_id, id, start_at_us, end_at_us, span_count, error_count, root, name,
                          service, spans, span_ids, resource_ids)
  SELECT ?1, n.trace_id, n.chunk->>'id', n.chunk->>'start_at_us', n.chunk->>'end_at_us',
         n.chunk->>'span_count' - n.repeated,
         CASE n.repeated WHEN 0 THEN json_array_length(n.chunk->'failed_ids')
              ELSE (SELECT count(*) FROM json_each(n.chunk->'failed_ids') k
                     WHERE n.trace_id || k.value NOT IN (SELECT span FROM kept)) END,
         n.chunk->>'root', n.chunk->>'name', n.chunk->>'service', n.chunk->>'spans',
         CASE n.repeated WHEN 0 THEN n.chunk->'span_ids'
              ELSE (SELECT json_group_array(CASE WHEN n.trace_id || k.value IN (SELECT span FROM kept)
                                                 THEN NULL ELSE k.value END)
                      FROM json_each(n.chunk->'span_ids') k) END,
         n.chunk->'resource_ids'
    FROM fresh n
   WHERE n.repeated < n.chunk->>'span_count'
      ON CONFLICT (org_id, trace_id, id) DO NOTHING
)sql"};

inline constexpr RowsQuery add_logs{"otlp.add_logs", R"sql(
  INSERT INTO otlp_logs (org_id, id, first_at_us, last_at_us, record_count, records)
  SELECT ?1, n.value->>'id', n.value->>'first_at_us', n.value->>'last_at_us', n.value->>'record_count',
         n.value->'records'
    FROM )sql" ARRIS_ITEMS_OF("?2") R"sql( n
   WHERE true
      ON CONFLICT (org_id, id) DO NOTHING
)sql"};

inline constexpr ResourcesQuery add_metrics{"otlp.add_metrics", R"sql(
  INSERT INTO otlp_metrics (org_id, name, kind, unit, description, temporality, monotonic, last_at_ms)
  SELECT ?1, n.value->>'name', n.value->>'kind', n.value->>'unit', n.value->>'description',
         n.value->>'temporality', n.value->>'monotonic', CAST(?3 AS INTEGER)
    FROM )sql" ARRIS_ITEMS_OF("?2") R"sql( n
   WHERE true
      ON CONFLICT (org_id, name) DO UPDATE
     SET kind = excluded.kind, unit = excluded.unit, description = excluded.description,
         temporality = excluded.temporality, monotonic = excluded.monotonic, last_at_ms = excluded.last_at_ms
)sql"};

inline constexpr RowsQuery add_points{"otlp.add_points", R"sql(
  INSERT INTO otlp_points (org_id, name, id, first_at_us, last_at_us, point_count, points)
  SELECT ?1, n.value->>'name', n.value->>'id', n.value->>'first_at_us', n.value->>'last_at_us',
         n.value->>'point_count', n.value->'points'
    FROM )sql" ARRIS_ITEMS_OF("?2") R"sql( n
   WHERE true
      ON CONFLICT (org_id, name, id) DO NOTHING
)sql"};

// ?2: the topic; ?3: rows of id, key, payload and the beginnings of keys, in front of a point, that have to be unknown.
inline constexpr Query<void(OrgId, std::string_view, std::string_view, std::int64_t)> tell_many{
    "otlp.tell_many", R"sql(
  INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
  SELECT ?1, n.value->>'id', ?2, n.value->'payload', n.value->>'key', CAST(?4 AS INTEGER)
    FROM )sql" ARRIS_ITEMS_OF("?3") R"sql( n
   WHERE NOT EXISTS (SELECT 1 FROM json_each(n.value->'unless') b
                      CROSS JOIN outbox o ON o.org_id = ?1 AND o.topic = ?2
                        AND o.dedupe_key > b.value || '.' AND o.dedupe_key < b.value || '/')
      ON CONFLICT (org_id, topic, dedupe_key) DO NOTHING
)sql"};

// ---- what is old: chunks by the time in their ids

using OldQuery = Query<void(std::string_view)>;

#define ARRIS_DELETE_CHUNKS(table, key, from_t)                                \
  "DELETE FROM " table " WHERE (org_id, " key ") IN (SELECT t.org_id, " from_t \
  " FROM orgs o CROSS JOIN " table " t ON t.org_id = o.id AND t.id < ?1 LIMIT 500)"
inline constexpr OldQuery delete_spans{
    "otlp.delete_spans", ARRIS_DELETE_CHUNKS("otlp_spans", "trace_id, id", "t.trace_id, t.id")};
inline constexpr OldQuery delete_logs{"otlp.delete_logs",
                                      ARRIS_DELETE_CHUNKS("otlp_logs", "id", "t.id")};
inline constexpr OldQuery delete_points{
    "otlp.delete_points", ARRIS_DELETE_CHUNKS("otlp_points", "name, id", "t.name, t.id")};
#undef ARRIS_DELETE_CHUNKS

inline constexpr Query<void(std::int64_t)> delete_traces{"otlp.delete_traces", R"sql(
  DELETE FROM otlp_traces
   WHERE (org_id, trace_id) IN (SELECT t.org_id, t.trace_id FROM orgs o CROSS JOIN otlp_traces t
                                   ON t.org_id = o.id AND t.start_at_us < CAST(?1 AS INTEGER) * 1000 LIMIT 500)
)sql"};

// Metrics that nobody sends any more, and resources: by when they were seen last.
#define ARRIS_DELETE_UNSEEN(table, key, at)                                   \
  "DELETE FROM " table " WHERE (org_id, " key ") IN (SELECT t.org_id, t." key \
  " FROM orgs o CROSS JOIN " table " t ON t.org_id = o.id AND t." at          \
  " < CAST(?1 AS INTEGER) LIMIT 500)"
inline constexpr Query<void(std::int64_t)> delete_metrics{
    "otlp.delete_metrics", ARRIS_DELETE_UNSEEN("otlp_metrics", "name", "last_at_ms")};
inline constexpr Query<void(std::int64_t)> delete_resources{
    "otlp.delete_resources", ARRIS_DELETE_UNSEEN("otlp_resources", "id", "seen_at_ms")};
#undef ARRIS_DELETE_UNSEEN

inline constexpr auto statements =
    storage::join(storage::join(http::common_statements, storage::catalogue(rows_of_deleted)),
                  storage::catalogue(add_resources, add_spans, add_logs, add_metrics, add_points,
                                     tell_many, delete_spans, delete_logs, delete_points,
                                     delete_traces, delete_metrics, delete_resources));

}  // namespace arris::otlp
