#pragma once
// A call on its way to a provider and back, in the provider's protocol.

#include "ai/answers.h"
#include "ai/outgoing.h"
#include "effect/task.h"

namespace arris::ai {

effect::Task<Answered> pass(http::Context context, Outgoing out);

}  // namespace arris::ai
