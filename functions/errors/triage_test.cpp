// Changes of issues by people: what is refused says why, in the same trip; a key makes a change once.

#include <doctest/doctest.h>

#include "errors/errors.h"
#include "native/app.h"

using namespace arris;
using http::Role;
using native::App;
using native::Rows;

namespace {

struct Shop {
  App app{{&errors::function}};
  native::Session member = app.given.member(Role::member);
  native::Session viewer = app.given.member(Role::viewer);

  std::string issue_of(std::string_view type, std::string_view release = "") {
    const auto event = R"({"error_type":")" + std::string(type) + R"(","message":"m","release":")" +
                       std::string(release) + R"("})";
    const auto accepted = app.post("/errors", event, member).expect(202).json();
    app.world.now_ms += 1000;
    return accepted["issue_id"];
  }
  void change(const std::string& issue, const std::string& change) {
    app.patch("/errors/" + issue, change, member).expect(200);
    app.world.now_ms += 1000;
  }
  native::Response change_all(const std::vector<std::string>& ids, const std::string& change,
                              const App::Headers& headers = {}) {
    const auto body = nlohmann::json{{"ids", ids}, {"change", nlohmann::json::parse(change)}};
    return app.post("/errors/bulk", body.dump(), member, headers);
  }
  std::string state_of(const std::string& issue) {
    return app.rows("SELECT state FROM error_issues WHERE id = '" + issue + "'")[0][0];
  }
};

constexpr std::string_view unknown = "018bcfe5-6800-7000-8000-000000000000";

std::string pointer_of(const native::Response& refusal) {
  CHECK(refusal.sql_calls == 1);
  return refusal.expect(400).json()["errors"][0]["pointer"];
}

}  // namespace

TEST_CASE("triage: what one issue refuses happens to none, and says why") {
  Shop shop;
  const auto a = shop.issue_of("A"), b = shop.issue_of("B");
  shop.change(b, R"({"state":"resolved"})");
  shop.change_all({a, std::string(unknown)}, R"({"severity":"low"})").expect(404);
  const auto muted = shop.change_all({a, b}, R"({"state":"muted"})").expect(409);
  CHECK(muted.json()["detail"] == "A resolved issue can't be muted: reopen it first");
  CHECK(muted.sql_calls == 1);
  CHECK(pointer_of(shop.change_all({a}, R"({"state":"resolved","resolved_in_release":"next"})")) ==
        "#/resolved_in_release");
  CHECK(pointer_of(shop.change_all({a, b}, R"({"muted_until_events":3})")) ==
        "#/muted_until_events");
  CHECK(pointer_of(shop.change_all({a}, R"({"assignee_id":")" + std::string(unknown) + "\"}")) ==
        "#/assignee_id");
  shop.change_all({a, b}, R"({"severity":"low"})", {{"if-match", "\"v1\""}}).expect(412);
  CHECK(shop.state_of(a) == "unresolved");
  CHECK(shop.app.rows("SELECT DISTINCT severity FROM error_issues") == Rows{{"medium"}});
}

TEST_CASE("triage: a release that was seen is the latest one") {
  Shop shop;
  const auto issue = shop.issue_of("A", "shop@1.0.0");
  shop.change_all({issue}, R"({"state":"resolved","resolved_in_release":"next"})").expect(200);
  CHECK(shop.app.rows("SELECT resolved_in_release FROM error_issues") == Rows{{">shop@1.0.0"}});
}

TEST_CASE("triage: a changed issue answers with its version") {
  Shop shop;
  const auto issue = shop.issue_of("A");
  const auto changed = shop.app.patch("/errors/" + issue, R"({"severity":"low"})", shop.member);
  CHECK(changed.expect(200).header("etag") == "\"v2\"");
  CHECK(changed.sql_calls == 1);
}

TEST_CASE("triage: a change of many with a key is made once, and its answer is kept with it") {
  Shop shop;
  const auto a = shop.issue_of("A"), b = shop.issue_of("B");
  const App::Headers key{{"idempotency-key", "k1"}};
  const auto resolve = R"({"state":"resolved"})";
  shop.app.world.failing_sql_call = 1;
  shop.change_all({a, b}, resolve, key).expect(503);
  shop.app.world.failing_sql_call = 2;  // there is no second one that it could lose
  const auto first = shop.change_all({a, b}, resolve, key).expect(200);
  shop.app.world.failing_sql_call = 0;
  CHECK(first.sql_calls == 1);
  shop.change(a, R"({"state":"unresolved"})");
  const auto again = shop.change_all({a, b}, resolve, key).expect(200, first.body);
  CHECK(again.header("idempotency-replayed") == "true");
  CHECK(again.header("etag") == first.header("etag"));
  CHECK(shop.state_of(a) == "unresolved");
  shop.change_all({a, b}, R"({"severity":"low"})", key).expect(422);
}

TEST_CASE("triage: of a change that was refused no answer is kept") {
  Shop shop;
  const auto issue = shop.issue_of("A");
  const App::Headers key{{"idempotency-key", "k1"}};
  shop.change(issue, R"({"state":"resolved"})");
  shop.change_all({issue}, R"({"state":"muted"})", key).expect(409);
  shop.change(issue, R"({"state":"unresolved"})");
  const auto made = shop.change_all({issue}, R"({"state":"muted"})", key).expect(200);
  shop.change_all({issue}, R"({"state":"muted"})", key).expect(200, made.body);
  CHECK(shop.app.rows("SELECT kind FROM error_history ORDER BY id") ==
        Rows{{"created"}, {"resolved"}, {"reopened"}, {"muted"}});
}
