#pragma once
// Which names say that what they hold must not be stored.

#include <cstdint>
#include <string_view>

namespace arris::redact {

enum class KeyKind : std::uint8_t {
  plain,
  weak,     // also an everyday word: "token", "session", "pin"
  secret,   // "password", "api_key"
  header,   // a header whose whole line is secret: "authorization", "cookie"
  address,  // an IP address of a person: "ip_address", "x-forwarded-for"
};

// Separators and case don't matter: "X-Api-Key", "apiKey" and "API_KEY" are one name. A measure of
// a secret is none: "max_tokens", "token_count", "password_length".
KeyKind kind_of_key(std::string_view key);

}  // namespace arris::redact
