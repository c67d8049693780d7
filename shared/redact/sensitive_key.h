#pragma once
// Which names say that what they hold must not be stored.

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

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

// Whether a number under a sensitive name counts or measures, as of tokens or of what did pass, and is no secret.
bool is_count(std::string_view key);

// Knows the kinds of names that come over and over. The names live as long as it does.
class KeyKinds {
 public:
  KeyKind of(std::string_view key);

 private:
  std::array<std::pair<std::string_view, KeyKind>, 64> known_{};
};

}  // namespace arris::redact
