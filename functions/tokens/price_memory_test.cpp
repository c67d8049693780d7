// One round trip for the usual call, and the price in force for every call.

#include <doctest/doctest.h>

#include "tokens/test_shop.h"

using namespace arris;
using namespace arris::tokens;
using native::Rows;

TEST_CASE("tokens: a new call of a model that was met lately goes to the database once") {
  Shop shop;
  shop.set_price();
  const auto record = [&](const std::string& id) {
    return shop.app.post("/tokens/usage", usage(id), shop.member).expect(201);
  };
  CHECK(record("a").sql_calls == 2);
  CHECK(record("b").sql_calls == 1);
  const auto again = record("a");
  CHECK(again.json()["duplicate"] == true);
  CHECK(again.sql_calls == 2);
  const auto both = R"({"usage":[)" + usage("e") + "," + usage("f") + "," + usage("f") + "]}";
  const auto many = shop.app.post("/tokens/usage/batch", both, shop.member).expect(201);
  CHECK(many.sql_calls == 1);
  CHECK(many.json()["data"][2]["duplicate"] == true);
  CHECK(many.json()["data"][2]["cost_nano_usd"] == 1'000'000);
  CHECK(shop.app.rows("SELECT count(*), sum(cost_nano_usd) FROM token_usage") ==
        Rows{{"4", "4000000"}});
  check_sums(shop);
  const auto key = shop.app.given.key({.scopes = {http::Scope::tokens_write}});
  shop.app.post("/tokens/usage", usage("c"), key).expect(201);
  CHECK(shop.app.post("/tokens/usage", usage("d"), key).expect(201).sql_calls == 1);
}

TEST_CASE("tokens: a call with a key of idempotency costs no more for what is not remembered") {
  Shop shop;
  shop.set_price();
  const auto record = [&](const std::string& id, const std::string& key) {
    return shop.app.post("/tokens/usage", usage(id), shop.member, {{"idempotency-key", key}})
        .expect(201)
        .sql_calls;
  };
  CHECK(record("a", "first") == 3);
  CHECK(record("b", "second") == 3);
  CHECK(record("a", "of-a-recorded-call") == 3);
  CHECK(record("a", "first") == 1);
}

TEST_CASE("tokens: a call costs what holds when it is recorded, whatever the host remembers") {
  Shop shop;
  const auto cost = [&](const std::string& id, const native::Session& who) {
    return shop.app.post("/tokens/usage", usage(id), who).expect(201).json()["cost_nano_usd"];
  };
  CHECK(cost("a", shop.member) == 0);
  shop.set_price();
  CHECK(cost("b", shop.member) == 1'000'000);
  const auto rival = shop.app.given.member(http::Role::owner, shop.app.given.org("rival"));
  CHECK(cost("b", rival) == 0);
  shop.set_price("m", "2000000");
  CHECK(cost("c", shop.member) == 2'000'000);
  shop.app.world.database.run("DELETE FROM prices WHERE org_id = '" + shop.member.org_id + "'");
  CHECK(cost("e", shop.member) == 0);
  CHECK(cost("f", rival) == 0);
  check_sums(shop);
}

TEST_CASE("tokens: whose session ended records nothing by prices that are remembered") {
  Shop shop;
  shop.set_price();
  shop.app.post("/tokens/usage", usage("a"), shop.member).expect(201);
  shop.app.world.database.run("UPDATE sessions SET revoked_at_ms = 1 WHERE id = '" +
                              shop.member.session_id + "'");
  CHECK(shop.app.post("/tokens/usage", usage("b"), shop.member).expect(401).sql_calls == 1);
  CHECK(shop.app.rows("SELECT count(*) FROM token_usage") == Rows{{"1"}});
}

TEST_CASE("tokens: a refused batch tells what is known, so that its calls go twice at most") {
  Shop shop;
  shop.set_price();
  const auto record = [&](const std::string& body) {
    return shop.app.post("/tokens/usage/batch", R"({"usage":[)" + body + "]}", shop.member)
        .expect(201);
  };
  std::string many;
  for (int i = 0; i < 99; ++i)
    many += (i ? "," : "") + usage("it's: SQLITE_ERROR ('" + std::to_string(i) + "')");
  CHECK(record(many).sql_calls == 2);
  shop.set_price("m", "2000000");
  const auto again = record(many + "," + usage("new"));
  CHECK(again.sql_calls == 2);
  CHECK(again.json()["data"][98]["duplicate"] == true);
  CHECK(again.json()["data"][98]["cost_nano_usd"] == 1'000'000);
  CHECK(again.json()["data"][99]["cost_nano_usd"] == 2'000'000);
  CHECK(record(usage("newer")).sql_calls == 1);
  check_sums(shop);
}

TEST_CASE("tokens: a twin that is recorded after a refusal told what is known counts once") {
  Shop shop;
  shop.set_price();
  const auto record = [&](const std::string& id) {
    return shop.app.post("/tokens/usage", usage(id), shop.member).expect(201);
  };
  record("a");
  shop.set_price("m", "2000000");
  shop.app.world.before_sql_call[2] = [&] {
    shop.app.world.database.run("UPDATE token_usage SET request_id = 'b'");
  };
  const auto twin = record("b");
  shop.app.world.before_sql_call.clear();
  CHECK(twin.sql_calls == 4);
  CHECK(twin.json()["duplicate"] == true);
  CHECK(shop.app.rows("SELECT count(*) FROM token_usage") == Rows{{"1"}});
  check_sums(shop);
}
