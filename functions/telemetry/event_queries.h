#pragma once
// The statements that read events themselves. A request looks at so many batches and no more, whether they hold what
// it asks for or not; where it stopped is told beside what it found.

#include "http/common.h"
#include "telemetry/event_shapes.h"

namespace arris::telemetry {

using storage::Query;
using EventFilter = std::optional<std::string_view>;

// The newest batch that is left for the next request. ?2: the batch to begin with; ?3: the first id of the time asked
// for, whose end is ?4. 10,000 events are unpacked in some 100 ms; a batch without any of the time costs its entry in the index.
#define ARRIS_NEXT_BATCH \
  R"sql(
  SELECT id
    FROM (SELECT id, row_number() OVER newer AS place,
                 sum(CASE WHEN first_at_ms < CAST(?4 AS INTEGER) THEN event_count ELSE 0 END) OVER newer AS events,
                 CASE WHEN first_at_ms < CAST(?4 AS INTEGER) THEN event_count ELSE 0 END AS own
            FROM (SELECT id, first_at_ms, event_count
                    FROM telemetry_batches INDEXED BY telemetry_batches_times
                   WHERE org_id = ?1 AND id <= ?2 AND id >= ?3
                   ORDER BY id DESC
                   LIMIT 10000)
          WINDOW newer AS (ORDER BY id DESC ROWS UNBOUNDED PRECEDING))
   WHERE events - own >= 10000 OR place = 10000
   ORDER BY id DESC
   LIMIT 1
)sql"

struct BatchRow {
  std::string_view id;
};
BOOST_DESCRIBE_STRUCT(BatchRow, (), (id))

inline constexpr Query<BatchRow(OrgId, std::string_view, std::string_view, std::int64_t)>
    find_next_batch{"telemetry.find_next_batch", ARRIS_NEXT_BATCH};

struct EventRow {
  std::string_view batch, json;
  std::int64_t place;
};
BOOST_DESCRIBE_STRUCT(EventRow, (), (batch, json, place))

// Newest batch first, in it the latest first. ?5: the place behind which the first batch goes on; ?13: what page_of()
// makes of a page.
inline constexpr Query<EventRow(OrgId, std::string_view, std::string_view, std::int64_t,
                                std::int64_t, std::int64_t, EventFilter, EventFilter, EventFilter,
                                EventFilter, EventFilter, EventFilter, EventFilter,
                                std::optional<std::int64_t>, std::int64_t)>
    list_events{"telemetry.list_events", R"sql(
  SELECT t.id AS batch, n.value AS json, n.key AS place
    FROM telemetry_batches t INDEXED BY telemetry_batches_times
         CROSS JOIN telemetry_batches b ON b.org_id = ?1 AND b.id = t.id
         CROSS JOIN json_each(b.events) n
   WHERE t.org_id = ?1 AND t.id <= ?2 AND t.id >= ?3 AND t.first_at_ms < CAST(?4 AS INTEGER)
     AND t.id > coalesce(()sql" ARRIS_NEXT_BATCH R"sql(), '')
     AND (t.id < ?2 OR n.key < CAST(?5 AS INTEGER))
     AND n.value->>'at_ms' < CAST(?4 AS INTEGER) AND n.value->>'at_ms' >= CAST(?6 AS INTEGER)
     AND (?7 IS NULL OR n.value->>'kind' = ?7)
     AND (?8 IS NULL OR instr(lower(n.value->>'name'), lower(?8)) > 0)
     AND (?9 IS NULL OR n.value->>'name' = ?9)
     AND (?10 IS NULL OR n.value->>'component' = ?10)
     AND (?11 IS NULL OR n.value->>'session_id' = ?11)
     AND (?12 IS NULL OR n.value->>'user_id' = ?12)
     AND (?13 IS NULL OR rtrim(substr(n.value->>'page', 1,
                                      min(200, instr(replace(n.value->>'page', '#', '?') || '?', '?') - 1)), '/')
                         = rtrim(?13, '/')
          OR length(CAST(?13 AS BLOB)) > 196 AND instr(n.value->>'page', ?13) = 1)
     AND (?14 IS NULL OR n.value->>'duration_ms' >= CAST(?14 AS INTEGER))
   ORDER BY t.id DESC, n.key DESC
   LIMIT CAST(?15 AS INTEGER)
)sql"};
#undef ARRIS_NEXT_BATCH

}  // namespace arris::telemetry
