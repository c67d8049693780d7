#pragma once
// What a module keeps in its host's memory: it may be gone at any time.

#include <optional>

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

// The two for what is only spared a look by it: a cache that can't be asked is one that keeps nothing.
inline Task<std::optional<std::string_view>> remembered(std::string_view key) {
  const auto kept = co_await attempt(cached(key));
  if (!kept || kept->found == 0) co_return std::nullopt;
  co_return kept->data.data;
}
inline Task<Nothing> remember(std::string_view key, std::string_view value, std::uint32_t ttl_ms) {
  (void)co_await attempt(cache(key, value, ttl_ms));
  co_return Nothing{};
}

}  // namespace arris::effect
