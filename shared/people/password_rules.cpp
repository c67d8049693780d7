#include "people/password_rules.h"

#include <algorithm>

#include "core/text.h"
#include "people/weak_passwords.h"

namespace arris::people {
namespace {

// Characters, by the bytes that begin one.
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80); }

char letter_of(char c) {
  constexpr std::string_view digits = "013457@$!", letters = "oieastasi";
  const auto place = digits.find(c);
  return place == std::string_view::npos ? c : letters[place];
}

// Without what is not a letter at both ends, in lower case, digits in the middle read as letters.
std::string stem_of(std::string_view lower) {
  while (!lower.empty() && !is_letter(lower.front())) lower.remove_prefix(1);
  while (!lower.empty() && !is_letter(lower.back())) lower.remove_suffix(1);
  std::string stem(lower);
  for (char& c : stem) c = letter_of(c);
  return stem;
}

// "abcabcabc", "aaaaaaaa".
std::string_view unit_of(std::string_view text) {
  for (std::size_t size = 1; size <= text.size() / 2; ++size) {
    if (text.size() % size == 0 && text.substr(size) == text.substr(0, text.size() - size))
      return text.substr(0, size);
  }
  return text;
}

bool is_listed(std::string_view word) {
  return std::ranges::find(weak_stems, word) != std::end(weak_stems);
}

// A run along the keyboard, the alphabet or the digits, in either direction.
bool is_walk(std::string_view text) {
  const std::string backward(text.rbegin(), text.rend());
  return std::ranges::any_of(keyboard_walks, [&](std::string_view walk) {
    return walk.find(text) != std::string_view::npos ||
           walk.find(backward) != std::string_view::npos;
  });
}

bool is_number(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_guessable(std::string_view lower) {
  const auto unit = unit_of(lower);
  if (unit.size() < 5 || is_walk(unit) || is_listed(unit)) return true;
  if (is_number(lower) && lower.size() <= 10) return true;  // dates and telephone numbers
  const auto stem = stem_of(lower);
  if (is_listed(stem) || is_listed(unit_of(stem))) return true;
  if (unit.size() < lower.size() && is_listed(stem_of(unit))) return true;
  const bool decorated_walk = stem.size() >= 4 && is_walk(stem);
  return decorated_walk && lower.size() < 16;
}

bool holds_little_but(std::string_view lower, std::string_view part) {
  return part.size() >= 4 && lower.find(part) != std::string_view::npos &&
         lower.size() < part.size() + 5;
}

}  // namespace

PasswordFlaw password_flaw(std::string_view password, std::string_view email,
                           std::string_view name) {
  if (password.size() > password_bytes_max) return PasswordFlaw::too_long;
  if (length_of(password) < password_length_min) return PasswordFlaw::too_short;
  const auto lower = to_lower(password);
  const auto address = to_lower(email), person = to_lower(name);
  const auto account = std::string_view(address).substr(0, address.find('@'));
  const bool personal = holds_little_but(lower, address) || holds_little_but(lower, account) ||
                        holds_little_but(lower, person);
  return personal || is_guessable(lower) ? PasswordFlaw::too_common : PasswordFlaw::none;
}

std::string_view code_of(PasswordFlaw flaw) {
  constexpr std::string_view codes[] = {"", "too_short", "too_long", "too_common"};
  return codes[static_cast<std::uint8_t>(flaw)];
}

std::string_view detail_of(PasswordFlaw flaw) {
  constexpr std::string_view details[] = {"", "must have at least 8 characters",
                                          "must have at most 1024 bytes",
                                          "is among the first that a guesser tries"};
  return details[static_cast<std::uint8_t>(flaw)];
}

}  // namespace arris::people
