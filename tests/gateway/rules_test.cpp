// Rules, as who sets them, the callers, the providers and the ledger see them.

#include <doctest/doctest.h>

#include "test_gateway.h"

using namespace arris;
using namespace arris::test;

namespace {

constexpr std::string_view twice = R"({"retries":{"max":2,"backoff_ms":100}})";

}  // namespace

TEST_CASE("rules: only an admin sets them, and every fault is named") {
  Ruled it;
  const auto member = it.app.given.member(Role::member);
  it.app.post("/ai/rules", R"({"name":"r","then":{}})", member).expect(403);
  const auto faults =
      it.app
          .post("/ai/rules",
                R"({"name":"","position":-1,"then":{"targets":[{}],"fallback_on":["flood"]}})",
                it.admin)
          .expect(400)
          .json()["errors"];
  CHECK(faults.size() == 4);
  const auto unknown = it.app.post(
      "/ai/rules",
      R"({"name":"r","then":{"targets":[{"vault_key_id":"01890000-0000-7000-8000-000000000000"}]}})",
      it.admin);
  CHECK(unknown.expect(400).json()["errors"][0]["pointer"] == "#/then");
  CHECK(it.app.get("/ai/rules", it.admin).json()["data"].empty());
}

TEST_CASE("rules: another org's rule is not there") {
  Ruled it;
  const auto id = it.add_rule(twice);
  const auto stranger = it.app.given.member(Role::owner, it.app.given.org("other"));
  CHECK(it.app.get("/ai/rules", stranger).expect(200).json()["data"].empty());
  it.app.get("/ai/rules/" + id, stranger).expect(404);
  it.app.patch("/ai/rules/" + id, R"({"enabled":false})", stranger).expect(404);
  it.app.erase("/ai/rules/" + id, stranger).expect(404);
}

TEST_CASE("rules: they are changed, ordered and removed, and the audit log says so") {
  Ruled it;
  const auto first = it.add_rule(twice);
  const auto second = it.add_rule(R"({"timeout_ms":900})");
  it.app.patch("/ai/rules/" + second, R"({"position":0,"name":"fast"})", it.admin).expect(200);
  it.app.patch("/ai/rules/" + first, R"({"position":1,"enabled":false})", it.admin).expect(200);
  const auto rules = it.app.get("/ai/rules", it.admin).json()["data"];
  REQUIRE(rules.size() == 2);
  CHECK(rules[0]["name"] == "fast");
  CHECK(rules[0]["then"]["timeout_ms"] == 900);
  CHECK(rules[0]["version"] == 2);
  CHECK(rules[1]["enabled"] == false);
  it.app.erase("/ai/rules/" + first, it.admin).expect(204);
  it.app.get("/ai/rules/" + first, it.admin).expect(404);
  CHECK(it.app.rows("SELECT count(*) FROM audit_log WHERE action LIKE 'ai_rule.%'") ==
        native::Rows{{"5"}});
}

TEST_CASE("rules: a model that is not allowed is refused in the provider's words, and unsent") {
  Ruled it;
  it.add_rule(R"({"allowed_models":["gpt-5*"]})");
  const auto refused = it.ask().expect(403);
  CHECK(refused.json()["error"]["code"] == "model_not_allowed");
  CHECK(it.app.world.fetched.empty());
  CHECK(it.log()[0]["error"] == "model_not_allowed");
}

TEST_CASE("rules: without one a refusal goes back at once") {
  Ruled it;
  it.answers_first(429);
  const auto answer = it.ask().expect(429);
  CHECK(answer.header("arris-attempts").empty());
  CHECK(it.app.world.waits_ms.empty());
  const auto attempts = it.newest()["routing"]["attempts"];
  REQUIRE(attempts.size() == 1);
  CHECK(attempts[0]["status"] == 429);
}

TEST_CASE("rules: a retry waits as the provider says, and the call counts once") {
  Ruled it;
  const auto rule = it.add_rule(twice);
  it.answers_first(429, "{}", {{"retry-after-ms", "700"}});
  it.answers_first(503);
  const auto answer = it.ask().expect(200, whole_answer);
  REQUIRE(it.app.world.waits_ms.size() == 2);
  CHECK(it.app.world.waits_ms[0] == 700);
  CHECK(it.app.world.waits_ms[1] <= 200);
  CHECK(it.app.world.fetched.size() == 3);
  CHECK(answer.header("arris-rules") == rule);
  CHECK(answer.header("arris-attempts").starts_with("429, 503;waited_ms=700, 200;waited_ms="));
  const auto routing = it.newest()["routing"];
  REQUIRE(routing["attempts"].size() == 3);
  CHECK(routing["attempts"][0]["error"] == "provider");
  CHECK(routing["attempts"][1]["waited_ms"] == 700);
  CHECK(it.records().size() == 1);
  CHECK(it.cost() == whole_cost);
}

TEST_CASE("rules: what is not the rule's trouble, or too late, or denied, is not tried again") {
  Ruled it;
  it.add_rule(R"({"retries":{"max":3,"on":["rate_limited"],"wait_max_ms":1000}})");
  it.answers_first(500);
  it.ask().expect(500);
  it.answers_first(429, "{}", {{"retry-after", "2"}});
  CHECK(it.ask().expect(429).header("retry-after") == "2");
  it.answers_first(429, "{}", {{"x-should-retry", "false"}});
  it.ask().expect(429);
  it.answers_first(400);
  it.ask().expect(400);
  CHECK(it.app.world.fetched.size() == 4);
  CHECK(it.app.world.waits_ms.empty());
}

TEST_CASE("rules: a fallback answers after 429, 5xx and a timeout, and is what the ledger prices") {
  for (const int status : {429, 500, 0}) {
    Ruled it;
    it.add_rule(R"({"fallbacks":[{"model":"gpt-4o-mini"}],"timeout_ms":1000})");
    it.answers_first(status);
    const auto answer = it.ask().expect(200);
    CHECK(answer.header("arris-model") == "gpt-4o-mini");
    CHECK(it.app.world.fetched.back().body.contains(R"("model":"gpt-4o-mini")"));
    CHECK(it.app.world.fetched.back().body.contains(R"("content":"Hi")"));
    const auto full = it.newest();
    CHECK(full["request"]["model"] == "gpt-4o-mini");
    CHECK(full["routing"]["asked_model"] == "gpt-4o");
    CHECK(full["routing"]["attempts"][0]["status"] == (status == 0 ? 504 : status));
    const auto records = it.records();
    REQUIRE(records.size() == 1);
    CHECK(records[0]["model"] == "gpt-4o-mini");
  }
}

TEST_CASE("rules: a fallback is for the chosen trouble alone") {
  Ruled it;
  it.add_rule(R"({"fallbacks":[{"model":"gpt-4o-mini"}],"fallback_on":["timeout"]})");
  it.answers_first(429);
  it.ask().expect(429);
  CHECK(it.app.world.fetched.size() == 1);
}

TEST_CASE("rules: a fallback may be another provider with the same protocol") {
  Ruled it;
  const std::string id =
      it.app
          .post(
              "/keys",
              R"({"name":"other","service":"custom","secret":"sk-of-the-other","base_url":"https://other.example.com/v1"})",
              it.admin)
          .expect(201)
          .json()["id"];
  it.add_rule(R"({"fallbacks":[{"model":"llama","vault_key_id":")" + id + R"("}]})");
  it.answers_first(503);
  it.answers(200, std::string(whole_answer), "https://other.example.com/v1/chat/completions");
  const auto answer = it.ask().expect(200);
  CHECK(answer.header("arris-vault-key") == id);
  CHECK(it.app.world.shown_secret == "Bearer sk-of-the-other");
  // Who names a secret gets that one alone.
  it.answers_first(503);
  it.ask(question, {{"arris-vault-key", "openai"}}).expect(503);
}

TEST_CASE("rules: a stream falls back before its first byte, and never after") {
  Ruled it;
  it.add_rule(R"({"fallbacks":[{"model":"gpt-4o-mini"}],"retries":{"max":1}})");
  it.answers(200, chunk("Hi") + usage_chunk + last_line);
  it.answers_first(429);
  it.answers_first(500);
  const auto answer = it.ask(streamed_question).expect(200, chunk("Hi") + last_line);
  CHECK(answer.header("arris-attempts").starts_with("429, 500;waited_ms="));
  CHECK(it.app.world.fetched.back().body.contains("include_usage"));
  CHECK(it.records().size() == 1);
  const auto before = it.app.world.fetched.size();
  it.app.world.piece_bytes = chunk("Hi").size();
  it.app.world.pieces_until_cut = 1;
  it.ask(streamed_question).expect(200);
  CHECK(it.app.world.fetched.size() == before + 1);
}

TEST_CASE("rules: no more than eight attempts are made, whatever rules say") {
  Ruled it;
  it.add_rule(R"({"retries":{"max":5,"backoff_ms":10},"fallbacks":[{"model":"b"},{"model":"c"}]})");
  for (int i = 0; i < 20; ++i) it.answers_first(500);
  it.ask().expect(500);
  CHECK(it.app.world.fetched.size() == 8);
}

TEST_CASE("rules: targets share the calls, and a default model serves those that name none") {
  Ruled it;
  it.add_rule(R"({"default_model":"gpt-4o-mini"})", R"({"tags":["d"]})");
  it.add_rule(R"({"targets":[{"model":"x"},{"model":"y"}]})", R"({"tags":["t"]})");
  int x = 0;
  for (int i = 0; i < 40; ++i)
    x += it.ask(question, {{"arris-tags", "t"}}).expect(200).header("arris-model") == "x" ? 1 : 0;
  CHECK(x > 5);
  CHECK(x < 35);
  it.ask(R"({"messages":[]})", {{"arris-tags", "d"}}).expect(200);
  CHECK(it.app.world.fetched.back().body == R"({"model":"gpt-4o-mini","messages":[]})");
}

TEST_CASE("rules: a limit of requests refuses what is over it, and says when to come back") {
  Ruled it;
  it.add_rule(R"({"limits":[{"unit":"requests","per":"tag","max":2,"window_s":60}]})");
  const App::Headers tagged{{"arris-tags", "a"}};
  for (int i = 0; i < 2; ++i) it.ask(question, tagged).expect(200);
  const auto refused = it.ask(question, tagged).expect(429);
  CHECK(refused.json()["error"]["type"] == "rate_limit_error");
  CHECK(std::stoi(refused.header("retry-after")) <= 60);
  const auto log = it.app.get("/ai/requests?status=429", it.admin).json()["data"];
  REQUIRE(log.size() == 1);
  CHECK(log[0]["error"] == "too_many_requests");
  it.ask(question, {{"arris-tags", "b"}}).expect(200);
  it.ask().expect(200);
}

TEST_CASE("rules: limits of tokens and cost count what the ledger counts, by window and subject") {
  for (const auto& [unit, most] : {std::pair{"tokens", 16}, {"cost_nano_usd", 20'001}}) {
    Ruled it;
    it.add_rule(R"({"limits":[{"unit":")" + std::string(unit) + R"(","per":"user","max":)" +
                std::to_string(most) + R"(,"window_s":3600}]})");
    const App::Headers ann{{"arris-user", "ann"}};
    for (int i = 0; i < 2; ++i) it.ask(question, ann).expect(200);
    CHECK(it.ask(question, ann).expect(429).header("retry-after") != "");
    it.ask(question, {{"arris-user", "bob"}}).expect(200);
    CHECK(it.app.rows("SELECT sum(tokens), sum(cost_nano_usd) FROM ai_limit_use") ==
          native::Rows{{"45", std::to_string(it.cost())}});
    it.app.world.now_ms += 3'600'000;
    it.ask(question, ann).expect(200);
    it.app.world.now_ms += 2 * 3'600'000;
    it.app.tick("remove_old_requests");
    CHECK(it.app.rows("SELECT count(*) FROM ai_limit_use") == native::Rows{{"0"}});
  }
}

TEST_CASE("rules: a budget of a fallback's model stops the call too") {
  Ruled it;
  it.add_rule(R"({"fallbacks":[{"model":"gpt-4o-mini"}]})");
  it.app
      .post(
          "/tokens/budgets",
          R"({"name":"mini","scope":"model","subject":"gpt-4o-mini","period":"day","on_limit":"block","limit_nano_usd":1})",
          it.admin)
      .expect(201);
  it.answers_first(500);
  it.ask().expect(200);
  it.records();
  CHECK(it.ask().expect(429).json()["error"]["code"] == "budget_used_up");
}

TEST_CASE("rules: what a rule makes of a call needs no further look before its answer") {
  Ruled it;
  const auto id = it.add_rule(
      R"({"targets":[{"model":"Vendor/GPT-4o-mini-2024-07-18"}],"limits":[{"unit":"cost_nano_usd","per":"user",)"
      R"("max":1000,"window_s":3600},{"unit":"tokens","per":"tag","max":1000,"window_s":60}]})");
  it.app
      .request("PUT", "/tokens/prices",
               R"({"provider":"openai","model":"gpt-4o-mini","tiers":[{"rates":{"input":1000,)"
               R"("output":2000}}],"effective_from_ms":0})",
               it.admin)
      .expect(200);
  const App::Headers ann{{"arris-user", "ann"}, {"arris-tags", "a,b"}};
  it.ask(question, ann).expect(200);
  CHECK(it.ask(question, ann).expect(200).sql_calls == 1);
  CHECK(it.app.rows("SELECT sum(cost_nano_usd) FROM ai_limit_use WHERE bucket LIKE '%/ann'") ==
        native::Rows{{"40"}});
  // A rule whose models' names are not kept.
  it.app.world.database.run("UPDATE ai_rules SET model_names = '[]'");
  CHECK(it.ask(question, ann).expect(200).sql_calls == 2);
  CHECK(it.app.rows("SELECT sum(cost_nano_usd) FROM ai_limit_use WHERE bucket LIKE '%/ann'") ==
        native::Rows{{"60"}});
  it.app.patch("/ai/rules/" + id, R"({"then":{"targets":[{"model":"gpt-4o-mini"}]}})", it.admin)
      .expect(200);
  CHECK(it.app.rows("SELECT model_names FROM ai_rules") == native::Rows{{R"(["gpt-4o-mini"])"}});
  CHECK(it.ask(question, ann).expect(200).sql_calls == 1);
}

TEST_CASE("rules: budgets of models that no target has, and of others, do not stop a call") {
  Ruled it;
  it.add_rule(R"({"targets":[{"model":"gpt-4o-mini"}]})");
  const auto budget = [&](const std::string& scope, const std::string& subject) {
    it.app
        .post("/tokens/budgets",
              R"({"period":"day","on_limit":"block","limit_nano_usd":1,"scope":")" + scope +
                  R"(","subject":")" + subject + R"(","name":")" + subject + "\"}",
              it.admin)
        .expect(201);
  };
  budget("model", "gpt-4o");
  budget("model", "anthropic/gpt-4o-mini");
  budget("agent", "other");
  it.app.world.database.run(
      "INSERT INTO budget_periods (org_id, budget_id, period_at_ms, spent_nano_usd) "
      "SELECT org_id, id, " +
      std::to_string(it.app.world.now_ms / 86'400'000 * 86'400'000) +
      ", 5 FROM budgets WHERE true ON CONFLICT DO UPDATE SET spent_nano_usd = 5");
  it.ask().expect(200);
  it.app.world.database.run(
      "UPDATE budgets SET subject = 'openai/GPT-4o-mini' WHERE scope = 'model'");
  CHECK(it.ask().expect(429).json()["error"]["code"] == "budget_used_up");
}

TEST_CASE(
    "rules: a target with a model that is no part of a path is passed over for Gemini alone") {
  Ruled it;
  it.give_secret("gemini");
  it.add_rule(
      R"({"targets":[{"model":"../files/x?y"}],"fallbacks":[{"model":"a/../b"},{"model":"gemini-c"}]})");
  const std::string models = "https://generativelanguage.googleapis.com/v1beta/models/";
  it.answers(503, "{}", models + "gemini-a:generateContent");
  it.answers(200, "{}", models + "gemini-c:generateContent");
  it.app.post("/gemini/v1beta/models/gemini-a:generateContent", "{}", it.key).expect(200);
  REQUIRE(it.app.world.fetched.size() == 2);
  CHECK(it.app.world.fetched[0].url == models + "gemini-a:generateContent");
  CHECK(it.app.world.fetched[1].url == models + "gemini-c:generateContent");
  CHECK(it.ask().expect(200).header("arris-model") == "../files/x?y");
}

TEST_CASE("rules: ten tags do not lift the limits behind them") {
  Ruled it;
  const std::string of_tags = R"({"unit":"requests","per":"tag","max":100,"window_s":3600})";
  it.add_rule(R"({"limits":[)" + of_tags + "," + of_tags + "]}");
  it.add_rule(R"({"limits":[{"unit":"requests","per":"org","max":2,"window_s":3600}]})");
  const App::Headers tagged{{"arris-tags", "0,1,2,3,4,5,6,7,8,9"}};
  for (int i = 0; i < 2; ++i) it.ask(question, tagged).expect(200);
  it.ask(question, tagged).expect(429);
}

TEST_CASE("rules: a call that names too many tags to count is refused, not let through") {
  Ruled it;
  const std::string one = R"({"unit":"requests","per":"tag","max":100,"window_s":3600})";
  for (int i = 0; i < 3; ++i)
    it.add_rule(R"({"limits":[)" + one + "," + one + "," + one + "," + one + "," + one + "]}");
  it.ask(question, {{"arris-tags", "0,1,2,3,4,5,6,7,8,9"}}).expect(400);
  CHECK(it.app.world.fetched.empty());
  it.ask(question, {{"arris-tags", "0,1,2,3,4,5"}}).expect(200);
}

TEST_CASE("rules: a tag that is named twice takes one from its limit") {
  Ruled it;
  it.add_rule(R"({"limits":[{"unit":"tokens","per":"tag","max":1000,"window_s":3600}]})");
  it.ask(question, {{"arris-tags", "a,a, a"}}).expect(200);
  CHECK(it.app.rows("SELECT tokens FROM ai_limit_use") == native::Rows{{"15"}});
}

TEST_CASE("rules: every target gets the caller's body with its own model, and a retry the same") {
  Ruled it;
  it.add_rule(R"({"retries":{"max":1},"fallbacks":[{"model":"gpt-4o-mini"},{"model":"gpt-5"}]})");
  for (int i = 0; i < 5; ++i) it.answers_first(500);
  it.answers(200, chunk("Hi") + usage_chunk + last_line);
  it.ask(streamed_question).expect(200);
  const auto& fetched = it.app.world.fetched;
  REQUIRE(fetched.size() == 6);
  const std::string_view models[] = {"gpt-4o", "gpt-4o-mini", "gpt-5"};
  for (std::size_t i = 0; i < 6; ++i)
    CHECK(fetched[i].body == R"({"stream_options":{"include_usage":true},"model":")" +
                                 std::string(models[i / 2]) + R"(","stream":true,"messages":[]})");
}

TEST_CASE("rules: a provider that can't be reached is tried again, then the fallback") {
  Ruled it;
  it.add_rule(
      R"({"retries":{"max":1,"backoff_ms":10},"fallbacks":[{"model":"llama","vault_key_id":")" +
      it.app
          .post(
              "/keys",
              R"({"name":"other","service":"custom","secret":"sk-of-the-other","base_url":"https://other.example.com/v1"})",
              it.admin)
          .expect(201)
          .json()["id"]
          .get<std::string>() +
      R"("}]})");
  it.app.world.fetches.clear();
  it.answers(200, std::string(whole_answer), "https://other.example.com/v1/chat/completions");
  CHECK(it.ask().expect(200).header("arris-attempts").starts_with("502, 502;waited_ms="));
  CHECK(it.app.world.fetched.size() == 3);
}
