#pragma once
// Time zones by their IANA names, as the rules that hold from now on; what a zone did in the past is not known here.
// Pure.

#include <cstdint>
#include <optional>
#include <string_view>

namespace arris::notifications {

// A day on which clocks change: the `week`th (5: last) `weekday` (0: Sunday) of `month`.
struct ClockChange {
  int month = 0, week = 0, weekday = 0;
  std::int64_t at_s = 0;  // of the local day; may lie outside of it
};

struct Zone {
  std::int64_t standard_s = 0, summer_s = 0;  // ahead of UTC
  bool has_summer = false;
  ClockChange begins, ends;
};

// Nothing for a name that is not known.
std::optional<Zone> find_zone(std::string_view name);

// A POSIX rule such as CET-1CEST,M3.5.0,M10.5.0/3; nothing for any other text.
std::optional<Zone> read_zone(std::string_view rule);

// How far the zone's clocks are ahead of UTC.
std::int64_t offset_ms(const Zone& zone, std::int64_t at_ms);

// 0 to 1439.
int minute_of_day(const Zone& zone, std::int64_t at_ms);

}  // namespace arris::notifications
