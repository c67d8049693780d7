#pragma once
// A schedule of five fields (minute, hour, day of month, month, day of week), UTC. Numbers, names
// of three letters, `*`, ranges, steps and lists. Sunday is 0 or 7. When both days are restricted,
// either suffices.

#include <cstdint>
#include <optional>
#include <string_view>

namespace arris::manifest {

inline constexpr std::int64_t minute_ms = 60'000;

class Schedule {
 public:
  // Nothing when a field is malformed or can't hold its value.
  static std::optional<Schedule> parse(std::string_view text);

  // Whether it is due in the minute of this instant.
  bool is_due(std::int64_t at_ms) const;
  // The latest due minute after `after_ms` and not after `now_ms`; looks back 32 days at most.
  std::optional<std::int64_t> latest_due(std::int64_t after_ms, std::int64_t now_ms) const;

 private:
  std::uint64_t minutes_ = 0, hours_ = 0, days_ = 0, months_ = 0, weekdays_ = 0;  // bit n: n
  bool any_day_ = false, any_weekday_ = false;
};

}  // namespace arris::manifest
