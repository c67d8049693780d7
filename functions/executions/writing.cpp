#include "executions/writing.h"

#include "core/range.h"
#include "core/sketch.h"

namespace arris::executions {
namespace {

// The run's row says the rest.
http::RunTold told_of(RunId id, const RunChange& change) {
  http::RunTold told{.id = id.text,
                     .name = {},
                     .pipeline_id = {},
                     .status = boost::describe::enum_to_string(*change.status, ""),
                     .started_by = {},
                     .duration_ms = {}};
  if (change.error) {
    told.error_message = change.error->message.text;
    if (change.error->error_type) told.error_type = change.error->error_type->text;
    if (change.error->stack_trace) told.stack_trace = change.error->stack_trace->text;
  }
  return told;
}

}  // namespace

void add_start(storage::Batch& batch, http::Context context, RunId id) {
  const http::Who& who = context.who();
  const std::int64_t now_ms = context.now_ms();
  batch.add(count_start(who.org, id, round_down(now_ms, hour_ms)));
  batch.add(count_person(who.org, who.actor(), round_down(now_ms, day_ms)));
}

void add_end(storage::Batch& batch, http::Context context, RunId id, const RunChange& change) {
  const OrgId org = context.who().org;
  const std::int64_t now_ms = context.now_ms();
  batch.add(count_end(org, id, round_down(now_ms, hour_ms)));
  if (change.status != RunStatus::cancelled)
    batch.add(count_duration(org, id, round_down(now_ms, day_ms), Sketch::growth,
                             Sketch::buckets_max - 1));
  http::tell(batch, context, http::Topic::execution_finished, told_of(id, change),
             {.dedupe_key = id.text, .statement = &tell_run});
}

http::LiveEvent live_change(http::Context context, const Run& run) {
  std::string text;
  json::encode(text, run);
  return {context.channel("executions", run.id.text), "execution",
          live_id(context, run.log_count, run.version), context.keep(text)};
}

http::LiveEvent live_end(http::Context context, const Run& run) {
  return {context.channel("executions", run.id.text), http::end_of_stream,
          live_id(context, run.log_count, run.version + 1), "{}"};
}

}  // namespace arris::executions
