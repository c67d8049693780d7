#pragma once
// Which headers go on to a provider and which come back. What concerns one hop, who calls and what the gateway is asked
// for stays here; everything else is the business of the two.

#include <span>
#include <vector>

#include "effect/frame.h"

namespace arris::ai {

std::vector<effect::Header> headers_to_provider(std::span<const effect::Header> asked);
std::vector<effect::Header> headers_to_caller(std::span<const effect::Header> answered);

}  // namespace arris::ai
