#include "manifest/schedule.h"

#include <doctest/doctest.h>

using arris::manifest::minute_ms;
using arris::manifest::Schedule;

namespace {

constexpr std::int64_t saturday = 1'763'769'600'000;  // 2025-11-22, 00:00
constexpr std::int64_t hour_ms = 60 * minute_ms;

bool is_due(std::string_view schedule, std::int64_t at_ms) {
  return Schedule::parse(schedule).value().is_due(at_ms);
}

}  // namespace

TEST_CASE("schedule: what is not a schedule is refused") {
  for (const auto* text :
       {"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *",
        "* * * 13 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *", "1, * * * *", "a * * * *",
        "1-2-3 * * * *", "-1 * * * *", "*/ * * * *"}) {
    CAPTURE(text);
    CHECK_FALSE(Schedule::parse(text));
  }
}

TEST_CASE("schedule: fields, lists, ranges, steps and names") {
  CHECK(is_due("* * * * *", saturday));
  CHECK(is_due("0 0 22 11 *", saturday));
  CHECK(is_due("0 0 * nov sat", saturday));
  CHECK_FALSE(is_due("0 0 * * sun", saturday));
  CHECK(is_due("0 0 * * 7", saturday + 24 * hour_ms));
  CHECK(is_due("17 3 * * *", saturday + 3 * hour_ms + 17 * minute_ms + 59'999));
  CHECK(is_due("*/15 1-5/2 * * *", saturday + 3 * hour_ms + 45 * minute_ms));
  CHECK_FALSE(is_due("*/15 1-5/2 * * *", saturday + 4 * hour_ms));
  CHECK(is_due("5/20 * * * *", saturday + 45 * minute_ms));
  CHECK(is_due("1,2,3 * * * *", saturday + 2 * minute_ms));
}

TEST_CASE("schedule: of two restricted days either suffices") {
  CHECK(is_due("0 0 1 * sat", saturday));
  CHECK(is_due("0 0 22 * mon", saturday));
  CHECK_FALSE(is_due("0 0 1 * mon", saturday));
  CHECK_FALSE(is_due("0 0 * * mon", saturday));
}

TEST_CASE("schedule: the latest due minute is found once") {
  const auto daily = Schedule::parse("30 2 * * *").value();
  const auto due = saturday + 2 * hour_ms + 30 * minute_ms;
  CHECK(daily.latest_due(saturday, due - 1) == std::nullopt);
  CHECK(daily.latest_due(saturday, due + 5000) == due);
  CHECK(daily.latest_due(saturday - 72 * hour_ms, due + 5000) == due);
  CHECK(daily.latest_due(due, due + hour_ms) == std::nullopt);
}
