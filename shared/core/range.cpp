#include "core/range.h"

namespace arris {
namespace {

// 1970-01-01 was a Thursday.
constexpr std::int64_t first_monday_ms = 4 * day_ms;

}  // namespace

std::int64_t length_ms(Bucket bucket) {
  switch (bucket) {
    case Bucket::minute:
      return minute_ms;
    case Bucket::hour:
      return hour_ms;
    case Bucket::day:
      return day_ms;
    case Bucket::week:
      break;
  }
  return 7 * day_ms;
}

std::int64_t round_down(std::int64_t at_ms, std::int64_t step_ms) {
  const std::int64_t rest = at_ms % step_ms;
  return at_ms - (rest < 0 ? rest + step_ms : rest);
}

std::int64_t bucket_start(std::int64_t at_ms, Bucket bucket, std::int64_t offset_ms) {
  const std::int64_t shift_ms = bucket == Bucket::week ? first_monday_ms - offset_ms : -offset_ms;
  return round_down(at_ms - shift_ms, length_ms(bucket)) + shift_ms;
}

std::int64_t bucket_count(TimeRange range, Bucket bucket, std::int64_t offset_ms) {
  if (range.to_ms <= range.from_ms) return 0;
  const std::int64_t first_ms = bucket_start(range.from_ms, bucket, offset_ms);
  const std::int64_t last_ms = bucket_start(range.to_ms - 1, bucket, offset_ms);
  return (last_ms - first_ms) / length_ms(bucket) + 1;
}

std::optional<std::int64_t> change_percent(std::int64_t now, std::int64_t before) {
  if (before == 0) return std::nullopt;
  const double percent =
      (static_cast<double>(now) - static_cast<double>(before)) / static_cast<double>(before) * 100;
  if (percent > 1e15 || percent < -1e15) return std::nullopt;
  return static_cast<std::int64_t>(percent < 0 ? percent - 0.5 : percent + 0.5);
}

}  // namespace arris
