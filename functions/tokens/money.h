#pragma once
// Nano-USD as a decimal text of USD: "0.000123456", "12.50". At least two decimals, none lost.

#include <cstdint>
#include <string>

namespace arris::tokens {

std::string usd_of(std::int64_t nano_usd);

}  // namespace arris::tokens
