// Access keys, from their issue to their end.

#include <doctest/doctest.h>

#include "keys/keys.h"
#include "native/app.h"

using namespace arris;
using http::Role;
using native::App;
using native::Rows;

namespace {

struct Shop {
  App app{{&keys::function}};
  native::Session admin = app.given.member(Role::admin);

  nlohmann::json issue(std::string_view scopes, std::string_view rest = "") {
    const std::string body = R"({"name":"ci","kind":"secret","scopes":[)" + std::string(scopes) +
                             "]" + std::string(rest) + "}";
    return app.post("/keys/access", body, admin).expect(201).json();
  }
  std::string verify(const nlohmann::json& issued, std::string_view rest = "") {
    const auto body =
        R"({"key":")" + issued["key"].get<std::string>() + "\"" + std::string(rest) + "}";
    return app.post("/keys/access/verify", body, admin).expect(200).json()["code"];
  }
};

}  // namespace

TEST_CASE("access keys: who may not issue, and what can't be issued") {
  Shop shop;
  const std::string good = R"({"name":"n","kind":"secret","scopes":["read"]})";
  shop.app.post("/keys/access", good).expect(401);
  shop.app.post("/keys/access", good, shop.app.given.member(Role::member)).expect(403);
  const auto admin_key = shop.app.given.key({.scopes = {http::Scope::admin}});
  shop.app.post("/keys/access", good, admin_key).expect(403);
  for (const std::string_view body :
       {R"({"name":"n","kind":"public","scopes":["read"]})",
        R"({"name":"n","kind":"public","scopes":["errors:write","admin"]})",
        R"({"name":"n","kind":"secret","scopes":[]})",
        R"({"name":"n","kind":"secret","scopes":["errors_write"]})",
        R"({"name":"n","kind":"other","scopes":["read"]})",
        R"({"name":"n","kind":"secret","scopes":["read"],"expires_at_ms":1})"})
    shop.app.post("/keys/access", body, shop.admin).expect(400);
  CHECK(shop.app.rows("SELECT count(*) FROM access_keys WHERE name = 'n'") == Rows{{"0"}});
}

TEST_CASE(
    "access keys: an expiry that can't be is a fault, and no key can be asked for by version") {
  Shop shop;
  const std::string id = shop.issue(R"("read")")["id"];
  const std::string path = "/keys/access/" + id;
  const auto with = [](std::int64_t at_ms) {
    return R"("expires_at_ms":)" + std::to_string(at_ms);
  };
  for (const std::int64_t at_ms : std::initializer_list<std::int64_t>{
           INT64_MIN, INT64_MAX, -(1ll << 53) - 2, (1ll << 53) + 2, 0, shop.app.world.now_ms,
           shop.app.world.now_ms + 36'501 * 86'400'000ll}) {
    const auto made = shop.app.post(
        "/keys/access", R"({"name":"n","kind":"secret","scopes":["read"],)" + with(at_ms) + "}",
        shop.admin);
    CHECK(made.expect(400).json()["errors"][0]["pointer"] == "#/expires_at_ms");
    shop.app.patch(path, "{" + with(at_ms) + "}", shop.admin).expect(400);
  }
  shop.app.patch(path, R"({"name":"x"})", shop.admin, {{"if-match", "\"v1\""}}).expect(412);
  shop.app.request("DELETE", path, "", shop.admin, {{"if-match", "\"v99\""}}).expect(412);
  CHECK(shop.app.get(path, shop.admin).expect(200).json()["name"] == "ci");
  shop.app.request("DELETE", path, "", shop.admin, {{"if-match", "*"}}).expect(204);
}

TEST_CASE("access keys: who may not change one, and what it can't become") {
  Shop shop;
  const std::string path = "/keys/access/" + shop.issue(R"("read")")["id"].get<std::string>();
  const std::string open = R"({"name":"web","kind":"public","scopes":["errors:write"]})";
  const auto web = shop.app.post("/keys/access", open, shop.admin).expect(201).json()["id"];
  shop.app.patch(path, R"({"name":"x"})").expect(401);
  shop.app.patch(path, R"({"name":"x"})", shop.app.given.member(Role::member)).expect(403);
  const auto admin_key = shop.app.given.key({.scopes = {http::Scope::admin}});
  shop.app.patch(path, R"({"scopes":["admin"]})", admin_key).expect(403);
  const auto rival = shop.app.given.member(Role::owner, shop.app.given.org("rival"));
  shop.app.patch(path, R"({"name":"x"})", rival).expect(404);
  for (const std::string_view body :
       {R"({"scopes":[]})", R"({"status":"expired"})", R"({"status":"on"})", R"({"name":""})",
        R"({"limits":{"requests":0,"window_s":60}})", R"({"limits":{"requests":1}})",
        R"({"kind":"public"})"})
    shop.app.patch(path, body, shop.admin).expect(400);
  const auto bad = shop.app.patch("/keys/access/" + web.get<std::string>(),
                                  R"({"scopes":["read"],"expires_at_ms":1})", shop.admin);
  CHECK(bad.expect(400).json()["errors"][0]["pointer"] == "#/expires_at_ms");
  const auto wide =
      shop.app.patch("/keys/access/" + web.get<std::string>(),
                     R"({"name":"wide","scopes":["errors:write","read"]})", shop.admin);
  CHECK(wide.expect(400).json()["errors"][0]["pointer"] == "#/scopes");
  CHECK(shop.app.rows("SELECT name, scopes FROM access_keys WHERE name IN ('ci', 'web') ORDER BY 1")
            .size() == 2);
}

TEST_CASE("access keys: a change writes what it names and nothing else") {
  Shop shop;
  const auto later = shop.app.world.now_ms + 86'400'000;
  const auto issued =
      shop.issue(R"("read")", R"(,"limits":{"requests":5,"window_s":60},"expires_at_ms":)" +
                                  std::to_string(later));
  const std::string path = "/keys/access/" + issued["id"].get<std::string>();
  const auto change = [&](std::string_view body) {
    const auto answer = shop.app.patch(path, body, shop.admin).expect(200).json();
    CHECK(answer == shop.app.get(path, shop.admin).json());
    return answer;
  };
  auto key = change(R"({"name":"robot"})");
  CHECK(key["name"] == "robot");
  CHECK(key["limits"]["requests"] == 5);
  CHECK(key["expires_at_ms"] == later);
  CHECK(key["scopes"] == nlohmann::json{"read"});
  key = change(R"({"limits":null,"expires_at_ms":null,"scopes":["admin"]})");
  CHECK(key["limits"].is_null());
  CHECK(key["expires_at_ms"].is_null());
  CHECK(shop.verify(issued, R"(,"scope":"tokens:write")") == "VALID");
  CHECK(change(R"({"limits":{"requests":1,"window_s":60}})")["name"] == "robot");
  CHECK(shop.verify(issued) == "VALID");
  CHECK(shop.verify(issued) == "RATE_LIMITED");
  change(R"({"limits":null,"status":"revoked"})");
  CHECK(shop.verify(issued) == "DISABLED");
  change(R"({"status":"revoked"})");
  change(R"({"status":"active"})");
  CHECK(shop.verify(issued) == "VALID");
  CHECK(shop.app.rows("SELECT count(*) FROM outbox WHERE topic = 'key.revoked'") == Rows{{"1"}});
  CHECK(shop.app.rows("SELECT action FROM audit_log ORDER BY sequence") ==
        Rows{{"access_key.issued"},
             {"access_key.changed"},
             {"access_key.changed"},
             {"access_key.changed"},
             {"access_key.revoked"},
             {"access_key.revoked"},
             {"access_key.restored"}});
}

TEST_CASE("access keys: a key is shown once, works, and is known by its hash alone") {
  Shop shop;
  const auto issued = shop.issue(R"("admin","read")");
  const std::string key = issued["key"], id = issued["id"];
  CHECK(key.starts_with("arris_sk_"));
  CHECK(shop.app.get("/keys/access", {.token = key}).expect(200).body.find(key) ==
        std::string::npos);
  const auto shown = shop.app.get("/keys/access/" + id, shop.admin).expect(200).json();
  CHECK(shown["usage_count"] == 1);
  CHECK(shown["scopes"] == nlohmann::json{"read", "admin"});
  CHECK(shop.app.rows("SELECT count(*) FROM access_keys WHERE key_hash LIKE '%arris%'") ==
        Rows{{"0"}});
  const auto usage = shop.app.get("/keys/" + id + "/usage", shop.admin).expect(200).json();
  CHECK(usage["uses"] == 1);
  shop.app.erase("/keys/access/" + id, shop.admin).expect(204);
  shop.app.get("/keys/access", {.token = key}).expect(401);
  shop.app.erase("/keys/access/" + id, shop.admin).expect(404);
}

TEST_CASE("access keys: what is refused is no use") {
  Shop shop;
  const auto issued = shop.issue(R"("read")");
  const native::Session caller{.token = issued["key"].get<std::string>()};
  const auto uses = [&] {
    return shop.app.rows("SELECT coalesce(sum(uses), 0) FROM key_usage_days WHERE day_at_ms = 0");
  };
  const auto good = shop.issue(R"("admin")");
  const native::Session admin{.token = good["key"].get<std::string>()};
  shop.app.get("/keys/access", caller).expect(403);
  shop.app.post("/keys/access/verify", "{}", admin).expect(400);
  for (int i = 0; i < 64; ++i) shop.app.get("/keys/access?limit=0", admin).expect(400);
  CHECK(uses() == Rows{{"0"}});
  const auto fresh = shop.issue(R"("admin")");
  shop.app.get("/keys/access", {.token = fresh["key"].get<std::string>()}).expect(200);
  CHECK(uses() == Rows{{"1"}});
  shop.app.patch("/keys/access/" + issued["id"].get<std::string>(), R"({"name":"x"})", admin)
      .expect(403);
  CHECK(uses() == Rows{{"1"}});
}

TEST_CASE("access keys: uses say which whole days they are of") {
  Shop shop;
  const auto issued = shop.issue(R"("admin")");
  shop.app.get("/keys/access", {.token = issued["key"].get<std::string>()}).expect(200);
  const auto now = shop.app.world.now_ms;
  const std::string path = "/keys/" + issued["id"].get<std::string>() + "/usage";
  const auto minute =
      shop.app
          .get(path + "?from_ms=" + std::to_string(now - 60'000) + "&to_ms=" + std::to_string(now),
               shop.admin)
          .expect(200)
          .json();
  const std::int64_t day_ms = 86'400'000;
  CHECK(minute["from_ms"] == (now - 60'000) / day_ms * day_ms);
  CHECK(minute["to_ms"] == (now + day_ms - 1) / day_ms * day_ms);
  CHECK(minute["uses"] == 1);
  shop.app.get(path + "?from_ms=" + std::to_string(now) + "&to_ms=1", shop.admin).expect(400);
}

TEST_CASE("access keys: a reroll leaves the old one for the overlap") {
  Shop shop;
  const auto old = shop.issue(R"("read")");
  const std::string id = old["id"];
  const auto next =
      shop.app.post("/keys/access/" + id + "/reroll", R"({"overlap_s":60})", shop.admin)
          .expect(201);
  CHECK(next.json()["access_key"]["replaces_id"] == id);
  CHECK(shop.verify(old) == "VALID");
  CHECK(shop.verify(next.json()) == "VALID");
  shop.app.world.now_ms += 60'000;
  CHECK(shop.verify(old) == "DISABLED");
  CHECK(shop.verify(next.json()) == "VALID");
  shop.app.post("/keys/access/" + id + "/reroll", "{}", shop.admin).expect(410);
}

TEST_CASE("access keys: a reroll is of the old one's kind, a change costs one round trip") {
  Shop shop;
  const auto path = [](const std::string& id) { return "/keys/access/" + id; };
  const auto issued =
      shop.app
          .post("/keys/access", R"({"name":"web","kind":"public","scopes":["errors:write"]})",
                shop.admin)
          .expect(201);
  const std::string id = issued.json()["id"];
  const auto next = shop.app.post(path(id) + "/reroll", "{}", shop.admin).expect(201);
  CHECK(next.sql_calls == 1);
  const std::string key = next.json()["key"], shown = next.json()["access_key"]["shown"];
  CHECK(next.json()["access_key"]["kind"] == "public");
  CHECK(key.starts_with(shown));
  CHECK(key.substr(0, 9) == std::string(issued.json()["key"]).substr(0, 9));
  CHECK(shop.verify(next.json()) == "VALID");
  const std::string next_id = next.json()["id"];
  CHECK(shop.app.erase(path(next_id), shop.admin).expect(204).sql_calls == 1);
  shop.app.post(path(shop.app.given.id()) + "/reroll", "{}", shop.admin).expect(404);
  CHECK(shop.app.rows("SELECT action, details ->> 'name' FROM audit_log ORDER BY sequence") ==
        Rows{{"access_key.issued", "web"},
             {"access_key.rerolled", "web"},
             {"access_key.revoked", "web"}});
  CHECK(shop.app.rows("SELECT topic, payload ->> 'key_id', payload ->> 'kind' FROM outbox "
                      "WHERE topic LIKE 'key%' ORDER BY topic") ==
        Rows{{"key.created", id, "public"},
             {"key.revoked", next_id, "public"},
             {"key.rotated", next_id, "public"}});
}

TEST_CASE("access keys: verify says why") {
  Shop shop;
  const auto later = std::to_string(shop.app.world.now_ms + 1000);
  const auto key = shop.issue(R"("tokens:write")", R"(,"expires_at_ms":)" + later);
  CHECK(shop.verify(key, R"(,"scope":"tokens:write")") == "VALID");
  CHECK(shop.verify(key, R"(,"scope":"read")") == "INSUFFICIENT_PERMISSIONS");
  CHECK(shop.verify({{"key", "nonsense"}}) == "NOT_FOUND");
  shop.app.world.now_ms += 1000;
  CHECK(shop.verify(key) == "EXPIRED");
  const auto slow = shop.issue(R"("read")", R"(,"limits":{"requests":1,"window_s":60})");
  CHECK(shop.verify(slow) == "VALID");
  CHECK(shop.verify(slow) == "RATE_LIMITED");
  const auto other = shop.app.given.member(Role::admin, shop.app.given.org("other"));
  const auto body = R"({"key":")" + slow["key"].get<std::string>() + "\"}";
  CHECK(shop.app.post("/keys/access/verify", body, other).json()["code"] == "NOT_FOUND");
}

TEST_CASE("access keys: what has expired is not replaced") {
  Shop shop;
  const auto soon = std::to_string(shop.app.world.now_ms + 60'000);
  const std::string id = shop.issue(R"("read")", R"(,"expires_at_ms":)" + soon)["id"];
  shop.app.world.now_ms += 61'000;
  shop.app.post("/keys/access/" + id + "/reroll", "{}", shop.admin).expect(410);
  CHECK(shop.app.rows("SELECT count(*) FROM access_keys WHERE name = 'ci'") == Rows{{"1"}});
}
