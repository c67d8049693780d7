#include "effects/cache_store.h"

#include <doctest/doctest.h>

#include <optional>
#include <thread>
#include <vector>

using namespace arris;
using namespace arris::effects;

namespace {

struct World {
  std::int64_t now_ms = 1'000'000;
  CacheStore cache{{.bytes_max = 64 * 1024, .clock = [this] { return now_ms; }}};

  bool put(std::string_view key, std::string_view value, std::uint32_t ttl_ms = 1000,
           std::string_view module = "auth") {
    const auto answer = cache.perform(module, {effect::CacheOperation::put, key, {value}, ttl_ms});
    return effect::decode_answer<effect::CacheAnswer>(answer.bytes)->found == 1;
  }
  std::optional<std::string> get(std::string_view key, std::string_view module = "auth") {
    const auto answer = cache.perform(module, {effect::CacheOperation::get, key, {}, 0});
    const auto payload = effect::decode_answer<effect::CacheAnswer>(answer.bytes);
    if (payload->found == 0) return std::nullopt;
    return std::string(payload->data.data);
  }
};

}  // namespace

TEST_CASE("cache: nothing is found that was not put, has expired or belongs to another module") {
  World world;
  CHECK_FALSE(world.get("key"));
  CHECK(world.put("key", "value"));
  CHECK_FALSE(world.get("key", "team"));
  CHECK_FALSE(world.get("ey", "auth/k"));
  world.now_ms += 999;
  CHECK(world.get("key") == "value");
  world.now_ms += 1;
  CHECK_FALSE(world.get("key"));
  CHECK(world.cache.size_bytes() == 0);
}

TEST_CASE("cache: a value too large is not kept, and no older one is left in its place") {
  World world;
  CHECK(world.put("key", "old"));
  CHECK_FALSE(world.put("key", std::string(5000, 'x')));
  CHECK_FALSE(world.get("key"));
}

TEST_CASE("cache: a put replaces, and one without time to live removes") {
  World world;
  CHECK(world.put("key", "one"));
  CHECK(world.put("key", ""));
  CHECK(world.get("key") == "");
  CHECK_FALSE(world.put("key", "two", 0));
  CHECK_FALSE(world.get("key"));
}

TEST_CASE("cache: bytes are bounded, and what is used stays") {
  World world;
  CHECK(world.put("used", "value"));
  for (int i = 0; i < 5000; ++i) {
    world.put("key " + std::to_string(i), std::string(100, 'x'));
    REQUIRE(world.get("used") == "value");
  }
  CHECK(world.cache.size_bytes() <= 64 * 1024);
}

TEST_CASE("cache: many threads may use it") {
  World world;
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 2000; ++i) {
        const auto key = std::to_string((i + t) % 50);
        world.put(key, key);
        const auto value = world.get(key);
        wrong += value && *value != key;
      }
    });
  threads.clear();
  CHECK(wrong == 0);
}
