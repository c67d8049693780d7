#include <doctest/doctest.h>

#include <random>

#include "tokens/budget_queries.h"
#include "tokens/budget_state.h"
#include "tokens/test_shop.h"

using namespace arris;
using namespace arris::tokens;

namespace {

constexpr std::int64_t july_at_ms = 1'751'328'000'000;  // 2025-07-01T00:00:00Z

std::string at(std::int64_t at_ms) { return R"(,"occurred_at_ms":)" + std::to_string(at_ms); }

// Each message as its period and percent.
native::Rows told_of(Shop& shop) {
  return shop.app.rows(
      "SELECT payload->>'period_at_ms', payload->>'percent' FROM outbox"
      " WHERE topic = 'budget.threshold' ORDER BY 1, CAST(payload->>'percent' AS INTEGER)");
}

// 10,000 tokens use it up.
void set_budget(Shop& shop, std::string_view period, std::string_view more = "") {
  shop.app
      .post("/tokens/budgets",
            budget("all", R"("scope":"org","limit_nano_usd":10000000,"thresholds":[50,100],
                             "period":")" +
                              std::string(period) + "\"" + std::string(more)),
            shop.admin)
      .expect(201);
}

void record(Shop& shop, std::string_view name, int tokens, std::string_view more = "") {
  shop.app.post("/tokens/usage", usage(name, tokens, 0, more), shop.member).expect(201);
}

// As somebody who signs in again after a long time.
void move_to(Shop& shop, std::int64_t now_ms) {
  shop.app.world.now_ms = now_ms;
  shop.member = shop.app.given.member(http::Role::member);
  shop.admin = shop.app.given.member(http::Role::admin);
}

}  // namespace

TEST_CASE("tokens: each month tells thresholds again, and none of them twice") {
  Shop shop;
  move_to(shop, july_at_ms - 2'000);
  shop.set_price();
  set_budget(shop, "month");
  for (const char* name : {"a", "b", "c"}) record(shop, name, 5000);
  const native::Rows june{{"1748736000000", "50"}, {"1748736000000", "100"}};
  CHECK(told_of(shop) == june);
  shop.app.world.now_ms = july_at_ms - 1;
  record(shop, "d", 5000);
  CHECK(told_of(shop) == june);
  shop.app.world.now_ms = july_at_ms;
  record(shop, "e", 4999);
  CHECK(told_of(shop) == june);
  for (const char* name : {"f", "g", "h"}) record(shop, name, 5000);
  native::Rows both = june;
  both.insert(both.end(), {{"1751328000000", "50"}, {"1751328000000", "100"}});
  CHECK(told_of(shop) == both);
  move_to(shop, july_at_ms + 31 * day_ms);
  record(shop, "i", 10000);
  CHECK(told_of(shop).size() == 5);
}

TEST_CASE("tokens: one request over a month's end tells of both periods") {
  Shop shop;
  move_to(shop, july_at_ms - day_ms);
  shop.set_price();
  set_budget(shop, "month");
  move_to(shop, july_at_ms + 1'000);
  std::string calls;
  for (int i = 0; i < 4; ++i) {
    if (i > 0) calls += ',';
    calls += usage(std::to_string(i), 5000, 0, at(july_at_ms + (i % 2 == 0 ? -1 : 0)));
  }
  shop.app.post("/tokens/usage/batch", R"({"usage":[)" + calls + "]}", shop.member).expect(201);
  CHECK(told_of(shop) == native::Rows{{"1748736000000", "100"}, {"1751328000000", "100"}});
}

TEST_CASE("tokens: a call from before its model's first price costs nothing and tells nothing") {
  Shop shop;
  move_to(shop, july_at_ms + 1'000);
  shop.set_price();
  set_budget(shop, "month");
  record(shop, "a", 20000, at(july_at_ms - 1));
  CHECK(told_of(shop).empty());
  record(shop, "b", 20000);
  CHECK(told_of(shop).size() == 1);
  // Until it is given one and priced again.
  shop.set_price("m", "1000000", R"(,"effective_from_ms":1)");
  shop.app
      .post("/tokens/reprice",
            R"({"from_ms":)" + std::to_string(july_at_ms - day_ms) + R"(,"to_ms":)" +
                std::to_string(july_at_ms) + R"(,"dry_run":false})",
            shop.admin)
      .expect(200);
  CHECK(told_of(shop).size() == 2);
}

TEST_CASE("tokens: a period ends at midnight of the budget's own clock") {
  Shop shop;
  move_to(shop, july_at_ms - day_ms);
  shop.set_price();
  set_budget(shop, "month", R"(,"utc_offset_min":120)");
  move_to(shop, july_at_ms - 7'200'000 - 1);
  record(shop, "a", 10000);
  move_to(shop, july_at_ms - 7'200'000);
  record(shop, "b", 10000);
  CHECK(told_of(shop).size() == 2);
}

TEST_CASE("tokens: days and weeks tell their thresholds again too") {
  for (const auto& [period, length_ms] : {std::pair{"day", day_ms}, {"week", 7 * day_ms}}) {
    INFO(period);
    Shop shop;
    shop.set_price();
    set_budget(shop, period);
    for (std::size_t round = 1; round <= 3; ++round) {
      for (int i = 0; i < 3; ++i)
        record(shop, std::to_string(round) + "." + std::to_string(i), 5000);
      CHECK(told_of(shop).size() == 2 * round);
      move_to(shop, shop.app.world.now_ms + length_ms);
    }
  }
}

TEST_CASE("tokens: a call that uses up many budgets tells of each") {
  Shop shop;
  shop.set_price();
  for (int i = 0; i < 60; ++i) {
    const auto made = budget("budget " + std::to_string(i),
                             R"("scope":"org","period":"day","limit_nano_usd":10000000,
                                "thresholds":[50,100])");
    shop.app.post("/tokens/budgets", made, shop.admin).expect(201);
  }
  record(shop, "a", 10000);
  CHECK(told_of(shop).size() == 60);
}

TEST_CASE("tokens: a period begins where SQL says that it does") {
  Shop shop;
  std::mt19937_64 random(7);
  for (int i = 0; i < 300; ++i) {
    const auto at_ms = july_at_ms + static_cast<std::int64_t>(random() % 4'102'444'800'000);
    const auto offset_min = static_cast<std::int64_t>(random() % 1681) - 840;
    for (const auto& [period, name] :
         {std::pair{Period::day, "day"}, std::pair{Period::week, "week"},
          std::pair{Period::month, "month"}}) {
      const auto rows =
          shop.app.rows("SELECT " ARRIS_PERIOD_OF("n.at") " FROM (SELECT '" + std::string(name) +
                        "' AS period, " + std::to_string(offset_min) +
                        " AS utc_offset_min) b, (SELECT " + std::to_string(at_ms) + " AS at) n");
      CHECK(rows == native::Rows{{std::to_string(period_start_ms(at_ms, period, offset_min))}});
    }
  }
}
