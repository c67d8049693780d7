#pragma once
// Prices and calls of a body as they are kept, and so as they are priced. Pure.

#include "metering/price_book.h"
#include "tokens/shapes.h"

namespace arris::tokens {

// The tiers of a price as the catalogue holds them: calls name service tiers in lower case.
std::string_view kept_tiers(const NewPrice& price, Arena& arena);

// A call that says no time was made now.
metering::Call kept_call(const NewUsage& usage, std::int64_t now_ms, Arena& arena);

}  // namespace arris::tokens
