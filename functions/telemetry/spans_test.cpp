#include "telemetry/spans.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>

using namespace arris;
using namespace arris::telemetry;

namespace {

constexpr std::int64_t now_ms = 1'750'000'000'000;  // a Sunday, 15:06:40

// How long a range's spans are in all; each begins and ends with a unit of its own.
std::int64_t covered(const std::string& spans, Bucket unit, std::int64_t earlier) {
  std::int64_t length = 0;
  for (const auto& span : nlohmann::json::parse(spans)) {
    CHECK(bucket_start(span[0], unit, 0) == span[0].get<std::int64_t>());
    CHECK(bucket_start(span[1], unit, 0) == span[1].get<std::int64_t>());
    if (span[2] == earlier) length += span[1].get<std::int64_t>() - span[0].get<std::int64_t>();
  }
  return length;
}

}  // namespace

TEST_CASE("spans: 24 hours are 24 hours, of which the last is the present one") {
  const auto range = whole_units({now_ms - day_ms, now_ms}, Bucket::hour);
  CHECK(range.length_ms() == day_ms);
  CHECK(range.from_ms > now_ms - day_ms);
  CHECK(range.to_ms > now_ms);
  CHECK(before(range).to_ms == range.from_ms);
  CHECK(before(range).length_ms() == day_ms);
}

TEST_CASE("spans: a range shorter than its unit is the units that it touches") {
  CHECK(whole_units({now_ms - 1, now_ms}, Bucket::day).length_ms() == day_ms);
  CHECK(whole_units({now_ms - hour_ms, now_ms}, Bucket::hour).length_ms() == 2 * hour_ms);
  const std::int64_t hour = bucket_start(now_ms, Bucket::hour, 0);
  CHECK(whole_units({hour, hour + hour_ms}, Bucket::hour).length_ms() == hour_ms);
}

TEST_CASE("spans: people of a range that is counted by hours never need more than 48") {
  for (std::int64_t length = 1; length < 60 * hour_ms; length += 1'234'567) {
    const TimeRange range{now_ms - length, now_ms};
    if (people_unit_of(range) == Bucket::hour)
      CHECK(whole_units(range, Bucket::hour).length_ms() <= hours_max_ms);
  }
}

TEST_CASE("spans: weeks and days cover a range of components once, in few rows") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 500; ++round) {
    const auto length = static_cast<std::int64_t>(random() % (400 * day_ms)) + 1;
    const auto end = now_ms - static_cast<std::int64_t>(random() % (100 * day_ms));
    const auto unit = people_unit_of({end - length, end});
    const auto range = whole_units({end - length, end}, unit);
    const auto spans = component_spans(range, before(range));
    for (const std::int64_t earlier : {0, 1}) {
      const auto in_days = covered(spans.days, Bucket::day, earlier);
      CHECK(in_days <= 14 * day_ms);
      CHECK(covered(spans.hours, Bucket::hour, earlier) + in_days +
                covered(spans.weeks, Bucket::week, earlier) ==
            range.length_ms());
    }
  }
}
