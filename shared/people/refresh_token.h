#pragma once
// Refresh tokens: nothing of them is stored but a counter in the session's row.
//
//   token    := base64url( body mac:byte[16] checksum:byte[4] )
//   body     := version:u8=1 session:byte[16] counter:uvarint
//   mac      := HMAC-SHA256 of body under the key "refresh_token", its first 16 bytes
//   checksum := SHA-256 of body and mac, its first 4 bytes
//
// WARNING: clients hold these tokens for 30 days; a change of the layout needs a new version byte.
//
// A token is current when its counter is its session's. Using it raises the counter. Its parent is
// still answered, with the current token: the answer to the first use may have been lost, and
// parallel refreshes all get the same child. An older one is a copy in a stranger's hands, unless
// the session was refreshed a moment ago; it ends the session.

#include <cstdint>
#include <optional>
#include <string>

#include "core/ids.h"

namespace arris::people {

inline constexpr std::string_view refresh_token_key = "refresh_token";
inline constexpr std::int64_t refresh_ttl_ms = 7ll * 24 * 3'600'000;   // without a refresh
inline constexpr std::int64_t session_ttl_ms = 30ll * 24 * 3'600'000;  // in any case
inline constexpr std::int64_t refresh_grace_ms = 10'000;

struct RefreshToken {
  std::string session;  // UUID text
  std::int64_t counter = 0;
  std::string body, mac, checksum;
};

// Nothing when the text has not exactly this layout. Neither mac nor checksum is compared.
std::optional<RefreshToken> read_refresh_token(std::string_view text);

// The part under the mac. REQUIRES: is_uuid(session), counter >= 0
std::string refresh_token_body(std::string_view session, std::int64_t counter);
// What the checksum is made of: body and the cut mac.
std::string refresh_token_summed(std::string_view body, std::string_view mac);
std::string write_refresh_token(std::string_view summed, std::string_view sha256);

struct SessionState {
  std::int64_t counter, refreshed_at_ms, expires_at_ms;
  std::optional<std::int64_t> revoked_at_ms;
};

enum class Refresh : std::uint8_t { advance, repeat, forged, reused, ended };
Refresh decide_refresh(const SessionState& session, std::int64_t token_counter,
                       std::int64_t now_ms);

}  // namespace arris::people
