#pragma once
// A fast 128-bit hash for comparing things of one tenant with each other. Not for secrets, not
// against an adversary.

#include <cstdint>
#include <string>
#include <string_view>

namespace arris {

struct Hash128 {
  std::uint64_t high = 0x243f6a8885a308d3ull;
  std::uint64_t low = 0x13198a2e03707344ull;

  // Parts are kept apart: add("ab"), add("c") differs from add("a"), add("bc").
  Hash128& add(std::string_view part);
  std::string to_hex() const;  // 32 digits
  // UUIDv8: an id made from what it names (RFC 9562, section 5.8).
  std::string to_uuid() const;
};

}  // namespace arris
