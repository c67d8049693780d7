#pragma once
// Where a call goes: what the rules say of it, and the secrets that there are.

#include "ai/tries.h"

namespace arris::ai {

Ruling ruling_on(const PassedCall& call, const std::vector<ActiveRule>& rules);

// Whether the caller names the secret: then it gets that one alone.
enum class Pinned : std::uint8_t { no, yes };

// `keys` as find_provider_keys orders them; they outlive the plan. Without a secret it has no target.
Plan plan_of(const PassedCall& call, const std::vector<ProviderKey>& keys, const Ruling& ruling,
             Pinned pinned);

// Each once.
std::vector<std::string_view> models_of(const Plan& plan);

// Whether prices were looked up of every model of the plan: of the one asked for, and of those whose names its rules keep.
bool are_priced(const PassedCall& call, const Plan& plan, const std::vector<ActiveRule>& rules);

}  // namespace arris::ai
