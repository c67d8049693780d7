#pragma once
// Every statement that executions may run. The tenant comes first; charts read rollups, never runs.

#include "executions/deleted.h"
#include "executions/shapes.h"
#include "http/common.h"

namespace arris::executions {

using storage::Query;

#define ARRIS_RUN_LISTED                                                                        \
  "r.id, r.pipeline_id, r.name, r.status, r.\"trigger\", r.progress, r.step, r.error_message, " \
  "r.started_by, r.retry_of, r.attempt, r.created_at_ms, r.started_at_ms, r.finished_at_ms, "   \
  "r.duration_ms, r.log_count, r.version, r.pipeline_revision"

// ---- one run

inline constexpr Query<Run(OrgId, RunId)> find_run{
    "executions.find_run", "SELECT " ARRIS_RUN_LISTED R"sql(, r.input, r.metrics, r.result, r.error
    FROM executions r
   WHERE r.org_id = ?1 AND r.id = ?2
)sql"};

// Nothing when there is no such pipeline. Without a name it has that of its pipeline.
// (org, id, pipeline, name, status, trigger, by, now, input)
inline constexpr Query<void(OrgId, RunId, std::optional<std::string_view>,
                            std::optional<std::string_view>, RunStatus, Trigger, std::string_view,
                            std::int64_t, std::string_view)>
    add_run{"executions.add_run", R"sql(
  INSERT INTO executions (org_id, id, pipeline_id, pipeline_revision, name, status, "trigger", started_by,
                          created_at_ms, started_at_ms, reported_at_ms, input)
  SELECT ?1, ?2, ?3, p.revision, coalesce(?4, p.name, 'run'), ?5, ?6, ?7, ?8,
         CASE ?5 WHEN 'running' THEN CAST(?8 AS INTEGER) END, CASE ?5 WHEN 'running' THEN CAST(?8 AS INTEGER) END, ?9
    FROM (SELECT 1)
    LEFT JOIN pipelines p ON p.org_id = ?1 AND p.id = ?3 AND p.deleted_at_ms IS NULL
   WHERE ?3 IS NULL OR p.id IS NOT NULL
)sql"};

// The same run again, as the next attempt of the first one, of what the pipeline is now; fails unless the run has ended.
inline constexpr Query<void(OrgId, RunId, RunId, std::string_view, std::int64_t)> add_retry{
    "executions.add_retry", R"sql(
  INSERT INTO executions (org_id, id, pipeline_id, pipeline_revision, name, status, "trigger", started_by, created_at_ms,
                          input, retry_of, attempt)
  SELECT r.org_id, ?3, r.pipeline_id, coalesce(p.revision, r.pipeline_revision), r.name, 'pending', 'retry', ?4,
         CAST(?5 AS INTEGER), r.input, r.id, r.attempt + 1
    FROM executions r
    LEFT JOIN pipelines p ON p.org_id = ?1 AND p.id = r.pipeline_id AND p.deleted_at_ms IS NULL
   WHERE r.org_id = ?1 AND r.id = ?2 AND r.status IN ('success', 'failed', 'cancelled')
)sql"};

// Fails with not_found, precondition_failed or conflict unless the run is there, has the version ?3 if one is given,
// and its status is among ?4, a JSON array.
inline constexpr Query<void(OrgId, RunId, std::optional<std::int64_t>, std::string_view)> check_run{
    "executions.check_run", R"sql(
  SELECT CASE
           WHEN r.id IS NULL THEN json_extract('{}', 'not_found')
           WHEN r.version <> ?3 THEN json_extract('{}', 'precondition_failed')
           WHEN r.status NOT IN (SELECT value FROM json_each(?4)) THEN json_extract('{}', 'conflict: The run is ' || r.status)
         END AS refusal
    FROM (SELECT 1)
    LEFT JOIN executions r ON r.org_id = ?1 AND r.id = ?2
)sql"};

// Null keeps what is there. A run that ends by success is done to 100 percent.
inline constexpr Query<void(OrgId, RunId, std::optional<RunStatus>, std::int64_t,
                            std::optional<std::int64_t>, std::optional<std::string_view>,
                            std::optional<std::string_view>, std::optional<std::string_view>,
                            std::optional<std::string_view>, std::optional<std::string_view>)>
    change_run{"executions.change_run", R"sql(
  UPDATE executions
     SET status = coalesce(?3, status),
         started_at_ms = CASE WHEN ?3 = 'running' THEN CAST(?4 AS INTEGER) ELSE started_at_ms END,
         reported_at_ms = CASE WHEN coalesce(?3, status) <> 'pending' THEN CAST(?4 AS INTEGER) END,
         finished_at_ms = CASE WHEN ?3 IN ('success', 'failed', 'cancelled') THEN CAST(?4 AS INTEGER) END,
         duration_ms = CASE WHEN ?3 IN ('success', 'failed', 'cancelled')
                            THEN CAST(?4 AS INTEGER) - started_at_ms END,
         progress = CASE WHEN ?3 = 'success' THEN 100 ELSE coalesce(CAST(?5 AS INTEGER), progress) END,
         step = coalesce(?6, step), metrics = coalesce(?7, metrics), result = coalesce(?8, result),
         error = coalesce(?9, error), error_message = coalesce(?10, error_message), version = version + 1
   WHERE org_id = ?1 AND id = ?2
)sql"};

// ---- what a beginning or an end is counted in; each also for the org as a whole, pipeline '*'

// ?3: the run's hour. Run in the batch that began it.
inline constexpr Query<void(OrgId, RunId, std::int64_t)> count_start{"executions.count_start",
                                                                     R"sql(
  INSERT INTO execution_hours (org_id, pipeline_id, hour_at_ms, started)
  SELECT r.org_id, p.value, CAST(?3 AS INTEGER), 1
    FROM executions r JOIN json_each(json_array('*', coalesce(r.pipeline_id, ''))) p
   WHERE r.org_id = ?1 AND r.id = ?2
      ON CONFLICT (org_id, pipeline_id, hour_at_ms) DO UPDATE SET started = started + 1
)sql"};

inline constexpr Query<void(OrgId, std::string_view, std::int64_t)> count_person{
    "executions.count_person", R"sql(
  INSERT INTO execution_people_days (org_id, person, day_at_ms, runs) VALUES (?1, ?2, ?3, 1)
      ON CONFLICT (org_id, person, day_at_ms) DO UPDATE SET runs = runs + 1
)sql"};

inline constexpr Query<void(OrgId, RunId, std::int64_t)> count_end{"executions.count_end", R"sql(
  INSERT INTO execution_hours (org_id, pipeline_id, hour_at_ms, success, failed, cancelled)
  SELECT r.org_id, p.value, CAST(?3 AS INTEGER), r.status = 'success', r.status = 'failed', r.status = 'cancelled'
    FROM executions r JOIN json_each(json_array('*', coalesce(r.pipeline_id, ''))) p
   WHERE r.org_id = ?1 AND r.id = ?2
      ON CONFLICT (org_id, pipeline_id, hour_at_ms) DO UPDATE
     SET success = success + excluded.success, failed = failed + excluded.failed,
         cancelled = cancelled + excluded.cancelled
)sql"};

// In the bucket of a sketch (core/sketch.h): its borders grow by ?4, and ?5 is the last one.
inline constexpr Query<void(OrgId, RunId, std::int64_t, double, std::int64_t)> count_duration{
    "executions.count_duration", R"sql(
  INSERT INTO execution_durations (org_id, pipeline_id, day_at_ms, bucket, runs)
  SELECT r.org_id, p.value, CAST(?3 AS INTEGER),
         iif(r.duration_ms <= 0, 0,
             (WITH RECURSIVE buckets (bucket, border) AS (
                SELECT 1, 1.0 UNION ALL
                SELECT bucket + 1, border * ?4 FROM buckets WHERE border < r.duration_ms * 1000 AND bucket < CAST(?5 AS INTEGER))
              SELECT max(bucket) FROM buckets)), 1
    FROM executions r JOIN json_each(json_array('*', coalesce(r.pipeline_id, ''))) p
   WHERE r.org_id = ?1 AND r.id = ?2 AND r.status IN ('success', 'failed') AND r.duration_ms IS NOT NULL
      ON CONFLICT (org_id, pipeline_id, day_at_ms, bucket) DO UPDATE SET runs = runs + 1
)sql"};

inline constexpr http::AddMessage tell_run{
    "http.tell_run",
    ARRIS_ADD_MESSAGE(
        "json_set(?4, '$.name', name, '$.pipeline_id', pipeline_id, '$.started_by', started_by, "
        "'$.duration_ms', max(duration_ms, 0))",
        "(SELECT name, pipeline_id, started_by, duration_ms FROM executions"
        " WHERE org_id = ?1 AND id = ?4->>'id')")};

// ---- lists

#define ARRIS_RUNS_ASKED_FOR \
  R"sql(
    FROM executions r
   WHERE r.org_id = ?1
     AND (?2 IS NULL OR r.status = ?2)
     AND (?3 IS NULL OR r.pipeline_id = ?3)
     AND (?4 IS NULL OR r."trigger" = ?4)
     AND (?5 IS NULL OR r.started_by = ?5)
     AND (?6 IS NULL OR r.rowid IN (SELECT rowid FROM execution_search WHERE execution_search MATCH ?6))
     AND r.created_at_ms >= CAST(?7 AS INTEGER)
     AND (r.created_at_ms, r.id) < (CAST(?8 AS INTEGER), ?9))sql"

inline constexpr Query<ListedRun(OrgId, std::optional<RunStatus>, std::optional<std::string_view>,
                                 std::optional<Trigger>, std::optional<std::string_view>,
                                 std::optional<std::string_view>, std::int64_t, std::int64_t,
                                 std::string_view, std::int64_t)>
    list_runs{"executions.list_runs", "SELECT " ARRIS_RUN_LISTED ARRIS_RUNS_ASKED_FOR R"sql(
   ORDER BY r.created_at_ms DESC, r.id DESC
   LIMIT CAST(?10 AS INTEGER)
)sql"};

struct Counted {
  std::int64_t total;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (total))

// How many the list has in all, page or no page; reads nothing unless ?10 is 1.
inline constexpr Query<Counted(OrgId, std::optional<RunStatus>, std::optional<std::string_view>,
                               std::optional<Trigger>, std::optional<std::string_view>,
                               std::optional<std::string_view>, std::int64_t, std::int64_t,
                               std::string_view, bool)>
    count_runs{"executions.count_runs", "SELECT count(*) AS total" ARRIS_RUNS_ASKED_FOR " AND ?10"};
#undef ARRIS_RUNS_ASKED_FOR

// ---- log

// ?3: rows of {at_ms, level, step, message, fields}; they get the numbers behind the run's last one.
inline constexpr Query<void(OrgId, RunId, std::string_view)> add_lines{"executions.add_lines",
                                                                       R"sql(
  INSERT INTO execution_logs (org_id, execution_id, number, at_ms, level, step, message, fields)
  SELECT r.org_id, r.id, r.log_count + n.key + 1, n.value->>'at_ms', n.value->>'level', n.value->>'step',
         n.value->>'message', n.value->'fields'
    FROM executions r JOIN json_each(?3) n
   WHERE r.org_id = ?1 AND r.id = ?2
)sql"};

struct LogCount {
  std::int64_t log_count;
};
BOOST_DESCRIBE_STRUCT(LogCount, (), (log_count))

// Lines of a run that runs are a sign of life. (org, run, lines, now)
inline constexpr Query<LogCount(OrgId, RunId, std::int64_t, std::int64_t)> count_lines{
    "executions.count_lines", R"sql(
  UPDATE executions
     SET log_count = log_count + CAST(?3 AS INTEGER),
         reported_at_ms = CASE status WHEN 'running' THEN CAST(?4 AS INTEGER) ELSE reported_at_ms END
   WHERE org_id = ?1 AND id = ?2
  RETURNING log_count
)sql"};

struct LogRow {
  std::int64_t number, at_ms;
  LogLevel level;
  std::string_view step, message, fields;
};
BOOST_DESCRIBE_STRUCT(LogRow, (), (number, at_ms, level, step, message, fields))

inline constexpr Query<LogRow(OrgId, RunId, std::int64_t, std::string_view, std::int64_t)>
    list_lines{"executions.list_lines", R"sql(
  SELECT number, at_ms, level, step, message, fields
    FROM execution_logs
   WHERE org_id = ?1 AND execution_id = ?2 AND number > CAST(?3 AS INTEGER)
     AND level IN (SELECT value FROM json_each(?4))
   ORDER BY number
   LIMIT CAST(?5 AS INTEGER)
)sql"};

// Lines behind ?3 as those who follow the run get them; `last` is 0 when there are none.
struct MissedRow {
  std::int64_t first, last;
  std::string_view lines;
};
BOOST_DESCRIBE_STRUCT(MissedRow, (), (first, last, lines))

inline constexpr Query<MissedRow(OrgId, RunId, std::int64_t, std::int64_t)> list_missed{
    "executions.list_missed", R"sql(
  SELECT coalesce(min(number), 0) AS first, coalesce(max(number), 0) AS last,
         json_group_array(json_object('at_ms', at_ms, 'level', level, 'step', step, 'message', message,
                                      'fields', json(fields))) AS lines
    FROM (SELECT * FROM execution_logs
           WHERE org_id = ?1 AND execution_id = ?2 AND number > CAST(?3 AS INTEGER)
           ORDER BY number LIMIT CAST(?4 AS INTEGER))
)sql"};

// ---- statistics

struct HourRow {
  std::int64_t hour_at_ms, started, success, failed, cancelled;
};
BOOST_DESCRIBE_STRUCT(HourRow, (), (hour_at_ms, started, success, failed, cancelled))

inline constexpr Query<HourRow(OrgId, std::string_view, std::int64_t, std::int64_t)> list_hours{
    "executions.list_hours", R"sql(
  SELECT hour_at_ms, started, success, failed, cancelled
    FROM execution_hours
   WHERE org_id = ?1 AND pipeline_id = ?2 AND hour_at_ms >= CAST(?3 AS INTEGER) AND hour_at_ms < CAST(?4 AS INTEGER)
   ORDER BY hour_at_ms
)sql"};

struct DurationRow {
  std::int64_t bucket, runs;
};
BOOST_DESCRIBE_STRUCT(DurationRow, (), (bucket, runs))

inline constexpr Query<DurationRow(OrgId, std::string_view, std::int64_t, std::int64_t)>
    list_durations{"executions.list_durations", R"sql(
  SELECT bucket, sum(runs) AS runs
    FROM execution_durations
   WHERE org_id = ?1 AND pipeline_id = ?2 AND day_at_ms >= CAST(?3 AS INTEGER) AND day_at_ms < CAST(?4 AS INTEGER)
   GROUP BY bucket
)sql"};

struct Alive {
  std::int64_t alive;
};
BOOST_DESCRIBE_STRUCT(Alive, (), (alive))

// Counts by an index that holds the living alone, and stops at a thousand.
inline constexpr Query<Alive(OrgId, std::optional<std::string_view>)> count_alive{
    "executions.count_alive", R"sql(
  SELECT count(*) AS alive
    FROM (SELECT 1 FROM executions
           WHERE org_id = ?1 AND status IN ('pending', 'running') AND (?2 IS NULL OR pipeline_id = ?2)
           LIMIT 1000)
)sql"};

// ---- runs that nobody runs any more

#define ARRIS_SILENCE "Nothing was heard of it for 24 hours"
// Those that have just failed of it.
#define ARRIS_SILENT_AT(now)     \
  "r.finished_at_ms = CAST(" now \
  " AS INTEGER) AND r.status = 'failed' AND r.error_message = '" ARRIS_SILENCE "'"

// The longest silent of all tenants. (not heard of since, now)
inline constexpr Query<void(std::int64_t, std::int64_t)> fail_silent{
    "executions.fail_silent",
    R"sql(
  UPDATE executions
     SET status = 'failed', finished_at_ms = CAST(?2 AS INTEGER), duration_ms = CAST(?2 AS INTEGER) - started_at_ms,
         error = json_object('message', ')sql" ARRIS_SILENCE
    R"sql(', 'error_type', 'Silent'),
         error_message = ')sql" ARRIS_SILENCE R"sql(', version = version + 1
   WHERE status = 'running' AND rowid IN (SELECT rowid FROM executions
                                           WHERE status = 'running' AND reported_at_ms < CAST(?1 AS INTEGER)
                                           ORDER BY reported_at_ms LIMIT 500)
)sql"};

// Those that are not told of yet. (now, its hour)
inline constexpr Query<void(std::int64_t, std::int64_t)> count_silent{"executions.count_silent",
                                                                      R"sql(
  INSERT INTO execution_hours (org_id, pipeline_id, hour_at_ms, failed)
  SELECT r.org_id, p.value, CAST(?2 AS INTEGER), 1
    FROM executions r JOIN json_each(json_array('*', coalesce(r.pipeline_id, ''))) p
   WHERE )sql" ARRIS_SILENT_AT("?1") R"sql(
     AND NOT EXISTS (SELECT 1 FROM outbox o
                      WHERE o.org_id = r.org_id AND o.topic = 'execution.finished' AND o.dedupe_key = r.id)
      ON CONFLICT (org_id, pipeline_id, hour_at_ms) DO UPDATE SET failed = failed + 1
)sql"};

// A message has the id of its run: a run ends once.
inline constexpr Query<void(std::int64_t)> tell_of_silent{"executions.tell_of_silent", R"sql(
  INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
  SELECT r.org_id, r.id, 'execution.finished',
         json_object('id', r.id, 'name', r.name, 'pipeline_id', r.pipeline_id, 'status', r.status,
                     'started_by', r.started_by, 'duration_ms', r.duration_ms,
                     'error_message', r.error_message, 'error_type', 'Silent', 'stack_trace', NULL),
         r.id, CAST(?1 AS INTEGER)
    FROM executions r
   WHERE )sql" ARRIS_SILENT_AT("?1") R"sql(
      ON CONFLICT (org_id, topic, dedupe_key) DO NOTHING
)sql"};
#undef ARRIS_SILENT_AT
#undef ARRIS_SILENCE

// ---- retention

// Scans by age: runs nightly over all tenants, in pieces.
inline constexpr Query<void(std::int64_t)> delete_old_lines{"executions.delete_old_lines", R"sql(
  DELETE FROM execution_logs
   WHERE (org_id, execution_id, number) IN (
           SELECT l.org_id, l.execution_id, l.number
             FROM executions r JOIN execution_logs l ON l.org_id = r.org_id AND l.execution_id = r.id
            WHERE r.finished_at_ms < CAST(?1 AS INTEGER)
            LIMIT 5000)
)sql"};

inline constexpr Query<void(std::int64_t)> delete_old_runs{"executions.delete_old_runs", R"sql(
  DELETE FROM executions
   WHERE (org_id, id) IN (SELECT org_id, id FROM executions WHERE finished_at_ms < CAST(?1 AS INTEGER) LIMIT 1000)
)sql"};

inline constexpr auto statements = storage::join(
    storage::join(http::common_statements, storage::catalogue(rows_of_deleted)),
    storage::catalogue(find_run, add_run, add_retry, check_run, change_run, count_start,
                       count_person, count_end, count_duration, tell_run, list_runs, count_runs,
                       add_lines, count_lines, list_lines, list_hours, list_durations, count_alive,
                       fail_silent, count_silent, tell_of_silent, list_missed, delete_old_lines,
                       delete_old_runs));

}  // namespace arris::executions
