#include "http/range.h"

#include <doctest/doctest.h>

using namespace arris;
using namespace arris::http;

namespace {

constexpr std::int64_t now_ms = 1'700'136'000'000;

std::string fault_of(const RangeFilter& filter) {
  const auto window = window_of(filter, now_ms, Range::month);
  if (window) return "";
  return window.error().faults.front().pointer + " " + window.error().faults.front().code;
}

}  // namespace

TEST_CASE("range: ends that contradict, run backwards or go too far are refused by name") {
  CHECK(fault_of({.range = Range::day, .from_ms = 1}) == "?range contradicts");
  CHECK(fault_of({.to_ms = 5}) == "?to_ms needs_from");
  CHECK(fault_of({.from_ms = now_ms}) == "?to_ms out_of_order");
  CHECK(fault_of({.from_ms = -1}) == "?from_ms out_of_range");
  CHECK(fault_of({.from_ms = 0, .to_ms = INT64_MAX}) == "?from_ms out_of_range");
  CHECK(fault_of({.from_ms = now_ms - 401 * day_ms}) == "?from_ms too_long");
  CHECK(fault_of({.range = Range::month, .bucket = Bucket::minute}) == "?bucket too_many_buckets");
}

TEST_CASE("range: what is not said has a default that fits the length") {
  const auto month = window_of({}, now_ms, Range::month).value();
  CHECK(month.range.from_ms == now_ms - 30 * day_ms);
  CHECK(month.bucket == Bucket::day);
  CHECK_FALSE(month.earlier);
  CHECK(window_of({.range = Range::hour}, now_ms, Range::month)->bucket == Bucket::minute);
  CHECK(window_of({.range = Range::week}, now_ms, Range::month)->bucket == Bucket::hour);
  CHECK(window_of({.range = Range::year}, now_ms, Range::month)->bucket == Bucket::week);
}

TEST_CASE("range: a comparison is the time before, or the same days of last week") {
  const auto previous =
      window_of({.range = Range::day, .compare = Compare::previous}, now_ms, Range::month).value();
  CHECK(previous.earlier->to_ms == previous.range.from_ms);
  CHECK(previous.earlier->length_ms() == day_ms);
  const auto week =
      window_of({.range = Range::day, .compare = Compare::week}, now_ms, Range::month).value();
  CHECK(week.earlier->to_ms == now_ms - 7 * day_ms);
}

TEST_CASE("range: every instant has its place among the buckets") {
  const auto window =
      window_of({.range = Range::week, .bucket = Bucket::day, .utc_offset_min = UtcOffset{330}},
                now_ms, Range::month)
          .value();
  CHECK(window.bucket_count() == 8);
  CHECK(window.place_of(window.range.from_ms) == 0);
  CHECK(window.place_of(window.range.to_ms - 1) == 7);
}
