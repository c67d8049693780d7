#pragma once
// What lists have in common: how many rows a page has, and where the first one begins.

#include <cstdint>
#include <optional>

#include "http/request.h"
#include "json/types.h"

namespace arris::http {

using Limit = json::Integer<1, 200>;

template <class L = Limit>
constexpr std::int64_t limit_of(const std::optional<L>& limit, std::int64_t otherwise = 50) {
  return limit ? limit->value : otherwise;
}

// Unix ms, behind every row.
inline constexpr std::int64_t end_of_time_ms = INT64_C(1) << 52;

using Instant = json::Integer<0, end_of_time_ms>;

// Sorts behind every row: a list without a cursor starts there.
inline constexpr Position before_all{end_of_time_ms, "~"};

}  // namespace arris::http
