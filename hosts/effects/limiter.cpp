#include "effects/limiter.h"

#include <algorithm>

namespace arris::effects {
namespace {

std::uint32_t clip(std::uint64_t value) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(value, UINT32_MAX));
}
std::uint64_t divide_up(std::uint64_t value, std::uint64_t by) { return (value + by - 1) / by; }

}  // namespace

void Limiter::Bucket::refill(std::int64_t now_ms) {
  // More than a window fills any bucket, and may not overflow one. A clock that goes back adds
  // nothing.
  const auto passed = std::clamp<std::int64_t>(now_ms - at_ms, 0, window_ms);
  level = std::min(full(), level + static_cast<std::uint64_t>(passed) * capacity);
  at_ms = std::max(at_ms, now_ms);
}

// Other numbers for the same bucket: what was used stays used.
void Limiter::Bucket::resize(std::uint32_t new_capacity, std::uint32_t new_window_ms) {
  if (capacity == new_capacity && window_ms == new_window_ms) return;
  const std::uint64_t used_tokens = divide_up(full() - level, window_ms);
  capacity = new_capacity;
  window_ms = new_window_ms;
  level = full() - std::min(full(), used_tokens * window_ms);
}

Limiter::Limiter(LimiterSettings settings) : settings_(std::move(settings)) {}

Answer Limiter::perform(std::string_view module, const effect::Limit& effect) {
  if (effect.capacity == 0 || effect.window_ms == 0)
    return Answer::failed(effect::Failure::invalid, "a bucket needs a capacity and a window");
  if (settings_.never_closes)
    return Answer::of(effect::LimitAnswer{1, effect.capacity, 0}, effect::Gate::yes);
  std::string name(effect.bucket.starts_with(shared_prefix) ? std::string_view() : module);
  name.append(1, '/').append(effect.bucket);
  const auto answer = take(name, effect.capacity, effect.window_ms, effect.cost);
  return Answer::of(answer, answer.open == 1 ? effect::Gate::yes : effect::Gate::no);
}

effect::LimitAnswer Limiter::take(std::string_view name, std::uint32_t capacity,
                                  std::uint32_t window_ms, std::uint32_t cost) {
  Shard& shard = shards_[std::hash<std::string_view>()(name) % shards];
  std::lock_guard lock(shard.mutex);
  Bucket& bucket = find_or_add(shard, name, capacity, window_ms);
  bucket.refill(settings_.clock());
  bucket.resize(capacity, window_ms);
  const std::uint64_t wanted = std::uint64_t{cost} * window_ms;
  const bool opens = wanted <= bucket.level;
  if (opens) bucket.level -= wanted;
  const auto remaining = clip(bucket.level / window_ms);
  if (cost > capacity) return {0, remaining, window_ms};
  const std::uint64_t missing = (opens ? bucket.full() : wanted) - bucket.level;
  return {static_cast<std::uint8_t>(opens), remaining, clip(divide_up(missing, capacity))};
}

Limiter::Bucket& Limiter::find_or_add(Shard& shard, std::string_view name, std::uint32_t capacity,
                                      std::uint32_t window_ms) {
  if (const auto found = shard.by_name.find(name); found != shard.by_name.end()) {
    shard.buckets.splice(shard.buckets.begin(), shard.buckets, found->second);
    return shard.buckets.front();
  }
  make_room(shard);
  const std::uint64_t full = std::uint64_t{capacity} * window_ms;
  shard.buckets.push_front({std::string(name), capacity, window_ms, full, settings_.clock()});
  shard.by_name.emplace(shard.buckets.front().name, shard.buckets.begin());
  return shard.buckets.front();
}

void Limiter::make_room(Shard& shard) {
  constexpr int looked_at = 8;
  if (shard.buckets.size() < std::max<std::size_t>(1, settings_.buckets_max / shards)) return;
  const auto now_ms = settings_.clock();
  auto fullest = std::prev(shard.buckets.end());
  double best = -1;
  auto place = shard.buckets.rbegin();
  for (int i = 0; i < looked_at && place != shard.buckets.rend(); ++i, ++place) {
    place->refill(now_ms);
    const double share = static_cast<double>(place->level) / static_cast<double>(place->full());
    if (share <= best) continue;
    best = share;
    fullest = std::prev(place.base());
  }
  shard.by_name.erase(fullest->name);
  shard.buckets.erase(fullest);
}

std::size_t Limiter::size() const {
  std::size_t count = 0;
  for (const Shard& shard : shards_) {
    std::lock_guard lock(shard.mutex);
    count += shard.buckets.size();
  }
  return count;
}

}  // namespace arris::effects
