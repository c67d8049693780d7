#include "core/range.h"

#include <doctest/doctest.h>

using namespace arris;

TEST_CASE("range: a bucket begins at or before every instant in it, and the next one after it") {
  for (const Bucket bucket : {Bucket::minute, Bucket::hour, Bucket::day, Bucket::week}) {
    for (const std::int64_t offset_min : {-720, -210, 0, 60, 330, 345, 840}) {
      for (std::int64_t at_ms = -90 * day_ms; at_ms < 90 * day_ms; at_ms += 12'345'678) {
        const auto start_ms = bucket_start(at_ms, bucket, offset_min * minute_ms);
        REQUIRE(start_ms <= at_ms);
        REQUIRE(at_ms < start_ms + length_ms(bucket));
        REQUIRE(bucket_start(start_ms, bucket, offset_min * minute_ms) == start_ms);
        REQUIRE(bucket_start(start_ms - 1, bucket, offset_min * minute_ms) ==
                start_ms - length_ms(bucket));
      }
    }
  }
}

TEST_CASE("range: weeks begin on Monday, days at midnight of the offset") {
  constexpr std::int64_t thursday_noon_ms = 1'700'136'000'000;  // 2023-11-16T12:00:00Z
  CHECK(bucket_start(thursday_noon_ms, Bucket::week, 0) == 1'699'833'600'000);
  CHECK(bucket_start(thursday_noon_ms, Bucket::day, 0) == 1'700'092'800'000);
  CHECK(bucket_start(thursday_noon_ms, Bucket::day, 330 * minute_ms) == 1'700'073'000'000);
  CHECK(bucket_start(thursday_noon_ms, Bucket::day, -13 * hour_ms) == 1'700'053'200'000);
}

TEST_CASE("range: the number of buckets counts the cut ones at both ends") {
  CHECK(bucket_count({0, 0}, Bucket::hour, 0) == 0);
  CHECK(bucket_count({0, 1}, Bucket::hour, 0) == 1);
  CHECK(bucket_count({hour_ms - 1, hour_ms + 1}, Bucket::hour, 0) == 2);
  CHECK(bucket_count({0, 30 * day_ms}, Bucket::day, 0) == 30);
  CHECK(bucket_count({1, 30 * day_ms + 1}, Bucket::day, 0) == 31);
}

TEST_CASE("range: a change in percent rounds, and says nothing about nothing") {
  CHECK_FALSE(change_percent(5, 0));
  CHECK(change_percent(3, 2) == 50);
  CHECK(change_percent(1, 3) == -67);
  CHECK(change_percent(2, 2) == 0);
}
