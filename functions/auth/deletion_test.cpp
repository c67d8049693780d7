// The end of an account: what it is refused for, what it takes along, what is left.

#include <doctest/doctest.h>

#include "auth/test_people.h"

using namespace arris;
using namespace arris::auth;

namespace {

struct Leaving : People {
  Tokens ada = owner();
  std::string org = one("SELECT id FROM orgs");
  std::string user = one("SELECT id FROM users");

  std::string one(const std::string& sql) { return app.rows(sql)[0][0]; }
  Response remove(const Json& more = {}, std::string_view password = owner_password) {
    Json body{{"current_password", password}};
    body.update(more.is_null() ? Json::object() : more);
    return app.post("/auth/me/deletion", body.dump(), ada.session());
  }
  Response remove_with_org() { return remove({{"org_ids", {org}}}); }
  void join(std::string_view member, std::string_view to, std::string_view role,
            std::string_view status = "active") {
    app.world.database.run(
        "INSERT INTO memberships (org_id, user_id, role, status, joined_at_ms) VALUES ('" +
        std::string(to) + "', '" + std::string(member) + "', '" + std::string(role) + "', '" +
        std::string(status) + "', 1)");
  }
  // Open where nobody accepted it.
  void invite(std::string_view to, std::string_view email, const std::string& accepted_by) {
    const auto id = app.rows("SELECT lower(hex(randomblob(32)))")[0][0];
    const auto by = accepted_by.empty() ? std::string("NULL") : "'" + accepted_by + "'";
    app.world.database.run(
        "INSERT INTO invites (org_id, id, email, role, token_hash, invited_by, created_at_ms, "
        "expires_at_ms, accepted_at_ms, accepted_by) VALUES ('" +
        std::string(to) + "', '" + id + "', '" + std::string(email) + "', 'viewer', '" + id +
        "', 'somebody', 1, 2, iif(" + by + " IS NULL, NULL, 1), " + by + ")");
  }
  Json outlook() { return app.get("/auth/me/deletion", ada.session()).expect(200).json()["orgs"]; }
  // Everything that a refusal must leave as it was.
  Rows state() {
    return app.rows(
        "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM sessions), "
        "(SELECT group_concat(user_id || role) FROM memberships), (SELECT group_concat(name) FROM "
        "orgs), "
        "(SELECT count(*) FROM audit_log), (SELECT count(*) FROM outbox)");
  }
};

std::vector<std::string> faults_of(const Response& response) {
  std::vector<std::string> faults;
  for (const auto& fault : response.json()["errors"])
    faults.push_back(fault["pointer"].get<std::string>() + " " + fault["code"].get<std::string>());
  return faults;
}
using Faults = std::vector<std::string>;

}  // namespace

TEST_CASE("deletion: what is refused names what is wrong, and changes nothing") {
  Leaving people;
  const auto other = people.app.given.member(http::Role::member);
  const auto before = people.state();
  people.app.get("/auth/me/deletion").expect(401);
  people.app.post("/auth/me/deletion", "{}").expect(401);
  CHECK(faults_of(people.app.post("/auth/me/deletion", "{}", people.ada.session()).expect(400)) ==
        Faults{"#/current_password required"});
  CHECK(faults_of(people.remove({}, "wrong").expect(400)) == Faults{"#/current_password wrong"});
  CHECK(faults_of(people.remove().expect(400)) == Faults{"#/org_ids missing"});
  CHECK(faults_of(people.remove({{"org_ids", {people.org, other.org_id}}}).expect(400)) ==
        Faults{"#/org_ids/1 not_alone"});
  CHECK(faults_of(people.remove({{"org_ids", {other.org_id}}}).expect(400)) ==
        Faults{"#/org_ids/0 not_alone", "#/org_ids missing"});
  people.remove({{"org_ids", "all"}}).expect(400);
  CHECK(people.state() == before);
}

TEST_CASE("deletion: nobody goes who would leave others without an owner") {
  Leaving people;
  const auto bob = people.app.given.member(http::Role::admin, people.org);
  const auto before = people.state();
  for (int i = 0; i < 2; ++i) {
    const auto refused = people.remove_with_org().expect(409);
    CHECK(refused.json()["code"] == "last_owner");
    CHECK(faults_of(refused) == Faults{"# last_owner"});
    CHECK(refused.json()["errors"][0]["detail"] == "would leave Engines without an owner");
    people.app.world.database.run("UPDATE memberships SET status = 'suspended' WHERE user_id = '" +
                                  bob.user_id + "'");
  }
  CHECK(people.outlook()[0]["fate"] == "blocking");
  people.app.world.database.run(
      "UPDATE memberships SET status = 'active', role = 'owner' WHERE user_id = '" + bob.user_id +
      "'");
  people.remove().expect(204);
  CHECK(people.state() != before);
}

TEST_CASE("deletion: what others change between the look and the end is asked again there") {
  Leaving people;
  const auto bob = people.app.given.member(http::Role::member);
  const auto refused_after = [&](const std::string& change, const Json& body) {
    Rows before;
    people.app.world.before_sql_call[2] = [&] {
      people.app.world.database.run(change);
      before = people.state();
    };
    const auto code = people.remove(body).expect(409).json()["code"].get<std::string>();
    CHECK(people.state() == before);
    people.app.world.before_sql_call.clear();
    return code;
  };
  const auto where = " WHERE user_id = '" + bob.user_id + "'";
  const auto joins = [&](const char* role) {
    return "INSERT INTO memberships (org_id, user_id, role, status, joined_at_ms) VALUES ('" +
           people.org + "', '" + bob.user_id + "', '" + role + "', 'active', 1)";
  };
  const Json alone{{"org_ids", {people.org}}};
  CHECK(refused_after(joins("member"), alone) == "last_owner");
  people.app.world.database.run("DELETE FROM memberships" + where);
  CHECK(refused_after(joins("owner"), alone) == "conflict");
  CHECK(refused_after("UPDATE memberships SET status = 'suspended'" + where, {}) == "last_owner");
  people.app.world.database.run("DELETE FROM memberships" + where);
  people.app.world.database.run(joins("owner"));
  CHECK(refused_after("DELETE FROM memberships" + where, {}) == "conflict");
  CHECK(people.status_of(people.ada) == 200);
  people.remove_with_org().expect(204);
}

TEST_CASE("deletion: answers that are kept for them are forgotten") {
  Leaving people;
  const auto bob = people.app.given.member(http::Role::owner);
  people.join(people.user, bob.org_id, "admin");
  for (const std::string* whose : {&std::as_const(people.user), &bob.user_id})
    people.app.world.database.run(
        "INSERT INTO idempotency_keys (org_id, principal, route, key, request_hash, status, etag, "
        "body, created_at_ms) VALUES ('" +
        bob.org_id + "', '" + *whose + "', '/api/v1/projects', 'k', 'h', 201, '', '{}', 1)");
  people.remove_with_org().expect(204);
  CHECK(people.app.rows("SELECT principal FROM idempotency_keys") == Rows{{bob.user_id}});
}

TEST_CASE("deletion: without a password a sign-in of a moment ago proves it") {
  Leaving people;
  people.app.world.database.run("UPDATE users SET password_phc = NULL");
  people.app.world.now_ms += 10 * 60'000;
  CHECK(people.remove_with_org().expect(403).json()["code"] == "sign_in_again");
  people.app.world.now_ms -= 60'000;
  people.remove_with_org().expect(204);
}

TEST_CASE("deletion: a stolen session guesses at the password ten times") {
  Leaving people;
  for (int i = 0; i < 10; ++i) people.remove({}, "wrong").expect(400);
  people.remove_with_org().expect(429);
}

TEST_CASE("deletion: what becomes of each org is told before") {
  Leaving people;
  const auto bob = people.app.given.member(http::Role::owner);
  people.join(people.user, bob.org_id, "viewer");
  const auto orgs = people.outlook();
  REQUIRE(orgs.size() == 2);
  const auto& own = orgs[orgs[0]["id"] == people.org ? 0 : 1];
  CHECK(own == Json{{"id", people.org},
                    {"name", "Engines"},
                    {"role", "owner"},
                    {"members", 1},
                    {"fate", "deleted"}});
  const auto& shop = orgs[orgs[0]["id"] == people.org ? 1 : 0];
  CHECK(shop["members"] == 2);
  CHECK(shop["fate"] == "left");
}

TEST_CASE(
    "deletion: an org that is closed to them is left untold, and told of where it goes along") {
  Leaving people;
  const auto bob = people.app.given.member(http::Role::owner);
  const auto empty = people.app.given.org("empty");
  people.join(people.user, bob.org_id, "owner", "suspended");
  people.join(people.user, empty, "viewer", "suspended");
  const auto orgs = people.outlook();
  REQUIRE(orgs.size() == 2);
  for (const Json& org : orgs) {
    CHECK(org["id"] != bob.org_id);
    CHECK(org["fate"] == "deleted");
  }
  CHECK(faults_of(people.remove({{"org_ids", {people.org, empty, bob.org_id}}}).expect(400)) ==
        Faults{"#/org_ids/2 not_alone"});
  CHECK(faults_of(people.remove_with_org().expect(400)) == Faults{"#/org_ids missing"});
  people.remove({{"org_ids", {people.org, empty}}}).expect(204);
  CHECK(people.app.rows("SELECT user_id FROM memberships") == Rows{{bob.user_id}});
}

TEST_CASE("deletion: nothing of the account is left but its id and what is others' own") {
  Leaving people;
  const auto bob = people.app.given.member(http::Role::owner);
  people.join(people.user, bob.org_id, "admin");
  people.invite(bob.org_id, owner_email, people.user);
  const auto other = People::tokens(people.log_in(owner_email, owner_password).expect(200));
  people.app.post("/auth/magic-link", Json{{"email", owner_email}}.dump()).expect(202);
  people.app
      .post("/auth/email",
            Json{{"email", "ada@new.example"}, {"current_password", owner_password}}.dump(),
            people.ada.session())
      .expect(202);
  people.app.deliver();
  people.app.world.database.run("UPDATE orgs SET version = 7 WHERE id = '" + bob.org_id + "'");
  const auto done = people.remove_with_org().expect(204);
  CHECK(done.header("set-cookie").find("Max-Age=0") != std::string::npos);
  people.app.deliver();
  CHECK(people.app.world.mails.back().to == owner_email);
  CHECK(people.app.world.mails.back().subject == "Your account was deleted");
  CHECK(people.count("users") == "1");
  CHECK(people.count("sessions WHERE user_id = '" + people.user + "'") == "0");
  CHECK(people.count("memberships WHERE user_id = '" + people.user + "'") == "0");
  CHECK(people.count("login_links") == "0");
  CHECK(people.count("email_changes") == "0");
  CHECK(people.count("login_attempts WHERE subject LIKE '%ada@%' OR subject LIKE 'user:%'") == "0");
  CHECK(people.count("login_attempts WHERE subject LIKE 'mailed:%'") == "1");
  CHECK(people.count("invites") == "0");
  for (const char* text : {"outbox WHERE payload", "audit_log WHERE details"})
    CHECK(people.count(std::string(text) + " LIKE '%ada@%'") == "0");
  CHECK(people.status_of(people.ada) == 401);
  CHECK(people.status_of(other) == 401);
  CHECK(people.refresh(other.refresh).status == 401);
  people.log_in(owner_email, owner_password).expect(401);
}

TEST_CASE(
    "deletion: the org that goes along ends as by its owner's word, others are told of one who "
    "left") {
  Leaving people;
  const auto bob = people.app.given.member(http::Role::owner);
  people.join(people.user, bob.org_id, "admin");
  people.remove_with_org().expect(204);
  CHECK(people.app.rows("SELECT name, deleted_at_ms IS NULL FROM orgs ORDER BY name") ==
        Rows{{"", "0"}, {"shop", "1"}});
  CHECK(people.app.rows("SELECT org_id = '" + people.org + "', action, target_id = '" +
                        people.user + "' FROM audit_log ORDER BY action") ==
        Rows{{"0", "member.removed", "1"}, {"1", "org.deleted", "0"}});
  CHECK(
      people.app.rows(
          "SELECT topic, org_id = '" + people.org +
          "' FROM outbox WHERE topic NOT IN ('audit.appended', 'member.joined') ORDER BY topic") ==
      Rows{{"account.deleted", "1"}, {"member.removed", "0"}, {"org.deleted", "1"}});
  CHECK(people.app.rows("SELECT payload FROM outbox WHERE topic = 'member.removed'") ==
        Rows{{R"({"user_id":")" + people.user + R"(","by":")" + people.user + R"("})"}});
  CHECK(people.count("outbox WHERE topic = 'audit.appended'") == "2");
}

TEST_CASE(
    "deletion: keys that they issued stop, invites that they accepted anywhere are forgotten, open "
    "ones stay") {
  Leaving people;
  const auto bob = people.app.given.member(http::Role::owner);
  people.join(people.user, bob.org_id, "admin");
  const auto key = people.app.given.key({.scopes = {http::Scope::read}, .org_id = bob.org_id});
  const auto kept = people.app.given.key({.scopes = {http::Scope::read}, .org_id = bob.org_id});
  people.app.world.database.run("UPDATE access_keys SET created_by = '" + people.user +
                                "' WHERE id = '" + key.session_id + "'");
  const auto left = people.app.given.member(http::Role::owner);
  people.invite(bob.org_id, "ada@old.example", people.user);
  people.invite(left.org_id, owner_email, people.user);
  people.invite(bob.org_id, "bob@example.com", bob.user_id);
  people.invite(left.org_id, owner_email, {});
  people.remove_with_org().expect(204);
  CHECK(people.app.rows("SELECT id FROM access_keys WHERE revoked_at_ms IS NULL") ==
        Rows{{kept.session_id}});
  CHECK(people.app.rows("SELECT email, accepted_by IS NULL FROM invites ORDER BY email") ==
        Rows{{owner_email.data(), "1"}, {"bob@example.com", "0"}});
}

TEST_CASE("deletion: the address is free for a new account, which is another person") {
  Leaving people;
  people.remove_with_org().expect(204);
  const Json body{{"email", owner_email}, {"name", "Ada"}, {"org_name", "Looms"}};
  people.app.post("/auth/signup", body.dump()).expect(202);
  const auto again = people.redeem({{"token", people.mailed_token()},
                                    {"code", people.mailed_code()},
                                    {"token_transport", "body"}});
  CHECK(again.expect(200).json()["user"]["id"] != people.user);
  CHECK(again.json()["org"]["name"] == "Looms");
}

TEST_CASE("deletion: nothing is half done when the database fails") {
  Leaving people;
  const auto before = people.state();
  for (int call = 1; call <= 2; ++call) {
    people.app.world.failing_sql_call = call;
    people.remove_with_org().expect(503);
    CHECK(people.state() == before);
  }
  people.app.world.failing_sql_call = 0;
  CHECK(people.remove_with_org().expect(204).sql_calls == 2);
}
