#include "redact/plain_text.h"

#include <algorithm>

#include "core/text.h"
#include "redact/scan.h"

namespace arris::redact {
namespace {

using namespace scan;

constexpr std::size_t secret_run = 11;   // of the shortest: 123-45-6789
constexpr std::size_t card_digits = 13;  // blanks and hyphens may part them

bool tells(char c) { return c == '@' || c == '%' || c == ':' || c == '='; }

bool ends_in_scheme(std::string_view text) {
  constexpr std::string_view schemes[] = {"bearer", "basic", "token", "digest"};
  return std::ranges::any_of(schemes, [&](std::string_view scheme) {
    return text.size() >= scheme.size() &&
           equals_ignoring_case(text.substr(text.size() - scheme.size()), scheme);
  });
}

bool begins_iban(std::string_view text, std::size_t at) {
  return at >= 2 && is_upper(text[at - 1]) && is_upper(text[at - 2]);
}

// What is behind a blank, a plus or a hyphen, of which "--" begins a flag or a PEM block.
bool goes_on(std::string_view text, std::size_t at) {
  if (text[at] == '-') return char_before(text, at) == '-';
  return (text[at] == ' ' || text[at] == '+') && ends_in_scheme(text.substr(0, at));
}

}  // namespace

bool is_plain(std::string_view text) {
  std::size_t run = 0, digits = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    run = is_space(c) ? 0 : run + 1;
    if (tells(c) || run == secret_run) return false;
    if (is_digit(c)) {
      if (++digits == card_digits || begins_iban(text, at)) return false;
    } else if (!is_alpha(c)) {
      if (goes_on(text, at)) return false;
      if (c != ' ' && c != '-') digits = 0;
    } else {
      digits = 0;
    }
  }
  return true;
}

}  // namespace arris::redact
