#include <doctest/doctest.h>

#include "http/topics.h"
#include "json/json.h"
#include "tokens/test_shop.h"

using namespace arris;
using namespace arris::tokens;
using native::App;
using native::Rows;

TEST_CASE("tokens: a budget tells each threshold once in a period and blocks without refusing") {
  Shop shop;
  shop.set_price();
  const auto made =
      shop.app
          .post("/tokens/budgets",
                budget("all", R"("scope":"org","period":"month","limit_nano_usd":10000000,
                                 "thresholds":[50,80],"on_limit":"block")"),
                shop.admin)
          .expect(201)
          .json();
  const std::string path = "/tokens/budgets/" + made["id"].get<std::string>();
  shop.app.post("/tokens/usage", usage("a", 4999), shop.member).expect(201);
  CHECK(told(shop) == 0);
  shop.app.post("/tokens/usage", usage("b", 1), shop.member).expect(201);
  CHECK(told(shop) == 1);
  shop.app.post("/tokens/usage", usage("b", 1), shop.member).expect(201);
  shop.app.post("/tokens/usage", usage("c", 100), shop.member).expect(201);
  CHECK(told(shop) == 1);
  CHECK(shop.app.get(path, shop.viewer).json()["state"] == "warned");
  const auto over =
      shop.app.post("/tokens/usage", usage("d", 9000), shop.member).expect(201).json();
  CHECK(over["blocked"] == true);
  CHECK(told(shop) == 2);
  CHECK(shop.app.post("/tokens/usage", usage("e"), shop.member).expect(201).json()["blocked"] ==
        true);
  CHECK(told(shop) == 2);
  const auto gate = shop.app.get("/tokens/budgets/gate?model=m", shop.viewer).expect(200);
  CHECK(gate.json()["blocked"] == true);
  CHECK(gate.sql_calls == 1);
  // A higher limit opens the gate; what was told stays told.
  shop.app.patch(path, R"({"limit_nano_usd":100000000})", shop.admin).expect(200);
  CHECK(shop.app.get("/tokens/budgets/gate", shop.viewer).json()["blocked"] == false);
  shop.app.post("/tokens/usage", usage("f", 60000), shop.member).expect(201);
  CHECK(told(shop) == 2);
}

TEST_CASE("tokens: a threshold's message is in the outbox with the call that crossed it") {
  Shop shop;
  shop.set_price();
  const auto made = shop.app
                        .post("/tokens/budgets", budget("all", R"("scope":"org","period":"day",
                                 "limit_nano_usd":10000000,"thresholds":[50],"on_limit":"block")"),
                              shop.admin)
                        .expect(201)
                        .json();
  shop.app.post("/tokens/usage", usage("a", 20000), shop.member).expect(201);
  const auto rows = shop.app.rows("SELECT payload FROM outbox WHERE topic = 'budget.threshold'");
  REQUIRE(rows.size() == 1);
  Arena arena;
  const auto message = json::decode<http::BudgetThreshold>(rows[0][0], arena);
  REQUIRE(message);
  CHECK(message->budget_id == made["id"].get<std::string>());
  CHECK(message->percent == 100);
  CHECK(message->spent_nano_usd == 20'000'000);
  CHECK(message->limit_nano_usd == 10'000'000);
  CHECK(message->blocked);
  shop.app.post("/tokens/usage", usage("b", 20000), shop.member).expect(201);
  CHECK(told(shop) == 1);
}

TEST_CASE("tokens: of thresholds that are reached together the highest is told alone") {
  Shop shop;
  shop.set_price();
  const auto told_percents = [&shop] {
    return shop.app.rows(
        "SELECT payload->>'percent' FROM outbox WHERE topic = 'budget.threshold' ORDER BY "
        "CAST(payload->>'percent' AS INTEGER)");
  };
  shop.app.post("/tokens/usage", usage("a", 6000), shop.member).expect(201);
  const auto made = shop.app
                        .post("/tokens/budgets", budget("all", R"("scope":"org","period":"day",
                                 "limit_nano_usd":10000000,"thresholds":[20,50,60,80,100,150,200])"),
                              shop.admin)
                        .expect(201)
                        .json();
  CHECK(told_percents() == Rows{{"60"}});
  shop.app.post("/tokens/usage", usage("b", 3900), shop.member).expect(201);
  CHECK(told_percents() == Rows{{"60"}, {"80"}});
  shop.app.post("/tokens/usage", usage("c", 5100), shop.member).expect(201);
  CHECK(told_percents() == Rows{{"60"}, {"80"}, {"150"}});
  // Those that were passed over are told of as little as those that were told.
  const std::string path = "/tokens/budgets/" + made["id"].get<std::string>();
  shop.app.patch(path, R"({"limit_nano_usd":15000000})", shop.admin).expect(200);
  CHECK(told_percents().size() == 3);
  shop.app.patch(path, R"({"limit_nano_usd":5000000})", shop.admin).expect(200);
  CHECK(told_percents() == Rows{{"60"}, {"80"}, {"150"}, {"200"}});
}

TEST_CASE("tokens: a new budget knows what its period has spent, by scope") {
  Shop shop;
  shop.set_price();
  shop.app.post("/tokens/usage", usage("a", 5000, 0, R"(,"agent_id":"x")"), shop.member);
  for (const char* scope :
       {R"("scope":"org")", R"("scope":"agent","subject":"x")", R"("scope":"model","subject":"m")",
        R"("scope":"model","subject":"house/m")"}) {
    INFO(scope);
    const auto id =
        shop.app
            .post("/tokens/budgets",
                  budget(scope, std::string(scope) + R"(,"period":"day","limit_nano_usd":5000000,
                                                       "thresholds":[100])"),
                  shop.admin)
            .json();
    (void)id;
  }
  shop.app.post("/tokens/usage", usage("b", 1, 0, R"(,"agent_id":"y")"), shop.member);
  const auto budgets = shop.app.get("/tokens/budgets", shop.viewer).expect(200).json()["data"];
  for (const auto& entry : budgets) CHECK(entry["state"] == "exceeded");
  CHECK(told(shop) == static_cast<std::int64_t>(budgets.size()));
}

namespace {

std::string call_of(std::string_view id, std::string_view provider, std::string_view model) {
  return R"({"request_id":")" + std::string(id) + R"(","provider":")" + std::string(provider) +
         R"(","model":")" + std::string(model) + R"(","usage":{"input":1000}})";
}

bool gate_blocks(Shop& shop, const std::string& query) {
  return shop.app.get("/tokens/budgets/gate?" + query, shop.viewer).expect(200).json()["blocked"];
}

}  // namespace

TEST_CASE("tokens: a threshold is told when its percent is shown, not before") {
  Shop shop;
  shop.set_price("m", "1000");  // a nano-USD a token
  const auto id = shop.app
                      .post("/tokens/budgets", budget("b", R"("scope":"org","period":"day",
                            "limit_nano_usd":7,"thresholds":[29,50])"),
                            shop.admin)
                      .expect(201)
                      .json()["id"]
                      .get<std::string>();
  const std::int64_t percents[] = {14, 28, 42, 57, 71, 85, 100};
  const std::int64_t tellings[] = {0, 0, 1, 2, 2, 2, 2};
  for (std::size_t i = 0; i < 7; ++i) {
    shop.app.post("/tokens/usage", usage(std::to_string(i), 1), shop.member).expect(201);
    const auto shown = shop.app.get("/tokens/budgets/" + id, shop.viewer).expect(200).json();
    CHECK(shown["spent_percent"] == percents[i]);
    CHECK(told(shop) == tellings[i]);
    CHECK((shown["state"] == "ok") == (tellings[i] == 0));
  }
}

TEST_CASE("tokens: each percent of a budget is shown as it is, up to the largest limit") {
  Shop shop;
  const auto id = shop.app
                      .post("/tokens/budgets", budget("b", R"("scope":"org","period":"day",
                            "limit_nano_usd":1000000000000000,"thresholds":[])"),
                            shop.admin)
                      .expect(201)
                      .json()["id"]
                      .get<std::string>();
  for (std::int64_t percent = 0; percent <= 900; percent += 29) {
    const auto spent = std::to_string(percent * 10'000'000'000'000);
    shop.app.world.database.run("UPDATE budget_periods SET spent_nano_usd = " + spent);
    CHECK(shop.app.get("/tokens/budgets/" + id, shop.viewer).json()["spent_percent"] == percent);
  }
}

TEST_CASE("tokens: a budget that blocks from now on tells of its end too") {
  Shop shop;
  shop.set_price();
  const auto id = shop.app
                      .post("/tokens/budgets", budget("b", R"("scope":"org","period":"day",
                            "limit_nano_usd":1000000,"thresholds":[50])"),
                            shop.admin)
                      .expect(201)
                      .json()["id"]
                      .get<std::string>();
  shop.app.post("/tokens/usage", usage("a", 1000), shop.member).expect(201);
  CHECK(told(shop) == 1);
  shop.app.patch("/tokens/budgets/" + id, R"({"on_limit":"block"})", shop.admin).expect(200);
  CHECK(told(shop) == 2);
  const auto shown = shop.app.get("/tokens/budgets/" + id, shop.viewer).json();
  CHECK(shown["thresholds"] == nlohmann::json{50, 100});
  CHECK(shown["state"] == "blocked");
}

TEST_CASE("tokens: a hard stop by model can't be passed by a dated name or another case") {
  Shop shop;
  shop.app
      .post(
          "/tokens/budgets",
          budget("b", R"("scope":"model","subject":"GPT-4o","period":"day","limit_nano_usd":5000000,
                                       "on_limit":"block")"),
          shop.admin)
      .expect(201);
  shop.app
      .post("/tokens/budgets",
            budget("c", R"("scope":"model","subject":"openai/gpt-4o","period":"day",
                           "limit_nano_usd":1000000000)"),
            shop.admin)
      .expect(201);
  const auto record = [&](const char* id, const char* provider, const char* model) {
    return shop.app.post("/tokens/usage", call_of(id, provider, model), shop.member)
        .expect(201)
        .json()["blocked"]
        .get<bool>();
  };
  CHECK_FALSE(record("a", "openai", "gpt-4o-2024-08-06"));
  CHECK_FALSE(record("other", "openai", "gpt-4o-mini"));
  CHECK(record("b", "OpenAI", "GPT-4o"));
  CHECK(record("c", "azure", "gpt-4o-2024-11-20"));
  CHECK(gate_blocks(shop, "provider=OpenAI&model=gpt-4o-2024-08-06"));
  CHECK(gate_blocks(shop, "model=GPT-4O"));
  CHECK_FALSE(gate_blocks(shop, "model=gpt-4o-mini"));
  CHECK_FALSE(gate_blocks(shop, "provider=openai"));
  CHECK(shop.app.rows("SELECT p.spent_nano_usd FROM budget_periods p JOIN budgets b ON b.id = "
                      "p.budget_id ORDER BY b.name") == Rows{{"7500000"}, {"5000000"}});
}

TEST_CASE("tokens: a new budget of a model knows what its dated names have spent") {
  Shop shop;
  int number = 0;
  for (const char* model : {"gpt-4o", "GPT-4o", "gpt-4o-2024-08-06", "gpt-4o-latest", "gpt-4o-mini",
                            "gpt-4o-mini-2024-07-18", "gpt-4"})
    shop.app.post("/tokens/usage", call_of(std::to_string(number++), "openai", model), shop.member)
        .expect(201);
  shop.app.world.database.run("UPDATE token_hours SET cost_nano_usd = 1");
  for (const char* subject : {"gpt-4o", "OpenAI/gpt-4o"}) {
    const auto id =
        shop.app
            .post("/tokens/budgets",
                  budget(subject, R"("scope":"model","subject":")" + std::string(subject) +
                                      R"(","period":"day","limit_nano_usd":1000000)"),
                  shop.admin)
            .expect(201)
            .json()["id"]
            .get<std::string>();
    CHECK(shop.app.get("/tokens/budgets/" + id, shop.viewer).json()["spent_nano_usd"] == 4);
  }
}

TEST_CASE("tokens: budgets refuse a stale version, a name twice and a subject that does not fit") {
  Shop shop;
  const auto body = budget("b", R"("scope":"org","period":"week","limit_nano_usd":1)");
  const auto id = shop.app.post("/tokens/budgets", body, shop.admin).expect(201).json()["id"];
  shop.app.post("/tokens/budgets", body, shop.admin).expect(409);
  shop.app
      .post("/tokens/budgets", budget("c", R"("scope":"user","period":"week","limit_nano_usd":1)"),
            shop.admin)
      .expect(400);
  const auto path = "/tokens/budgets/" + id.get<std::string>();
  shop.app.patch(path, R"({"name":"d"})", shop.admin, {{"if-match", "\"v9\""}}).expect(412);
  shop.app.patch(path, R"({"name":"d"})", shop.admin, {{"if-match", "\"v1\""}}).expect(200);
  const auto stranger = shop.app.given.member(http::Role::owner, shop.app.given.org("rival"));
  shop.app.get(path, stranger).expect(404);
  shop.app.patch(path, R"({"name":"e"})", stranger).expect(404);
  shop.app.erase(path, stranger).expect(404);
  shop.app.erase(path, shop.admin).expect(204);
  shop.app.get(path, shop.admin).expect(404);
}
