#include "people/refresh_token.h"

#include "core/text.h"

namespace arris::people {
namespace {

constexpr char version_byte = 1;
constexpr std::size_t session_bytes = 16, mac_bytes = 16, checksum_bytes = 4;
constexpr std::size_t counter_bytes_max = 9;  // 63 bits

int nibble(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

std::string packed_uuid(std::string_view uuid) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < uuid.size();) {
    if (uuid[i] == '-') {
      ++i;
      continue;
    }
    bytes += static_cast<char>(nibble(uuid[i]) << 4 | nibble(uuid[i + 1]));
    i += 2;
  }
  return bytes;
}

std::string uuid_text(std::string_view bytes) {
  std::string text = to_hex(as_bytes(bytes));
  for (const std::size_t place : {8, 13, 18, 23}) text.insert(place, 1, '-');
  return text;
}

// The shortest form alone is accepted, so that a counter has one token.
std::optional<std::int64_t> read_uvarint(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > counter_bytes_max) return std::nullopt;
  if (bytes.size() > 1 && bytes.back() == 0) return std::nullopt;
  std::int64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(bytes[i]);
    const bool more = i + 1 < bytes.size();
    if (more != (byte >= 0x80)) return std::nullopt;
    value |= static_cast<std::int64_t>(byte & 0x7f) << (7 * i);
  }
  return value;
}

void append_uvarint(std::string& out, std::int64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>((value & 0x7f) | 0x80);
  out += static_cast<char>(value);
}

}  // namespace

std::optional<RefreshToken> read_refresh_token(std::string_view text) {
  if (text.size() > 64) return std::nullopt;
  const auto bytes = from_base64url(text);
  constexpr std::size_t around = 1 + session_bytes + mac_bytes + checksum_bytes;
  if (!bytes || bytes->size() <= around || bytes->front() != version_byte) return std::nullopt;
  const auto body_bytes = bytes->size() - mac_bytes - checksum_bytes;
  const auto counter =
      read_uvarint(std::string_view(*bytes).substr(1 + session_bytes, bytes->size() - around));
  if (!counter) return std::nullopt;
  return RefreshToken{uuid_text(std::string_view(*bytes).substr(1, session_bytes)), *counter,
                      bytes->substr(0, body_bytes), bytes->substr(body_bytes, mac_bytes),
                      bytes->substr(body_bytes + mac_bytes)};
}

std::string refresh_token_body(std::string_view session, std::int64_t counter) {
  std::string body(1, version_byte);
  body += packed_uuid(session);
  append_uvarint(body, counter);
  return body;
}

std::string refresh_token_summed(std::string_view body, std::string_view mac) {
  return std::string(body).append(mac.substr(0, mac_bytes));
}

std::string write_refresh_token(std::string_view summed, std::string_view sha256) {
  return to_base64url(as_bytes(std::string(summed).append(sha256.substr(0, checksum_bytes))));
}

Refresh decide_refresh(const SessionState& session, std::int64_t token_counter,
                       std::int64_t now_ms) {
  if (session.revoked_at_ms || session.expires_at_ms <= now_ms) return Refresh::ended;
  const auto behind = session.counter - token_counter;
  if (behind < 0) return Refresh::forged;
  if (behind == 0) return Refresh::advance;
  if (behind == 1 || now_ms - session.refreshed_at_ms <= refresh_grace_ms) return Refresh::repeat;
  return Refresh::reused;
}

}  // namespace arris::people
