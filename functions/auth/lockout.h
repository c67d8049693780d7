#pragma once
// How many guesses at a password or a code are evaluated. Each is counted before it is evaluated;
// success takes its count back.
//
// A run of attempts ends when nothing was evaluated for quiet_ms. Within a run attempts_max are
// evaluated; further ones are answered 429 and count nothing, so the wait never grows beyond
// quiet_ms. A locked account can still be entered through a mailed link.

#include <cstdint>

namespace arris::auth {

struct Budget {
  std::int64_t attempts_max, quiet_ms;
};
inline constexpr Budget per_account{10, 15 * 60'000};
inline constexpr Budget per_address{30, 5 * 60'000};

struct Attempts {
  std::int64_t attempts, last_at_ms;
};

// 0: the next attempt is evaluated. The statement reserve_attempt decides by the same rule.
std::uint32_t retry_after_s(const Budget& budget, const Attempts& attempts, std::int64_t now_ms);

}  // namespace arris::auth
