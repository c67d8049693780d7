// Set-up, sign-in by password, the session and the profile.

#include "auth/auth.h"

#include <doctest/doctest.h>

#include "auth/test_people.h"
#include "storage/database.h"

using namespace arris;
using namespace arris::auth;

TEST_CASE("auth: strangers and bad input change nothing") {
  People people;
  struct Refusal {
    const char *method, *path, *body;
    int status;
  };
  const Refusal refusals[] = {
      {"POST", "/auth/setup", "{}", 400},
      {"POST", "/auth/login", "", 415},
      {"POST", "/auth/login", "{", 400},
      {"POST", "/auth/login", R"({"email":"x","password":"p"})", 400},
      {"POST", "/auth/login", R"({"email":"a@b.example","password":"p","extra":1})", 400},
      {"POST", "/auth/login", R"({"email":"a@b.example","password":"p"})", 401},
      {"POST", "/auth/login?x=1", R"({"email":"a@b.example","password":"p"})", 400},
      {"GET", "/auth/login", "", 405},
      {"POST", "/auth/signup", R"({"email":"a@b.example"})", 400},
      {"POST", "/auth/signup", R"({"email":"a@b.example","name":"A","password":"short"})", 400},
      {"POST", "/auth/signup", R"({"email":"a@b.example","name":"A","password":"password1"})", 400},
      {"POST", "/auth/magic-link", R"({"email":"nobody"})", 400},
      {"POST", "/auth/magic-link/redeem", "{}", 400},
      {"POST", "/auth/magic-link/redeem", R"({"email":"a@b.example"})", 400},
      {"POST", "/auth/magic-link/redeem", R"({"token":"x"})", 410},
      {"POST", "/auth/magic-link/redeem", R"({"token":"x","code":"123456"})", 410},
      {"POST", "/auth/magic-link/redeem", R"({"email":"a@b.example","code":"123456"})", 401},
      {"POST", "/auth/refresh", "", 401},
      {"POST", "/auth/refresh", R"({"refresh_token":"x"})", 401},
      {"POST", "/auth/logout", "", 401},
      {"POST", "/auth/logout-all", "", 401},
      {"GET", "/auth/session", "", 401},
      {"PATCH", "/auth/me", R"({"name":"A"})", 401},
      {"POST", "/auth/switch-org", R"({"org_id":"x"})", 401},
      {"GET", "/auth/sessions", "", 401},
      {"DELETE", "/auth/sessions/018bcfe5-6800-7000-8000-000000000000", "", 401},
      {"POST", "/auth/password", R"({"new_password":"some fine words"})", 401},
      {"POST", "/auth/password/forgot", "{}", 400},
      {"POST", "/auth/password/reset", R"({"token":"x","password":"some fine words"})", 410},
  };
  for (const auto& refusal : refusals) {
    INFO(refusal.method, " ", refusal.path, " ", refusal.body);
    const auto response = people.app.request(refusal.method, refusal.path, refusal.body);
    INFO(response.body);
    CHECK(response.status == refusal.status);
    CHECK(response.header("set-cookie") == "");
  }
  for (const auto* table : {"users", "orgs", "memberships", "sessions", "login_links", "outbox"})
    CHECK(people.count(table) == "0");
  CHECK(people.app.world.mails.empty());
}

TEST_CASE("auth: no route asks the database more than twice") {
  People people;
  const auto owner = people.owner();
  const auto cheap = [](const Response& response) { CHECK(response.sql_calls <= 2); };
  cheap(people.log_in(owner_email, owner_password).expect(200));
  cheap(people.log_in("nobody@example.com", owner_password).expect(401));
  cheap(people.app.post("/auth/magic-link", R"({"email":"ada@example.com"})").expect(202));
  cheap(people.redeem({{"token", people.mailed_token()}, {"code", people.mailed_code()}})
            .expect(200));
  cheap(people.refresh(owner.refresh).expect(200));
  cheap(people.app.get("/auth/session", owner.session()).expect(200));
  cheap(people.app.get("/auth/sessions", owner.session()).expect(200));
  cheap(people.app.patch("/auth/me", R"({"name":"A"})", owner.session()).expect(200));
  cheap(people.app.post("/auth/logout", "", owner.session()).expect(204));
}

// ---- set-up

TEST_CASE("auth: set-up makes the first owner, once") {
  People people;
  people.set_up("00").expect(401);
  people.set_up(std::string(64, '0')).expect(401);
  people.set_up("not hexadecimal").expect(401);
  CHECK(people.count("users") == "0");
  const auto body = people.set_up(people.setup_token()).expect(201).json();
  CHECK(body["role"] == "owner");
  CHECK(body["user"]["email"] == owner_email);
  CHECK(body["org"]["name"] == "Engines");
  CHECK(body["token_type"] == "Bearer");
  CHECK(body["expires_in_s"] == 900);
  people.set_up(people.setup_token()).expect(410);
  CHECK(people.count("users") == "1");
  CHECK(people.count("orgs") == "1");
}

TEST_CASE("auth: set-up refuses a common password") {
  People people;
  const auto response = people.app.post("/auth/setup", Json{{"token", people.setup_token()},
                                                            {"email", owner_email},
                                                            {"name", "Ada"},
                                                            {"password", "password1"},
                                                            {"org_name", "Engines"}}
                                                           .dump());
  CHECK(response.expect(400).json()["errors"][0]["pointer"] == "#/password");
  CHECK(people.count("users") == "0");
}

// ---- sign-in by password

TEST_CASE("auth: a password opens a new session, in a cookie unless asked otherwise") {
  People people;
  const auto first = people.owner();
  const auto response = people.log_in("ADA@example.com", owner_password, "cookie").expect(200);
  CHECK(!response.json().contains("refresh_token"));
  const auto cookie = response.header("set-cookie");
  CHECK(cookie.starts_with("__Host-arris_refresh="));
  CHECK(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=604800"));
  CHECK(people.log_in(owner_email, owner_password).header("set-cookie") == "");
  CHECK(people.count("sessions") == "3");
  CHECK(people.status_of(first) == 200);
}

TEST_CASE("auth: a wrong password and an unknown address look the same") {
  People people;
  people.owner();
  const auto known = people.log_in(owner_email, "wrong").expect(401);
  const auto unknown = people.log_in("nobody@example.com", "wrong").expect(401);
  CHECK(known.body == unknown.body);
  REQUIRE(known.headers.size() == unknown.headers.size());
  for (std::size_t i = 0; i < known.headers.size(); ++i)
    CHECK(known.headers[i].first == unknown.headers[i].first);
  CHECK(known.sql_calls == unknown.sql_calls);
  CHECK(known.json()["code"] == "invalid_credentials");
}

TEST_CASE("auth: ten guesses at an account are evaluated, then it waits") {
  People people;
  people.owner();
  for (const auto& email : {std::string(owner_email), std::string("nobody@example.com")}) {
    for (int i = 0; i < 10; ++i) people.log_in(email, "wrong").expect(401);
    const auto refused = people.log_in(email, "wrong").expect(429);
    CHECK(refused.header("retry-after") == "900");
  }
  people.log_in(owner_email, owner_password).expect(429);
  people.app.world.now_ms += 15 * 60'000;
  people.log_in(owner_email, owner_password).expect(200);
  for (int i = 0; i < 10; ++i) people.log_in(owner_email, "wrong").expect(401);
}

TEST_CASE("auth: a locked account opens by a mailed link") {
  People people;
  people.owner();
  for (int i = 0; i < 11; ++i) people.log_in(owner_email, "wrong");
  const auto asked =
      people.app.post("/auth/magic-link", R"({"email":"ada@example.com"})").expect(202);
  people.redeem({{"token", people.mailed_token()}}, cookie_of(asked)).expect(200);
  people.log_in(owner_email, owner_password).expect(200);
}

TEST_CASE("auth: one address may guess thirty times, at however many accounts") {
  People people;
  for (int i = 0; i < 30; ++i)
    people.log_in("person" + std::to_string(i) + "@example.com", "wrong").expect(401);
  CHECK(people.log_in("another@example.com", "wrong").expect(429).header("retry-after") == "300");
  CHECK(people.count("login_attempts WHERE subject = 'email:another@example.com'") == "0");
  people.app.world.now_ms += 5 * 60'000;
  people.log_in("another@example.com", "wrong").expect(401);
}

TEST_CASE("auth: signing in does not use up an address's guesses") {
  People people;
  people.owner();
  for (int i = 0; i < 40; ++i) people.log_in(owner_email, owner_password).expect(200);
}

TEST_CASE("auth: a stale hash is replaced, and opens still") {
  People people;
  people.owner();
  const auto phc = [&] { return people.app.rows("SELECT password_phc FROM users")[0][0]; };
  const auto before = phc();
  people.log_in(owner_email, owner_password).expect(200);
  CHECK(phc() == before);
  crypto::Password weaker(people.app.world.keyring, {.memory_kib = 32, .passes = 1});
  const auto old = weaker.hash(owner_password, "0123456789abcdef");
  people.app.world.database.run("UPDATE users SET password_phc = '" + old + "'");
  people.log_in(owner_email, owner_password).expect(200);
  CHECK(phc() != old);
  people.log_in(owner_email, owner_password).expect(200);
}

TEST_CASE("auth: who belongs to no org any more does not get in") {
  People people;
  const auto owner = people.owner();
  people.app.world.database.run("UPDATE memberships SET status = 'suspended'");
  CHECK(people.log_in(owner_email, owner_password).status == 403);
  CHECK(people.status_of(owner) == 401);
  CHECK(people.refresh(owner.refresh).status == 401);
}

// ---- other sites

TEST_CASE("auth: another site's browser is refused everywhere") {
  People people;
  const auto owner = people.owner();
  const auto cookie = "__Host-arris_refresh=" + owner.refresh;
  for (const std::string path :
       {"/auth/setup", "/auth/signup", "/auth/login", "/auth/magic-link", "/auth/magic-link/redeem",
        "/auth/refresh", "/auth/logout", "/auth/logout-all", "/auth/password/forgot",
        "/auth/password/reset"}) {
    const std::map<std::string, std::string> bodies = {
        {"/auth/setup", Json{{"token", people.setup_token()},
                             {"email", "b@example.com"},
                             {"name", "B"},
                             {"password", owner_password},
                             {"org_name", "B"}}
                            .dump()},
        {"/auth/signup", R"({"email":"b@example.com","name":"B"})"},
        {"/auth/login", Json{{"email", owner_email}, {"password", owner_password}}.dump()},
        {"/auth/magic-link", R"({"email":"ada@example.com"})"},
        {"/auth/magic-link/redeem", R"({"token":"x"})"},
        {"/auth/password/forgot", R"({"email":"ada@example.com"})"},
        {"/auth/password/reset", R"({"token":"x","password":"some fine words"})"}};
    const auto body = bodies.contains(path) ? bodies.at(path) : "";
    for (const App::Headers& sender :
         {App::Headers{{"origin", "https://evil.example"}},
          App::Headers{{"sec-fetch-site", "cross-site"}}, App::Headers{{"origin", "null"}}}) {
      auto headers = sender;
      headers.emplace_back("cookie", cookie);
      INFO(path);
      const auto response = people.app.post(path, body, {}, headers);
      CHECK(response.status == 403);
      CHECK(response.json()["code"] == "cross_site");
    }
    if (body.empty()) continue;
    CHECK(people.app.post(path, body, {}, {{"content-type", "text/plain"}}).status == 415);
  }
  CHECK(people.status_of(owner) == 200);
  CHECK(people.count("users") == "1");
  CHECK(people.app.world.mails.empty());
}

// ---- session, profile, orgs

TEST_CASE("auth: the session shows the person, the org and the other orgs") {
  People people;
  const auto owner = people.owner();
  const auto body = people.app.get("/auth/session", owner.session()).expect(200).json();
  CHECK(body["user"]["name"] == "Ada");
  CHECK(body["org"]["name"] == "Engines");
  CHECK(body["role"] == "owner");
  CHECK(body["orgs"].size() == 1);
  CHECK(body["expires_at_ms"] == people.app.world.now_ms + 7ll * 86'400'000);
  people.app.world.database.run("UPDATE memberships SET role = 'viewer'");
  CHECK(people.app.get("/auth/session", owner.session()).json()["role"] == "viewer");
}

TEST_CASE("auth: a profile changes if it is as the caller knows it") {
  People people;
  const auto owner = people.owner();
  const auto change = [&](const char* body, const App::Headers& headers) {
    return people.app.patch("/auth/me", body, owner.session(), headers);
  };
  change(R"({"name":""})", {}).expect(400);
  change(R"({"email":"new@example.com"})", {}).expect(400);
  change(R"({"name":"Ada L"})", {{"if-match", "\"v2\""}}).expect(412);
  CHECK(people.app.rows("SELECT name FROM users") == Rows{{"Ada"}});
  const auto changed = change(R"({"name":"Ada L"})", {{"if-match", "\"v1\""}}).expect(200);
  CHECK(changed.header("etag") == "\"v2\"");
  CHECK(changed.json()["name"] == "Ada L");
  change("{}", {}).expect(200);
  CHECK(people.app.rows("SELECT name, version FROM users") == Rows{{"Ada L", "2"}});
}

TEST_CASE("auth: a person acts in the org that they switch to") {
  People people;
  const auto owner = people.owner();
  const auto user_id = people.app.rows("SELECT id FROM users")[0][0];
  const auto other = people.app.given.org("Looms"), foreign = people.app.given.org("Secret");
  people.app.world.database.run(
      "INSERT INTO memberships (org_id, user_id, role, status, joined_at_ms) VALUES ('" + other +
      "', '" + user_id + "', 'viewer', 'active', 1)");
  const auto switch_to = [&](const std::string& org) {
    return people.app.post("/auth/switch-org", Json{{"org_id", org}}.dump(), owner.session());
  };
  const auto missing = switch_to("018bcfe5-6800-7000-8000-000000000000").expect(404);
  const auto hidden = switch_to(foreign).expect(404);
  CHECK(hidden.body == missing.body);
  const auto switched = switch_to(other).expect(200).json();
  CHECK(switched["role"] == "viewer");
  CHECK(switched["org"]["name"] == "Looms");
  const Tokens there{switched["access_token"], ""};
  CHECK(people.app.get("/auth/session", there.session()).json()["org"]["id"] == other);
  CHECK(people.refresh(owner.refresh).expect(200).json()["org"]["id"] == other);
  CHECK(people.log_in(owner_email, owner_password).json()["org"]["id"] == other);
}

TEST_CASE("auth: who was removed from an org refreshes into another of theirs") {
  People people;
  const auto owner = people.owner();
  const auto user_id = people.app.rows("SELECT id FROM users")[0][0];
  const auto other = people.app.given.org("Looms");
  people.app.world.database.run(
      "INSERT INTO memberships (org_id, user_id, role, status, joined_at_ms) VALUES ('" + other +
      "', '" + user_id + "', 'member', 'active', 1)");
  people.app.world.database.run("DELETE FROM memberships WHERE role = 'owner'");
  CHECK(people.status_of(owner) == 401);
  const auto moved = people.refresh(owner.refresh).expect(200).json();
  CHECK(moved["org"]["id"] == other);
  CHECK(moved["role"] == "member");
}

TEST_CASE("auth: sessions are listed in pages and ended one by one") {
  People people;
  const auto owner = people.owner();
  const auto stranger = people.app.given.member(http::Role::owner);
  people.app.world.now_ms += 1000;
  const auto second =
      People::tokens(people.log_in(owner_email, owner_password, "body", {{"user-agent", "Phone"}}));
  const auto page = people.app.get("/auth/sessions?limit=1", owner.session()).expect(200).json();
  CHECK(page["data"].size() == 1);
  CHECK(page["data"][0]["user_agent"] == "Phone");
  CHECK(page["data"][0]["current"] == false);
  const auto rest =
      people.app
          .get("/auth/sessions?limit=1&cursor=" + page["next_cursor"].get<std::string>(),
               owner.session())
          .expect(200)
          .json();
  CHECK(rest["data"][0]["current"] == true);
  CHECK(rest["next_cursor"].is_null());
  const std::string id = page["data"][0]["id"];
  people.app.erase("/auth/sessions/" + id, stranger).expect(404);
  CHECK(people.status_of(second) == 200);
  people.app.erase("/auth/sessions/" + id, owner.session()).expect(204);
  people.app.erase("/auth/sessions/" + id, owner.session()).expect(404);
  CHECK(people.status_of(second) == 401);
  CHECK(people.status_of(owner) == 200);
  CHECK(people.refresh(second.refresh).status == 401);
}

TEST_CASE("auth: the published key verifies access tokens") {
  People people;
  const auto response = people.app.get("/.well-known/jwks.json").expect(200);
  const auto key = response.json()["keys"][0];
  const auto* signing = people.app.world.keyring.find("access_token");
  CHECK(key["kid"] == signing->kid);
  CHECK(from_base64url(key["x"].get<std::string>()) == std::string(signing->signing.public_key()));
  CHECK(key["kty"] == "OKP");
  CHECK(key["crv"] == "Ed25519");
}

TEST_CASE("auth: links, attempts and sessions that ended go, however many they are") {
  People people;
  people.set_up(people.setup_token()).expect(201);
  auto& database = people.app.world.database;
  const std::string many =
      "WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 2500) ";
  database.run(many +
               "INSERT INTO login_links SELECT format('%064d', i), 'login', 'a@b.c', "
               "format('%064d', i), format('%064d', i), 0, '{}', 1, 1, NULL FROM n");
  database.run(many + "INSERT INTO login_attempts SELECT 'email:' || i, 1, 1 FROM n");
  database.run(many +
               "INSERT INTO sessions SELECT id || i, user_id, org_id, 1, 0, '', 1, 1, 1, 1, NULL "
               "FROM n, sessions");
  CHECK(people.app.tick("remove_what_ended") == 204);
  CHECK(people.app.rows("SELECT count(*) FROM login_links") == Rows{{"0"}});
  CHECK(people.app.rows("SELECT count(*) FROM login_attempts WHERE last_at_ms = 1") == Rows{{"0"}});
  CHECK(people.app.rows("SELECT count(*) FROM sessions") == Rows{{"1"}});
}
