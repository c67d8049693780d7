#include "effects/limiter.h"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace arris;
using namespace arris::effects;

namespace {

struct World {
  std::int64_t now_ms = 1'000'000;
  Limiter limiter{{.buckets_max = 64, .clock = [this] { return now_ms; }}};
};

}  // namespace

TEST_CASE("limiter: a bucket without capacity or window is invalid") {
  World world;
  CHECK(world.limiter.perform("auth", {"b", 0, 1000, 1}).failure == effect::Failure::invalid);
  CHECK(world.limiter.perform("auth", {"b", 5, 0, 1}).failure == effect::Failure::invalid);
  CHECK(world.limiter.size() == 0);
}

TEST_CASE("limiter: what is over the capacity is refused and takes nothing") {
  World world;
  auto answer = world.limiter.take("b", 10, 1000, 11);
  CHECK(answer.open == 0);
  CHECK(answer.remaining == 10);
  CHECK(answer.reset_ms == 1000);
  answer = world.limiter.take("b", 10, 1000, 7);
  CHECK(answer.open == 1);
  CHECK(answer.remaining == 3);
  CHECK(answer.reset_ms == 700);
  for (int i = 0; i < 5; ++i) {
    answer = world.limiter.take("b", 10, 1000, 4);
    CHECK(answer.open == 0);
    CHECK(answer.remaining == 3);
    CHECK(answer.reset_ms == 100);
  }
  CHECK(world.limiter.take("b", 10, 1000, 3).open == 1);
}

TEST_CASE("limiter: a bucket refills evenly, and waiting for reset_ms is enough") {
  World world;
  CHECK(world.limiter.take("b", 3, 1000, 3).open == 1);
  const auto refused = world.limiter.take("b", 3, 1000, 1);
  CHECK(refused.reset_ms == 334);
  world.now_ms += 333;
  CHECK(world.limiter.take("b", 3, 1000, 1).open == 0);
  world.now_ms += 1;
  CHECK(world.limiter.take("b", 3, 1000, 1).open == 1);
  world.now_ms += 100'000;
  CHECK(world.limiter.take("b", 3, 1000, 0).remaining == 3);
}

TEST_CASE("limiter: over ten windows the rate is the capacity per window") {
  World world;
  int passed = 0;
  for (int i = 0; i < 10'000; ++i, ++world.now_ms)
    passed += world.limiter.take("b", 7, 1000, 1).open;
  CHECK(passed == 7 + 69);
}

TEST_CASE("limiter: a clock that goes back gives nothing away") {
  World world;
  CHECK(world.limiter.take("b", 1, 1000, 1).open == 1);
  world.now_ms -= 5000;
  CHECK(world.limiter.take("b", 1, 1000, 1).open == 0);
  world.now_ms += 5999;
  CHECK(world.limiter.take("b", 1, 1000, 1).open == 0);
  world.now_ms += 1;
  CHECK(world.limiter.take("b", 1, 1000, 1).open == 1);
}

TEST_CASE("limiter: the largest numbers do not overflow") {
  World world;
  const auto most = UINT32_MAX;
  CHECK(world.limiter.take("b", most, most, most).open == 1);
  CHECK(world.limiter.take("b", most, most, 1).open == 0);
  world.now_ms += std::int64_t{1} << 60;
  CHECK(world.limiter.take("b", most, most, most).open == 1);
}

TEST_CASE("limiter: new numbers for a bucket keep what was used") {
  World world;
  CHECK(world.limiter.take("b", 10, 1000, 8).open == 1);
  CHECK(world.limiter.take("b", 20, 2000, 0).remaining == 12);
  CHECK(world.limiter.take("b", 5, 1000, 0).remaining == 0);
}

TEST_CASE("limiter: memory is bounded, and a bucket in use outlives full ones") {
  World world;
  world.limiter.take("attacked account", 10, 900'000, 10);
  for (int i = 0; i < 10'000; ++i) {
    world.limiter.take("address " + std::to_string(i), 10, 1000, 0);
    CHECK(world.limiter.take("attacked account", 10, 900'000, 1).open == 0);
  }
  CHECK(world.limiter.size() <= 64);
}

TEST_CASE("limiter: modules have buckets of their own, and the gate follows the answer") {
  World world;
  CHECK(world.limiter.perform("auth", {"b", 1, 1000, 1}).opens == effect::Gate::yes);
  CHECK(world.limiter.perform("auth", {"b", 1, 1000, 1}).opens == effect::Gate::no);
  CHECK(world.limiter.perform("team", {"b", 1, 1000, 1}).opens == effect::Gate::yes);
}

TEST_CASE("limiter: threads together take no more than there is") {
  World world;
  std::atomic<int> passed = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) passed += world.limiter.take("b", 100, 1000, 1).open;
    });
  threads.clear();
  CHECK(passed == 100);
}
