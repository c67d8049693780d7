// Pricing recorded calls again, and the sums that follow.

#include <doctest/doctest.h>

#include <random>

#include "tokens/test_shop.h"

using namespace arris;
using namespace arris::tokens;
using native::Rows;

TEST_CASE("tokens: pricing again changes what a new price changes, once, and no dry run does") {
  Shop shop;
  shop.set_price("m", "1000000", R"(,"effective_from_ms":0)");
  shop.app.post("/tokens/budgets",
                budget("b", R"("scope":"org","period":"month","limit_nano_usd":1000000000)"),
                shop.admin);
  for (int i = 0; i < 5; ++i)
    shop.app.post("/tokens/usage", usage("r" + std::to_string(i), 1000), shop.member).expect(201);
  shop.set_price("m", "3000000", R"(,"effective_from_ms":0)");
  const std::string from = R"({"from_ms":)" + std::to_string(shop.app.world.now_ms - 86'400'000);
  const auto dry = shop.app.post("/tokens/reprice", from + "}", shop.admin).expect(200);
  CHECK(dry.json()["changed"] == 5);
  CHECK(dry.json()["difference_nano_usd"] == 10'000'000);
  CHECK(shop.app.rows("SELECT sum(cost_nano_usd) FROM token_usage") == Rows{{"5000000"}});
  const auto done =
      shop.app.post("/tokens/reprice", from + R"(,"dry_run":false})", shop.admin).expect(200);
  CHECK(done.json()["changed"] == 5);
  CHECK(done.sql_calls == 2);
  CHECK(shop.app.rows("SELECT sum(cost_nano_usd) FROM token_usage") == Rows{{"15000000"}});
  CHECK(shop.app.rows("SELECT spent_nano_usd FROM budget_periods") == Rows{{"15000000"}});
  check_sums(shop);
  const auto again =
      shop.app.post("/tokens/reprice", from + R"(,"dry_run":false})", shop.admin).expect(200);
  CHECK(again.json()["changed"] == 0);
  check_sums(shop);
  const auto page = shop.app.post("/tokens/reprice", from + R"(,"limit":2})", shop.admin).json();
  CHECK(page["examined"] == 2);
  const auto next =
      shop.app
          .post("/tokens/reprice",
                from + R"(,"limit":10,"cursor":")" + page["next_cursor"].get<std::string>() + "\"}",
                shop.admin)
          .json();
  CHECK(next["examined"] == 3);
  CHECK(next["next_cursor"].is_null());
}

TEST_CASE("tokens: pricing again knows the catalogue, however many prices the org has set") {
  Shop shop;
  shop.app
      .post("/tokens/usage", R"({"provider":"openai","model":"gpt-4o","usage":{"input":1000}})",
            shop.member)
      .expect(201);
  const auto now = std::to_string(shop.app.world.now_ms);
  shop.set_price("m", "1000000", R"(,"effective_from_ms":0)");
  shop.app.post("/tokens/usage", usage("a"), shop.member).expect(201);
  const auto copy = [&](const std::string& id, const std::string& model, const std::string& from) {
    shop.app.world.database.run(
        "WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 4100) "
        "INSERT INTO prices SELECT p.org_id, substr(p.id, 1, 24) || format('" +
        id + "%011x', i), p.provider, " + model + ", " + from +
        ", p.tiers, 'org', p.created_at_ms FROM n, (SELECT * FROM prices WHERE source = 'org' "
        "LIMIT 1) p");
  };
  copy("a", "'m'", "i");
  copy("b", "'old' || i", "i");
  const auto from_ms = std::to_string(shop.app.world.now_ms - 86'400'000);
  const auto again =
      shop.app.post("/tokens/reprice", R"({"from_ms":)" + from_ms + "}", shop.admin).expect(200);
  CHECK(again.sql_calls == 1);
  CHECK(again.json()["examined"] == 2);
  CHECK(again.json()["difference_nano_usd"] == 0);
}

TEST_CASE("tokens: random calls and prices keep every sum equal to the ledger") {
  Shop shop;
  std::mt19937 random(11);
  const auto upto = [&](int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most));
  };
  for (int round = 0; round < 12; ++round) {
    if (round % 3 == 1)
      shop.set_price("m", std::to_string(upto(5'000'000)), R"(,"effective_from_ms":0)");
    std::string body;
    for (int i = 0; i < 40; ++i)
      body += (i ? "," : "") + usage("r" + std::to_string(upto(400)), upto(3000), upto(500));
    shop.app.post("/tokens/usage/batch", R"({"usage":[)" + body + "]}", shop.member).expect(201);
    if (round % 4 == 3)
      shop.app
          .post("/tokens/reprice",
                R"({"dry_run":false,"from_ms":)" +
                    std::to_string(shop.app.world.now_ms - 86'400'000) + "}",
                shop.admin)
          .expect(200);
    check_sums(shop);
  }
}
