// Another address for an account: asked for, confirmed, told of.

#include <doctest/doctest.h>

#include "auth/test_people.h"

using namespace arris;
using namespace arris::auth;

namespace {

constexpr std::string_view new_email = "ada@engines.example";

struct Asking : People {
  Tokens ada = owner();

  Response ask(std::string_view email = new_email, std::string_view password = owner_password) {
    const Json body{{"email", email}, {"current_password", password}};
    auto answer = app.post("/auth/email", body.dump(), ada.session());
    app.deliver();
    return answer;
  }
  Response confirm(std::string_view token, const Tokens& who) {
    return app.post("/auth/email/confirm", Json{{"token", token}}.dump(), who.session());
  }
  std::string text_to(std::string_view email) {
    for (auto mail = app.world.mails.rbegin(); mail != app.world.mails.rend(); ++mail)
      if (mail->to == email) return mail->text;
    return {};
  }
  std::string token_to(std::string_view email) {
    const auto text = text_to(email);
    const auto at = text.find("/confirm-email#token=");
    return at == std::string::npos ? "" : text.substr(at + 21, 43);
  }
};

// A person who signed up by mail, and so has no password.
Tokens without_password(People& people, std::string_view email) {
  const Json body{{"email", email}, {"name", "Grace"}, {"org_name", "Compilers"}};
  people.app.post("/auth/signup", body.dump()).expect(202);
  return People::tokens(people
                            .redeem({{"token", people.mailed_token()},
                                     {"code", people.mailed_code()},
                                     {"token_transport", "body"}})
                            .expect(200));
}

}  // namespace

TEST_CASE("address: only who proves that the account is theirs may ask for another") {
  Asking people;
  people.app.post("/auth/email", R"({"email":"x@example.com"})").expect(401);
  const auto absent =
      people.app.post("/auth/email", R"({"email":"x@example.com"})", people.ada.session());
  CHECK(absent.expect(400).json()["errors"][0]["code"] == "required");
  const auto wrong = people.ask(new_email, "wrong");
  CHECK(wrong.expect(400).json()["errors"][0]["pointer"] == "#/current_password");
  CHECK(people.ask("ADA@example.com").expect(400).json()["errors"][0]["code"] == "same");
  people.ask("nobody").expect(400);
  CHECK(people.app.world.mails.empty());
  CHECK(people.count("email_changes") == "0");
}

TEST_CASE("address: the present one is told by the outbox, so one that is gone stops nothing") {
  Asking people;
  const Json body{{"email", new_email}, {"current_password", owner_password}};
  people.app.post("/auth/email", body.dump(), people.ada.session()).expect(202);
  CHECK(people.text_to(new_email) != "");
  CHECK(people.text_to(owner_email) == "");
  CHECK(people.count("outbox WHERE topic = 'address.asked'") == "1");
  people.app.deliver();
  CHECK(people.text_to(owner_email).find("change your password") != std::string::npos);
}

TEST_CASE("address: without a password a sign-in of a moment ago proves it") {
  People people;
  const auto grace = without_password(people, "grace@example.com");
  const auto ask = [&] {
    return people.app.post("/auth/email", R"({"email":"g@example.com"})", grace.session());
  };
  ask().expect(202);
  people.app.world.now_ms += 10 * 60'000;
  CHECK(ask().expect(403).json()["code"] == "sign_in_again");
  const auto first = people.app.post(
      "/auth/password", R"({"new_password":"another walk at night"})", grace.session());
  CHECK(first.expect(403).json()["code"] == "sign_in_again");
}

TEST_CASE("address: a stolen session guesses at the password ten times, whatever it asks for") {
  Asking people;
  for (int i = 0; i < 10; ++i) people.ask(new_email, "wrong").expect(400);
  people.ask().expect(429);
  const Json body{{"current_password", owner_password}, {"new_password", "another walk at night"}};
  people.app.post("/auth/password", body.dump(), people.ada.session()).expect(429);
  people.log_in(owner_email, owner_password).expect(200);
}

TEST_CASE("address: one that is taken is answered alike, and its owner is told") {
  Asking people;
  without_password(people, "grace@example.com");
  const auto mails = people.app.world.mails.size();
  const auto taken = people.ask("grace@example.com").expect(202);
  CHECK(people.app.world.mails.size() == mails + 2);
  CHECK(people.token_to("grace@example.com") == "");
  CHECK(people.text_to("grace@example.com").find("an account for it already") != std::string::npos);
  const auto free = people.ask().expect(202);
  CHECK(taken.body == free.body);
  CHECK(taken.sql_calls == free.sql_calls);
  CHECK(people.app.world.mails.size() == mails + 4);
}

TEST_CASE("address: it is mailed ten times in a quarter of an hour, whoever asks") {
  Asking people;
  const auto grace = without_password(people, "grace@example.com");
  const auto before = people.app.world.mails.size();
  for (int i = 0; i < 9; ++i) people.ask().expect(202);
  for (int i = 0; i < 3; ++i)
    people.app.post("/auth/email", Json{{"email", new_email}}.dump(), grace.session()).expect(202);
  people.app.deliver();
  CHECK(people.app.world.mails.size() == before + 2 * 10);
  CHECK(people.app.rows("SELECT attempts, length(subject), subject LIKE '%@%' FROM login_attempts "
                        "WHERE subject LIKE 'mailed:%'") == Rows{{"10", "71", "0"}});
}

TEST_CASE(
    "address: a person asks ten times in a row, and others behind their address still sign in") {
  Asking people;
  for (int i = 0; i < 10; ++i) people.ask("n" + std::to_string(i) + "@example.com").expect(202);
  people.ask().expect(429);
  CHECK(people.app.rows("SELECT attempts FROM login_attempts WHERE subject LIKE 'address:%'") ==
        Rows{{"1"}});
  people.app.world.now_ms += 15 * 60'000;
  people.ada = People::tokens(people.refresh(people.ada.refresh).expect(200));
  people.ask().expect(202);
}

TEST_CASE("address: nothing changes until it is confirmed, by the same person, in time, once") {
  Asking people;
  const auto grace = without_password(people, "grace@example.com");
  people.ask().expect(202);
  const auto token = people.token_to(new_email);
  CHECK(token.size() == 43);
  CHECK(people.app.rows("SELECT count(*) FROM email_changes WHERE token_hash = '" + token + "'") ==
        Rows{{"0"}});
  CHECK(people.text_to(owner_email).find("change your password") != std::string::npos);
  people.log_in(new_email, owner_password).expect(401);
  people.app.post("/auth/email/confirm", Json{{"token", token}}.dump()).expect(401);
  people.confirm(token, grace).expect(410);
  people.confirm("no-such-token", people.ada).expect(410);
  people.redeem({{"token", token}}).expect(410);
  CHECK(people.confirm(token, people.ada).expect(200).json()["email"] == new_email);
  people.confirm(token, people.ada).expect(410);
  people.log_in(owner_email, owner_password).expect(401);
  people.log_in(new_email, owner_password).expect(200);
}

TEST_CASE("address: a link is dead after ten minutes, after a newer one and after a new password") {
  Asking people;
  people.ask().expect(202);
  const auto first = people.token_to(new_email);
  people.ask().expect(202);
  people.confirm(first, people.ada).expect(410);
  const auto second = people.token_to(new_email);
  people.app.world.now_ms += 10 * 60'000;
  people.confirm(second, people.ada).expect(410);
  people.ask().expect(202);
  const auto third = people.token_to(new_email);
  const Json body{{"current_password", owner_password}, {"new_password", "another walk at night"}};
  people.app.post("/auth/password", body.dump(), people.ada.session()).expect(204);
  people.confirm(third, people.ada).expect(410);
}

TEST_CASE("address: who forgot the password and resets it voids what a thief asked for") {
  Asking people;
  people.ask().expect(202);
  people.app.post("/auth/password/forgot", Json{{"email", owner_email}}.dump()).expect(202);
  const Json body{{"token", people.mailed_token()}, {"password", "another walk at night"}};
  people.app.post("/auth/password/reset", body.dump()).expect(204);
  CHECK(people.count("email_changes") == "0");
}

TEST_CASE("address: one that was taken meanwhile is refused, and all stays") {
  Asking people;
  people.ask("grace@example.com").expect(202);
  const auto token = people.token_to("grace@example.com");
  without_password(people, "grace@example.com");
  CHECK(people.confirm(token, people.ada).expect(409).json()["code"] == "conflict");
  people.log_in(owner_email, owner_password).expect(200);
}

TEST_CASE("address: a change ends other sessions and links, and is told and logged everywhere") {
  Asking people;
  const auto other = People::tokens(people.log_in(owner_email, owner_password));
  const auto org = people.app.rows("SELECT id FROM orgs")[0][0];
  people.app.given.member(http::Role::owner);
  people.app.world.database.run(
      "INSERT INTO memberships (org_id, user_id, role, status, joined_at_ms) "
      "SELECT o.id, u.id, 'viewer', 'suspended', 1 FROM orgs o, users u "
      "WHERE o.id <> '" +
      org + "' AND u.email = 'ada@example.com'");
  const auto asked = people.app.post("/auth/magic-link", Json{{"email", owner_email}}.dump());
  const auto link = people.mailed_token();
  people.ask().expect(202);
  people.confirm(people.token_to(new_email), people.ada).expect(200);
  CHECK(people.status_of(people.ada) == 200);
  CHECK(people.status_of(other) == 401);
  CHECK(people.refresh(other.refresh).status == 401);
  people.redeem({{"token", link}}, cookie_of(asked)).expect(410);
  CHECK(people.app.rows("SELECT DISTINCT org_id FROM audit_log WHERE action = 'email.changed'") ==
        people.app.rows("SELECT id FROM orgs ORDER BY id"));
  CHECK(people.count("outbox WHERE topic = 'audit.appended' AND payload <> '{}'") ==
        people.count("orgs"));
  people.app.deliver();
  CHECK(people.text_to(owner_email).find("signs in to it no longer") != std::string::npos);
}

TEST_CASE("address: nothing is half done when the database fails") {
  Asking people;
  people.ask().expect(202);
  const auto token = people.token_to(new_email);
  people.app.world.failing_sql_call = 1;
  people.confirm(token, people.ada).expect(503);
  CHECK(people.count("users WHERE email = 'ada@example.com'") == "1");
  people.app.world.failing_sql_call = 0;
  people.confirm(token, people.ada).expect(200);
}
