// Invites: who may send them, what a link opens, and for whom.

#include <doctest/doctest.h>

#include "team/test_org.h"

using namespace arris;
using native::App;
using native::Response;
using native::Rows;
using native::Session;
using Json = nlohmann::json;

namespace {

struct Org : team::TestOrg {
  Response send(const Session& who, const Json& emails, std::string_view role = "member",
                const App::Headers& headers = {}) {
    return app.post("/team/invites", Json{{"emails", emails}, {"role", role}}.dump(), who, headers);
  }
  std::string invite_id(const std::string& email) {
    return app.rows("SELECT id FROM invites WHERE email = '" + email + "'")[0][0];
  }
  void later() {
    app.world.now_ms += 7ll * 86'400'000;
    admin.token = app.given.token_of(admin);
  }
  // The token of the newest mail.
  std::string token() {
    app.deliver();
    const auto& text = app.world.mails.back().text;
    return text.substr(text.find("#token=") + 7, 43);
  }
  std::string invited(const std::string& email, std::string_view role = "member") {
    send(admin, {email}, role).expect(201);
    return token();
  }
  Response accept(const std::string& token, const Session& session = {}) {
    const Json body{{"token", token}, {"name", "Grace"}, {"token_transport", "body"}};
    return app.post("/team/invites/accept", body.dump(), session);
  }
  Response look_up(const std::string& token) {
    return app.post("/team/invites/lookup", Json{{"token", token}}.dump());
  }
  std::string count(const std::string& from) {
    return app.rows("SELECT count(*) FROM " + from)[0][0];
  }
};

std::string code_of(const Response& response) { return response.json()["code"]; }

std::string without_request_id(Json body) {
  body.erase("request_id");
  return body.dump();
}

}  // namespace

TEST_CASE("invites: refusals") {
  Org org;
  CHECK(org.send(org.member, {"a@example.com"}).status == 403);
  CHECK(org.app.get("/team/invites", org.member).status == 403);
  CHECK(org.send(org.admin, Json::array()).status == 400);
  CHECK(org.send(org.admin, {"nobody"}).status == 400);
  CHECK(org.send(org.admin, {"a@example.com"}, "king").status == 400);
  CHECK(code_of(org.send(org.admin, {"a@example.com"}, "owner")) == "forbidden");
  CHECK(org.count("invites") == "0");
  CHECK(org.count("outbox") == "0");
  org.send(org.owner, {"a@example.com"}, "owner").expect(201);
}

TEST_CASE("invites: an admin can't send an owner's invite again, an owner can") {
  Org org;
  org.send(org.owner, {"a@example.com"}, "owner").expect(201);
  const auto path = "/team/invites/" + org.invite_id("a@example.com") + "/resend";
  const auto first = org.token();
  CHECK(code_of(org.app.post(path, "", org.admin)) == "forbidden");
  org.look_up(first).expect(200);
  org.app.post(path, "", org.owner).expect(200);
}

TEST_CASE("invites: a link opens only while whoever sent it may grant its role") {
  Org org;
  const auto second = org.app.given.member(http::Role::owner);
  const auto sent = [&](const std::string& email, std::string_view role) {
    org.send(second, {email}, role).expect(201);
    return org.token();
  };
  const auto as_owner = sent("a@example.com", "owner"), as_admin = sent("b@example.com", "admin");
  const auto path = "/team/members/" + second.user_id;
  org.app.patch(path, R"({"role":"admin"})", org.owner).expect(200);
  CHECK(org.look_up(as_owner).status == 410);
  CHECK(org.accept(as_owner).status == 410);
  org.look_up(as_admin).expect(200);
  org.app.erase(path, org.owner).expect(204);
  CHECK(org.look_up(as_admin).status == 410);
  CHECK(org.accept(as_admin).status == 410);
  CHECK(org.count("memberships WHERE invited_by IS NOT NULL") == "0");
  const auto again = "/team/invites/" + org.invite_id("b@example.com") + "/resend";
  CHECK(org.app.post(again, "", org.admin).expect(200).json()["invited_by"] == org.admin.user_id);
  org.accept(org.token()).expect(200);
}

TEST_CASE("invites: one or many addresses get a mail each, once") {
  Org org;
  const Json emails{"A@example.com", "a@example.com", "b@example.com", "person1@example.com"};
  const auto sent = org.send(org.admin, emails).expect(201).json();
  CHECK(sent["data"].size() == 3);
  CHECK(sent["data"][0]["email"] == "a@example.com");
  CHECK(sent["data"][0]["outcome"] == "invited");
  CHECK(sent["data"][2]["outcome"] == "already_member");
  CHECK(sent["data"][2]["invite_id"] == nullptr);
  org.app.deliver();
  CHECK(org.app.world.mails.size() == 2);
  org.app.deliver();
  CHECK(org.app.world.mails.size() == 2);
  CHECK(org.app.world.mails[0].text.find("http://arris.test/invite#token=") != std::string::npos);
}

TEST_CASE(
    "invites: many addresses go to the database once, and the log names those that were sent") {
  Org org;
  org.invited("old@example.com");
  const auto sent =
      org.send(org.admin, {"person1@example.com", "new@example.com", "OLD@example.com"})
          .expect(201);
  CHECK(sent.sql_calls == 1);
  CHECK(sent.json()["data"][1]["outcome"] == "invited");
  CHECK(sent.json()["data"][2]["outcome"] == "renewed");
  CHECK(sent.json()["data"][2]["invite_id"] == org.invite_id("old@example.com"));
  CHECK(org.app.rows("SELECT target_id, details FROM audit_log ORDER BY sequence DESC LIMIT 1") ==
        Rows{{org.invite_id("new@example.com"),
              R"({"emails":"new@example.com old@example.com","role":"member"})"}});
  org.send(org.admin, {"person1@example.com"}).expect(201);
  CHECK(org.count("audit_log") == "2");
}

TEST_CASE("invites: one that was sent again before its mail went out is mailed once") {
  Org org;
  org.send(org.admin, {"a@example.com"}).expect(201);
  org.app.post("/team/invites/" + org.invite_id("a@example.com") + "/resend", "", org.admin)
      .expect(200);
  const auto token = org.token();
  CHECK(org.app.world.mails.size() == 1);
  org.look_up(token).expect(200);
}

namespace {

// Sends by one Idempotency-Key.
struct Keyed : Org {
  const App::Headers key{{"idempotency-key", "k"}};
  // The invite is stored, its answer is not.
  void send_and_lose_the_answer() {
    app.world.failing_sql_call = 3;
    send(admin, {"a@example.com"}, "member", key).expect(503);
    app.world.failing_sql_call = 0;
  }
  Response retry() { return send(admin, {"a@example.com"}, "member", key); }
  Response resend(const App::Headers& headers = {}) {
    return app.post("/team/invites/" + invite_id("a@example.com") + "/resend", "", admin, headers);
  }
  void pass(std::int64_t ms) {
    app.world.now_ms += ms;
    admin.token = app.given.token_of(admin);
  }
};

constexpr std::int64_t hour_ms = 3'600'000;

}  // namespace

TEST_CASE("invites: a retry of which nothing was kept finds what was sent") {
  Keyed org;
  org.send_and_lose_the_answer();
  CHECK(org.count("invites") == "1");
  const auto ends_at_ms = org.app.rows("SELECT expires_at_ms FROM invites")[0][0];
  org.pass(hour_ms);
  const auto again = org.retry().expect(201).json();
  CHECK(again["data"][0]["outcome"] == "invited");
  CHECK(again["data"][0]["invite_id"] == org.invite_id("a@example.com"));
  CHECK(again["expires_at_ms"].dump() == ends_at_ms);
  CHECK(org.retry().expect(201).json() == again);
  org.app.deliver();
  CHECK(org.app.world.mails.size() == 1);
  CHECK(org.count("audit_log") == "1");
}

TEST_CASE("invites: a late retry takes back nothing that was sent since") {
  Keyed org;
  org.send_and_lose_the_answer();
  org.resend().expect(200);
  const auto token = org.token();
  org.retry().expect(201);
  CHECK(org.count("audit_log") == "2");
  org.app.deliver();
  org.look_up(token).expect(200);
}

TEST_CASE("invites: a retry says that its invite was revoked since, and sends none") {
  Keyed org;
  org.send_and_lose_the_answer();
  org.app.erase("/team/invites/" + org.invite_id("a@example.com"), org.admin).expect(204);
  CHECK(code_of(org.retry().expect(409)) == "conflict");
  CHECK(org.count("invites") == "1");
}

TEST_CASE("invites: a key sends again after a day") {
  Keyed org;
  org.retry().expect(201);
  const auto first = org.token();
  org.resend(org.key).expect(200);
  CHECK(org.token() != first);
  org.later();
  CHECK(org.retry().expect(201).json()["data"][0]["outcome"] == "renewed");
  org.look_up(org.token()).expect(200);
  org.pass(25 * hour_ms);
  CHECK(org.resend(org.key).expect(200).json()["times_sent"] == 4);
  org.look_up(org.token()).expect(200);
  CHECK(org.app.world.mails.size() == 4);
}

TEST_CASE("invites: an address that has an account elsewhere is answered as one that has none") {
  Org org;
  const auto other = org.app.given.org("other");
  org.app.given.member(http::Role::owner, other);  // person4
  const auto sent = org.send(org.admin, {"person4@example.com", "x@example.com"}).expect(201);
  CHECK(sent.json()["data"][0]["outcome"] == sent.json()["data"][1]["outcome"]);
}

TEST_CASE("invites: an address has one open invite, and sending again renews it") {
  Org org;
  const auto first = org.invited("a@example.com");
  const auto again = org.send(org.admin, {"a@example.com"}, "viewer").expect(201).json();
  CHECK(again["data"][0]["outcome"] == "renewed");
  const auto second = org.token();
  CHECK(first != second);
  CHECK(org.look_up(first).status == 410);
  CHECK(org.look_up(second).expect(200).json()["role"] == "viewer");
  CHECK(org.count("invites") == "1");
}

TEST_CASE("invites: resending opens an expired one anew and closes its link before") {
  Org org;
  const auto first = org.invited("a@example.com");
  const auto path = "/team/invites/" + org.invite_id("a@example.com");
  org.later();
  CHECK(org.look_up(first).status == 410);
  CHECK(org.app.get("/team/invites?state=expired", org.admin).json()["data"].size() == 1);
  const auto resent = org.app.post(path + "/resend", "", org.admin).expect(200);
  CHECK(resent.json()["times_sent"] == 2);
  CHECK(resent.json()["state"] == "pending");
  CHECK(resent.sql_calls == 1);
  const auto second = org.token();
  CHECK(org.look_up(first).status == 410);
  org.look_up(second).expect(200);
}

TEST_CASE("invites: a revoked one opens nothing and is nothing") {
  Org org;
  const auto token = org.invited("a@example.com");
  const auto path = "/team/invites/" + org.invite_id("a@example.com");
  org.app.erase(path, org.admin).expect(204);
  CHECK(org.accept(token).status == 410);
  CHECK(org.app.erase(path, org.admin).status == 404);
  CHECK(org.app.post(path + "/resend", "", org.admin).status == 404);
  CHECK(org.app.get("/team/invites?state=revoked", org.admin).json()["data"].size() == 1);
  CHECK(org.send(org.admin, {"a@example.com"}).json()["data"][0]["outcome"] == "invited");
}

TEST_CASE("invites: another org's invite is nothing") {
  Org org;
  org.invited("a@example.com");
  const auto path = "/team/invites/" + org.invite_id("a@example.com");
  const auto stranger = org.app.given.member(http::Role::owner, org.app.given.org("other"));
  CHECK(org.app.erase(path, stranger).status == 404);
  CHECK(org.app.post(path + "/resend", "", stranger).status == 404);
  CHECK(org.app.get("/team/invites", stranger).json()["data"].empty());
}

TEST_CASE("invites: every link that opens nothing is answered alike") {
  Org org;
  const auto used = org.invited("a@example.com");
  org.accept(used).expect(200);
  const auto revoked = org.invited("b@example.com");
  org.app.erase("/team/invites/" + org.invite_id("b@example.com"), org.admin).expect(204);
  const auto expired = org.invited("c@example.com");
  org.later();
  const auto unknown = without_request_id(org.look_up(std::string(43, 'x')).expect(410).json());
  for (const auto& token : {used, revoked, expired, std::string("x")}) {
    CHECK(without_request_id(org.look_up(token).expect(410).json()) == unknown);
    CHECK(without_request_id(org.accept(token).expect(410).json()) == unknown);
  }
}

TEST_CASE("invites: nothing that is stored opens one") {
  Org org;
  const auto token = org.invited("a@example.com");
  for (const auto& row : org.app.rows("SELECT * FROM invites"))
    for (const auto& value : row) CHECK(value.find(token) == std::string::npos);
  for (const auto& row : org.app.rows("SELECT payload FROM outbox"))
    CHECK(row[0].find(token) == std::string::npos);
}

TEST_CASE("accept: a new person gets an account, a membership and a session") {
  Org org;
  const auto token = org.invited("new@example.com", "viewer");
  const auto shown = org.look_up(token).expect(200).json();
  CHECK(shown["email"] == "new@example.com");
  CHECK(shown["org"]["name"] == "shop");
  CHECK(shown["invited_by"] == "person2");
  CHECK(shown["has_account"] == false);
  CHECK(code_of(org.app.post("/team/invites/accept", Json{{"token", token}}.dump())) == "invalid");
  const auto accepted = org.accept(token).expect(200);
  CHECK(accepted.sql_calls == 2);
  const auto body = accepted.json();
  CHECK(body["role"] == "viewer");
  CHECK(body["user"]["email"] == "new@example.com");
  CHECK(body["refresh_token"].get<std::string>().size() > 40);
  const Session session{.token = body["access_token"]};
  CHECK(org.app.get("/team/members", session).expect(200).json()["data"].size() == 4);
  CHECK(org.app.get("/team/invites?state=accepted", org.admin).json()["data"].size() == 1);
  CHECK(org.accept(token).status == 410);
  CHECK(org.app.rows("SELECT count(*) FROM outbox WHERE topic = 'member.joined'") == Rows{{"1"}});
}

TEST_CASE("accept: a weak password uses nothing up") {
  Org org;
  const auto token = org.invited("new@example.com");
  const Json body{{"token", token}, {"name", "Grace"}, {"password", "password"}};
  CHECK(org.app.post("/team/invites/accept", body.dump()).status == 400);
  org.accept(token).expect(200);
}

TEST_CASE("accept: someone who has an account joins with their own session") {
  Org org;
  const auto home = org.app.given.org("home");
  const auto guest = org.app.given.member(http::Role::owner, home);  // person4
  const auto eve = org.app.given.member(http::Role::owner, home);
  const auto token = org.invited("person4@example.com", "admin");
  CHECK(org.look_up(token).expect(200).json()["has_account"] == true);
  CHECK(code_of(org.accept(token)) == "unauthenticated");
  CHECK(code_of(org.accept(token, eve)) == "forbidden");
  const auto accepted = org.accept(token, guest).expect(200).json();
  CHECK(accepted["role"] == "admin");
  CHECK(accepted["user"]["id"] == guest.user_id);
  CHECK_FALSE(accepted.contains("refresh_token"));
  const Session session{.token = accepted["access_token"]};
  org.app.get("/team/invites", session).expect(200);
  CHECK(org.accept(token, guest).status == 410);
}

TEST_CASE("accept: an ended session joins nothing") {
  Org org;
  const auto guest = org.app.given.member(http::Role::owner, org.app.given.org("home"));
  const auto token = org.invited("person4@example.com");
  org.app.world.database.run("UPDATE sessions SET revoked_at_ms = 1 WHERE id = '" +
                             guest.session_id + "'");
  CHECK(code_of(org.accept(token, guest)) == "session_ended");
  CHECK(org.count("memberships WHERE user_id = '" + guest.user_id + "' AND role = 'member'") ==
        "0");
  CHECK(org.count("invites WHERE accepted_at_ms IS NULL") == "1");
}

TEST_CASE("accept: another site can't make a browser accept") {
  Org org;
  const auto token = org.invited("new@example.com");
  const Json body{{"token", token}, {"name", "Grace"}};
  CHECK(org.app.post("/team/invites/accept", body.dump(), {}, {{"origin", "https://evil.example"}})
            .status == 403);
}

TEST_CASE("accept: a removed person needs a new invite") {
  Org org;
  const auto first = org.accept(org.invited("new@example.com")).expect(200).json();
  const Session session{.token = first["access_token"]};
  const auto path = "/team/members/" + first["user"]["id"].get<std::string>();
  org.app.erase(path, org.admin).expect(204);
  CHECK(org.app.get("/team/org", session).status == 401);
}
