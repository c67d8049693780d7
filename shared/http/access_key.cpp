#include "http/access_key.h"

#include <array>

namespace arris::http {
namespace {

constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t random_digits = 30, check_digits = 6;

constexpr std::array<std::uint32_t, 16> crc_table = [] {
  std::array<std::uint32_t, 16> table{};
  for (std::uint32_t i = 0; i < 16; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 4; ++bit) value = value >> 1 ^ (value & 1 ? 0xedb88320u : 0);
    table[i] = value;
  }
  return table;
}();

std::uint32_t crc32(std::string_view text) {
  std::uint32_t crc = ~0u;
  for (const char c : text) {
    crc ^= static_cast<std::uint8_t>(c);
    crc = crc >> 4 ^ crc_table[crc & 15];
    crc = crc >> 4 ^ crc_table[crc & 15];
  }
  return ~crc;
}

// The low digit first; what is left of the value is dropped.
void append_check(std::string& out, std::string_view text) {
  std::uint32_t value = crc32(text);
  for (std::size_t i = 0; i < check_digits; ++i, value /= 62) out += digits[value % 62];
}

// The remainder of a number of base 256, the highest byte first, which becomes the quotient.
std::uint32_t divide(std::string& number, std::uint32_t by) {
  std::uint32_t rest = 0;
  for (char& byte : number) {
    rest = rest << 8 | static_cast<std::uint8_t>(byte);
    byte = static_cast<char>(rest / by);
    rest %= by;
  }
  return rest;
}

}  // namespace

std::optional<KeyKind> kind_of_key(std::string_view text) {
  const bool secret = text.starts_with(secret_prefix);
  if (text.size() != access_key_length || (!secret && !text.starts_with(public_prefix)))
    return std::nullopt;
  if (text.substr(secret_prefix.size()).find_first_not_of(digits) != std::string_view::npos)
    return std::nullopt;
  std::string check;
  append_check(check, text.substr(0, access_key_length - check_digits));
  if (!text.ends_with(check)) return std::nullopt;
  return secret ? KeyKind::secret : KeyKind::open;
}

std::string make_access_key(KeyKind kind, std::string_view random) {
  std::string key(kind == KeyKind::secret ? secret_prefix : public_prefix);
  std::string number(random);
  for (std::size_t i = 0; i < random_digits; ++i) key += digits[divide(number, 62)];
  append_check(key, std::string(key));
  return key;
}

}  // namespace arris::http
