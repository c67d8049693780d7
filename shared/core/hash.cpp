#include "core/hash.h"

#include <array>
#include <cstring>

#include "core/text.h"

namespace arris {
namespace {

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ull;
  return x ^ (x >> 32);
}

}  // namespace

Hash128& Hash128::add(std::string_view part) {
  const auto absorb = [this](std::uint64_t word) {
    high = mix(high ^ word) + low;
    low = mix(low + word * 0x9e3779b97f4a7c15ull) ^ high;
  };
  absorb(part.size());
  for (; !part.empty(); part.remove_prefix(part.size() < 8 ? part.size() : 8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, part.data(), part.size() < 8 ? part.size() : 8);
    absorb(word);
  }
  return *this;
}

std::string Hash128::to_hex() const {
  std::array<std::uint8_t, 16> bytes{};
  for (int i = 0; i < 8; ++i) {
    bytes[i] = static_cast<std::uint8_t>(high >> (56 - 8 * i));
    bytes[8 + i] = static_cast<std::uint8_t>(low >> (56 - 8 * i));
  }
  return arris::to_hex(bytes);
}

std::string Hash128::to_uuid() const {
  std::string text = to_hex();
  text[12] = '8';
  text[16] = "89ab"[text[16] & 3];
  for (const std::size_t place : {8, 13, 18, 23}) text.insert(place, 1, '-');
  return text;
}

}  // namespace arris
