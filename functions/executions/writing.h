#pragma once
// What the handlers that write a run share.

#include "executions/handlers.h"
#include "http/tell.h"

namespace arris::executions {

// Writes and reads the run back in the same transaction. REQUIRES: the batch's last statement is
// find_run
effect::Task<Run> write_and_show(http::Context context, storage::Batch batch);

// What a run that began at `at_ms` is counted in.
void add_start(storage::Batch& batch, http::Context context, RunId id);
// What a run that ends now is counted in, and whom it is told to. `run` is as it was before.
void add_end(storage::Batch& batch, http::Context context, const Run& run, const RunChange& change);

// The change as an event of the run's live channels.
http::LiveEvent live_change(http::Context context, const Run& run);

}  // namespace arris::executions
