#pragma once
// Access keys: what a program shows instead of a session.
//
//   key := "arris_sk_" | "arris_pk_"   byte[30]   byte[6]
//          secret        public        random     CRC-32 of all before, both in base62
//
// The check digits refuse a mistyped or invented key before anything is looked up; they prove nothing else. The random
// part holds 178 bits. Only a key's SHA-256 is stored.

#include <optional>
#include <string>
#include <string_view>

#include "http/allow.h"

namespace arris::http {

enum class KeyKind : std::uint8_t { secret, open };

inline constexpr std::string_view secret_prefix = "arris_sk_";
inline constexpr std::string_view public_prefix = "arris_pk_";
inline constexpr std::size_t access_key_length = 45;
// What a list shows of a key: its prefix and the first four characters behind it.
inline constexpr std::size_t shown_length = 13;

// Nothing for a text that can't be a key.
std::optional<KeyKind> kind_of_key(std::string_view text);
// REQUIRES: 32 random bytes
std::string make_access_key(KeyKind kind, std::string_view random);

// Whether a public key may have the scope: it lies open in a web page, so it may only add what nobody pays for.
constexpr bool is_open(Scope scope) {
  return scope == Scope::errors_write || scope == Scope::telemetry_write;
}
constexpr bool takes_public_key(const Allow& allow) {
  return allow.kind == Allow::Kind::session_or_key && is_open(allow.scope);
}
constexpr std::int64_t bit_of(Scope scope) { return std::int64_t{1} << static_cast<int>(scope); }

}  // namespace arris::http
