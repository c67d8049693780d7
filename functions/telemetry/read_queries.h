#pragma once
// The statements behind charts and lists. All read rollups; none reads events.

#include "http/common.h"
#include "telemetry/answers.h"

namespace arris::telemetry {

using storage::Query;

// ---- sums of a span

struct CountsRow {
  std::int64_t event_count, view_count, action_count, performance_count, error_count,
      duration_count, duration_sum_us;
  std::string_view durations;  // sketches, one behind the other
};
BOOST_DESCRIBE_STRUCT(CountsRow, (),
                      (event_count, view_count, action_count, performance_count, error_count,
                       duration_count, duration_sum_us, durations))

using CountsQuery = Query<CountsRow(OrgId, std::int64_t, std::int64_t)>;

#define ARRIS_SUM_COUNTS(table, place)                                                    \
  R"sql(
  SELECT coalesce(sum(event_count), 0) AS event_count, coalesce(sum(view_count), 0) AS view_count,
         coalesce(sum(action_count), 0) AS action_count,
         coalesce(sum(performance_count), 0) AS performance_count,
         coalesce(sum(error_count), 0) AS error_count, coalesce(sum(duration_count), 0) AS duration_count,
         coalesce(sum(duration_sum_us), 0) AS duration_sum_us,
         coalesce(group_concat(durations), '') AS durations
    FROM )sql" table " WHERE org_id = ?1 AND " place " >= CAST(?2 AS INTEGER) AND " place \
  " < CAST(?3 AS INTEGER)"

inline constexpr CountsQuery sum_minutes{"telemetry.sum_minutes",
                                         ARRIS_SUM_COUNTS("telemetry_minutes", "minute_at_ms")};
inline constexpr CountsQuery sum_hours{"telemetry.sum_hours",
                                       ARRIS_SUM_COUNTS("telemetry_hours", "hour_at_ms")};
inline constexpr CountsQuery sum_days{"telemetry.sum_days",
                                      ARRIS_SUM_COUNTS("telemetry_days", "day_at_ms")};
#undef ARRIS_SUM_COUNTS

// ---- lines of a chart

// `place` counts buckets of ?5 ms from ?3 on. Either `value` holds what is shown or `durations` does, of which
// a place may have several rows, one behind the other.
struct LineRow {
  std::int64_t place, value;
  std::string_view durations;
};
BOOST_DESCRIBE_STRUCT(LineRow, (), (place, value, durations))

// ?2: whom people are counted for, from ?3 up to ?4 in steps of ?5.
using LineQuery = Query<LineRow(OrgId, std::string_view, std::int64_t, std::int64_t, std::int64_t)>;

#define ARRIS_ROWS_OF_LINE(at, value, durations, table, subject)                               \
  "SELECT (" at " - CAST(?3 AS INTEGER)) / CAST(?5 AS INTEGER) AS place, " value               \
  " AS value, " durations " AS durations FROM " table " WHERE org_id = ?1 " subject " AND " at \
  " >= CAST(?3 AS INTEGER) AND " at " < CAST(?4 AS INTEGER)"
#define ARRIS_LINE(at, value, table, subject) \
  ARRIS_ROWS_OF_LINE(at, value, "''", table, subject) " GROUP BY 1 ORDER BY 1"
// Grouping would sort the sketches, which are long.
#define ARRIS_DURATIONS_LINE(table, at) \
  ARRIS_ROWS_OF_LINE(at, "0", "durations", table, "") " ORDER BY " at
// By an index without sketches (schema.sql).
#define ARRIS_EVENTS_LINE(table, at) \
  ARRIS_LINE(at, "sum(event_count)", table " INDEXED BY " table "_events", "")
// Of a bucket's people those count whose visit before lies before the bucket.
#define ARRIS_VISITS_LINE(table, at)                                                        \
  ARRIS_LINE(at,                                                                            \
             "sum(CASE WHEN previous_at_ms < " at " - (" at                                 \
             " - CAST(?3 AS INTEGER)) % CAST(?5 AS INTEGER) THEN people_count ELSE 0 END)", \
             table, "AND subject = ?2")

inline constexpr LineQuery line_event_minutes{
    "telemetry.line_event_minutes",
    ARRIS_LINE("minute_at_ms", "sum(event_count)", "telemetry_minutes", "")};
inline constexpr LineQuery line_event_hours{"telemetry.line_event_hours",
                                            ARRIS_EVENTS_LINE("telemetry_hours", "hour_at_ms")};
inline constexpr LineQuery line_event_days{"telemetry.line_event_days",
                                           ARRIS_EVENTS_LINE("telemetry_days", "day_at_ms")};
inline constexpr LineQuery line_duration_minutes{
    "telemetry.line_duration_minutes", ARRIS_DURATIONS_LINE("telemetry_minutes", "minute_at_ms")};
inline constexpr LineQuery line_duration_hours{
    "telemetry.line_duration_hours", ARRIS_DURATIONS_LINE("telemetry_hours", "hour_at_ms")};
inline constexpr LineQuery line_duration_days{"telemetry.line_duration_days",
                                              ARRIS_DURATIONS_LINE("telemetry_days", "day_at_ms")};
inline constexpr LineQuery line_visit_hours{
    "telemetry.line_visit_hours", ARRIS_VISITS_LINE("telemetry_hour_visits", "hour_at_ms")};
inline constexpr LineQuery line_visit_days{"telemetry.line_visit_days",
                                           ARRIS_VISITS_LINE("telemetry_day_visits", "day_at_ms")};
inline constexpr LineQuery line_run_hours{
    "telemetry.line_run_hours",
    ARRIS_LINE("hour_at_ms", "sum(started)", "execution_hours", "AND pipeline_id = '*'")};
inline constexpr LineQuery line_error_hours{
    "telemetry.line_error_hours",
    ARRIS_LINE("hour_at_ms", "sum(event_count)", "error_hours", "AND issue_id = '*'")};
// The org's tokens are summed by the minute and by quarters of an hour.
#define ARRIS_TOKENS_LINE(value, kind) \
  ARRIS_LINE("at_ms", value, "token_hours", "AND kind = '" kind "' AND value = ''")
#define ARRIS_ALL_TOKENS                                                                      \
  "sum(input + input_audio + input_image + cache_read + cache_read_audio + cache_write_5m + " \
  "cache_write_1h + output + reasoning + output_audio + output_image)"
inline constexpr LineQuery line_token_minutes{"telemetry.line_token_minutes",
                                              ARRIS_TOKENS_LINE(ARRIS_ALL_TOKENS, "minute")};
inline constexpr LineQuery line_tokens{"telemetry.line_tokens",
                                       ARRIS_TOKENS_LINE(ARRIS_ALL_TOKENS, "total")};
inline constexpr LineQuery line_cost_minutes{"telemetry.line_cost_minutes",
                                             ARRIS_TOKENS_LINE("sum(cost_nano_usd)", "minute")};
inline constexpr LineQuery line_cost{"telemetry.line_cost",
                                     ARRIS_TOKENS_LINE("sum(cost_nano_usd)", "total")};
#undef ARRIS_TOKENS_LINE
#undef ARRIS_ALL_TOKENS
#undef ARRIS_EVENTS_LINE
#undef ARRIS_DURATIONS_LINE
#undef ARRIS_VISITS_LINE
#undef ARRIS_LINE
#undef ARRIS_ROWS_OF_LINE

// ---- people

struct PeopleRow {
  std::int64_t people, sessions;
};
BOOST_DESCRIBE_STRUCT(PeopleRow, (), (people, sessions))

using PeopleQuery = Query<PeopleRow(OrgId, std::int64_t, std::int64_t)>;

#define ARRIS_COUNT_PEOPLE(table, at, subject)                                                     \
  "(SELECT coalesce(sum(people_count), 0) FROM " table " WHERE org_id = ?1 AND subject = " subject \
  " AND " at " >= CAST(?2 AS INTEGER) AND " at                                                     \
  " < CAST(?3 AS INTEGER) AND previous_at_ms < CAST(?2 AS INTEGER))"
#define ARRIS_COUNT_BOTH(table, at)                                                 \
  "SELECT " ARRIS_COUNT_PEOPLE(table, at, "'*'") " AS people, " ARRIS_COUNT_PEOPLE( \
      table, at, "'~'") " AS sessions"

// People and sessions from ?2 up to ?3, each once; hours answer for at most 48.
inline constexpr PeopleQuery count_people_of_hours{
    "telemetry.count_people_of_hours", ARRIS_COUNT_BOTH("telemetry_hour_visits", "hour_at_ms")};
inline constexpr PeopleQuery count_people_of_days{
    "telemetry.count_people_of_days", ARRIS_COUNT_BOTH("telemetry_day_visits", "day_at_ms")};
#undef ARRIS_COUNT_BOTH

struct VisitRow {
  std::int64_t day_at_ms, previous_at_ms, people_count;
};
BOOST_DESCRIBE_STRUCT(VisitRow, (), (day_at_ms, previous_at_ms, people_count))

// Days from ?2 up to ?3. A visit before is 0 for never and 1 for one of more than 30 days before.
inline constexpr Query<VisitRow(OrgId, std::int64_t, std::int64_t)> list_visits{
    "telemetry.list_visits", R"sql(
  SELECT day_at_ms,
         CASE WHEN previous_at_ms = 0 THEN 0
              WHEN previous_at_ms < day_at_ms - 2592000000 THEN 1
              ELSE previous_at_ms END AS previous_at_ms,
         sum(people_count) AS people_count
    FROM telemetry_day_visits
   WHERE org_id = ?1 AND subject = '*' AND day_at_ms >= CAST(?2 AS INTEGER) AND day_at_ms < CAST(?3 AS INTEGER)
   GROUP BY 1, 2
   ORDER BY 1
)sql"};

struct CohortRow {
  std::int64_t first_week_at_ms, week_at_ms, people_count;
};
BOOST_DESCRIBE_STRUCT(CohortRow, (), (first_week_at_ms, week_at_ms, people_count))

inline constexpr Query<CohortRow(OrgId, std::int64_t)> list_cohorts{"telemetry.list_cohorts",
                                                                    R"sql(
  SELECT first_week_at_ms, week_at_ms, people_count
    FROM telemetry_cohorts
   WHERE org_id = ?1 AND first_week_at_ms >= CAST(?2 AS INTEGER) AND people_count > 0
   ORDER BY first_week_at_ms, week_at_ms
)sql"};

// The twenty pages with the most views on days from ?2 up to ?3.
inline constexpr Query<PageViews(OrgId, std::int64_t, std::int64_t)> list_pages{
    "telemetry.list_pages",
    R"sql(
  SELECT page, views, )sql" ARRIS_COUNT_PEOPLE("telemetry_day_visits", "day_at_ms",
                                               "'p:' || page") R"sql( AS people
    FROM (SELECT page, sum(view_count) AS views
            FROM telemetry_pages_days
           WHERE org_id = ?1 AND day_at_ms >= CAST(?2 AS INTEGER) AND day_at_ms < CAST(?3 AS INTEGER)
           GROUP BY page
           ORDER BY views DESC, page
           LIMIT 20)
   ORDER BY views DESC, page
)sql"};

// ---- components

struct ComponentRow {
  std::string_view component;
  std::int64_t event_count, error_count, duration_count, duration_sum_us;
  std::string_view durations;
  std::int64_t earlier_count, people;
};
BOOST_DESCRIBE_STRUCT(ComponentRow, (),
                      (component, event_count, error_count, duration_count, duration_sum_us,
                       durations, earlier_count, people))

#define ARRIS_COMPONENT_SPAN(table, at, spans)                                         \
  R"sql(SELECT s.value->>2 AS earlier, d.component, d.event_count, d.error_count, d.duration_count,
         d.duration_sum_us, CASE WHEN s.value->>2 THEN NULL ELSE d.durations END AS durations
    FROM json_each()sql" spans ") s CROSS JOIN " table " d ON d.org_id = ?1 AND d." at \
  " >= s.value->>0 AND d." at " < s.value->>1"

// The components of the spans that ?4 (hours), ?5 (days) and ?6 (weeks) list as [from, to, earlier]: 0 for what
// is shown, 1 for what it is compared with. People are counted from ?2 up to ?3, by hours if ?4 has spans.
inline constexpr Query<ComponentRow(OrgId, std::int64_t, std::int64_t, std::string_view,
                                    std::string_view, std::string_view)>
    list_components{"telemetry.list_components",
                    R"sql(
  SELECT component, event_count, error_count, duration_count, duration_sum_us, durations, earlier_count,
         CASE WHEN ?4 = '[]' THEN )sql" ARRIS_COUNT_PEOPLE("telemetry_day_visits", "day_at_ms",
                                                        "'c:' || component")
                    " ELSE " ARRIS_COUNT_PEOPLE("telemetry_hour_visits", "hour_at_ms",
                                               "'c:' || component") R"sql( END AS people
    FROM (SELECT component, sum(CASE WHEN earlier THEN 0 ELSE event_count END) AS event_count,
                 sum(CASE WHEN earlier THEN 0 ELSE error_count END) AS error_count,
                 sum(CASE WHEN earlier THEN 0 ELSE duration_count END) AS duration_count,
                 sum(CASE WHEN earlier THEN 0 ELSE duration_sum_us END) AS duration_sum_us,
                 coalesce(group_concat(durations), '') AS durations,
                 sum(CASE WHEN earlier THEN event_count ELSE 0 END) AS earlier_count
            FROM ()sql" ARRIS_COMPONENT_SPAN("telemetry_components_hours", "hour_at_ms", "?4")
    " UNION ALL " ARRIS_COMPONENT_SPAN("telemetry_components_days", "day_at_ms", "?5")
    " UNION ALL " ARRIS_COMPONENT_SPAN("telemetry_components_weeks", "week_at_ms", "?6") R"sql()
           GROUP BY component
          HAVING sum(CASE WHEN earlier THEN 0 ELSE event_count END) > 0
           ORDER BY 2 DESC
           LIMIT 1000)
)sql"};
#undef ARRIS_COMPONENT_SPAN
#undef ARRIS_COUNT_PEOPLE

}  // namespace arris::telemetry
