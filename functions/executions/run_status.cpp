#include "executions/run_status.h"

#include <algorithm>

namespace arris::executions {
namespace {

using enum RunStatus;

constexpr RunStatus begun[] = {running}, not_begun[] = {pending}, alive[] = {pending, running};

}  // namespace

bool has_ended(RunStatus status) { return status != pending && status != running; }

std::span<const RunStatus> sources_of(RunStatus to) {
  switch (to) {
    case running:
      return not_begun;
    case success:
    case failed:
      return begun;
    case cancelled:
      return alive;
    case pending:
      break;
  }
  return {};
}

bool may_become(RunStatus from, RunStatus to) {
  return std::ranges::find(sources_of(to), from) != sources_of(to).end();
}

}  // namespace arris::executions
