#pragma once
// executions - what runs: the runs of pipelines, their progress, their logs.
//
// (1) The status of a run only moves forward (run_status.h): who reports late or twice gets a 409.
// (2) What is counted in execution_hours, execution_durations and execution_people_days changes in
// the batch that changes the run; statistics read nothing else.
// (3) The lines of a log have the numbers 1 to log_count without a gap, in the order in which they
// were accepted.
// (4) The end of a run is told to other functions in the batch that ends it: execution.finished.
// Owns: executions, execution_logs, execution_hours, execution_durations, execution_people_days,
// execution_search. Reads: sessions, memberships, access_keys.

#include "http/function.h"

namespace arris::executions {

extern const http::Function function;

}  // namespace arris::executions
