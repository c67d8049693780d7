#pragma once
// Shapes of text that are secret wherever they stand. Each matcher returns the length at `at`, 0
// for none, reads a bounded number of characters or its own run, and is to be asked at the start of
// a word.

#include <cstddef>
#include <string_view>

namespace arris::redact {

// A PEM block of any kind, up to its end line or the end of the text.
std::size_t match_pem(std::string_view text, std::size_t at);

// Three base64url parts of which the first is a JSON object.
std::size_t match_jwt(std::string_view text, std::size_t at);

// Keys with the prefix of the service that issued them: sk-, AKIA, ghp_, arris_sk_ and others.
std::size_t match_issued_key(std::string_view text, std::size_t at);

// 13 to 19 digits of a card issuer's range whose Luhn sum is right; blanks and hyphens may part
// them.
std::size_t match_card(std::string_view text, std::size_t at);

// A US social security number that can have been issued: 123-45-6789.
std::size_t match_ssn(std::string_view text, std::size_t at);

// The length that its country prescribes and a right checksum; blanks may part it.
std::size_t match_iban(std::string_view text, std::size_t at);

// "Bearer x", "Basic x": the length of the credentials that follow the scheme's name at `at`, with
// the blank before them in `gap`. Prose ("bearer of news", "basic authentication") has none.
std::size_t match_credentials(std::string_view text, std::size_t at, std::size_t& gap);

}  // namespace arris::redact
