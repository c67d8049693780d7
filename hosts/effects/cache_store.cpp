#include "effects/cache_store.h"

namespace arris::effects {

CacheStore::CacheStore(CacheSettings settings) : settings_(std::move(settings)) {}

Answer CacheStore::perform(std::string_view module, const effect::Cache& effect) {
  std::string key(module);
  key.append(1, '/').append(effect.key);
  Shard& shard = shards_[std::hash<std::string_view>()(key) % shards];
  if (effect.operation == effect::CacheOperation::put) {
    const bool kept = put(shard, std::move(key), effect);
    return Answer::of(effect::CacheAnswer{static_cast<std::uint8_t>(kept), {}});
  }
  const auto value = get(shard, key);
  if (value == nullptr) return Answer::of(effect::CacheAnswer{});
  return Answer::of(effect::CacheAnswer{1, {*value}});
}

std::shared_ptr<const std::string> CacheStore::get(Shard& shard, std::string_view key) {
  std::lock_guard lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found == shard.by_key.end()) return nullptr;
  const auto entry = found->second;
  if (entry->expires_ms <= settings_.clock()) {
    remove(shard, entry);
    return nullptr;
  }
  shard.entries.splice(shard.entries.begin(), shard.entries, entry);
  return entry->value;
}

bool CacheStore::put(Shard& shard, std::string key, const effect::Cache& effect) {
  Entry entry{std::move(key), std::make_shared<const std::string>(effect.data.data),
              settings_.clock() + effect.ttl_ms};
  const auto size = entry.size_bytes(), limit = settings_.bytes_max / shards;
  std::lock_guard lock(shard.mutex);
  if (const auto old = shard.by_key.find(entry.key); old != shard.by_key.end())
    remove(shard, old->second);
  if (effect.ttl_ms == 0 || size > limit) return false;
  while (shard.size_bytes + size > limit) remove(shard, std::prev(shard.entries.end()));
  shard.entries.push_front(std::move(entry));
  shard.by_key.emplace(shard.entries.front().key, shard.entries.begin());
  shard.size_bytes += size;
  return true;
}

void CacheStore::remove(Shard& shard, Entries::iterator entry) {
  shard.size_bytes -= entry->size_bytes();
  shard.by_key.erase(entry->key);
  shard.entries.erase(entry);
}

std::size_t CacheStore::size_bytes() const {
  std::size_t size = 0;
  for (const Shard& shard : shards_) {
    std::lock_guard lock(shard.mutex);
    size += shard.size_bytes;
  }
  return size;
}

}  // namespace arris::effects
