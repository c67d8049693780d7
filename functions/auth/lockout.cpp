#include "auth/lockout.h"

namespace arris::auth {

std::uint32_t retry_after_s(const Budget& budget, const Attempts& attempts, std::int64_t now_ms) {
  const auto left_ms = attempts.last_at_ms + budget.quiet_ms - now_ms;
  if (left_ms <= 0 || attempts.attempts < budget.attempts_max) return 0;
  return static_cast<std::uint32_t>((left_ms + 999) / 1000);
}

}  // namespace arris::auth
