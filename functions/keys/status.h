#pragma once
// What a key of these times is at the moment. Pure.

#include "keys/shapes.h"

namespace arris::keys {

constexpr Status status_of(std::optional<std::int64_t> expires_at_ms,
                           std::optional<std::int64_t> revoked_at_ms, std::int64_t now_ms) {
  if (revoked_at_ms && *revoked_at_ms <= now_ms) return Status::revoked;
  return expires_at_ms && *expires_at_ms <= now_ms ? Status::expired : Status::active;
}

}  // namespace arris::keys
