#include "errors/digest.h"

#include <array>
#include <bit>

#include "core/text.h"

namespace arris::errors {
namespace {

// The finaliser of MurmurHash3: every bit of the input changes half of the output.
std::uint64_t scramble(std::uint64_t word) {
  word ^= word >> 33;
  word *= 0xff51afd7ed558ccdull;
  word ^= word >> 33;
  word *= 0xc4ceb9fe1a85ec53ull;
  return word ^ (word >> 33);
}

}  // namespace

void Digest::mix(std::uint64_t word) {
  low_ = scramble(low_ ^ word) + high_;
  high_ = std::rotl(high_, 27) * 0x9fb21c651e98df25ull + scramble(word + low_);
}

void Digest::add(std::string_view text) {
  mix(text.size());
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    word |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(text[i])) << (i % 8 * 8);
    if (i % 8 == 7) {
      mix(word);
      word = 0;
    }
  }
  if (text.size() % 8 != 0) mix(word);
}

std::string Digest::hex() const {
  const std::uint64_t ends[] = {scramble(low_ + std::rotl(high_, 32)), scramble(high_ ^ low_)};
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>(ends[i / 8] >> (i % 8 * 8));
  }
  return to_hex(bytes);
}

}  // namespace arris::errors
