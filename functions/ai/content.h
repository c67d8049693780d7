#pragma once
// The words of calls, where the org keeps them: without secrets and personal data, and not all of a long one. Pure.

#include <string>
#include <string_view>

namespace arris::ai {

inline constexpr std::size_t content_max_bytes = 32u << 10;

// JSON stays JSON unless it is cut.
std::string redacted(std::string_view text);

}  // namespace arris::ai
