#include "json/scalar.h"

#include <algorithm>

#include "core/text.h"
#include "json/put.h"

namespace arris::json {
namespace {

std::size_t utf8_prefix(std::string_view text) {
  for (std::size_t length = 2; length <= 4 && length <= text.size(); ++length) {
    if (is_utf8(text.substr(0, length))) return length;
  }
  return 0;
}

void write_special(std::string& out, std::string_view& rest) {
  constexpr std::string_view letters = "btn?fr";
  const auto byte = static_cast<unsigned char>(rest.front());
  if (byte >= 0x80) {
    const std::size_t length = utf8_prefix(rest);
    out.append(length == 0 ? std::string_view("\xef\xbf\xbd") : rest.substr(0, length));
    return rest.remove_prefix(length == 0 ? 1 : length);
  }
  rest.remove_prefix(1);
  out += '\\';
  if (byte >= 0x20) {
    out += static_cast<char>(byte);
  } else if (byte >= 8 && byte <= 13 && byte != 11) {
    out += letters[byte - 8];
  } else {
    constexpr std::string_view digits = "0123456789abcdef";
    out.append("u00").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
  }
}

// What has few enough digits to be read without a thought of overflow; nullopt for all else.
std::optional<std::int64_t> short_integer(std::string_view number) {
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  if (number.empty() || number.size() > 18) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : number) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

void write_escaped(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && !is_special(text[plain]) && (text[plain] & 0x80) == 0) ++plain;
    append(out, text.substr(0, plain));
    text.remove_prefix(plain);
    if (!text.empty()) write_special(out, text);
  }
  out += '"';
}

// Of 0.05 it is -1: as many zeros follow the point. REQUIRES: `first` is the first digit but zero
std::int64_t digits_before_point(std::string_view mantissa, std::size_t first) {
  const auto point = std::min(mantissa.find('.'), mantissa.size());
  const auto place = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  return place < 0 ? place + 1 : place;
}

// Of "e+5" it is 5; far from both ends of its type.
std::int64_t power_of(std::string_view exponent) {
  if (exponent.empty()) return 0;
  exponent.remove_prefix(1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  constexpr std::int64_t huge = INT64_C(1) << 40;
  const auto power = parse_integer(exponent);
  if (!power) return exponent.starts_with('-') ? -huge : huge;
  return std::clamp(*power, -huge, huge);
}

}  // namespace

std::optional<std::int64_t> to_integer(std::string_view number) {
  if (const auto plain = short_integer(number)) return plain;
  if (const auto plain = parse_integer(number)) return plain;
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  const auto exponent_at = number.find_first_of("eE");
  auto power_text = exponent_at == std::string_view::npos ? "0" : number.substr(exponent_at + 1);
  if (power_text.starts_with('+')) power_text.remove_prefix(1);
  const auto power = parse_integer(power_text);
  const auto mantissa = number.substr(0, exponent_at);
  const auto point = mantissa.find('.');
  std::string digits(mantissa.substr(0, point));
  std::int64_t scale = power.value_or(1000);
  if (point != std::string_view::npos) {
    digits += mantissa.substr(point + 1);
    scale -= static_cast<std::int64_t>(mantissa.size() - point - 1);
  }
  while (digits.size() > 1 && digits.back() == '0' && scale < 0) digits.pop_back(), ++scale;
  if (digits.find_first_not_of('0') == std::string::npos) return 0;
  if (scale < 0 || scale > 18) return std::nullopt;
  digits.append(static_cast<std::size_t>(scale), '0');
  return parse_integer(negative ? "-" + digits : digits);
}

bool fits_double(std::string_view number) {
  constexpr std::string_view beyond = "17976931348623158079";  // from here on it becomes infinite
  constexpr std::int64_t most = 309;
  const auto exponent_at = std::min(number.find_first_of("eE"), number.size());
  if (exponent_at == number.size() && number.size() < most) return true;
  const auto mantissa = number.substr(0, exponent_at);
  const auto first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  const std::int64_t digits =
      digits_before_point(mantissa, first) + power_of(number.substr(exponent_at));
  if (digits != most) return digits < most;
  std::size_t place = 0;
  for (const char c : mantissa.substr(first)) {
    if (c == '.') continue;
    if (place == beyond.size() || c != beyond[place])
      return place < beyond.size() && c < beyond[place];
    ++place;
  }
  return place < beyond.size();
}

void write_string(std::string& out, std::string_view text) {
  bool plain = true;
  extend(out, text.size() + 2, [&](char* to) {
    char* const end = put_plain(to + 1, text);
    plain = end != nullptr;
    if (!plain) return to;
    *to = *end = '"';
    return end + 1;
  });
  if (!plain) write_escaped(out, text);
}

void write_integer(std::string& out, std::int64_t value) {
  extend(out, 20, [value](char* to) { return put_integer(to, value); });
}

void write_length_schema(std::string& out, std::string_view type, std::string_view unit,
                         std::size_t least, std::size_t most) {
  out.append(R"({"type":")").append(type).append(R"(","min)").append(unit).append("\":");
  write_integer(out, static_cast<std::int64_t>(least));
  out.append(R"(,"max)").append(unit).append("\":");
  write_integer(out, static_cast<std::int64_t>(most));
}

}  // namespace arris::json
