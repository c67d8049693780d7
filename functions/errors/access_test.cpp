// Programs that call with an access key instead of a session.

#include <doctest/doctest.h>

#include "errors/errors.h"
#include "native/app.h"

using namespace arris;
using http::KeyKind;
using http::Scope;
using native::App;
using native::Rows;

namespace {

constexpr std::string_view boom = R"({"error_type":"Boom","message":"out of memory"})";

struct Shop {
  App app{{&errors::function}};
  native::Session viewer = app.given.member(http::Role::viewer);
  native::Session writer = app.given.key({.scopes = {Scope::errors_write}});
  native::Session reader = app.given.key({.scopes = {Scope::read}});

  void change_key(const native::Session& key, const std::string& change) {
    app.world.database.run("UPDATE access_keys SET " + change + " WHERE id = '" + key.session_id +
                           "'");
  }
  std::string uses(const native::Session& key) {
    const auto rows =
        app.rows("SELECT uses FROM key_usage_days WHERE day_at_ms = 0 AND key_id = '" +
                 key.session_id + "'");
    return rows.empty() ? "0" : rows.front().front();
  }
};

std::string code_of(const native::Response& response) { return response.json()["code"]; }

}  // namespace

TEST_CASE("keys: what is no key, or not good, or not for this, does nothing") {
  Shop shop;
  auto wrong = shop.writer.token;
  wrong.back() = wrong.back() == 'x' ? 'y' : 'x';
  CHECK(code_of(shop.app.post("/errors", boom, {.token = wrong}).expect(401)) == "invalid_key");
  const auto unknown = http::make_access_key(KeyKind::secret, std::string(32, 'r'));
  CHECK(code_of(shop.app.post("/errors", boom, {.token = unknown}).expect(401)) == "invalid_key");
  CHECK(code_of(shop.app.post("/errors", boom, shop.reader).expect(403)) == "insufficient_scope");
  CHECK(code_of(shop.app.get("/errors", shop.writer).expect(403)) == "insufficient_scope");
  CHECK(code_of(shop.app.get("/errors/projects", shop.reader).expect(403)) == "insufficient_scope");
  shop.change_key(shop.writer, "expires_at_ms = 1");
  CHECK(code_of(shop.app.post("/errors", boom, shop.writer).expect(401)) == "key_expired");
  shop.change_key(shop.reader, "revoked_at_ms = 1");
  CHECK(code_of(shop.app.get("/errors", shop.reader).expect(401)) == "invalid_key");
  CHECK(shop.app.rows("SELECT count(*) FROM error_events") == Rows{{"0"}});
}

TEST_CASE("keys: a program reports by a key of its org, in either header") {
  Shop shop;
  shop.app.post("/errors", boom, shop.writer).expect(202);
  shop.app.post("/errors", boom, {}, {{"x-api-key", shop.writer.token}}).expect(202);
  const auto open = shop.app.given.key({.scopes = {Scope::errors_write}, .kind = KeyKind::open});
  shop.app.post("/errors", boom, open).expect(202);
  const auto admin = shop.app.given.key({.scopes = {Scope::admin}});
  shop.app.post("/errors", boom, admin).expect(202);
  const auto page = shop.app.get("/errors", shop.reader).expect(200).json();
  CHECK(page["data"][0]["event_count"] == 4);
  const auto other_org = shop.app.given.org("other");
  const auto foreign = shop.app.given.key({.scopes = {Scope::read}, .org_id = other_org});
  CHECK(shop.app.get("/errors", foreign).expect(200).json()["data"].empty());
}

TEST_CASE("keys: a known key costs no round trip of its own") {
  Shop shop;
  CHECK(shop.app.get("/errors", shop.reader).sql_calls == 3);  // found, read, counted beside
  int beside = 0;
  for (int i = 0; i < 64; ++i) beside += shop.app.get("/errors", shop.reader).sql_calls - 1;
  CHECK(beside <= 12);
  shop.app.world.now_ms += 61'000;
  CHECK(shop.app.get("/errors", shop.reader).sql_calls == 3);  // found, read, counted beside
}

TEST_CASE("keys: what writes is counted exactly, a cursor works, a retry acts once") {
  Shop shop;
  for (int i = 0; i < 5; ++i) shop.app.post("/errors", boom, shop.writer).expect(202);
  CHECK(shop.uses(shop.writer) == "5");
  shop.app.post("/errors", R"({"error_type":"Other","message":"b"})", shop.writer).expect(202);
  const auto first = shop.app.get("/errors?limit=1", shop.reader).expect(200).json();
  const std::string cursor = first["next_cursor"];
  shop.app.get("/errors?limit=1&cursor=" + cursor, shop.reader).expect(200);
  const App::Headers once{{"idempotency-key", "once"}};
  shop.app.post("/errors", boom, shop.writer, once).expect(202);
  const auto again = shop.app.post("/errors", boom, shop.writer, once).expect(202);
  CHECK(again.header("idempotency-replayed") == "true");
}

TEST_CASE("keys: a key's own limit holds for it alone") {
  Shop shop;
  const auto slow = shop.app.given.key({.scopes = {Scope::read}, .limit_capacity = 2});
  shop.app.get("/errors", slow).expect(200);
  shop.app.get("/errors", slow).expect(200);
  const auto refused = shop.app.get("/errors", slow).expect(429);
  CHECK(refused.header("retry-after") == "30");
  shop.app.get("/errors", shop.reader).expect(200);
}

TEST_CASE("keys: a forged token spends nobody's budget") {
  Shop shop;
  auto forged = shop.viewer;
  forged.token.replace(forged.token.size() - 20, 20, std::string(20, 'A'));
  for (int i = 0; i < 1200; ++i)
    REQUIRE(code_of(shop.app.get("/errors", forged)) == "invalid_token");
  shop.app.get("/errors", shop.viewer).expect(200);
}

TEST_CASE("keys: unknown keys of one address are not looked up without end") {
  Shop shop;
  int refused = 0;
  for (int i = 0; i < 80; ++i) {
    const auto key = http::make_access_key(KeyKind::secret, shop.app.world.entropy());
    refused += shop.app.get("/errors", {.token = key}).status == 429 ? 1 : 0;
  }
  CHECK(refused == 20);
}

TEST_CASE("keys: a page of another site may report with a public key") {
  Shop shop;
  const auto asked = shop.app.request("OPTIONS", "/errors").expect(204);
  CHECK(asked.header("access-control-allow-origin") == "*");
  CHECK(asked.header("access-control-allow-headers").find("authorization") != std::string::npos);
  CHECK(shop.app.request("OPTIONS", "/errors/projects").header("access-control-allow-origin") ==
        "");
}
