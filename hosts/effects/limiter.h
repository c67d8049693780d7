#pragma once
// Performs the `limit` effect: buckets of tokens that refill evenly. In memory, sharded, safe for
// many threads.
//
// (1) A bucket holds at most `capacity` and refills `capacity` per `window_ms`, without steps.
// Within any window
//     at most twice the capacity passes: what was full, and what flowed in.
// (2) A bucket that nobody has used is full, so a full one may be forgotten. Over `buckets_max` the
// fullest of
//     those unused for longest goes first.
// (3) A refused take changes nothing.

#include <array>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "effects/answer.h"
#include "effects/clock.h"

namespace arris::effects {

struct LimiterSettings {
  std::size_t buckets_max = 200'000;  // about 40 MB
  Clock clock = steady_ms;
  bool never_closes = false;  // every take opens
};

class Limiter {
 public:
  static constexpr std::string_view shared_prefix = "key/";

  explicit Limiter(LimiterSettings settings = {});

  // A module's buckets are its own, but those under `shared_prefix`. A capacity or window of zero
  // is invalid.
  Answer perform(std::string_view module, const effect::Limit& effect);

  // `reset_ms` of an open answer: until the bucket is full again. Of a refused one: until the same
  // cost would pass, so it is what Retry-After wants; a cost over the capacity never passes and
  // gives the window. REQUIRES: capacity > 0 and window_ms > 0
  effect::LimitAnswer take(std::string_view bucket, std::uint32_t capacity, std::uint32_t window_ms,
                           std::uint32_t cost);

  std::size_t size() const;

 private:
  static constexpr std::size_t shards = 16;

  // A level counts in 1/window_ms of a token: `capacity` of them flow in per millisecond, exactly.
  struct Bucket {
    std::string name;
    std::uint32_t capacity, window_ms;
    std::uint64_t level;
    std::int64_t at_ms;

    std::uint64_t full() const { return std::uint64_t{capacity} * window_ms; }
    void refill(std::int64_t now_ms);
    void resize(std::uint32_t new_capacity, std::uint32_t new_window_ms);
  };
  using Buckets = std::list<Bucket>;  // the latest used first
  struct Shard {
    mutable std::mutex mutex;
    Buckets buckets;
    std::unordered_map<std::string_view, Buckets::iterator> by_name;
  };

  Bucket& find_or_add(Shard& shard, std::string_view name, std::uint32_t capacity,
                      std::uint32_t window_ms);
  void make_room(Shard& shard);

  const LimiterSettings settings_;
  std::array<Shard, shards> shards_;
};

}  // namespace arris::effects
