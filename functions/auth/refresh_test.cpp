// Refresh and sign-out: rotation, reuse, races, and what dies with a session.

#include <doctest/doctest.h>

#include "auth/test_people.h"
#include "people/refresh_token.h"

using namespace arris;
using namespace arris::auth;

namespace {

std::string refreshed(People& people, const std::string& token) {
  return People::tokens(people.refresh(token).expect(200)).refresh;
}

}  // namespace

TEST_CASE("refresh: a token rotates; its copy for the cookie does not leave in the body") {
  People people;
  const auto owner = people.owner();
  const auto child = refreshed(people, owner.refresh);
  CHECK(child != owner.refresh);
  CHECK(refreshed(people, child) != child);
  const auto response =
      people.app.post("/auth/refresh", "", {}, {{"cookie", "__Host-arris_refresh=" + child}});
  response.expect(200);
  CHECK(!response.json().contains("refresh_token"));
  CHECK(response.header("set-cookie").starts_with("__Host-arris_refresh="));
}

TEST_CASE("refresh: a changed token is refused, whatever bit is changed") {
  People people;
  const auto owner = people.owner();
  const auto bytes = from_base64url(owner.refresh).value();
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    auto changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    if (bit % 60 == 0) people.app.world.now_ms += 60'000;
    INFO(bit);
    REQUIRE(people.refresh(to_base64url(as_bytes(changed))).status == 401);
  }
  CHECK(people.app.rows("SELECT counter FROM sessions") == Rows{{"0"}});
  people.refresh(owner.refresh).expect(200);
}

TEST_CASE("refresh: an access token is no refresh token, nor the other way round") {
  People people;
  const auto owner = people.owner();
  people.app.post("/auth/refresh", R"({"refresh_token":"x"})", owner.session()).expect(401);
  people.app.post("/auth/refresh", "", {}, {{"cookie", "__Host-arris_refresh=" + owner.access}})
      .expect(401);
  people.app.get("/auth/session", {.token = owner.refresh}).expect(401);
}

TEST_CASE("refresh: parallel refreshes get the same child") {
  People people;
  const auto owner = people.owner();
  const auto child = refreshed(people, owner.refresh);
  for (int i = 0; i < 99; ++i) CHECK(refreshed(people, owner.refresh) == child);
  CHECK(people.app.rows("SELECT counter FROM sessions") == Rows{{"1"}});
}

TEST_CASE("refresh: one round trip; who is in no org any more gets nothing and leaves no trace") {
  People people;
  const auto owner = people.owner();
  CHECK(people.refresh(owner.refresh).expect(200).sql_calls == 1);
  const auto child = refreshed(people, owner.refresh);
  people.app.world.database.run(
      "UPDATE memberships SET status = 'suspended', last_active_at_ms = 7");
  CHECK(people.refresh(child).expect(401).json()["code"] == "session_ended");
  CHECK(people.app.rows("SELECT counter FROM sessions") == Rows{{"1"}});
  CHECK(people.app.rows("SELECT last_active_at_ms FROM memberships") == Rows{{"7"}});
}

TEST_CASE("refresh: a session that was ended meanwhile is not advanced") {
  People people;
  const auto owner = people.owner();
  people.app.world.database.run("UPDATE sessions SET revoked_at_ms = 1");
  people.refresh(owner.refresh).expect(401);
  CHECK(people.app.rows("SELECT counter FROM sessions") == Rows{{"0"}});
}

TEST_CASE("refresh: a lost answer is made good by its parent, however late") {
  People people;
  const auto owner = people.owner();
  const auto child = refreshed(people, owner.refresh);
  people.app.world.now_ms += 3'600'000;
  CHECK(refreshed(people, owner.refresh) == child);
  CHECK(refreshed(people, child) != child);
}

TEST_CASE("refresh: an older token within the grace time gets the present one") {
  People people;
  const auto owner = people.owner();
  const auto child = refreshed(people, owner.refresh);
  const auto grandchild = refreshed(people, child);
  people.app.world.now_ms += arris::people::refresh_grace_ms;
  CHECK(refreshed(people, owner.refresh) == grandchild);
}

TEST_CASE("refresh: a stolen token's reuse ends the family and its access tokens at once") {
  People people;
  const auto owner = people.owner();
  const auto other = People::tokens(people.log_in(owner_email, owner_password));
  const auto child = refreshed(people, owner.refresh);
  const auto last = People::tokens(people.refresh(child).expect(200));
  people.app.world.now_ms += arris::people::refresh_grace_ms + 1;
  CHECK(people.refresh(owner.refresh).expect(401).json()["code"] == "session_ended");
  CHECK(people.status_of(owner) == 401);
  CHECK(people.status_of(last) == 401);
  for (const auto& dead : {owner.refresh, child, last.refresh})
    CHECK(people.refresh(dead).status == 401);
  CHECK(people.status_of(other) == 200);
  CHECK(people.app.rows("SELECT topic FROM outbox WHERE topic LIKE 'session%'") ==
        Rows{{"session.refresh_reused"}});
  CHECK(people.app.rows("SELECT action, actor_kind, audience FROM audit_log") ==
        Rows{{"session.reused", "system", "admins"}});
}

TEST_CASE("refresh: a session ends after 7 days of silence, and after 30 days in any case") {
  constexpr std::int64_t day_ms = 86'400'000;
  People people;
  auto token = people.owner().refresh;
  const auto idle = People::tokens(people.log_in(owner_email, owner_password)).refresh;
  for (int day = 6; day <= 24; day += 6) {
    people.app.world.now_ms += 6 * day_ms;
    token = refreshed(people, token);
  }
  people.refresh(idle).expect(401);
  people.app.world.now_ms += 6 * day_ms - 1;
  token = refreshed(people, token);
  people.app.world.now_ms += 1;
  people.refresh(token).expect(401);
}

TEST_CASE("refresh: nothing is half done when the database fails") {
  People people;
  const auto owner = people.owner();
  people.app.world.failing_sql_call = 1;
  people.refresh(owner.refresh).expect(503);
  CHECK(people.app.rows("SELECT counter FROM sessions") == Rows{{"0"}});
  people.app.world.failing_sql_call = 0;
  people.refresh(owner.refresh).expect(200);
}

TEST_CASE("sign-out: either token ends the session and its access token, and only that one") {
  People people;
  const auto owner = people.owner();
  const auto by_body = People::tokens(people.log_in(owner_email, owner_password));
  const auto by_cookie = People::tokens(people.log_in(owner_email, owner_password));
  const auto by_access = People::tokens(people.log_in(owner_email, owner_password));
  people.app.post("/auth/logout", Json{{"refresh_token", by_body.refresh}}.dump()).expect(204);
  const auto response = people.app.post("/auth/logout", "", {},
                                        {{"cookie", "__Host-arris_refresh=" + by_cookie.refresh}});
  CHECK(response.expect(204).header("set-cookie").starts_with("__Host-arris_refresh=; "));
  people.app.post("/auth/logout", "", by_access.session()).expect(204);
  for (const auto& ended : {by_body, by_cookie, by_access}) {
    CHECK(people.status_of(ended) == 401);
    CHECK(people.refresh(ended.refresh).status == 401);
  }
  CHECK(people.status_of(owner) == 200);
}

TEST_CASE("sign-out: everywhere means every session of this person, of nobody else") {
  People people;
  const auto stranger = people.app.given.member(http::Role::viewer);
  people.app.world.database.run("UPDATE memberships SET role = 'viewer'");
  const auto owner = people.owner();
  const auto other = People::tokens(people.log_in(owner_email, owner_password));
  people.app.post("/auth/logout-all", "", owner.session()).expect(204);
  people.app.post("/auth/logout-all", "", owner.session()).expect(401);
  for (const auto& ended : {owner, other}) CHECK(people.status_of(ended) == 401);
  CHECK(people.app.get("/auth/session", stranger).status == 200);
  people.log_in(owner_email, owner_password).expect(200);
}
