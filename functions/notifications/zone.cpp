#include "notifications/zone.h"

#include "core/range.h"
#include "notifications/zone_table.h"

namespace arris::notifications {
namespace {

constexpr std::int64_t day_s = 86'400;

// Reads a rule from its front.
class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  bool is_at(char c) const { return text_.starts_with(c); }
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool skip_name() {
    const auto end = take('<') ? text_.find('>') : text_.find_first_of("+-0123456789,");
    const std::size_t length = end == text_.npos ? text_.size() : end;
    const bool bracketed = length < text_.size() && text_[length] == '>';
    text_.remove_prefix(length + (bracketed ? 1 : 0));
    return length > 0;
  }
  std::optional<int> number() {
    std::size_t digits = 0;
    int value = 0;
    for (; digits < text_.size() && digits < 4 && text_[digits] >= '0' && text_[digits] <= '9';
         ++digits)
      value = value * 10 + (text_[digits] - '0');
    text_.remove_prefix(digits);
    return digits == 0 ? std::nullopt : std::optional(value);
  }
  // [+-]h[:m[:s]] in seconds.
  std::optional<std::int64_t> time() {
    const bool negative = take('-');
    if (!negative) take('+');
    std::int64_t total = 0;
    for (std::int64_t unit = 3600; unit > 0; unit /= 60) {
      const auto part = number();
      if (!part) return std::nullopt;
      total += *part * unit;
      if (unit == 1 || !take(':')) break;
    }
    return negative ? -total : total;
  }
  std::optional<ClockChange> change() {
    if (!take(',') || !take('M')) return std::nullopt;
    const auto month = number();
    const auto week = take('.') ? number() : std::nullopt;
    const auto weekday = take('.') ? number() : std::nullopt;
    if (!month || !week || !weekday) return std::nullopt;
    const auto at_s = take('/') ? time() : std::optional<std::int64_t>(7200);
    if (!at_s) return std::nullopt;
    return ClockChange{*month, *week, *weekday, *at_s};
  }

 private:
  std::string_view text_;
};

// Days since 1970 of a date in the proleptic Gregorian calendar.
std::int64_t days_of(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = year / 400, of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

std::int64_t year_of(std::int64_t days) {
  auto year = 1970 + days * 400 / 146'097;
  while (days_of(year, 1, 1) > days) --year;
  while (days_of(year + 1, 1, 1) <= days) ++year;
  return year;
}

// Local seconds since 1970 of a change in a year.
std::int64_t moment_of(const ClockChange& change, std::int64_t year) {
  const std::int64_t first = days_of(year, change.month, 1);
  const std::int64_t next =
      change.month == 12 ? days_of(year + 1, 1, 1) : days_of(year, change.month + 1, 1);
  std::int64_t day = first + (change.weekday - (first + 4) % 7 + 7) % 7 + (change.week - 1) * 7;
  while (day >= next) day -= 7;
  return day * day_s + change.at_s;
}

}  // namespace

std::optional<Zone> read_zone(std::string_view rule) {
  RuleReader reader(rule);
  Zone zone;
  if (!reader.skip_name()) return std::nullopt;
  const auto standard = reader.time();
  if (!standard) return std::nullopt;
  zone.standard_s = zone.summer_s = -*standard;
  if (reader.at_end()) return zone;
  zone.has_summer = true;
  zone.summer_s += 3600;
  if (!reader.skip_name()) return std::nullopt;
  if (!reader.is_at(',')) {
    const auto ahead = reader.time();
    if (!ahead) return std::nullopt;
    zone.summer_s = -*ahead;
  }
  const auto begins = reader.change(), ends = reader.change();
  if (!begins || !ends || !reader.at_end()) return std::nullopt;
  zone.begins = *begins;
  zone.ends = *ends;
  return zone;
}

// A line of the table is a rule, a colon and its names between blanks.
std::optional<Zone> find_zone(std::string_view name) {
  if (name.empty() || name.find_first_of(" :\n") != name.npos) return std::nullopt;
  for (std::string_view rest = zone_table; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    const auto colon = line.rfind(':');
    for (auto names = line.substr(colon + 1); !names.empty();) {
      const auto one = names.substr(0, names.find(' '));
      if (one == name) return read_zone(line.substr(0, colon));
      names.remove_prefix(one.size() < names.size() ? one.size() + 1 : one.size());
    }
  }
  return std::nullopt;
}

std::int64_t offset_ms(const Zone& zone, std::int64_t at_ms) {
  if (!zone.has_summer) return zone.standard_s * 1000;
  const std::int64_t at_s = at_ms / 1000;
  const std::int64_t year = year_of((at_s + zone.standard_s) / day_s);
  const std::int64_t begins_s = moment_of(zone.begins, year) - zone.standard_s;
  const std::int64_t ends_s = moment_of(zone.ends, year) - zone.summer_s;
  const bool summer =
      begins_s < ends_s ? at_s >= begins_s && at_s < ends_s : at_s >= begins_s || at_s < ends_s;
  return (summer ? zone.summer_s : zone.standard_s) * 1000;
}

int minute_of_day(const Zone& zone, std::int64_t at_ms) {
  return static_cast<int>((at_ms + offset_ms(zone, at_ms)) % day_ms / minute_ms);
}

}  // namespace arris::notifications
