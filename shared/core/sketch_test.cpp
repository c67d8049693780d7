#include "core/sketch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

using namespace arris;

namespace {

using Durations = std::vector<std::int64_t>;

// Lognormal, as latencies are; now and then nothing at all.
Durations random_durations(std::mt19937_64& random, std::size_t count) {
  std::lognormal_distribution<double> length(std::uniform_real_distribution<>(0, 18)(random),
                                             std::uniform_real_distribution<>(0, 3)(random));
  Durations durations;
  for (std::size_t i = 0; i < count; ++i) {
    const double drawn = std::min(length(random), static_cast<double>(Sketch::duration_max_us));
    durations.push_back(random() % 50 == 0 ? 0 : static_cast<std::int64_t>(drawn));
  }
  return durations;
}

Sketch sketch_of(const Durations& durations) {
  Sketch sketch;
  for (const auto duration : durations) sketch.add(duration);
  return sketch;
}

}  // namespace

TEST_CASE("sketch: an empty one has no percentile") {
  CHECK(Sketch().percentile(950) == 0);
  CHECK(Sketch().stored() == "{}");
}

TEST_CASE("sketch: every bucket's duration is within 1 % of what the bucket holds") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 100'000; ++i) {
    const auto exponent = std::uniform_real_distribution<>(0, std::log(8.64e10))(random);
    const auto duration = static_cast<std::int64_t>(std::exp(exponent));
    const auto shown = Sketch::duration_of(Sketch::bucket_of(duration));
    CAPTURE(duration);
    // Half a microsecond of rounding comes on top.
    CHECK(std::abs(static_cast<double>(shown - duration)) <=
          0.01 * static_cast<double>(duration) + 0.5);
  }
  CHECK(Sketch::bucket_of(0) == 0);
  CHECK(Sketch::bucket_of(1) == 1);
  CHECK(Sketch::bucket_of(Sketch::duration_max_us) < Sketch::buckets_max - 1);
}

TEST_CASE("sketch: buckets grow with durations") {
  for (std::int64_t duration = 1; duration < Sketch::duration_max_us; duration += duration / 7 + 1)
    CHECK(Sketch::bucket_of(duration) <= Sketch::bucket_of(duration + duration / 7 + 1));
}

TEST_CASE("sketch: percentiles are within 1 % of the exact ones") {
  std::mt19937_64 random(2);
  for (int round = 0; round < 200; ++round) {
    auto durations = random_durations(random, 1 + random() % 3000);
    const auto sketch = sketch_of(durations);
    std::ranges::sort(durations);
    for (const int per_mille : {1, 250, 500, 750, 900, 950, 990, 999, 1000}) {
      const auto rank = (durations.size() * static_cast<std::size_t>(per_mille) + 999) / 1000;
      const auto exact = static_cast<double>(durations[rank - 1]);
      const auto shown = static_cast<double>(sketch.percentile(per_mille));
      CAPTURE(per_mille);
      CHECK(std::abs(shown - exact) <= 0.01 * exact + 0.5);
    }
  }
}

TEST_CASE("sketch: merging is adding, in any order, and storing loses nothing") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    const auto a = random_durations(random, random() % 500);
    const auto b = random_durations(random, random() % 500);
    const auto c = random_durations(random, random() % 500);
    Sketch left = sketch_of(a), right = sketch_of(c);
    left.merge(sketch_of(b).stored());
    left.merge(sketch_of(c));
    right.merge(sketch_of(b));
    right.merge(sketch_of(a).stored());
    Durations all = a;
    all.insert(all.end(), b.begin(), b.end());
    all.insert(all.end(), c.begin(), c.end());
    CHECK(left.stored() == right.stored());
    CHECK(left.stored() == sketch_of(all).stored());
    CHECK(left.count() == static_cast<std::int64_t>(all.size()));
  }
}

TEST_CASE("sketch: one that was cleared is as a new one") {
  std::mt19937_64 random(4);
  Sketch used;
  for (int round = 0; round < 200; ++round) {
    const auto sketch = sketch_of(random_durations(random, random() % 500));
    used.clear();
    CHECK(used.count() == 0);
    CHECK(used.percentile(950) == 0);
    CHECK(used.stored() == "{}");
    used.merge(sketch.stored());
    CHECK(used.stored() == sketch.stored());
    CHECK(used.percentile(10) == sketch.percentile(10));
  }
}

TEST_CASE("sketch: what is no sketch is passed over") {
  for (const char* text : {"", "{", "null", "{\"9999999\":1}", "{\"12\":", "[]", "{\"-\":0}"}) {
    Sketch sketch;
    sketch.merge(text);
    CHECK(sketch.count() == 0);
  }
}
