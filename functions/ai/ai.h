#pragma once
// The gateway: calls of AI providers in their own protocols, with the org's secrets, metered, within its budgets.

#include "http/function.h"

namespace arris::ai {

extern const http::Function function;

}  // namespace arris::ai
