#pragma once
// The bodies of executions: what goes in and what comes out. Times are Unix ms UTC.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/ids.h"
#include "executions/run_status.h"
#include "http/list.h"
#include "http/range.h"
#include "json/json.h"

namespace arris::executions {

using RunId = Id<struct RunTag>;

// The enumeration is the pure code's; here it gets its names on the wire.
BOOST_DESCRIBE_ENUM(RunStatus, pending, running, success, failed, cancelled)

enum class Trigger : std::uint8_t { manual, api, schedule, webhook, event, retry };
BOOST_DESCRIBE_ENUM(Trigger, manual, api, schedule, webhook, event, retry)

enum class LogLevel : std::uint8_t { debug, info, warning, error };
BOOST_DESCRIBE_ENUM(LogLevel, debug, info, warning, error)

using Name = json::Name<200>;
using http::Instant;
using http::Limit;
using Percent = json::Integer<0, 100>;

// ---- in

// How a new run may begin.
enum class Beginning : std::uint8_t { pending, running };
BOOST_DESCRIBE_ENUM(Beginning, pending, running)

// `name` is shown in lists; without it the pipeline's is. `input` is any JSON; what stands under a
// sensitive name ("password") is not kept.
struct NewRun {
  std::optional<Name> name;
  std::optional<json::Text<1, 200>> pipeline_id;
  std::optional<Trigger> trigger;
  std::optional<Beginning> status;
  std::optional<json::Raw> input;
};
BOOST_DESCRIBE_STRUCT(NewRun, (), (name, pipeline_id, trigger, status, input))

struct RunFailure {
  json::Text<1, 8192> message;
  std::optional<json::Text<1, 200>> error_type;
  std::optional<json::Text<0, 65536>> stack_trace;
};
BOOST_DESCRIBE_STRUCT(RunFailure, (), (message, error_type, stack_trace))

// `step` says what the run is at; `metrics` and `result` are any JSON, cleaned as `input` is, and
// replace what was there.
struct RunChange {
  std::optional<RunStatus> status;
  std::optional<Percent> progress;
  std::optional<json::Text<0, 200>> step;
  std::optional<json::Raw> metrics, result;
  std::optional<RunFailure> error;
};
BOOST_DESCRIBE_STRUCT(RunChange, (), (status, progress, step, metrics, result, error))
void find_faults(const RunChange& change, json::Faults& faults);

struct RunPath {
  RunId id;
};
BOOST_DESCRIBE_STRUCT(RunPath, (), (id))

// `workflow` is another name of `pipeline_id`. `count` adds how many there are in all.
struct RunFilter {
  std::optional<RunStatus> status;
  std::optional<std::string_view> pipeline_id, workflow;
  std::optional<Trigger> trigger;
  std::optional<std::string_view> started_by;
  std::optional<json::Text<1, 200>> q;
  std::optional<Instant> from_ms, to_ms;
  std::optional<bool> count;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(RunFilter, (),
                      (status, pipeline_id, workflow, trigger, started_by, q, from_ms, to_ms, count,
                       limit, cursor))

struct NewLogLine {
  std::optional<LogLevel> level;
  json::Text<1, 8192> message;
  std::optional<json::Text<0, 200>> step;
  std::optional<json::Raw> fields;
  std::optional<Instant> at_ms;
};
BOOST_DESCRIBE_STRUCT(NewLogLine, (), (level, message, step, fields, at_ms))

struct NewLogLines {
  json::List<NewLogLine, 1, 1000> lines;
};
BOOST_DESCRIBE_STRUCT(NewLogLines, (), (lines))

// Lines with a number above `after`, the oldest first; `level` is the lowest that is shown.
struct LogFilter {
  std::optional<LogLevel> level;
  std::optional<json::Integer<0, INT64_C(1) << 52>> after;
  std::optional<json::Integer<1, 1000>> limit;
};
BOOST_DESCRIBE_STRUCT(LogFilter, (), (level, after, limit))

struct StatsFilter {
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<Bucket> bucket;
  std::optional<http::UtcOffset> utc_offset_min;
  std::optional<std::string_view> pipeline_id;
};
BOOST_DESCRIBE_STRUCT(StatsFilter, (), (range, from_ms, to_ms, bucket, utc_offset_min, pipeline_id))
void find_faults(const StatsFilter& filter, json::Faults& faults);

// ---- out

// `started_by` is the id of a person or of an access key. `duration_ms` counts from the start.
// `pipeline_revision` is what the pipeline was when the run was made.
struct ListedRun {
  RunId id;
  std::optional<std::string_view> pipeline_id;
  std::string_view name;
  RunStatus status;
  Trigger trigger;
  std::int64_t progress;
  std::string_view step;
  std::optional<std::string_view> error_message;
  std::string_view started_by;
  std::optional<RunId> retry_of;
  std::int64_t attempt, created_at_ms;
  std::optional<std::int64_t> started_at_ms, finished_at_ms, duration_ms;
  std::int64_t log_count, version;
  std::optional<std::int64_t> pipeline_revision;
};
BOOST_DESCRIBE_STRUCT(ListedRun, (),
                      (id, pipeline_id, name, status, trigger, progress, step, error_message,
                       started_by, retry_of, attempt, created_at_ms, started_at_ms, finished_at_ms,
                       duration_ms, log_count, version, pipeline_revision))

struct RunPage {
  std::vector<ListedRun> data;
  std::optional<std::string_view> next_cursor;
  json::Maybe<std::int64_t> total;
};
BOOST_DESCRIBE_STRUCT(RunPage, (), (data, next_cursor, total))

struct Run : ListedRun {
  json::Raw input, metrics, result, error;
};
BOOST_DESCRIBE_STRUCT(Run, (ListedRun), (input, metrics, result, error))

struct LogLine {
  std::int64_t number, at_ms;
  LogLevel level;
  std::string_view step, message;
  json::Raw fields;
};
BOOST_DESCRIBE_STRUCT(LogLine, (), (number, at_ms, level, step, message, fields))

// `last_number` is where to go on: `after` of the next request.
struct LogPage {
  std::vector<LogLine> data;
  std::int64_t last_number;
  bool ended;  // the run has ended and these are its last lines
};
BOOST_DESCRIBE_STRUCT(LogPage, (), (data, last_number, ended))

struct AppendedLines {
  std::int64_t accepted, last_number;
};
BOOST_DESCRIBE_STRUCT(AppendedLines, (), (accepted, last_number))

// Runs that began or ended in one bucket of time.
struct RunBucket {
  std::int64_t at_ms, started, success, failed, cancelled;
};
BOOST_DESCRIBE_STRUCT(RunBucket, (), (at_ms, started, success, failed, cancelled))

// Of whole hours from `from_ms` up to `to_ms`, of which the present one counts as far as it went.
// `success_per_mille` is of the runs that ended by success or failure. Percentiles are of the days
// that the range touches, within 1 % of a true one.
struct RunStats {
  std::int64_t from_ms, to_ms;
  Bucket bucket;
  std::int64_t started, success, failed, cancelled, alive;
  std::optional<std::int64_t> success_per_mille, p50_ms, p95_ms, p99_ms;
  std::vector<RunBucket> series;
};
BOOST_DESCRIBE_STRUCT(RunStats, (),
                      (from_ms, to_ms, bucket, started, success, failed, cancelled, alive,
                       success_per_mille, p50_ms, p95_ms, p99_ms, series))

}  // namespace arris::executions
