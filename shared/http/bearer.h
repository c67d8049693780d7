#pragma once
// Access tokens: JWTs signed with Ed25519 (RFC 8037), read by the rules of RFC 8725: one algorithm,
// one type, a `kid` that only looks up, no header that brings a key, canonical base64url. Reading
// does not verify: the dispatcher makes the host verify the signature before any effect of the
// request.

#include "http/request.h"

namespace arris::http {

inline constexpr std::string_view access_token_key = "access_token";
inline constexpr std::string_view token_issuer = "arris";
inline constexpr std::int64_t access_token_ttl_s = 15 * 60;
inline constexpr std::int64_t clock_leeway_s = 30;  // for `nbf` and `iat`; `exp` has none

struct AccessToken {
  Who who;
  std::string_view kid;
  std::string_view signed_part;  // header and payload, as they were sent
  std::string_view signature;    // 64 bytes
};

// invalid_token unless header and claims are exactly ours and in time. The texts live in the arena.
Result<AccessToken> read_access_token(std::string_view token, std::int64_t now_ms, Arena& arena);

// The part to be signed for a token that is valid from now_ms for access_token_ttl_s.
std::string unsigned_access_token(const Who& who, std::string_view kid, std::string_view token_id,
                                  std::int64_t now_ms);

}  // namespace arris::http
