#include "executions/writing.h"

#include "core/range.h"
#include "core/sketch.h"

namespace arris::executions {
namespace {

http::RunTold told_of(const Run& run, const RunChange& change,
                      std::optional<std::int64_t> duration_ms) {
  http::RunTold told{.id = run.id.text,
                     .name = run.name,
                     .pipeline_id = run.pipeline_id,
                     .status = boost::describe::enum_to_string(*change.status, ""),
                     .started_by = run.started_by,
                     .duration_ms = duration_ms};
  if (change.error) {
    told.error_message = change.error->message.text;
    if (change.error->error_type) told.error_type = change.error->error_type->text;
    if (change.error->stack_trace) told.stack_trace = change.error->stack_trace->text;
  }
  return told;
}

}  // namespace

effect::Task<Run> write_and_show(http::Context context, storage::Batch batch) {
  const auto answer = co_await context.db().write(batch);
  auto runs = co_await storage::read_rows<Run>(answer.statements.back());
  if (runs.empty()) co_await Result<Nothing>(not_found());
  co_return runs.front();
}

void add_start(storage::Batch& batch, http::Context context, RunId id) {
  const http::Who& who = context.who();
  const std::int64_t now_ms = context.now_ms();
  batch.add(count_start(who.org, id, round_down(now_ms, hour_ms)));
  batch.add(count_person(who.org, who.actor(), round_down(now_ms, day_ms)));
}

void add_end(storage::Batch& batch, http::Context context, const Run& run,
             const RunChange& change) {
  const OrgId org = context.who().org;
  const std::int64_t now_ms = context.now_ms();
  batch.add(count_end(org, run.id, round_down(now_ms, hour_ms)));
  std::optional<std::int64_t> duration_ms;
  if (run.started_at_ms) duration_ms = std::max<std::int64_t>(0, now_ms - *run.started_at_ms);
  if (duration_ms && change.status != RunStatus::cancelled)
    batch.add(count_duration(org, run.id, round_down(now_ms, day_ms),
                             Sketch::bucket_of(*duration_ms * 1000)));
  http::tell(batch, context, http::Topic::execution_finished, told_of(run, change, duration_ms),
             {.dedupe_key = run.id.text});
}

http::LiveEvent live_change(http::Context context, const Run& run) {
  std::string text;
  json::encode(text, run);
  return {context.channel("executions", run.id.text), "execution",
          live_id(context, run.log_count, run.version), context.keep(text)};
}

}  // namespace arris::executions
