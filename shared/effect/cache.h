#pragma once
// What a module keeps in its host's memory: it may be gone at any time.

#include "effect/effects.h"

namespace arris::effect {

// What is kept under a key, if it is still there.
inline auto cached(std::string_view key) {
  return Simple<Cache, CacheAnswer>{Cache{CacheOperation::get, key, {}, 0}};
}
// Keeps a value for `ttl_ms` at most.
inline auto cache(std::string_view key, std::string_view value, std::uint32_t ttl_ms) {
  return Simple<Cache, CacheAnswer>{Cache{CacheOperation::put, key, {value}, ttl_ms}};
}

}  // namespace arris::effect
