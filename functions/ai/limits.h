#pragma once
// The limits that rules set. Requests are counted at once, as they come, by the host; tokens and cost at the end of a call, so
// that calls under way together may pass such a limit by what they use.

#include "ai/exchange.h"
#include "effect/task.h"

namespace arris::ai {

// Nothing, or the error of a limit of requests that is reached.
effect::Task<std::optional<Error>> take_requests(const std::vector<HeldLimit>* limits);

// Those of tokens and cost; empty when there are none.
std::vector<HeldLimit> counted_limits(const std::vector<HeldLimit>& limits);

// Whom a call counts for, as find_limit_use reads it.
std::string_view subjects_json(const PassedCall& call);

// Nothing, or the error of a limit that its present window has used up.
std::optional<Error> reached(http::Context context, const std::vector<HeldLimit>& counted,
                             const std::vector<LimitUse>& uses);

// What a call used, as the ledger will count it; nothing where that can't be read.
struct Used {
  std::int64_t tokens, cost_nano_usd;
};
std::optional<Used> used_by(const PassedCall& call, std::string_view usage,
                            std::string_view service_tier);

void count_limits(storage::Batch& batch, const PassedCall& call, const Used& used);

}  // namespace arris::ai
