#pragma once
// What a call takes of the budgets that would stop it, before it is made: what it is guessed to cost at most, but never more
// than is left, and less than that guess one call at a time. So calls at once spend a budget's rest once, and pass its limit by no
// more than one whole answer and what others use beyond their guesses.

#include "ai/exchange.h"
#include "ai/plan.h"

namespace arris::ai {

// What a call whose body does not say is guessed to answer.
inline constexpr std::int64_t output_guess_tokens = 4096;
// How long a call holds its claim where nobody writes its end, as where its host was killed: longer than any stream.
inline constexpr std::int64_t claim_max_ms = 30 * 60'000;
// How long what it did cost is held where the ledger does not hear of it: as long as the outbox keeps a message.
inline constexpr std::int64_t settled_max_ms = 7 * day_ms;

// Notes in `call` what is left for it. The refusal when all of that is claimed by calls under way.
// `most_nano_usd`: what it may cost; nothing is claimed of what costs nothing.
// REQUIRES: the call has a room
effect::Task<std::optional<Error>> take_claim(PassedCall* call, const Plan* plan,
                                              std::int64_t most_nano_usd);

// What the call may use: by its length, and by what it lets the model say.
metering::Buckets most_use(const PassedCall& call, const Asked& asked);

}  // namespace arris::ai
