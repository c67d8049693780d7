#pragma once
// A 128-bit fingerprint of a list of texts, without an effect. It tells keys apart; it is no
// protection: someone who wants two of their own events to collide can have it.

#include <cstdint>
#include <string>
#include <string_view>

namespace arris::errors {

class Digest {
 public:
  // Texts are length-prefixed: ("ab", "c") and ("a", "bc") differ.
  void add(std::string_view text);

  // 32 hexadecimal digits. More may be added afterwards.
  std::string hex() const;

 private:
  void mix(std::uint64_t word);

  std::uint64_t low_ = 0x9ae16a3b2f90404full;
  std::uint64_t high_ = 0xc3a5c85c97cb3127ull;
};

}  // namespace arris::errors
