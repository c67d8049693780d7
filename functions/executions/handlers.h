#pragma once
// The handlers of executions, in the order of the route table.

#include "executions/queries.h"
#include "http/cursor.h"

namespace arris::executions {

using http::Call;
using http::Reply;
using http::reply;

// runs.cpp
effect::Task<Reply<RunPage>> list_all_runs(Call<Nothing, RunFilter> call);
effect::Task<Reply<Run>> start_run(Call<Nothing, Nothing, NewRun> call);
effect::Task<Reply<Run>> show_run(Call<RunPath> call);
effect::Task<Reply<Run>> follow_run(Call<RunPath> call);
effect::Task<Reply<Run>> retry_run(Call<RunPath> call);

// progress.cpp
effect::Task<Reply<Run>> report_progress(Call<RunPath, Nothing, RunChange> call);
effect::Task<Reply<Run>> cancel_run(Call<RunPath> call);

// logs.cpp
effect::Task<Reply<AppendedLines>> append_lines(Call<RunPath, Nothing, NewLogLines> call);
effect::Task<Reply<LogPage>> show_lines(Call<RunPath, LogFilter> call);

// silence.cpp
effect::Task<Nothing> fail_silent_runs(http::Context context);

// stats.cpp
effect::Task<Reply<RunStats>> show_stats(Call<Nothing, StatsFilter> call);

}  // namespace arris::executions
