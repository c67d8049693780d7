#pragma once
// Money as people read it. Pure.

#include <cstdint>
#include <string>

namespace arris {

// Cents from a dollar up; below it, where cents say little, four significant digits: "$12.50", "$0.1199". Nothing
// or more.
std::string dollars_of(std::int64_t nano_usd);

}  // namespace arris
