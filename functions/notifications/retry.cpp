#include "notifications/retry.h"

#include <algorithm>
#include <iterator>

#include "core/hash.h"
#include "core/range.h"
#include "core/text.h"

namespace arris::notifications {
namespace {

constexpr std::int64_t second_ms = 1000;
// After the first attempt, which is made at once.
constexpr std::int64_t clock_ms[] = {5 * second_ms, 5 * minute_ms, 30 * minute_ms,
                                     2 * hour_ms,   5 * hour_ms,   10 * hour_ms,
                                     14 * hour_ms,  20 * hour_ms,  24 * hour_ms};

}  // namespace

Outcome outcome_of(effect::Failure failure, unsigned status) {
  if (failure == effect::Failure::timeout) return Outcome::timeout;
  if (failure == effect::Failure::refused) return Outcome::refused;
  if (failure != effect::Failure::none) return Outcome::unreachable;
  if (status >= 200 && status < 300) return Outcome::delivered;
  if (status == 410) return Outcome::gone;
  if (status == 429 || status == 502 || status == 504) return Outcome::throttled;
  return Outcome::rejected;
}

std::optional<std::int64_t> retry_delay_ms(std::string_view message_id, std::int64_t number) {
  if (number < 1 || number > static_cast<std::int64_t>(std::size(clock_ms))) return std::nullopt;
  const auto delay_ms = clock_ms[number - 1];
  const auto drawn = Hash128{static_cast<std::uint64_t>(number)}.add(message_id).low;
  return delay_ms + static_cast<std::int64_t>(drawn % static_cast<std::uint64_t>(delay_ms / 10));
}

std::int64_t retry_after_ms(std::string_view header) {
  const auto seconds = parse_integer(trim(header)).value_or(0);
  return std::clamp<std::int64_t>(seconds, 0, day_ms / second_ms) * second_ms;
}

}  // namespace arris::notifications
