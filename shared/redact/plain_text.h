#pragma once
// Sees at a glance that most texts hold no secret, so that they need not be read word by word.

#include <string_view>

namespace arris::redact {

// True only if scrub_text would find nothing: no mark that a named value, an address or a URL needs, no run of
// characters as long as a key, no digits enough for a number of a card, no start of an IBAN, no scheme before a token.
bool is_plain(std::string_view text);

}  // namespace arris::redact
