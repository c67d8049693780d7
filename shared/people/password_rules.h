#pragma once
// Which passwords are refused. Length alone is asked for, no mix of characters (ASVS 6.2.5);
// besides, nothing that a guesser tries in the first thousands.
//
// The lists of common passwords are a few hundred words and their decorations: digits, years and
// marks around a word, letters written as digits, a word twice. So the list holds stems, and a
// password is weak when what remains of it without decoration is a stem.

#include <cstdint>
#include <string_view>

namespace arris::people {

inline constexpr std::size_t password_length_min = 8;    // characters
inline constexpr std::size_t password_bytes_max = 1024;  // a longer one only costs time

enum class PasswordFlaw : std::uint8_t { none, too_short, too_long, too_common };

// `email` and `name` may be empty; the parts of them are as guessable as a common word.
PasswordFlaw password_flaw(std::string_view password, std::string_view email,
                           std::string_view name);

std::string_view code_of(PasswordFlaw flaw);
std::string_view detail_of(PasswordFlaw flaw);

}  // namespace arris::people
