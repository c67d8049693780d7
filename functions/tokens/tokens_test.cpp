#include <doctest/doctest.h>

#include "json/json.h"
#include "tokens/test_shop.h"

using namespace arris;
using namespace arris::tokens;
using native::App;
using native::Rows;

TEST_CASE("tokens: strangers, viewers and bad input change nothing") {
  Shop shop;
  shop.app.post("/tokens/usage", usage("a")).expect(401);
  shop.app.post("/tokens/usage", usage("a"), shop.viewer).expect(403);
  shop.app.post("/tokens/usage", "{", shop.member).expect(400);
  const auto bad =
      shop.app
          .post(
              "/tokens/usage",
              R"({"provider":"p","model":"m","usage":{"prompt_tokens":-1,"completion_tokens":"x"}})",
              shop.member)
          .expect(400)
          .json();
  CHECK(bad["errors"][0]["pointer"] == "#/usage/prompt_tokens");
  CHECK(bad["errors"][1]["pointer"] == "#/usage/completion_tokens");
  shop.app.post("/tokens/usage", R"({"provider":"p","model":"m","usage":{}})", shop.member)
      .expect(400);
  shop.app.post("/tokens/usage/batch", R"({"usage":[]})", shop.member).expect(400);
  shop.app.request("PUT", "/tokens/prices", "{}", shop.member).expect(403);
  shop.app.post("/tokens/budgets", "{}", shop.member).expect(403);
  shop.app.post("/tokens/reprice", R"({"from_ms":0})", shop.member).expect(403);
  CHECK(shop.app.rows("SELECT count(*) FROM token_usage") == Rows{{"0"}});
  CHECK(shop.app.rows("SELECT count(*) FROM token_hours") == Rows{{"0"}});
}

TEST_CASE("tokens: a time that can't be is refused, not taken for now") {
  Shop shop;
  const auto now = shop.app.world.now_ms;
  const auto at = [](std::int64_t at_ms) {
    return R"(,"occurred_at_ms":)" + std::to_string(at_ms);
  };
  for (const std::int64_t at_ms : std::initializer_list<std::int64_t>{
           now - 401 * 86'400'000ll, now + 3'600'001, 0, INT64_MIN, INT64_MAX}) {
    const auto bad = shop.app.post("/tokens/usage", usage("a", 1, 0, at(at_ms)), shop.member);
    CHECK(bad.expect(400).json()["errors"][0]["pointer"] == "#/occurred_at_ms");
  }
  const auto many = shop.app.post(
      "/tokens/usage/batch", R"({"usage":[)" + usage("a") + "," + usage("b", 1, 0, at(0)) + "]}",
      shop.member);
  CHECK(many.expect(400).json()["errors"][0]["pointer"] == "#/usage/1/occurred_at_ms");
  CHECK(shop.app.rows("SELECT count(*) FROM token_usage") == Rows{{"0"}});
  shop.app.post("/tokens/usage", usage("a", 1, 0, at(now + 3'600'000)), shop.member).expect(201);
  shop.app.post("/tokens/usage", usage("b", 1, 0, at(now - 400 * 86'400'000ll)), shop.member)
      .expect(201);
}

TEST_CASE("tokens: counts under our names and a provider's at once are refused") {
  Shop shop;
  for (const char* counts :
       {R"({"input":1000,"output":500,"prompt_tokens":3})", R"({"input":1,"total_tokens":1})",
        R"({"output":1,"completion_tokens_details":{"reasoning_tokens":1}})"}) {
    const auto body = R"({"provider":"p","model":"m","usage":)" + std::string(counts) + "}";
    const auto bad = shop.app.post("/tokens/usage", body, shop.member).expect(400).json();
    CHECK(bad["errors"][0]["code"] == "mixed_names");
    CHECK(bad["errors"][0]["pointer"] == "#/usage");
  }
  const auto searches =
      R"({"provider":"p","model":"m","usage":{"prompt_tokens":1,"web_searches":2}})";
  shop.app.post("/tokens/usage", searches, shop.member).expect(201);
}

TEST_CASE("tokens: a call is priced by the catalogue and stamped with its revision") {
  Shop shop;
  const auto answer =
      shop.app
          .post("/tokens/usage",
                R"({"provider":"anthropic","model":"claude-sonnet-4-5-20250929","usage":{
                    "input_tokens":1000,"output_tokens":200,"cache_read_input_tokens":5000,
                    "cache_creation_input_tokens":100,"cache_creation":{
                    "ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":100}}})",
                shop.member)
          .expect(201);
  // 1000 * 3 + 5000 * 0.3 + 100 * 6 + 200 * 15 USD a million
  CHECK(answer.json()["cost_nano_usd"] == 8'100'000);
  CHECK(answer.json()["cost_usd"] == "0.0081");
  CHECK(answer.json()["input_tokens"] == 6100);
  CHECK(answer.json()["priced"] == true);
  CHECK(answer.sql_calls == 2);
  CHECK(shop.app.rows("SELECT p.model FROM token_usage u JOIN prices p ON p.id = u.price_id") ==
        Rows{{"claude-sonnet-4-5"}});
}

TEST_CASE("tokens: an unknown model is recorded without a price") {
  Shop shop;
  const auto answer = shop.app.post("/tokens/usage", usage("a"), shop.member).expect(201).json();
  CHECK(answer["priced"] == false);
  CHECK(answer["price_id"].is_null());
  CHECK(answer["cost_nano_usd"] == 0);
  CHECK(shop.app.get("/tokens/usage", shop.viewer).json()["totals"]["unpriced"] == 1);
  check_sums(shop);
}

TEST_CASE(
    "tokens: an org is told once a day of a model without a price, never of one that has one") {
  Shop shop;
  const auto told_of = [&] {
    return shop.app.rows(
        "SELECT payload->>'name', payload->>'provider', payload->>'model' FROM outbox "
        "WHERE topic = 'usage.unpriced' ORDER BY 1, id");
  };
  shop.set_price("priced");
  const auto call = [](const std::string& id, const std::string& model) {
    return R"({"provider":"House","model":")" + model + R"(","request_id":")" + id +
           R"(","usage":{"input":1}})";
  };
  shop.app.post("/tokens/usage", call("a", "priced"), shop.member).expect(201);
  CHECK(told_of().empty());
  shop.app
      .post("/tokens/usage/batch",
            R"({"usage":[)" + call("b", "a/b") + "," + call("c", "m") + "," + call("d", "m") + "]}",
            shop.member)
      .expect(201);
  CHECK(told_of() == Rows{{"house/a/b", "house", "a/b"}, {"house/m", "house", "m"}});
  shop.app.post("/tokens/usage", call("e", "m"), shop.member).expect(201);
  CHECK(told_of().size() == 2);
  const auto rival = shop.app.given.member(http::Role::owner, shop.app.given.org("rival"));
  shop.app.post("/tokens/usage", call("e", "m"), rival).expect(201);
  CHECK(told_of().size() == 3);
  shop.app.world.now_ms += 86'400'000;
  const auto key = shop.app.given.key({.scopes = {http::Scope::tokens_write}});
  shop.app.post("/tokens/usage", call("f", "m"), key).expect(201);
  CHECK(told_of().size() == 4);
}

TEST_CASE("tokens: a request counts once, in whatever batch it comes again") {
  Shop shop;
  shop.set_price();
  const auto first = shop.app.post("/tokens/usage", usage("a"), shop.member).expect(201).json();
  const auto again = shop.app.post("/tokens/usage", usage("a", 9), shop.member).expect(201).json();
  CHECK(again["duplicate"] == true);
  CHECK(again["id"] == first["id"]);
  CHECK(again["cost_nano_usd"] == 1'000'000);
  const auto many =
      shop.app
          .post("/tokens/batch",
                R"({"usage":[)" + usage("a") + "," + usage("b") + "," + usage("b") + "]}",
                shop.member)
          .expect(201)
          .json();
  CHECK(many["data"][0]["duplicate"] == true);
  CHECK(many["data"][1]["duplicate"] == false);
  CHECK(many["data"][2]["id"] == many["data"][1]["id"]);
  CHECK(shop.app.rows("SELECT count(*), sum(cost_nano_usd) FROM token_usage") ==
        Rows{{"2", "2000000"}});
  check_sums(shop);
}

TEST_CASE("tokens: totals, series and the period before come in one round trip") {
  Shop shop;
  shop.set_price("m", "1000000", R"(,"effective_from_ms":0)");
  const auto now = shop.app.world.now_ms;
  const auto at = [&](std::int64_t back_ms) {
    return R"(,"occurred_at_ms":)" + std::to_string(now - back_ms);
  };
  shop.app.post("/tokens/usage", usage("a", 1000, 0, at(0)), shop.member).expect(201);
  shop.app.post("/tokens/usage", usage("b", 3000, 0, at(24 * 3'600'000)), shop.member).expect(201);
  shop.app.post("/tokens/usage", usage("c", 2000, 0, at(10ll * 24 * 3'600'000)), shop.member)
      .expect(201);
  const auto report = shop.app.get("/tokens/usage?range=7d&bucket=day", shop.viewer).expect(200);
  CHECK(report.sql_calls == 1);
  const auto json = report.json();
  CHECK(json["totals"]["cost_nano_usd"] == 4'000'000);
  CHECK(json["previous"]["totals"]["cost_nano_usd"] == 2'000'000);
  CHECK(json["change_percent"]["cost_nano_usd"] == 100);
  std::int64_t sum = 0;
  for (const auto& point : json["series"]) sum += point["cost_nano_usd"].get<std::int64_t>();
  CHECK(sum == 4'000'000);
  CHECK(json["series"].size() == 8);
  const auto narrow = shop.app.get("/tokens/usage?range=24h&model=m&bucket=hour", shop.viewer);
  CHECK(narrow.expect(200).json()["totals"]["cost_nano_usd"] == 4'000'000);
  shop.app.get("/tokens/usage?model=m&user_id=u", shop.viewer).expect(400);
  shop.app.get("/tokens/usage?range=1h&bucket=minute&model=m", shop.viewer).expect(400);
  CHECK(shop.app.get("/tokens/usage?range=1h", shop.viewer).json()["totals"]["cost_nano_usd"] ==
        1'000'000);
}

TEST_CASE("tokens: the use of one run is summed from its calls, in one round trip") {
  Shop shop;
  shop.set_price("m", "1000000", R"(,"effective_from_ms":0)");
  const auto now = shop.app.world.now_ms;
  const auto record = [&](std::string_view id, std::string_view run, std::int64_t back_ms) {
    const auto more = R"(,"execution_id":")" + std::string(run) + R"(","occurred_at_ms":)" +
                      std::to_string(now - back_ms);
    shop.app.post("/tokens/usage", usage(id, 1000, 0, more), shop.member).expect(201);
  };
  record("a", "run", 0);
  record("b", "run", 30 * 60'000);
  record("c", "other", 0);
  record("d", "run", 90 * 60'000);
  for (const char* bucket : {"minute", "hour"}) {
    const auto path = std::string("/tokens/usage?execution_id=run&range=1h&bucket=") + bucket;
    const auto report = shop.app.get(path, shop.viewer).expect(200);
    CHECK(report.sql_calls == 1);
    const auto json = report.json();
    CHECK(json["totals"]["requests"] == 2);
    CHECK(json["totals"]["cost_nano_usd"] == 2'000'000);
    CHECK(json["previous"]["totals"]["requests"] == 1);
    std::int64_t sum = 0;
    for (const auto& point : json["series"]) sum += point["requests"].get<std::int64_t>();
    CHECK(sum == 2);
  }
  const auto none = shop.app.get("/tokens/usage?execution_id=none", shop.viewer).expect(200).json();
  CHECK(none["totals"]["requests"] == 0);
  shop.app.get("/tokens/usage?execution_id=run&model=m", shop.viewer).expect(400);
}

TEST_CASE("tokens: the period before ends where the present one begins") {
  Shop shop;
  const auto now = shop.app.world.now_ms;
  for (int hours = 0; hours < 60; ++hours) {
    const auto at_ms = std::to_string(now - hours * 3'600'000ll);
    shop.app.post("/tokens/usage",
                  usage("r" + std::to_string(hours), 1, 0, R"(,"occurred_at_ms":)" + at_ms),
                  shop.member);
  }
  for (const char* query :
       {"range=24h", "range=24h&model=m", "range=1h", "range=24h&compare=previous",
        "range=24h&bucket=day&utc_offset_min=330&model=m"}) {
    INFO(query);
    const auto json =
        shop.app.get("/tokens/usage?" + std::string(query), shop.viewer).expect(200).json();
    const auto& before = json["previous"];
    CHECK(before["to_ms"] == json["from_ms"]);
    CHECK(before["to_ms"].get<std::int64_t>() - before["from_ms"].get<std::int64_t>() ==
          json["to_ms"].get<std::int64_t>() - json["from_ms"].get<std::int64_t>());
  }
  const auto week = shop.app.get("/tokens/usage?range=24h&compare=week", shop.viewer).json();
  CHECK(week["from_ms"].get<std::int64_t>() - week["previous"]["from_ms"].get<std::int64_t>() ==
        7 * 86'400'000);
}

TEST_CASE("tokens: a short range of one value comes in hours unless minutes are asked for") {
  Shop shop;
  shop.app.post("/tokens/usage", usage("a"), shop.member).expect(201);
  shop.app.get("/tokens/usage?range=1h&model=m&bucket=minute", shop.viewer).expect(400);
  const auto json = shop.app.get("/tokens/usage?range=1h&model=m", shop.viewer).expect(200).json();
  CHECK(json["bucket"] == "hour");
  CHECK(json["totals"]["requests"] == 1);
  const auto old_ms = shop.app.world.now_ms - 30 * 86'400'000ll;
  const std::string old =
      "from_ms=" + std::to_string(old_ms) + "&to_ms=" + std::to_string(old_ms + 3'600'000);
  shop.app.get("/tokens/usage?bucket=minute&" + old, shop.viewer).expect(400);
  CHECK(shop.app.get("/tokens/usage?" + old, shop.viewer).expect(200).json()["bucket"] == "hour");
}

TEST_CASE("tokens: days begin at midnight of the offset, also of half an hour") {
  Shop shop;
  shop.set_price();
  // 18:45 UTC is a quarter past midnight in India.
  constexpr std::int64_t late_ms = 1'700'073'000'000 + 15 * 60'000;
  const auto now = shop.app.world.now_ms;
  const auto at_ms = now - (now - late_ms) % 86'400'000 - 86'400'000;
  shop.app.post("/tokens/usage", usage("a", 1, 0, R"(,"occurred_at_ms":)" + std::to_string(at_ms)),
                shop.member);
  const auto json =
      shop.app.get("/tokens/usage?range=7d&bucket=day&utc_offset_min=330", shop.viewer).json();
  for (const auto& point : json["series"]) {
    const bool holds = point["at_ms"].get<std::int64_t>() == at_ms - 15 * 60'000;
    CHECK(point["requests"] == (holds ? 1 : 0));
  }
}

TEST_CASE("tokens: a report says which offset its days hold to") {
  Shop shop;
  const auto offset_of = [&](const std::string& query) {
    return shop.app.get("/tokens/usage?range=7d&bucket=day" + query, shop.viewer)
        .expect(200)
        .json()["utc_offset_min"]
        .get<int>();
  };
  CHECK(offset_of("") == 0);
  CHECK(offset_of("&utc_offset_min=345") == 345);
  CHECK(offset_of("&utc_offset_min=345&model=m") == 300);
  CHECK(offset_of("&utc_offset_min=-210&model=m") == -240);
}

TEST_CASE("tokens: a breakdown and its rest sum to the whole") {
  Shop shop;
  shop.set_price();
  const auto calls = usage("a", 1000, 0, R"(,"agent_id":"x")") + "," +
                     usage("b", 2000, 0, R"(,"agent_id":"y")") + "," + usage("c", 5000);
  shop.app.post("/tokens/usage/batch", R"({"usage":[)" + calls + "]}", shop.member).expect(201);
  check_sums(shop);
  const auto agents = shop.app.get("/tokens/breakdown?by=agent", shop.viewer).expect(200);
  CHECK(agents.sql_calls == 1);
  CHECK(agents.json()["data"][0]["key"] == "y");
  CHECK(agents.json()["data"][0]["share_percent"] == 25);
  CHECK(agents.json()["rest"]["cost_nano_usd"] == 5'000'000);
  const auto models = shop.app.get("/tokens/breakdown?by=model", shop.viewer).json();
  CHECK(models["data"][0]["key"] == "m");
  CHECK(models["data"][0]["provider"] == "house");
  CHECK(models["rest"]["requests"] == 0);
  shop.app.get("/tokens/breakdown", shop.viewer).expect(400);
}

TEST_CASE("tokens: records go on by cursor, an export says where its next page is") {
  Shop shop;
  for (const char* id : {"a", "b", "c"})
    shop.app.post("/tokens/usage", usage(id, 1, 0, R"(,"agent_id":"=1+1,\"x\"")"), shop.member);
  const auto page = shop.app.get("/tokens/records?limit=2", shop.viewer).expect(200).json();
  CHECK(page["data"].size() == 2);
  const auto rest = shop.app.get(
      "/tokens/records?limit=2&cursor=" + page["next_cursor"].get<std::string>(), shop.viewer);
  CHECK(rest.expect(200).json()["data"].size() == 1);
  CHECK(shop.app.get("/tokens/records?priced=true", shop.viewer).json()["data"].empty());
  CHECK(shop.app.get("/tokens/records?request_id=b", shop.viewer).json()["data"].size() == 1);
  const auto csv = shop.app.get("/tokens/export?format=csv&limit=2", shop.viewer).expect(200);
  CHECK(csv.header("content-type") == "text/csv; charset=utf-8");
  CHECK(csv.body.starts_with("id,request_id,at_ms,"));
  CHECK(csv.body.find("\"'=1+1,\"\"x\"\"\"") != std::string::npos);
  CHECK(csv.header("link").find("rel=\"next\"") != std::string::npos);
  shop.app.get("/tokens/export?format=xml", shop.viewer).expect(400);
}

TEST_CASE("tokens: an org's price goes before the catalogue's from the time that it names") {
  Shop shop;
  const auto now = shop.app.world.now_ms;
  const auto call = [&](std::string_view id, std::int64_t at_ms) {
    return shop.app
        .post("/tokens/usage",
              R"({"provider":"openai","model":"gpt-4o","request_id":")" + std::string(id) +
                  R"(","usage":{"input":1000},"occurred_at_ms":)" + std::to_string(at_ms) + "}",
              shop.member)
        .expect(201)
        .json()["cost_nano_usd"]
        .get<std::int64_t>();
  };
  CHECK(call("a", now) == 2'500'000);
  shop.app
      .request("PUT", "/tokens/prices",
               R"({"provider":"openai","model":"gpt-4o","tiers":[{"rates":{"input":1000000}}],
                   "effective_from_ms":)" +
                   std::to_string(now - 1000) + "}",
               shop.admin)
      .expect(200);
  CHECK(call("b", now - 2000) == 2'500'000);
  CHECK(call("c", now - 1000) == 1'000'000);
  const auto prices =
      shop.app.get("/tokens/prices?provider=openai&model=gpt-4o", shop.viewer).expect(200).json();
  CHECK(prices["data"].size() == 2);
  const auto bad = shop.app.request(
      "PUT", "/tokens/prices",
      R"({"provider":"p","model":"m","tiers":[{"service_tier":"flex","rates":{"input":1}}]})",
      shop.admin);
  CHECK(bad.expect(400).json()["errors"][0]["code"] == "no_default");
}

TEST_CASE("tokens: the catalogue is listed page by page, each price once") {
  Shop shop;
  std::size_t seen = 0;
  std::string cursor;
  std::pair<std::string, std::string> last;
  do {
    const auto page =
        shop.app
            .get("/tokens/prices?limit=40" + (cursor.empty() ? "" : "&cursor=" + cursor),
                 shop.viewer)
            .expect(200)
            .json();
    for (const auto& price : page["data"]) {
      const std::pair place(price["model"].get<std::string>(), price["id"].get<std::string>());
      CHECK((last < place));
      last = place;
      ++seen;
    }
    cursor = page["next_cursor"].is_null() ? "" : page["next_cursor"].get<std::string>();
  } while (!cursor.empty());
  CHECK(std::to_string(seen) == shop.app.rows("SELECT count(*) FROM prices")[0][0]);
  CHECK(seen > 150);
}

TEST_CASE("tokens: providers and service tiers are the same in any case") {
  Shop shop;
  shop.app
      .request("PUT", "/tokens/prices",
               R"({"provider":"House","model":"m","effective_from_ms":0,"tiers":[
                   {"service_tier":"Priority","rates":{"input":2000000}},{"rates":{"input":1000000}}]})",
               shop.admin)
      .expect(200);
  for (const char* tier : {"priority", "Priority", "PRIORITY"}) {
    const auto body = R"({"provider":"HOUSE","model":"m","service_tier":")" + std::string(tier) +
                      R"(","usage":{"input":1000}})";
    const auto one = shop.app.post("/tokens/usage", body, shop.member).expect(201).json();
    CHECK(one["cost_nano_usd"] == 2'000'000);
  }
  CHECK(shop.app.get("/tokens/usage?provider=House", shop.viewer).json()["totals"]["requests"] ==
        3);
  CHECK(shop.app.get("/tokens/usage?provider=HOUSE&model=m", shop.viewer)
            .json()["totals"]["requests"] == 3);
  CHECK(shop.app.get("/tokens/records?provider=House", shop.viewer).json()["data"].size() == 3);
  CHECK(shop.app.get("/tokens/prices?provider=House", shop.viewer).json()["data"].size() == 1);
  const auto csv = shop.app.get("/tokens/export?provider=House", shop.viewer).expect(200);
  CHECK(std::ranges::count(csv.body, '\n') == 4);
  const auto from_ms = std::to_string(shop.app.world.now_ms - 86'400'000);
  const auto again = shop.app.post("/tokens/reprice",
                                   R"({"provider":"House","from_ms":)" + from_ms + "}", shop.admin);
  CHECK(again.expect(200).json()["examined"] == 3);
  CHECK(again.json()["changed"] == 0);
}

TEST_CASE("tokens: what could cost less comes with its evidence and the money, dearest first") {
  Shop shop;
  CHECK(shop.app.get("/tokens/recommendations", shop.viewer).expect(200).json()["data"].empty());
  shop.app.post("/tokens/usage", usage("x"), shop.member).expect(201);
  std::string body;
  for (int i = 0; i < 30; ++i)
    body += (i ? "," : "") +
            (R"({"provider":"anthropic","model":"claude-opus-4-5","request_id":"r)" +
             std::to_string(i)) +
            R"(","usage":{"input_tokens":1000,"output_tokens":50}})";
  shop.app.post("/tokens/usage/batch", R"({"usage":[)" + body + "]}", shop.member).expect(201);
  const auto answer = shop.app.get("/tokens/recommendations?range=7d", shop.viewer).expect(200);
  CHECK(answer.sql_calls == 1);
  const auto found = answer.json()["data"];
  REQUIRE(found.size() == 2);
  CHECK(found[0]["kind"] == "use_smaller_model");
  CHECK(found[0]["alternative"] == "claude-sonnet-4-5");
  CHECK(found[0]["evidence"]["requests"] == 30);
  CHECK(found[0]["saving_nano_usd"] == 30 * (1000 * 2'000 + 50 * 10'000));
  CHECK(found[1]["kind"] == "set_price");
}

TEST_CASE("tokens: more calls in the same time make no more rows for a chart to read") {
  Shop shop;
  const auto record = [&](int round) {
    std::string body;
    for (int i = 0; i < 100; ++i)
      body += (i ? "," : "") + usage(std::to_string(round) + "-" + std::to_string(i));
    shop.app.post("/tokens/usage/batch", R"({"usage":[)" + body + "]}", shop.member).expect(201);
    return shop.app.rows("SELECT count(*) FROM token_hours");
  };
  const auto first = record(0);
  CHECK(first == Rows{{"9"}});
  CHECK(record(1) == first);
  CHECK(record(2) == first);
  for (const auto* statement : tokens::function.statements) {
    if (!statement->name.starts_with("tokens.sum_")) continue;
    if (statement->name == "tokens.sum_series_of_run") continue;  // of one run, by its index
    CHECK(statement->sql.find("token_usage") == std::string_view::npos);
  }
}

TEST_CASE("tokens: a program records by its key, which the call is put down to") {
  Shop shop;
  const auto key = shop.app.given.key({.scopes = {http::Scope::tokens_write}});
  shop.app.post("/tokens/usage", usage("a"), key).expect(201);
  shop.app.get("/tokens/usage", key).expect(403);
  CHECK(shop.app.rows("SELECT user_id, length(key_id) FROM token_usage") == Rows{{"NULL", "36"}});
}

TEST_CASE("tokens: another org sees neither calls nor prices nor sums") {
  Shop shop;
  shop.set_price();
  shop.app.post("/tokens/usage", usage("a"), shop.member).expect(201);
  const auto stranger = shop.app.given.member(http::Role::owner, shop.app.given.org("rival"));
  CHECK(shop.app.get("/tokens/records", stranger).json()["data"].empty());
  CHECK(shop.app.get("/tokens/usage", stranger).json()["totals"]["requests"] == 0);
  CHECK(shop.app.get("/tokens/prices?model=m", stranger).json()["data"].empty());
  const auto theirs = shop.app.post("/tokens/usage", usage("a"), stranger).expect(201).json();
  CHECK(theirs["duplicate"] == false);
  CHECK(theirs["priced"] == false);
}

TEST_CASE("tokens: old minutes go, however many they are, and hours stay") {
  Shop shop;
  const auto fill = [&](const std::string& kind) {
    shop.app.world.database.run(
        "WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 20500) "
        "INSERT INTO token_hours SELECT '" +
        shop.member.org_id + "', '" + kind +
        "', i, '', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM n");
  };
  fill("minute");
  fill("org");
  CHECK(shop.app.tick("remove_old_minutes") == 204);
  CHECK(shop.app.rows("SELECT kind, count(*) FROM token_hours GROUP BY kind") ==
        Rows{{"org", "20500"}});
}
