#pragma once
// Small text functions that more than one layer needs. ASCII only unless a name says otherwise.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arris {

std::string to_lower(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text);

std::string to_hex(std::span<const std::uint8_t> bytes);
// base64url without padding (RFC 4648 section 5). Decoding refuses padding, other characters and non-zero
// spare bits.
std::string to_base64url(std::span<const std::uint8_t> bytes);
std::optional<std::string> from_base64url(std::string_view text);

// nullopt when a '%' is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

// Appends the decimal digits of a number.
void append_decimal(std::string& out, std::int64_t value);
// The whole text as a decimal integer; nullopt on anything else, overflow included.
std::optional<std::int64_t> parse_integer(std::string_view text);

// No more than `limit_bytes` of the text, cut between UTF-8 characters.
std::string_view clip_utf8(std::string_view text, std::size_t limit_bytes);
bool is_utf8(std::string_view text);

inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace arris
