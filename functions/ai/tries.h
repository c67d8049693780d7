#pragma once
// Calling a provider until it answers, or until the rules say that it is enough: again after a wait, then the next target.

#include "ai/exchange.h"
#include "ai/outgoing.h"
#include "ai/retry.h"
#include "effect/task.h"

namespace arris::ai {

struct Plan {
  std::vector<Target> targets;  // the first is called; those behind it when it fails
  TroubleMask fallback_on = any_trouble;
  Retries retries;
  std::uint32_t timeout_ms = 300'000;  // of each attempt
};

// The last attempt's answer, or why there was none. `body` is what a refused stream said.
struct Tried {
  std::optional<Error> error;
  effect::FetchAnswer answer;
  std::string body;
};

// Notes every attempt in the call. A stream is tried again only before its first byte.
effect::Task<Tried> try_all(PassedCall* call, const Plan* plan, Outgoing out);

}  // namespace arris::ai
