#pragma once
// The statements that keep events and what they add. Each takes its rows as one JSON array, ?2.

#include "http/common.h"

namespace arris::telemetry {

using storage::Query;
using RowsQuery = Query<void(OrgId, std::string_view)>;

inline constexpr Query<void(OrgId, std::string_view, std::int64_t, std::int64_t, std::string_view,
                            std::int64_t)>
    add_batch{"telemetry.add_batch", R"sql(
  INSERT INTO telemetry_batches (org_id, id, received_at_ms, event_count, events, first_at_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
)sql"};

// Only the buckets that the new sketch has are looked up: most batches bring few durations.
#define ARRIS_MERGED_DURATIONS \
  R"sql(
         durations = CASE WHEN excluded.durations = '{}' THEN durations ELSE
           json_patch(durations,
             (SELECT json_group_object(key, value + coalesce(durations->>('$.' || key), 0))
                FROM json_each(excluded.durations))) END
)sql"

#define ARRIS_ADD_COUNTS(table, place)    \
  "INSERT INTO " table " (org_id, " place \
  R"sql(, event_count, view_count, action_count, performance_count, error_count,
                     duration_count, duration_sum_us, durations)
  SELECT ?1, n.value->>'at_ms', n.value->>'event_count', n.value->>'view_count', n.value->>'action_count',
         n.value->>'performance_count', n.value->>'error_count', n.value->>'duration_count',
         n.value->>'duration_sum_us', n.value->>'durations'
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, )sql" place R"sql() DO UPDATE
     SET event_count = event_count + excluded.event_count,
         view_count = view_count + excluded.view_count,
         action_count = action_count + excluded.action_count,
         performance_count = performance_count + excluded.performance_count,
         error_count = error_count + excluded.error_count,
         duration_count = duration_count + excluded.duration_count,
         duration_sum_us = duration_sum_us + excluded.duration_sum_us,)sql" ARRIS_MERGED_DURATIONS

inline constexpr RowsQuery add_minutes{"telemetry.add_minutes",
                                       ARRIS_ADD_COUNTS("telemetry_minutes", "minute_at_ms")};
inline constexpr RowsQuery add_hours{"telemetry.add_hours",
                                     ARRIS_ADD_COUNTS("telemetry_hours", "hour_at_ms")};
inline constexpr RowsQuery add_days{"telemetry.add_days",
                                    ARRIS_ADD_COUNTS("telemetry_days", "day_at_ms")};

#define ARRIS_ADD_COMPONENTS(table, place) \
  "INSERT INTO " table " (org_id, " place  \
  R"sql(, component, event_count, error_count, duration_count, duration_sum_us, durations)
  SELECT ?1, n.value->>'at_ms', n.value->>'component', n.value->>'event_count', n.value->>'error_count',
         n.value->>'duration_count', n.value->>'duration_sum_us', n.value->>'durations'
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, )sql" place R"sql(, component) DO UPDATE
     SET event_count = event_count + excluded.event_count,
         error_count = error_count + excluded.error_count,
         duration_count = duration_count + excluded.duration_count,
         duration_sum_us = duration_sum_us + excluded.duration_sum_us,)sql" ARRIS_MERGED_DURATIONS

inline constexpr RowsQuery add_components_hours{
    "telemetry.add_components_hours",
    ARRIS_ADD_COMPONENTS("telemetry_components_hours", "hour_at_ms")};
inline constexpr RowsQuery add_components_days{
    "telemetry.add_components_days",
    ARRIS_ADD_COMPONENTS("telemetry_components_days", "day_at_ms")};
inline constexpr RowsQuery add_components_weeks{
    "telemetry.add_components_weeks",
    ARRIS_ADD_COMPONENTS("telemetry_components_weeks", "week_at_ms")};
#undef ARRIS_ADD_COUNTS
#undef ARRIS_ADD_COMPONENTS
#undef ARRIS_MERGED_DURATIONS

inline constexpr RowsQuery add_pages{"telemetry.add_pages", R"sql(
  INSERT INTO telemetry_pages_days (org_id, day_at_ms, page, view_count)
  SELECT ?1, n.value->>'day_at_ms', n.value->>'page', n.value->>'view_count'
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, day_at_ms, page) DO UPDATE SET view_count = view_count + excluded.view_count
)sql"};

// ?2: an array of [subject, person, hour]. Triggers keep people's days, visits and cohorts.
inline constexpr RowsQuery add_people{"telemetry.add_people", R"sql(
  INSERT INTO telemetry_people_hours (org_id, subject, person, hour_at_ms)
  SELECT ?1, n.value->>0, n.value->>1, n.value->>2
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, subject, person, hour_at_ms) DO NOTHING
)sql"};

}  // namespace arris::telemetry
