#pragma once
// Quotients as they are shown.

#include <optional>

#include "telemetry/number.h"

namespace arris::telemetry {

// a / b with three places, rounded; nothing of nothing.
inline std::optional<Decimal> ratio(std::int64_t a, std::int64_t b) {
  if (b == 0) return std::nullopt;
  const double thousandths = static_cast<double>(a) * 1000 / static_cast<double>(b);
  return Decimal{static_cast<std::int64_t>(thousandths + 0.5)};
}

}  // namespace arris::telemetry
