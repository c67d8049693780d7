#include "errors/moment.h"

#include <algorithm>

#include "core/range.h"
#include "core/text.h"
#include "redact/scan.h"

namespace arris::errors {

using namespace redact;
namespace {

using namespace scan;

// Patterns: 9 is a digit, Aaa a month, Www a weekday; anything else is itself.
constexpr std::string_view dates[] = {"9999-99-99", "9999/99/99",  "99/Aaa/9999", "99 Aaa 9999",
                                      "9 Aaa 9999", "Aaa 99 9999", "Aaa 99",      "Aaa 9",
                                      "99/99/9999", "99.99.9999"};
constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

template <std::size_t size>
bool one_of(const std::string_view (&names)[size], std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

std::size_t match_pattern(std::string_view text, std::size_t at, std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = char_at(text, at + i);
    if (pattern[i] == 'A') {
      if (!one_of(months, text.substr(at + i, 3))) return 0;
      i += 2;
    } else if (pattern[i] == '9' ? !is_digit(c) : c != pattern[i]) {
      return 0;
    }
  }
  return pattern.size();
}

std::size_t match_date(std::string_view text, std::size_t at) {
  std::size_t weekday = 0;
  if (one_of(weekdays, text.substr(at, 3))) {
    weekday = char_at(text, at + 3) == ',' ? 5 : 4;
  }
  if (weekday != 0 && char_at(text, at + weekday - 1) != ' ') return 0;
  for (const std::string_view pattern : dates) {
    const std::size_t length = match_pattern(text, at + weekday, pattern);
    if (length != 0 && !is_word(char_at(text, at + weekday + length))) return weekday + length;
    if (length != 0 && char_at(text, at + weekday + length) == 'T') return weekday + length;
  }
  return 0;
}

// 99:99:99 with a fraction; no longer than a nanosecond needs.
std::size_t match_time(std::string_view text, std::size_t at) {
  const std::size_t clock = match_pattern(text, at, "99:99:99");
  if (clock == 0) return 0;
  const char mark = char_at(text, at + clock);
  if ((mark != '.' && mark != ',') || !is_digit(char_at(text, at + clock + 1))) return clock;
  return clock + 1 +
         std::min<std::size_t>(digits(text.substr(0, at + clock + 13), at + clock + 1), 12);
}

std::size_t match_zone(std::string_view text, std::size_t at) {
  if (char_at(text, at) == 'Z') return 1;
  const std::size_t blank = char_at(text, at) == ' ' ? 1 : 0;
  for (const std::string_view name : {"GMT", "UTC"}) {
    if (text.substr(at + blank, 3) == name) return blank + 3;
  }
  const char sign = char_at(text, at + blank);
  if (sign != '+' && sign != '-') return 0;
  for (const std::string_view pattern : {"99:99", "9999"}) {
    const std::size_t length = match_pattern(text, at + blank + 1, pattern);
    if (length != 0) return blank + 1 + length;
  }
  return 0;
}

std::optional<std::int64_t> number(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length > text.size() || digits(text.substr(0, at + length), at) != length) return {};
  return parse_integer(text.substr(at, length));
}

// Days since 1970-01-01 of a proleptic Gregorian date.
std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

std::optional<std::int64_t> date_ms(std::string_view text) {
  const auto year = number(text, 0, 4), month = number(text, 5, 2), day = number(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return {};
  if (*month < 1 || *month > 12 || *day < 1 || *day > 31) return {};
  return days_of(*year, *month, *day) * 86'400'000;
}

std::optional<std::int64_t> clock_ms(std::string_view text) {
  const auto hour = number(text, 0, 2), minute = number(text, 3, 2), second = number(text, 6, 2);
  if (!hour || !minute || !second || text[2] != ':' || text[5] != ':') return {};
  if (*hour > 23 || *minute > 59 || *second > 60) return {};
  return (*hour * 3600 + *minute * 60 + *second) * 1000;
}

// ".123456" as whole milliseconds.
std::int64_t fraction_ms(std::string_view digits_text) {
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    ms = ms * 10 + (i < digits_text.size() ? digits_text[i] - '0' : 0);
  }
  return ms;
}

std::optional<std::int64_t> zone_ms(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return 0;
  if (text[0] != '+' && text[0] != '-') return {};
  const auto hours = number(text, 1, 2);
  const auto minutes = number(text, text.size() == 6 ? 4 : 3, 2);
  if (!hours || !minutes || (text.size() != 5 && text.size() != 6) || *hours > 23) return {};
  const std::int64_t offset = (*hours * 60 + *minutes) * 60'000;
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::size_t match_moment(std::string_view text, std::size_t at) {
  const std::size_t date = match_date(text, at);
  if (date == 0) {
    const std::size_t time = match_time(text, at);
    const std::size_t zone = time == 0 ? 0 : match_zone(text, at + time);
    return is_word(char_at(text, at + time + zone)) ? 0 : time + zone;
  }
  const char mark = char_at(text, at + date);
  if (mark != 'T' && mark != ' ' && mark != ':') return date;
  const std::size_t time = match_time(text, at + date + 1);
  if (time == 0) return mark == 'T' ? 0 : date;
  const std::size_t length = date + 1 + time;
  return length + match_zone(text, at + length);
}

std::optional<std::int64_t> parse_rfc3339_ms(std::string_view text) {
  if (text.size() < 19 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) return {};
  const auto date = date_ms(text);
  const auto clock = clock_ms(text.substr(11, 8));
  text.remove_prefix(19);
  std::int64_t fraction = 0;
  if (char_at(text, 0) == '.') {
    const std::size_t length = digits(text, 1);
    if (length == 0) return {};
    fraction = fraction_ms(text.substr(1, length));
    text.remove_prefix(1 + length);
  }
  const auto zone = zone_ms(text);
  if (!date || !clock || !zone) return {};
  return *date + *clock + fraction - *zone;
}

std::optional<std::int64_t> parse_unix_seconds_ms(std::string_view text) {
  const std::size_t whole = digits(text, 0);
  const auto seconds = number(text, 0, std::min<std::size_t>(whole, 15));
  if (whole == 0 || whole > 12 || !seconds) return {};
  text.remove_prefix(whole);
  if (text.empty()) return *seconds * 1000;
  const std::size_t length = text[0] == '.' ? digits(text, 1) : 0;
  if (length == 0 || length + 1 != text.size()) return {};
  return *seconds * 1000 + fraction_ms(text.substr(1, length));
}

std::int64_t event_time_ms(std::int64_t at_ms, std::optional<std::int64_t> sent_at_ms,
                           std::int64_t received_at_ms) {
  const std::int64_t off_ms = sent_at_ms ? received_at_ms - *sent_at_ms : 0;
  const bool is_off = off_ms < -minute_ms || off_ms > minute_ms;
  const std::int64_t corrected_ms = is_off ? at_ms + off_ms : at_ms;
  const bool believed =
      corrected_ms >= received_at_ms - 30 * day_ms && corrected_ms <= received_at_ms + hour_ms;
  return believed ? corrected_ms : received_at_ms;
}

}  // namespace arris::errors
