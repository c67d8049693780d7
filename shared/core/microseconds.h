#pragma once
// Unix microseconds UTC, the times of OpenTelemetry's signals.

#include <algorithm>
#include <cstdint>

namespace arris {

inline constexpr std::int64_t day_us = 86'400'000'000;

// Behind every time that is kept, and the last that a statement takes (storage/value.h).
inline constexpr std::int64_t end_of_time_us = INT64_C(1) << 53;

// What is beyond either end of time is that end.
constexpr std::int64_t us_of_ms(std::int64_t ms) {
  constexpr std::int64_t end_ms = end_of_time_us / 1000;
  return ms > end_ms ? end_of_time_us : std::max(ms, -end_ms) * 1000;
}

}  // namespace arris
