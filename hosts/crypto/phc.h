#pragma once
// The text form of a password hash: $argon2id$v=19$m=19456,t=2,p=1$SALT$TAG, in base64 without
// padding. Reading is strict and bounded, because the text comes from a module and its numbers
// decide how much memory and time a check takes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arris::crypto {

struct Argon2Parameters {
  std::uint32_t memory_kib = 19'456;  // OWASP's 19 MiB with two passes
  std::uint32_t passes = 2;
  std::uint32_t lanes = 1;
};

struct Phc {
  Argon2Parameters parameters;
  std::string salt, tag;
};

// What a check may cost at most, and what a hash must have at least.
inline constexpr std::uint32_t memory_max_kib = 65'536, passes_max = 8, lanes_max = 4;
inline constexpr std::size_t salt_min_bytes = 8, salt_max_bytes = 64;
inline constexpr std::size_t tag_min_bytes = 16, tag_max_bytes = 64;

std::string to_text(const Phc& phc);
// nullopt for another algorithm or version, anything malformed, and anything outside the bounds
// above.
std::optional<Phc> parse_phc(std::string_view text);

}  // namespace arris::crypto
