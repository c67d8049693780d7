// Calls under a budget with a hard stop claim what they may cost, so that calls at once spend its rest once. A call's usage is
// in the ledger when its message is delivered.

#include <doctest/doctest.h>

#include "ai/claim.h"
#include "test_gateway.h"

namespace arris::test {
namespace {

constexpr std::string_view short_question =
    R"({"model":"gpt-4o","max_tokens":5,"messages":[{"role":"user","content":"Hi"}]})";

std::string claims(Ruled& it) { return it.app.rows("SELECT count(*) FROM ai_claims")[0][0]; }

}  // namespace

TEST_CASE("claims: what calls under way have claimed is refused to others, who may try again") {
  Ruled it;
  it.add_budget(30'000);
  it.ask().expect(200);
  it.app.world.database.run("UPDATE ai_claims SET nano_usd = 30000");  // as before its end
  const auto refused = it.ask().expect(429);
  CHECK(refused.json()["error"]["code"] == "too_many_requests");
  CHECK(refused.header("retry-after") == "1");
  CHECK(refused.header("x-should-retry") != "false");
  CHECK(it.app.world.fetched.size() == 1);
  it.app.deliver();
  it.ask().expect(200);
  it.app.deliver();
  CHECK(it.ask().expect(429).json()["error"]["code"] == "budget_used_up");
}

TEST_CASE(
    "claims: calls that say how much may be answered fit beside each other, up to the limit") {
  Ruled it;
  it.add_budget(8 * whole_cost);
  int passed = 0;
  while (it.ask(short_question).status == 200) ++passed;
  CHECK(passed == 8);
  CHECK(it.cost() == 8 * whole_cost);
}

TEST_CASE("claims: less than a call may cost is claimed by one call at a time") {
  Ruled it;
  it.add_budget(100'000);
  it.ask().expect(200);  // it may cost more than that
  it.app.world.database.run(
      "UPDATE ai_claims SET nano_usd = 40000, room_nano_usd = 40000");  // others gave back 60,000
  CHECK(it.ask().expect(429).header("retry-after") == "1");
  it.ask(short_question).expect(200);
  it.app.deliver();
  it.ask().expect(200);
}

TEST_CASE("claims: what cost nothing claims nothing") {
  Ruled it;
  it.add_budget(30'000);
  it.answers_first(500);
  it.ask().expect(500);
  CHECK(claims(it) == "0");
  it.answers_first(0);
  it.ask().expect(504);
  CHECK(claims(it) == "0");
}

TEST_CASE("claims: what did cost is held until the ledger has it, however long that takes") {
  Ruled it;
  it.add_budget(2 * whole_cost);
  it.ask().expect(200);
  it.ask().expect(200);
  it.app.world.now_ms += ai::claim_max_ms + 1;
  it.ask().expect(429);
  it.app.deliver();
  CHECK(it.ask().expect(429).json()["error"]["code"] == "budget_used_up");
}

TEST_CASE("claims: one whose call's end nobody wrote holds for half an hour") {
  Ruled it;
  it.add_budget(whole_cost);
  it.ask().expect(200);
  it.app.world.database.run("UPDATE ai_claims SET request_id = 'of a killed host', ends_at_ms = " +
                            std::to_string(it.app.world.now_ms + ai::claim_max_ms));
  it.ask().expect(429);
  it.app.world.now_ms += ai::claim_max_ms + 1;
  it.ask().expect(200);
}

TEST_CASE("claims: a stream ends at what others have left") {
  Ruled it;
  it.add_budget(100'000);
  it.ask(short_question).expect(200);
  std::string body;
  for (int i = 0; i < 50; ++i) body += chunk("a few words ");
  it.answers(200, body + usage_chunk + last_line);
  it.app.world.piece_bytes = chunk("a few words ").size();
  const auto answer = it.ask(streamed_question).expect(200);
  CHECK(answer.body.contains("budget_used_up"));
  CHECK(it.cost() <= 100'000 + 6'000);  // an event is never cut
}

TEST_CASE(
    "claims: of each budget that counts the call, as large as the fullest leaves, and of no "
    "other") {
  Ruled it;
  it.add_budget(30'000);
  const auto budget = [&](std::string_view name, std::string_view scope, std::string_view subject,
                          std::string_view on_limit) {
    const std::string body = R"({"name":")" + std::string(name) + R"(","scope":")" +
                             std::string(scope) + R"(","subject":")" + std::string(subject) +
                             R"(","period":"day","limit_nano_usd":1000000,"on_limit":")" +
                             std::string(on_limit) + "\"}";
    it.app.post("/tokens/budgets", body, it.admin).expect(201);
  };
  budget("model", "model", "gpt-4o", "block");
  budget("other", "model", "gpt-4.1", "block");
  budget("tells", "model", "openai/gpt-4o", "tell");
  it.ask().expect(200);
  CHECK(it.app.rows("SELECT b.name, c.nano_usd, c.room_nano_usd FROM ai_claims c JOIN budgets b "
                    "ON b.id = c.budget_id ORDER BY 1") ==
        native::Rows{{"all", "20000", "30000"}, {"model", "20000", "30000"}});
}

TEST_CASE("claims: those of another org take nothing") {
  Ruled it;
  it.add_budget(1'000'000);
  it.app.world.database.run(
      "INSERT INTO ai_claims SELECT 'another', 'r', id, limit_nano_usd, 1, 9000000000000000 FROM "
      "budgets");
  it.ask().expect(200);
  CHECK(it.app.rows("SELECT room_nano_usd FROM ai_claims WHERE org_id <> 'another'") ==
        native::Rows{{"1000000"}});
}

TEST_CASE("claims: without a budget with a hard stop, and from the cache, there are none") {
  Ruled it;
  it.ask().expect(200);
  CHECK(claims(it) == "0");
  it.app
      .post("/tokens/budgets",
            R"({"name":"tells","scope":"org","period":"day","on_limit":"tell","limit_nano_usd":1})",
            it.admin)
      .expect(201);
  it.ask(question, {{"arris-cache", "60"}}).expect(200);
  CHECK(claims(it) == "0");
  it.add_budget(1'000'000);
  it.ask(question, {{"arris-cache", "60"}}).expect(200);
  CHECK(claims(it) == "0");
  CHECK(it.app.world.fetched.size() == 2);
}

TEST_CASE("claims: a model without a price claims nothing") {
  Ruled it;
  it.add_budget(1'000'000);
  it.ask(R"({"model":"unpriced","messages":[]})").expect(200);
  CHECK(claims(it) == "0");
}

}  // namespace arris::test
