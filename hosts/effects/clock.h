#pragma once
// The time, as a parameter, so that a test moves it by hand.

#include <chrono>
#include <cstdint>
#include <functional>

namespace arris::effects {

// Milliseconds. Safe to call from many threads.
using Clock = std::function<std::int64_t()>;

// Since an arbitrary moment; never goes back.
inline std::int64_t steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}
// Since 1970, UTC.
inline std::int64_t unix_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace arris::effects
