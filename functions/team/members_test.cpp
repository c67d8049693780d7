// Members and the org: who may do what, and what a change leaves behind.

#include <doctest/doctest.h>

#include "team/test_org.h"

using namespace arris;
using native::App;
using native::Rows;
using native::Session;
using Json = nlohmann::json;

namespace {

struct Org : team::TestOrg {
  native::Response change(const Session& who, const Session& target, std::string_view body,
                          const App::Headers& headers = {}) {
    return app.patch("/team/members/" + target.user_id, body, who, headers);
  }
  native::Response remove(const Session& who, const Session& target) {
    return app.erase("/team/members/" + target.user_id, who);
  }
  std::string role_of(const Session& target) {
    return app.rows("SELECT role FROM memberships WHERE user_id = '" + target.user_id + "'")[0][0];
  }
};

std::string code_of(const native::Response& response) { return response.json()["code"]; }

}  // namespace

TEST_CASE("members: refusals") {
  Org org;
  CHECK(org.app.get("/team/members").status == 401);
  CHECK(org.change(org.member, org.admin, R"({"role":"viewer"})").status == 403);
  CHECK(org.remove(org.member, org.admin).status == 403);
  CHECK(org.change(org.admin, org.member, R"({"role":"king"})").status == 400);
  CHECK(org.change(org.admin, org.member, R"({"name":"Eve"})").status == 400);
  CHECK(org.app.patch("/team/members/x", "{}", org.admin).status == 404);
  CHECK(org.app.get("/team/members?role=king", org.admin).status == 400);
  CHECK(org.app.patch("/team/org", R"({"name":"x"})", org.admin).status == 403);
  CHECK(org.app.post("/team/transfer", Json{{"user_id", org.admin.user_id}}.dump(), org.admin)
            .status == 403);
}

TEST_CASE("members: an org's name is not blank") {
  Org org;
  const auto refused = org.app.patch("/team/org", R"({"name":"  "})", org.owner).expect(400);
  CHECK(refused.json()["errors"][0]["code"] == "blank");
}

TEST_CASE("members: whoever changes something was there, to five minutes") {
  Org org;
  const auto seen = [&] {
    return org.app.rows("SELECT last_active_at_ms FROM memberships WHERE user_id = '" +
                        org.admin.user_id + "'")[0][0];
  };
  const auto act = [&](std::int64_t later_ms) {
    org.app.world.now_ms += later_ms;
    org.admin.token = org.app.given.token_of(org.admin);
    org.change(org.admin, org.member, R"({"role":"viewer"})").expect(200);
    return org.app.world.now_ms;
  };
  const auto first = act(3'600'000);
  CHECK(seen() == std::to_string(first));
  act(299'000);
  CHECK(seen() == std::to_string(first));
  const auto second = act(2'000);
  CHECK(seen() == std::to_string(second));
  org.app.world.now_ms += 600'000;
  org.change(org.admin, org.owner, R"({"role":"viewer"})").expect(403);
  CHECK(seen() == std::to_string(second));
}

TEST_CASE(
    "members: whoever reads something was there, once in five minutes and behind the answer") {
  Org org;
  const auto seen = [&] {
    return org.app.rows("SELECT last_active_at_ms FROM memberships WHERE user_id = '" +
                        org.member.user_id + "'")[0][0];
  };
  const auto came_ms = org.app.world.now_ms;
  const auto look = [&](std::int64_t later_ms) {
    org.app.world.now_ms += later_ms;
    org.member.token = org.app.given.token_of(org.member);
    const auto answer = org.app.get("/team/org", org.member).expect(200);
    CHECK(answer.sql_calls == 1);
    return org.app.world.sql_calls;
  };
  CHECK(look(300'000) == 1);
  CHECK(seen() == std::to_string(came_ms));
  CHECK(look(1) == 2);
  CHECK(seen() == std::to_string(org.app.world.now_ms));
  CHECK(look(1) == 1);
  org.app.world.now_ms += 300'001;
  const auto same =
      org.app.request("GET", "/team/org", {}, org.member, {{"if-none-match", "\"v1\""}});
  CHECK(same.expect(304).sql_calls == 1);
  CHECK(seen() == std::to_string(org.app.world.now_ms));
}

TEST_CASE("members: who is refused was not there, and a note that fails harms no answer") {
  Org org;
  const auto came = org.app.rows("SELECT last_active_at_ms FROM memberships");
  org.app.world.now_ms += 400'000;
  org.app.get("/team/audit", org.member).expect(403);
  org.app.get("/team/org", {.token = "x"}).expect(401);
  CHECK(org.app.rows("SELECT last_active_at_ms FROM memberships") == came);
  org.app.world.failing_sql_call = 2;
  org.app.get("/team/org", org.member).expect(200);
  org.app.world.failing_sql_call = 0;
  CHECK(org.app.world.sql_calls == 3);
  CHECK(org.app.rows("SELECT last_active_at_ms FROM memberships WHERE user_id = '" +
                     org.member.user_id + "'") == Rows{{std::to_string(org.app.world.now_ms)}});
}

TEST_CASE("members: an org is deleted by its owner, who names it, and by nobody else") {
  Org org;
  const auto name = org.app.rows("SELECT name FROM orgs")[0][0];
  const auto erase = [&](const Session& who, const std::string& query,
                         const App::Headers& headers = {}) {
    return org.app.request("DELETE", "/team/org" + query, "", who, headers);
  };
  CHECK(erase({}, "?confirm=x").status == 401);
  CHECK(erase(org.admin, "?confirm=x").status == 403);
  CHECK(erase(org.owner, "").status == 400);
  const auto wrong = erase(org.owner, "?confirm=other").expect(400).json();
  CHECK(wrong["errors"][0]["pointer"] == "?confirm");
  std::string query = "?confirm=";
  for (const char c : name) query += c == ' ' ? std::string("%20") : std::string(1, c);
  CHECK(erase(org.owner, query, {{"if-match", "\"v99\""}}).status == 412);
  org.app.get("/team/org", org.member).expect(200);
}

TEST_CASE("members: nothing of a deleted org is reached, and other orgs are as they were") {
  Org org;
  const auto rival = org.app.given.member(http::Role::owner, org.app.given.org("rival"));
  const auto key = org.app.given.key({.scopes = {http::Scope::admin}});
  org.app.post("/team/invites", R"({"emails":["eve@example.com"],"role":"viewer"})", org.admin)
      .expect(201);
  org.app.get("/team/org", key).expect(200);
  const auto name = org.app.get("/team/org", org.owner).json()["name"].get<std::string>();
  std::string query = "/team/org?confirm=";
  for (const char c : name) query += c == ' ' ? std::string("%20") : std::string(1, c);
  org.app.erase(query, org.owner).expect(204);
  for (const auto* who : {&org.owner, &org.admin, &org.member})
    CHECK(code_of(org.app.get("/team/org", *who).expect(401)) == "session_ended");
  CHECK(code_of(org.app.get("/team/org", key).expect(401)) == "invalid_key");
  const auto of_org = " WHERE org_id = '" + org.owner.org_id + "'";
  CHECK(org.app.rows("SELECT (SELECT count(*) FROM memberships" + of_org +
                     "), (SELECT count(*) FROM invites" + of_org + ")") == Rows{{"0", "0"}});
  CHECK(org.app.rows("SELECT json_extract(payload, '$.name') FROM outbox" + of_org +
                     " AND topic = 'org.deleted'") == Rows{{name}});
  CHECK(org.app.rows("SELECT count(*) FROM audit_log" + of_org + " AND action = 'org.deleted'") ==
        Rows{{"1"}});
  org.app.get("/team/org", rival).expect(200);
}

TEST_CASE("members: only an owner makes, changes or removes an owner") {
  Org org;
  const auto second = org.app.given.member(http::Role::owner);
  CHECK(code_of(org.change(org.admin, org.member, R"({"role":"owner"})")) == "forbidden");
  CHECK(code_of(org.change(org.admin, org.owner, R"({"role":"viewer"})")) == "forbidden");
  CHECK(code_of(org.change(org.admin, org.owner, R"({"status":"suspended"})")) == "forbidden");
  CHECK(code_of(org.remove(org.admin, org.owner)) == "forbidden");
  org.change(org.owner, org.member, R"({"role":"owner"})").expect(200);
  org.change(org.owner, second, R"({"role":"viewer"})").expect(200);
}

TEST_CASE("members: an org keeps its last active owner") {
  Org org;
  CHECK(code_of(org.change(org.owner, org.owner, R"({"role":"admin"})")) == "last_owner");
  CHECK(code_of(org.change(org.owner, org.owner, R"({"status":"suspended"})")) == "last_owner");
  CHECK(code_of(org.remove(org.owner, org.owner)) == "last_owner");
  CHECK(code_of(org.app.post("/team/leave", "", org.owner)) == "last_owner");
  const auto second = org.app.given.member(http::Role::owner);
  org.change(org.owner, second, R"({"status":"suspended"})").expect(200);
  CHECK(code_of(org.remove(org.owner, org.owner)) == "last_owner");
  org.change(org.owner, second, R"({"status":"active"})").expect(200);
  org.app.post("/team/leave", "", org.owner).expect(204);
}

TEST_CASE("members: a lowered or removed person is out at their next request") {
  for (const std::string body : {R"({"role":"viewer"})", R"({"status":"suspended"})", ""}) {
    Org org;
    org.app.get("/team/org", org.admin).expect(200);
    const auto answer =
        body.empty() ? org.remove(org.owner, org.admin) : org.change(org.owner, org.admin, body);
    CHECK(answer.status == (body.empty() ? 204 : 200));
    CHECK(code_of(org.app.get("/team/org", org.admin)) == "session_ended");
    const auto refreshed = org.app.given.token_of(org.admin, 2);
    const Session again{refreshed, org.admin.org_id, org.admin.user_id, org.admin.session_id};
    const bool demoted = body.find("viewer") != std::string::npos;
    CHECK(org.app.get("/team/org", again).status == (demoted ? 200 : 401));
    CHECK(org.change(again, org.member, R"({"role":"viewer"})").status == (demoted ? 403 : 401));
  }
}

TEST_CASE("members: a raised person goes on with the token that they have") {
  Org org;
  org.change(org.owner, org.member, R"({"role":"admin"})").expect(200);
  org.change(org.member, org.admin, R"({"role":"member"})").expect(200);
}

TEST_CASE("members: a change is told once, and what changes nothing is not told") {
  Org org;
  org.change(org.owner, org.member, R"({"role":"member"})").expect(200);
  CHECK(org.app.rows("SELECT count(*) FROM outbox") == Rows{{"0"}});
  const auto changed = org.change(org.owner, org.member, R"({"role":"viewer"})").expect(200);
  CHECK(changed.sql_calls == 1);
  CHECK(changed.json()["version"] == 2);
  CHECK(changed.header("etag") == "\"v2\"");
  CHECK(org.app.rows("SELECT topic FROM outbox ORDER BY topic") ==
        Rows{{"audit.appended"}, {"member.changed"}});
  CHECK(org.app.rows("SELECT sequence, action, target_id, actor_id FROM audit_log") ==
        Rows{{"1", "member.changed", org.member.user_id, org.owner.user_id}});
}

TEST_CASE("members: If-Match holds the version") {
  Org org;
  const App::Headers stale{{"if-match", "\"v7\""}}, fresh{{"if-match", "\"v1\""}};
  CHECK(org.change(org.owner, org.member, R"({"role":"viewer"})", stale).status == 412);
  CHECK(org.role_of(org.member) == "member");
  org.change(org.owner, org.member, R"({"role":"viewer"})", fresh).expect(200);
}

TEST_CASE("members: another org's member is nobody") {
  Org org;
  const auto other = org.app.given.org("other");
  const auto foreign = org.app.given.member(http::Role::viewer, other);
  CHECK(org.change(org.owner, foreign, R"({"role":"admin"})").status == 404);
  CHECK(org.remove(org.owner, foreign).status == 404);
  const auto heir = Json{{"user_id", foreign.user_id}}.dump();
  CHECK(org.app.post("/team/transfer", heir, org.owner).status == 404);
  CHECK(org.role_of(org.owner) == "owner");
}

TEST_CASE("members: the list filters, searches and pages") {
  Org org;
  const auto count = [&](const std::string& query) {
    return org.app.get("/team/members" + query, org.member).expect(200).json()["data"].size();
  };
  CHECK(count("") == 3);
  CHECK(count("?role=admin") == 1);
  CHECK(count("?status=suspended") == 0);
  CHECK(count("?q=PERSON2") == 1);
  CHECK(count("?q=example.com") == 3);
  CHECK(count("?q=%25") == 0);
  const auto first = org.app.get("/team/members?limit=2", org.member).expect(200).json();
  CHECK(first["data"].size() == 2);
  CHECK(count("?limit=2&cursor=" + first["next_cursor"].get<std::string>()) == 1);
  CHECK(org.app.get("/team/members", org.member).sql_calls == 1);
}

TEST_CASE("members: the list says how many runs each person began in 30 days") {
  Org org;
  const std::int64_t day_ms = 86'400'000, today_at_ms = org.app.world.now_ms / day_ms * day_ms;
  const auto ran = [&](std::int64_t day_at_ms, const std::string& person, int runs) {
    org.app.world.database.run("INSERT INTO execution_people_days VALUES ('" + org.owner.org_id +
                               "', '" + person + "', " + std::to_string(day_at_ms) + ", " +
                               std::to_string(runs) + ")");
  };
  ran(today_at_ms, org.member.user_id, 3);
  ran(today_at_ms - 30 * day_ms, org.member.user_id, 4);
  ran(today_at_ms - 31 * day_ms, org.member.user_id, 5);
  ran(today_at_ms, "some-key", 6);
  const auto listed = org.app.get("/team/members?role=member", org.admin).expect(200);
  CHECK(listed.json()["data"][0]["runs_30d"] == 7);
  CHECK(listed.sql_calls == 1);
  const auto other = org.app.get("/team/members?role=admin", org.admin).expect(200).json();
  CHECK(other["data"][0]["runs_30d"] == 0);
}

TEST_CASE("members: the list says what each person's AI calls of 30 days cost") {
  Org org;
  const auto used = [&](const std::string& at_ms, const std::string& user) {
    org.app.world.database.run("INSERT INTO token_hours VALUES ('" + org.owner.org_id +
                               "', 'user', " + at_ms + ", '" + user +
                               "', 2, 0, 10, 1, 1, 1, 1, 1, 1, 20, 1, 1, 1, 0, 500)");
  };
  const auto now_ms = org.app.world.now_ms;
  used(std::to_string(now_ms - 1000), org.member.user_id);
  used(std::to_string(now_ms - 2000), org.member.user_id);
  used(std::to_string(now_ms - 31ll * 86'400'000), org.member.user_id);
  const auto found =
      org.app.get("/team/members?role=member", org.admin).expect(200).json()["data"][0];
  CHECK(found["calls_30d"] == 4);
  CHECK(found["tokens_30d"] == 78);
  CHECK(found["cost_nano_usd_30d"] == 1000);
  const auto other =
      org.app.get("/team/members?role=admin", org.admin).expect(200).json()["data"][0];
  CHECK(other["tokens_30d"] == 0);
}

TEST_CASE("org: renaming raises its version once") {
  Org org;
  const auto shown = org.app.get("/team/org", org.member).expect(200);
  CHECK(shown.header("etag") == "\"v1\"");
  const auto renamed = org.app.patch("/team/org", R"({"name":"Looms"})", org.owner).expect(200);
  CHECK(renamed.json()["name"] == "Looms");
  CHECK(renamed.header("etag") == "\"v2\"");
  CHECK(org.app.patch("/team/org", R"({"name":"Looms"})", org.owner).header("etag") == "\"v2\"");
  const App::Headers stale{{"if-match", "\"v1\""}};
  CHECK(org.app.patch("/team/org", R"({"name":"Mills"})", org.owner, stale).status == 412);
}

TEST_CASE("org: a transfer makes one owner and one admin") {
  Org org;
  const auto body = [](const Session& heir) { return Json{{"user_id", heir.user_id}}.dump(); };
  CHECK(org.app.post("/team/transfer", body(org.owner), org.owner).status == 400);
  org.change(org.owner, org.admin, R"({"status":"suspended"})").expect(200);
  CHECK(org.app.post("/team/transfer", body(org.admin), org.owner).status == 404);
  org.app.post("/team/transfer", body(org.member), org.owner).expect(200);
  CHECK(org.role_of(org.member) == "owner");
  CHECK(org.role_of(org.owner) == "admin");
  CHECK(org.app.get("/team/org", org.owner).status == 401);
}

TEST_CASE("members: a list says how many there are in all when it is asked to") {
  Org org;
  const auto total = [&](const std::string& query) {
    const auto page = org.app.get("/team/members?" + query, org.member).expect(200);
    CHECK(page.sql_calls == 1);
    return page.json()["total"];
  };
  CHECK(total("limit=1&count=true") == 3);
  CHECK(total("role=admin&count=true") == 1);
  CHECK(total("q=nobody&count=true") == 0);
  CHECK(total("limit=1").is_null());
  org.app.get("/team/members?count=1", org.member).expect(400);
}

TEST_CASE("members: who goes takes the secret keys along that they issued, at once") {
  Org org;
  const auto add = [&](const std::string& id, const Session& by, const std::string& kind) {
    org.app.world.database.run(
        "INSERT INTO access_keys (org_id, id, key_hash, name, kind, shown, last4, scopes, "
        "created_by, created_at_ms) VALUES ('" +
        org.owner.org_id + "', '" + id + "', '" + id + std::string(60, 'a') + "', 'ci', '" + kind +
        "', 'arris', '0000', 1, '" + by.user_id + "', 1)");
  };
  add("gone", org.admin, "secret");
  add("open", org.admin, "public");
  add("kept", org.owner, "secret");
  const auto ended = [&] {
    return org.app.rows("SELECT id FROM access_keys WHERE revoked_at_ms IS NOT NULL");
  };
  CHECK(org.remove(org.member, org.admin).status == 403);
  CHECK(ended().empty());
  org.remove(org.owner, org.admin).expect(204);
  CHECK(ended() == Rows{{"gone"}});
}
