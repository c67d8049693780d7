#include "json/scalar.h"

#include <charconv>

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

}  // namespace

std::optional<std::int64_t> to_integer(std::string_view number) {
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

void write_string(std::string& out, std::string_view text) {
  std::size_t plain = plain_length(text);
  if (plain == text.size()) {
    return extend(out, plain + 2, [text](char* to) {
      *to = '"';
      *put(to + 1, text) = '"';
    });
  }
  out += '"';
  for (;; plain = plain_length(text)) {
    append(out, text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    write_special(out, text);
  }
  out += '"';
}

void write_integer(std::string& out, std::int64_t value) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  append(out, {digits, static_cast<std::size_t>(end - digits)});
}

void write_length_schema(std::string& out, std::string_view type, std::string_view unit,
                         std::size_t least, std::size_t most) {
  out.append(R"({"type":")").append(type).append(R"(","min)").append(unit).append("\":");
  write_integer(out, static_cast<std::int64_t>(least));
  out.append(R"(,"max)").append(unit).append("\":");
  write_integer(out, static_cast<std::int64_t>(most));
}

}  // namespace arris::json
