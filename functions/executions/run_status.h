#pragma once
// Which status of a run may follow which. Pure.
//
//   pending -> running | cancelled        running -> success | failed | cancelled
//
// A run that has ended stays as it is: running it again is another run.

#include <cstdint>
#include <span>

namespace arris::executions {

enum class RunStatus : std::uint8_t { pending, running, success, failed, cancelled };

bool has_ended(RunStatus status);
bool may_become(RunStatus from, RunStatus to);
// The statuses that may become `to`.
std::span<const RunStatus> sources_of(RunStatus to);

}  // namespace arris::executions
