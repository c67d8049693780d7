#pragma once
// Performs the `cache` effect: values with a time to live, in memory. What is least recently used
// goes when the bytes run out, so a value may be gone at any time. Sharded, safe for many threads.
//
// (1) A module sees its own keys alone.
// (2) A value past its time to live is never returned.
// (3) Keys, values and overhead together stay below `bytes_max`; a value over a shard's part is not
// kept.

#include <array>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "effects/answer.h"
#include "effects/clock.h"

namespace arris::effects {

struct CacheSettings {
  std::size_t bytes_max = 64u << 20;
  Clock clock = steady_ms;
};

class CacheStore {
 public:
  explicit CacheStore(CacheSettings settings = {});

  // get: `found` and the data. put: `found` tells whether the value is kept; a ttl_ms of zero
  // removes it.
  Answer perform(std::string_view module, const effect::Cache& effect);

  std::size_t size_bytes() const;

 private:
  static constexpr std::size_t shards = 16;
  static constexpr std::size_t overhead_bytes = 200;  // of an entry's nodes, about

  struct Entry {
    std::string key;
    std::shared_ptr<const std::string> value;
    std::int64_t expires_ms;

    std::size_t size_bytes() const { return key.size() + value->size() + overhead_bytes; }
  };
  using Entries = std::list<Entry>;  // the latest used first
  struct Shard {
    mutable std::mutex mutex;
    Entries entries;
    std::unordered_map<std::string_view, Entries::iterator> by_key;
    std::size_t size_bytes = 0;
  };

  // Null when there is none.
  std::shared_ptr<const std::string> get(Shard& shard, std::string_view key);
  bool put(Shard& shard, std::string key, const effect::Cache& effect);
  static void remove(Shard& shard, Entries::iterator entry);

  const CacheSettings settings_;
  std::array<Shard, shards> shards_;
};

}  // namespace arris::effects
