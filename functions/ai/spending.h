#pragma once
// A call as budgets and price lists read it.

#include "ai/exchange.h"

namespace arris::ai {

std::string_view provider_of(const PassedCall& call);

// The names under which budgets of models mean any of `models`.
std::vector<std::string> budget_subjects_of(const PassedCall& call,
                                            const std::vector<std::string_view>& models);

// What budgets look at, as find_rooms and claims read it.
std::string_view spending_json(const PassedCall& call, const std::vector<std::string>& subjects);

}  // namespace arris::ai
