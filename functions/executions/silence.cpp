// Runs of which nothing was heard for a day: whoever ran them is gone, so they have failed.

#include "core/range.h"
#include "executions/writing.h"

namespace arris::executions {
namespace {

using http::Context;

constexpr std::int64_t piece = 100;
constexpr int pieces_max = 10;
constexpr std::string_view message = "Nothing was heard of it for 24 hours";
constexpr std::string_view error_type = "Silent";
constexpr std::string_view error =
    R"({"message":"Nothing was heard of it for 24 hours","error_type":"Silent","stack_trace":null})";

void add_failure(storage::Batch& batch, Context context, const SilentRun& run,
                 std::int64_t since_ms) {
  const std::int64_t now_ms = context.now_ms();
  batch.add(fail_silent(run.org_id, run.id, since_ms, now_ms, error, message))
      .or_fail(Code::conflict);
  batch.add(count_end(run.org_id, run.id, round_down(now_ms, hour_ms)));
  http::RunTold told{.id = run.id.text,
                     .name = run.name,
                     .pipeline_id = run.pipeline_id,
                     .status = "failed",
                     .started_by = run.started_by,
                     .duration_ms = now_ms - run.started_at_ms};
  told.error_message = message;
  told.error_type = error_type;
  http::tell(batch, context, http::Topic::execution_finished, told,
             {.org = run.org_id, .dedupe_key = run.id.text});
}

effect::Task<std::size_t> fail_piece(Context context) {
  const std::int64_t since_ms = context.now_ms() - day_ms;
  const auto runs = co_await context.db().read(list_silent(since_ms, piece));
  storage::Batch batch;
  for (const SilentRun& run : runs) add_failure(batch, context, run, since_ms);
  if (!batch.empty()) co_await context.db().write(batch);
  co_return runs.size();
}

}  // namespace

effect::Task<Nothing> fail_silent_runs(Context context) {
  for (int i = 0; i < pieces_max; ++i) {
    const auto failed = co_await fail_piece(context);
    if (failed < piece) break;
  }
  co_return Nothing{};
}

}  // namespace arris::executions
