// Runs of which nothing was heard for a day: whoever ran them is gone, so they have failed.

#include "core/range.h"
#include "executions/handlers.h"

namespace arris::executions {

// One transaction, and the next time goes on.
effect::Task<Nothing> fail_silent_runs(http::Context context) {
  const std::int64_t now_ms = context.now_ms();
  storage::Batch batch;
  batch.add(fail_silent(now_ms - day_ms, now_ms))
      .add(count_silent(now_ms, round_down(now_ms, hour_ms)))
      .add(tell_of_silent(now_ms));
  co_await context.db().write(batch);
  co_return Nothing{};
}

}  // namespace arris::executions
