// Mailed links: sign-up, magic link, forgotten password, and changing a password.

#include <doctest/doctest.h>

#include "auth/test_people.h"

using namespace arris;
using namespace arris::auth;

namespace {

constexpr std::string_view new_password = "another walk at night";

std::string address(std::string_view email) { return Json{{"email", email}}.dump(); }

Response ask(People& people, std::string_view email = owner_email) {
  return people.app.post("/auth/magic-link", address(email)).expect(202);
}

Response sign_up(People& people, std::string_view email, std::string_view password = {}) {
  Json body{{"email", email}, {"name", "Grace"}, {"org_name", "Compilers"}};
  if (!password.empty()) body["password"] = password;
  return people.app.post("/auth/signup", body.dump()).expect(202);
}

bool stored_anywhere(People& people, std::string_view secret) {
  for (const auto& row : people.app.rows("SELECT token_hash || purpose || email || browser_hash || "
                                         "code_mac || details FROM login_links")) {
    if (row[0].find(secret) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("links: a known and an unknown address are answered alike") {
  for (const std::string path : {"/auth/magic-link", "/auth/password/forgot", "/auth/signup"}) {
    INFO(path);
    Response answers[2];
    for (int known = 0; known < 2; ++known) {
      People people;
      if (known) people.owner();
      Json body{{"email", owner_email}};
      if (path == "/auth/signup") body["name"] = "Ada";
      answers[known] = people.app.post(path, body.dump()).expect(202);
      CHECK(people.app.world.mails.size() == 1);
      CHECK(people.count("login_links") == "1");
    }
    CHECK(answers[0].body == answers[1].body);
    CHECK(answers[0].sql_calls == answers[1].sql_calls);
    CHECK(answers[0].headers.size() == answers[1].headers.size());
  }
}

TEST_CASE("links: an unknown address gets a mail without a token") {
  People people;
  ask(people, "nobody@example.com");
  CHECK(people.mailed_token() == "");
  CHECK(people.app.world.mails.back().to == "nobody@example.com");
  people.app.post("/auth/password/forgot", address("nobody@example.com")).expect(202);
  CHECK(people.mailed_token() == "");
}

TEST_CASE("links: secrets are mailed or set as a cookie, never stored") {
  People people;
  people.owner();
  const auto cookie = cookie_of(ask(people));
  CHECK(cookie.starts_with("__Host-arris_link="));
  CHECK(people.mailed_token().size() == 43);
  for (const auto& secret : {people.mailed_token(), people.mailed_code(), cookie.substr(18)})
    CHECK(!stored_anywhere(people, secret));
}

TEST_CASE("links: one address is mailed ten times in a quarter of an hour") {
  People people;
  people.owner();
  for (int i = 0; i < 12; ++i) ask(people);
  CHECK(people.app.world.mails.size() == 10);
  CHECK(people.count("login_links") == "10");
  people.app.world.now_ms += 15 * 60'000;
  ask(people);
  CHECK(people.app.world.mails.size() == 11);
}

// ---- magic link

TEST_CASE("magic link: it signs in once, in the browser that asked") {
  People people;
  people.owner();
  const auto cookie = cookie_of(ask(people));
  const auto token = people.mailed_token();
  people.app.get("/auth/magic-link/redeem?token=" + token).expect(405);
  CHECK(people.redeem({{"token", token}}).expect(403).json()["code"] == "forbidden");
  people.redeem({{"token", token}}, "__Host-arris_link=" + std::string(43, 'A')).expect(403);
  const auto body =
      people.redeem({{"token", token}, {"token_transport", "body"}}, cookie).expect(200).json();
  CHECK(body["user"]["email"] == owner_email);
  CHECK(people.status_of({body["access_token"], ""}) == 200);
  for (int i = 0; i < 100; ++i) CHECK(people.redeem({{"token", token}}, cookie).status == 410);
}

TEST_CASE("magic link: an earlier link opens in the browser that asked again") {
  People people;
  people.owner();
  const auto cookie = cookie_of(ask(people));
  const auto token = people.mailed_token();
  const auto again =
      people.app.post("/auth/magic-link", address(owner_email), {}, {{"cookie", cookie}});
  CHECK(cookie_of(again) == cookie);
  people.redeem({{"token", token}}, cookie).expect(200);
}

TEST_CASE("magic link: it is dead after ten minutes") {
  People people;
  people.owner();
  const auto cookie = cookie_of(ask(people));
  people.app.world.now_ms += 10 * 60'000;
  people.redeem({{"token", people.mailed_token()}}, cookie).expect(410);
  people.redeem({{"email", owner_email}, {"code", people.mailed_code()}}).expect(401);
}

TEST_CASE("magic link: its code opens it in another browser, within five tries") {
  People people;
  people.owner();
  ask(people);
  const auto token = people.mailed_token(), code = people.mailed_code();
  const std::string wrong = code == "000000" ? "000001" : "000000";
  for (int i = 0; i < 4; ++i) people.redeem({{"token", token}, {"code", wrong}}).expect(401);
  people.redeem({{"token", token}, {"code", code}}).expect(200);
  ask(people);
  const auto other = people.mailed_token(), other_code = people.mailed_code();
  for (int i = 0; i < 5; ++i) people.redeem({{"token", other}, {"code", "x"}}).expect(401);
  people.redeem({{"token", other}, {"code", other_code}}).expect(410);
}

TEST_CASE("magic link: the address and the code do as well, and their guesses are the account's") {
  People people;
  people.owner();
  ask(people);
  people.redeem({{"email", "nobody@example.com"}, {"code", people.mailed_code()}}).expect(401);
  people.redeem({{"email", owner_email}, {"code", people.mailed_code()}}).expect(200);
  people.redeem({{"email", owner_email}, {"code", people.mailed_code()}}).expect(401);
  for (int i = 0; i < 9; ++i) {
    ask(people);
    people.redeem({{"email", owner_email}, {"code", "x"}}).expect(401);
  }
  people.redeem({{"email", owner_email}, {"code", people.mailed_code()}}).expect(429);
}

TEST_CASE("magic link: a reset link signs nobody in") {
  People people;
  people.owner();
  const auto asked = people.app.post("/auth/password/forgot", address(owner_email)).expect(202);
  people.redeem({{"token", people.mailed_token()}}, cookie_of(asked)).expect(410);
}

// ---- sign-up

TEST_CASE("sign-up: where it is closed nothing is written or mailed, and it says so") {
  People people;
  const App::Headers closed{{"x-arris-sign-up", "closed"}};
  const std::string body = R"({"email":"grace@example.com","name":"Grace"})";
  for (const auto& headers : {closed, App::Headers{{"x-arris-sign-up", ""}}}) {
    const auto refusal = people.app.post("/auth/signup", body, {}, headers).expect(403).json();
    CHECK(refusal["code"] == "forbidden");
    CHECK(refusal["detail"] == "Sign-up is closed: ask to be invited");
    const auto now = people.app.request("GET", "/auth/signup", {}, {}, headers).expect(200);
    CHECK(now.body == R"({"state":"closed"})");
    CHECK(now.sql_calls == 0);
  }
  CHECK(people.app.world.mails.empty());
  CHECK(people.count("login_links") == "0");
  CHECK(people.app.get("/auth/signup").expect(200).body == R"({"state":"open"})");
}

TEST_CASE("sign-up: a link that was mailed before it was closed still opens") {
  People people;
  sign_up(people, "grace@example.com");
  const Json asked{{"token", people.mailed_token()}, {"code", people.mailed_code()}};
  people.app.post("/auth/magic-link/redeem", asked.dump(), {}, {{"x-arris-sign-up", "closed"}})
      .expect(200);
  CHECK(people.count("users") == "1");
}

TEST_CASE("sign-up: nothing exists until the link is redeemed; then a person with their own org") {
  People people;
  const auto asked = sign_up(people, "Grace@Example.com", new_password);
  CHECK(people.count("users") == "0");
  CHECK(!stored_anywhere(people, new_password));
  const auto body =
      people.redeem({{"token", people.mailed_token()}}, cookie_of(asked)).expect(200).json();
  CHECK(body["role"] == "owner");
  CHECK(body["org"]["name"] == "Compilers");
  CHECK(body["user"]["email"] == "grace@example.com");
  CHECK(people.app.rows("SELECT topic FROM outbox") == Rows{{"member.joined"}});
  people.log_in("grace@example.com", new_password).expect(200);
}

TEST_CASE("sign-up: a password that someone else typed does not count") {
  People people;
  sign_up(people, "grace@example.com", new_password);
  people.redeem({{"token", people.mailed_token()}, {"code", people.mailed_code()}}).expect(200);
  people.log_in("grace@example.com", new_password).expect(401);
}

TEST_CASE("sign-up: two links for one address make one person") {
  People people;
  const auto first = sign_up(people, "grace@example.com");
  const auto token = people.mailed_token();
  const auto second = sign_up(people, "grace@example.com");
  people.redeem({{"token", people.mailed_token()}}, cookie_of(second)).expect(200);
  people.redeem({{"token", token}}, cookie_of(first)).expect(200);
  CHECK(people.count("users") == "1");
  CHECK(people.count("orgs") == "1");
}

TEST_CASE("sign-up: who has an account is signed in by the link and keeps their password") {
  People people;
  people.owner();
  const auto asked = sign_up(people, owner_email, new_password);
  people.redeem({{"token", people.mailed_token()}}, cookie_of(asked)).expect(200);
  people.log_in(owner_email, new_password).expect(401);
  people.log_in(owner_email, owner_password).expect(200);
  CHECK(people.count("users") == "1");
}

TEST_CASE("links: an address that the mail server refuses is a fault of the body") {
  People people;
  people.app.world.refused_recipient = "grace@example.com";
  for (const std::string path : {"/auth/magic-link", "/auth/password/forgot", "/auth/signup"}) {
    Json body{{"email", "Grace@Example.com"}};
    if (path == "/auth/signup") body["name"] = "Grace";
    const auto fault = people.app.post(path, body.dump()).expect(400).json()["errors"][0];
    CHECK(fault["pointer"] == "#/email");
    CHECK(fault["code"] == "undeliverable");
  }
}

TEST_CASE("sign-up: nothing is half done when the database fails") {
  People people;
  const auto asked = sign_up(people, "grace@example.com");
  for (int call = 1; call <= 2; ++call) {
    people.app.world.failing_sql_call = call;
    people.redeem({{"token", people.mailed_token()}}, cookie_of(asked)).expect(503);
    for (const auto* table : {"users", "orgs", "memberships", "sessions"})
      CHECK(people.count(table) == "0");
  }
  people.app.world.failing_sql_call = 0;
  people.redeem({{"token", people.mailed_token()}}, cookie_of(asked)).expect(200);
}

// ---- password

TEST_CASE("password: a change wants the present one and ends every other session") {
  People people;
  const auto owner = people.owner();
  const auto other = People::tokens(people.log_in(owner_email, owner_password));
  const auto cookie = cookie_of(ask(people));
  const auto change = [&](const Json& body) {
    return people.app.post("/auth/password", body.dump(), owner.session());
  };
  change({{"new_password", new_password}}).expect(400);
  const auto wrong = change({{"current_password", "wrong"}, {"new_password", new_password}});
  CHECK(wrong.expect(400).json()["errors"][0]["pointer"] == "#/current_password");
  change({{"current_password", owner_password}, {"new_password", "ada@example.com"}}).expect(400);
  people.log_in(owner_email, owner_password).expect(200);
  change({{"current_password", owner_password}, {"new_password", new_password}}).expect(204);
  CHECK(people.status_of(owner) == 200);
  CHECK(people.status_of(other) == 401);
  CHECK(people.refresh(other.refresh).status == 401);
  people.redeem({{"token", people.mailed_token()}}, cookie).expect(410);
  people.log_in(owner_email, owner_password).expect(401);
  people.log_in(owner_email, new_password).expect(200);
}

TEST_CASE("password: a stolen session guesses ten times") {
  People people;
  const auto owner = people.owner();
  const auto guess = [&] {
    return people.app.post(
        "/auth/password",
        Json{{"current_password", "wrong"}, {"new_password", new_password}}.dump(),
        owner.session());
  };
  for (int i = 0; i < 10; ++i) guess().expect(400);
  guess().expect(429);
  people.log_in(owner_email, owner_password).expect(200);
}

TEST_CASE("password: who signed up by mail alone sets a first one") {
  People people;
  const auto asked = sign_up(people, "grace@example.com");
  const auto body =
      people.redeem({{"token", people.mailed_token()}}, cookie_of(asked)).expect(200).json();
  const native::Session session{.token = body["access_token"]};
  people.app.post("/auth/password", Json{{"new_password", new_password}}.dump(), session)
      .expect(204);
  people.log_in("grace@example.com", new_password).expect(200);
}

TEST_CASE("password: a reset link sets a new one, once, and ends every session") {
  People people;
  const auto owner = people.owner();
  people.app.post("/auth/password/forgot", address(owner_email)).expect(202);
  const auto token = people.mailed_token();
  const auto reset = [&](std::string_view password) {
    return people.app.post("/auth/password/reset",
                           Json{{"token", token}, {"password", password}}.dump());
  };
  reset("password1").expect(400);
  reset(new_password).expect(204);
  reset(new_password).expect(410);
  CHECK(people.status_of(owner) == 401);
  CHECK(people.refresh(owner.refresh).status == 401);
  people.log_in(owner_email, owner_password).expect(401);
  people.log_in(owner_email, new_password).expect(200);
}

TEST_CASE("password: a magic link resets nothing") {
  People people;
  people.owner();
  ask(people);
  people.app
      .post("/auth/password/reset",
            Json{{"token", people.mailed_token()}, {"password", new_password}}.dump())
      .expect(410);
  people.log_in(owner_email, owner_password).expect(200);
}
