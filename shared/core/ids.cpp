#include "core/ids.h"

#include <array>

namespace arris {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

bool is_dash_place(std::size_t place) {
  return place == 8 || place == 13 || place == 18 || place == 23;
}

bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

std::uint64_t split_mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ull;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

std::uint64_t load64(std::span<const std::uint8_t> bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i)
    value |= std::uint64_t{bytes[(at + i) % bytes.size()]} << (8 * i);
  return value;
}

}  // namespace

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < 36; ++i) {
    if (is_dash_place(i) ? text[i] != '-' : !is_lower_hex(text[i])) return false;
  }
  return true;
}

void write_uuid(std::int64_t at_ms, std::span<const std::uint8_t, 10> random, char* out) {
  std::array<std::uint8_t, 16> bytes{};
  for (int i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(at_ms >> (8 * (5 - i)));
  for (int i = 0; i < 10; ++i) bytes[6 + i] = random[i];
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    *out++ = hex_digits[bytes[i] >> 4];
    *out++ = hex_digits[bytes[i] & 15];
  }
}

std::string_view IdSource::next(Arena& arena) {
  // The 12 bits after the version count up, so that ids of one request sort as they were made.
  const std::uint64_t high = split_mix(load64(entropy_, 0) + made_);
  const std::uint64_t low =
      split_mix(load64(entropy_, 8) ^ split_mix(load64(entropy_, 16) + made_));
  std::array<std::uint8_t, 10> random{};
  random[0] = static_cast<std::uint8_t>(made_ >> 8);
  random[1] = static_cast<std::uint8_t>(made_);
  for (int i = 0; i < 8; ++i) random[2 + i] = static_cast<std::uint8_t>((low ^ high) >> (8 * i));
  ++made_;
  char* out = arena.allocate(37);
  write_uuid(now_ms_, random, out);
  out[36] = '\0';
  return {out, 36};
}

}  // namespace arris
