#include "manifest/schedule.h"

#include <algorithm>
#include <chrono>
#include <span>

#include "core/text.h"

namespace arris::manifest {
namespace {

constexpr std::string_view weekday_names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr std::string_view month_names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                            "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::int64_t looked_back_ms = 32ll * 24 * 60 * minute_ms;

struct Field {
  unsigned least, most;
  std::span<const std::string_view> names{};
  unsigned first_name = 0;
};

std::optional<unsigned> number_of(const Field& field, std::string_view text) {
  for (std::size_t i = 0; i < field.names.size(); ++i) {
    if (equals_ignoring_case(field.names[i], text))
      return field.first_name + static_cast<unsigned>(i);
  }
  const auto number = parse_integer(text);
  if (!number || *number < field.least || *number > field.most) return std::nullopt;
  return static_cast<unsigned>(*number);
}

// "*", "7", "1-5", any of them with "/step". False when it is none of these.
bool add_part(const Field& field, std::string_view part, std::uint64_t& bits) {
  const auto slash = part.find('/');
  const auto range = part.substr(0, slash);
  const auto dash = range.find('-');
  std::optional<unsigned> step = 1, first = field.least, last = field.most;
  if (slash != part.npos) step = number_of({1, 59}, part.substr(slash + 1));
  if (range != "*") {
    first = number_of(field, range.substr(0, dash));
    if (dash != range.npos)
      last = number_of(field, range.substr(dash + 1));
    else if (slash == part.npos)
      last = first;
  }
  if (!step || !first || !last || *first > *last) return false;
  for (unsigned value = *first; value <= *last; value += *step) bits |= std::uint64_t{1} << value;
  return true;
}

bool add_field(const Field& field, std::string_view text, std::uint64_t& bits) {
  for (;;) {
    const auto comma = text.find(',');
    if (!add_part(field, text.substr(0, comma), bits)) return false;
    if (comma == text.npos) return true;
    text.remove_prefix(comma + 1);
  }
}

std::string_view take_word(std::string_view& text) {
  text = trim(text);
  const auto word = text.substr(0, text.find_first_of(" \t"));
  text.remove_prefix(word.size());
  return word;
}

bool holds(std::uint64_t bits, unsigned value) { return (bits >> value & 1) != 0; }

}  // namespace

std::optional<Schedule> Schedule::parse(std::string_view text) {
  Schedule schedule;
  bool ok = add_field({0, 59}, take_word(text), schedule.minutes_) &&
            add_field({0, 23}, take_word(text), schedule.hours_);
  const auto day = take_word(text);
  ok = ok && add_field({1, 31}, day, schedule.days_) &&
       add_field({1, 12, month_names, 1}, take_word(text), schedule.months_);
  const auto weekday = take_word(text);
  ok = ok && add_field({0, 7, weekday_names, 0}, weekday, schedule.weekdays_);
  if (!ok || !trim(text).empty()) return std::nullopt;
  if (holds(schedule.weekdays_, 7)) schedule.weekdays_ |= 1;
  schedule.any_day_ = day.starts_with('*');
  schedule.any_weekday_ = weekday.starts_with('*');
  return schedule;
}

bool Schedule::is_due(std::int64_t at_ms) const {
  using namespace std::chrono;
  const sys_time<milliseconds> at{milliseconds(at_ms)};
  const auto midnight = floor<days>(at);
  const year_month_day date(midnight);
  const hh_mm_ss time(at - midnight);
  if (!holds(minutes_, static_cast<unsigned>(time.minutes().count()))) return false;
  if (!holds(hours_, static_cast<unsigned>(time.hours().count()))) return false;
  if (!holds(months_, static_cast<unsigned>(date.month()))) return false;
  const bool by_day = holds(days_, static_cast<unsigned>(date.day()));
  const bool by_weekday = holds(weekdays_, weekday(midnight).c_encoding());
  return any_day_ || any_weekday_ ? by_day && by_weekday : by_day || by_weekday;
}

std::optional<std::int64_t> Schedule::latest_due(std::int64_t after_ms, std::int64_t now_ms) const {
  const auto oldest = std::max(after_ms, now_ms - looked_back_ms);
  for (auto at = now_ms - now_ms % minute_ms; at > oldest; at -= minute_ms) {
    if (is_due(at)) return at;
  }
  return std::nullopt;
}

}  // namespace arris::manifest
