#pragma once
// Ranges of time and the buckets that a chart cuts them into. Days and weeks begin at midnight of a
// fixed offset from UTC, weeks on a Monday.

#include <cstdint>
#include <optional>

namespace arris {

inline constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;

enum class Bucket : std::uint8_t { minute, hour, day, week };

// From `from_ms` up to, not including, `to_ms`.
struct TimeRange {
  std::int64_t from_ms = 0, to_ms = 0;
  std::int64_t length_ms() const { return to_ms - from_ms; }
};

std::int64_t length_ms(Bucket bucket);

// The start of the bucket that holds an instant; a bucket ends where the next one starts.
std::int64_t bucket_start(std::int64_t at_ms, Bucket bucket, std::int64_t offset_ms);

// `at_ms` rounded down to a multiple of `step_ms`, also before 1970.
std::int64_t round_down(std::int64_t at_ms, std::int64_t step_ms);

// How many buckets the range touches.
std::int64_t bucket_count(TimeRange range, Bucket bucket, std::int64_t offset_ms);

// The change in whole percent, rounded; nothing when there was nothing before.
std::optional<std::int64_t> change_percent(std::int64_t now, std::int64_t before);

}  // namespace arris
