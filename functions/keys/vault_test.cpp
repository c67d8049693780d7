// The vault, as its callers and the database see it.

#include <doctest/doctest.h>

#include "keys/test_shop.h"
#include "vault/provider.h"

using namespace arris;
using namespace arris::keys;
using http::Role;
using native::App;
using native::Rows;

TEST_CASE("vault: members, strangers and bad input store nothing") {
  Shop shop;
  const std::string good = R"({"name":"n","service":"openai","secret":"sk-12345678"})";
  shop.app.post("/keys", good).expect(401);
  shop.app.post("/keys", good, shop.member).expect(403);
  shop.app.get("/keys", shop.member).expect(403);
  shop.app.post("/keys", R"({"name":"n","service":"openai","secret":"short"})", shop.admin)
      .expect(400);
  shop.app.post("/keys", R"({"name":"n","service":"openai","secret":"with blank s"})", shop.admin)
      .expect(400);
  shop.app.post("/keys", R"({"name":"n","service":"custom","secret":"sk-12345678"})", shop.admin)
      .expect(400);
  for (const std::string url : {"ftp://a.b", "https://u:p@a.b", "https://", "https://a.b#x",
                                "https://a.b:99999", "//a.b/x"})
    shop.app
        .post("/keys",
              R"({"name":"n","service":"custom","secret":"sk-12345678","base_url":")" + url + "\"}",
              shop.admin)
        .expect(400);
  for (const std::string url : {"http://169.254.169.254", "http://127.0.0.1:9", "https://[::1]/"}) {
    const auto refused =
        shop.app
            .post("/keys",
                  R"({"name":"n","service":"custom","secret":"sk-12345678","base_url":")" + url +
                      "\"}",
                  shop.admin)
            .expect(400)
            .json();
    CHECK(refused["errors"][0]["code"] == "not_public");
    CHECK(refused["errors"][0]["pointer"] == "#/base_url");
  }
  shop.app
      .post("/keys", R"({"name":"n","service":"openai","secret":"sk-12345678","expires_at_ms":1})",
            shop.admin)
      .expect(400);
  CHECK(shop.app.rows("SELECT count(*) FROM vault_keys") == Rows{{"0"}});
  shop.app.get("/keys/" + shop.app.given.id(), shop.admin).expect(404);
}

TEST_CASE("vault: a secret is shown to its provider and to nobody else") {
  Shop shop;
  const auto id = shop.add();
  const auto shown = shop.app.get("/keys/" + id, shop.admin).expect(200);
  CHECK(shown.body.find("sk-first") == std::string::npos);
  CHECK(shown.json()["last4"] == "0001");
  CHECK(shown.json()["status"] == "active");
  shop.app.world.fetches[std::string(models)] = {200, "{}"};
  CHECK(shop.check(id) == "valid");
  CHECK(shop.app.world.shown_secret == "Bearer sk-first-secret-0001");
  shop.app.world.fetches[std::string(models)] = {401, "{}"};
  CHECK(shop.check(id) == "refused");
  shop.app.world.fetches.clear();
  CHECK(shop.check(id) == "unreachable");
  CHECK(shop.app.get("/keys/" + id, shop.admin).json()["check_verdict"] == "unreachable");
  for (const auto& row : shop.app.rows("SELECT hex(sealed), hex(sealed_key) FROM vault_versions"))
    CHECK(row[0].find("736B2D6669727374") == std::string::npos);
  CHECK(shop.app.rows("SELECT topic FROM outbox WHERE topic LIKE 'key.%'") ==
        Rows{{"key.created"}});
}

TEST_CASE("vault: whoever points a key elsewhere, or swaps rows, gets nothing sent") {
  Shop shop;
  const auto id = shop.add();
  shop.app.world.fetches["https://evil.example/v1/models"] = {200, "{}"};
  shop.app.world.fetches[std::string(models)] = {200, "{}"};
  shop.app.world.database.run("UPDATE vault_keys SET base_url = 'https://evil.example'");
  CHECK(shop.check(id) == "unreachable");
  CHECK(shop.app.world.shown_secret.empty());
  shop.app.world.database.run("UPDATE vault_keys SET base_url = 'https://api.openai.com'");
  CHECK(shop.check(id) == "valid");
  const auto two = shop.app.post(
      "/keys", R"({"name":"two","service":"openai","secret":"sk-second-000002"})", shop.admin);
  const std::string second = two.expect(201).json()["id"];
  shop.app.world.database.run(
      "UPDATE vault_versions SET (sealed_key, sealed) = (SELECT o.sealed_key, o.sealed FROM "
      "vault_versions o "
      "WHERE o.key_id <> vault_versions.key_id) WHERE key_id = '" +
      second + "'");
  CHECK(shop.check(second) == "unreachable");
  CHECK(shop.check(id) == "valid");
}

TEST_CASE("vault: a key that has changed is not deleted, nor changed, by its old version") {
  Shop shop;
  const std::string path = "/keys/" + shop.add();
  shop.app.patch(path, R"({"name":"x"})", shop.admin, {{"if-match", "\"v1\""}}).expect(200);
  shop.app.patch(path, R"({"name":"y"})", shop.admin, {{"if-match", "\"v1\""}}).expect(412);
  shop.app.request("DELETE", path, "", shop.admin, {{"if-match", "\"v1\""}}).expect(412);
  CHECK(shop.app.get(path, shop.admin).expect(200).json()["name"] == "x");
  shop.app.request("DELETE", path, "", shop.admin, {{"if-match", "\"v2\""}}).expect(204);
}

TEST_CASE("vault: an expiry stays unless it is named, and null ends it") {
  Shop shop;
  const std::string path = "/keys/" + shop.add();
  const auto at = [&](std::int64_t at_ms) { return R"("expires_at_ms":)" + std::to_string(at_ms); };
  const auto expiry = [&] { return shop.app.get(path, shop.admin).json()["expires_at_ms"]; };
  const auto later = shop.app.world.now_ms + 86'400'000;
  shop.app.patch(path, "{" + at(later) + "}", shop.admin).expect(200);
  shop.app.patch(path, R"({"name":"x"})", shop.admin).expect(200);
  CHECK(expiry() == later);
  const auto turned =
      shop.app.post(path + "/rotate", rotation("sk-next-secret-0002"), shop.admin).expect(200);
  CHECK(turned.json()["expires_at_ms"] == later);
  CHECK(expiry() == later);
  shop.app.patch(path, R"({"expires_at_ms":null})", shop.admin).expect(200);
  CHECK(expiry().is_null());
  shop.app.post(path + "/rotate", rotation("sk-next-secret-0003", "," + at(later)), shop.admin)
      .expect(200);
  CHECK(expiry() == later);
  shop.app
      .post(path + "/rotate", rotation("sk-next-secret-0004", R"(,"expires_at_ms":null)"),
            shop.admin)
      .expect(200);
  CHECK(expiry().is_null());
  for (const std::int64_t at_ms : {INT64_MIN, INT64_MAX, std::int64_t{1}})
    shop.app.patch(path, "{" + at(at_ms) + "}", shop.admin).expect(400);
}

TEST_CASE("vault: a new name does not tell of the expiry again, a new expiry does") {
  Shop shop;
  const std::string path = "/keys/" + shop.add();
  const auto later = [&] { return std::to_string(shop.app.world.now_ms + 86'400'000); };
  const auto told = [&] {
    shop.run_cron("tell_of_expiry");
    return shop.app.rows("SELECT count(*) FROM outbox WHERE topic = 'key.expiring'")[0][0];
  };
  shop.app.patch(path, R"({"expires_at_ms":)" + later() + "}", shop.admin).expect(200);
  CHECK(told() == "1");
  shop.app.patch(path, R"({"name":"x"})", shop.admin).expect(200);
  shop.app.post(path + "/rotate", rotation("sk-next-secret-0002"), shop.admin).expect(200);
  CHECK(told() == "1");
  shop.pass(1000);
  shop.app.patch(path, R"({"expires_at_ms":)" + later() + "}", shop.admin).expect(200);
  CHECK(told() == "2");
}

TEST_CASE("vault: a key says until when the secret before is kept") {
  Shop shop;
  const std::string path = "/keys/" + shop.add();
  const auto shown = [&] { return shop.app.get(path, shop.admin).expect(200).json(); };
  CHECK(shown()["previous_version"].is_null());
  const auto turned =
      shop.app
          .post(path + "/rotate", rotation("sk-next-secret-0002", R"(,"overlap_s":60)"), shop.admin)
          .expect(200)
          .json();
  CHECK(turned["previous_version"] == 1);
  CHECK(turned["previous_ends_at_ms"] == shop.app.world.now_ms + 60'000);
  CHECK(shown() == turned);
  shop.pass(60'000);
  CHECK(shown()["previous_version"].is_null());
  CHECK(shown()["previous_ends_at_ms"].is_null());
}

TEST_CASE("vault: a rotation leaves the old secret for the overlap, then drops it") {
  Shop shop;
  const auto id = shop.add();
  shop.app
      .post("/keys/" + id + "/rotate", rotation("sk-next-secret-0002", R"(,"overlap_s":60)"),
            shop.admin)
      .expect(200);
  shop.app.world.fetches[std::string(models)] = {200, "{}"};
  CHECK(shop.check(id) == "valid");
  CHECK(shop.app.world.shown_secret == "Bearer sk-next-secret-0002");
  CHECK(shop.app.rows("SELECT count(*) FROM vault_versions") == Rows{{"2"}});
  shop.app.world.now_ms += 61'000;
  shop.run_cron("drop_ended");
  CHECK(shop.app.rows("SELECT version FROM vault_versions") == Rows{{"2"}});
  CHECK(shop.app.rows("SELECT topic FROM outbox WHERE topic LIKE 'key.%' ORDER BY topic") ==
        Rows{{"key.created"}, {"key.rotated"}});
}

TEST_CASE("vault: a change holds only for the version that was seen") {
  Shop shop;
  const auto id = shop.add();
  const App::Headers old{{"if-match", "\"v9\""}};
  shop.app.patch("/keys/" + id, R"({"name":"b"})", shop.admin, old).expect(412);
  shop.app.patch("/keys/" + id, R"({"status":"expired"})", shop.admin).expect(400);
  const auto changed =
      shop.app.patch("/keys/" + id, R"({"name":"b","status":"revoked"})", shop.admin).expect(200);
  CHECK(changed.json()["status"] == "revoked");
  CHECK(changed.header("etag") == "\"v2\"");
  shop.app.post("/keys", R"({"name":"b","service":"openai","secret":"sk-12345678"})", shop.admin)
      .expect(409);
  shop.app.erase("/keys/" + id, shop.admin).expect(204);
  shop.app.erase("/keys/" + id, shop.admin).expect(404);
  CHECK(shop.app.rows("SELECT count(*) FROM vault_versions") == Rows{{"0"}});
}

TEST_CASE("vault: the key of an org turns, and secrets move under it") {
  Shop shop;
  const auto id = shop.add();
  const auto turned = shop.app.post("/keys/org-key/rotate", "", shop.admin).expect(200).json();
  CHECK(turned["org_key_version"] == 2);
  CHECK(turned["waiting"] == 1);
  shop.app.world.fetches[std::string(models)] = {200, "{}"};
  CHECK(shop.check(id) == "valid");
  CHECK(shop.app.post("/keys/org-key/rewrap", "", shop.admin).expect(200).json()["waiting"] == 0);
  CHECK(shop.check(id) == "valid");
  shop.run_cron("rewrap_all");
  CHECK(shop.app.rows("SELECT version FROM org_keks") == Rows{{"2"}});
  CHECK(shop.check(id) == "valid");
}

TEST_CASE("vault: others hear once that a key expires soon, and once that it did") {
  Shop shop;
  const auto id = shop.add();
  const auto expire_in = [&](std::int64_t days) {
    const auto at_ms = std::to_string(shop.app.world.now_ms + days * 86'400'000);
    shop.app.patch("/keys/" + id, R"({"expires_at_ms":)" + at_ms + "}", shop.admin).expect(200);
  };
  const auto heard = [&] {
    for (int i = 0; i < 3; ++i) shop.run_cron("tell_of_expiry");
    return shop.app.rows("SELECT topic FROM outbox WHERE topic LIKE 'key.expir%' ORDER BY id");
  };
  expire_in(8);
  CHECK(heard().empty());
  shop.pass(2ll * 86'400'000);
  CHECK(heard() == Rows{{"key.expiring"}});
  shop.pass(7ll * 86'400'000);
  CHECK(heard() == Rows{{"key.expiring"}, {"key.expired"}});
  expire_in(3);
  CHECK(heard() == Rows{{"key.expiring"}, {"key.expired"}, {"key.expiring"}});
  shop.app.patch("/keys/" + id, R"({"status":"revoked"})", shop.admin).expect(200);
  shop.pass(4ll * 86'400'000);
  CHECK(heard().size() == 3);
  CHECK(shop.app.rows("SELECT payload ->> 'kind', payload ->> 'actor_id' FROM outbox "
                      "WHERE topic = 'key.expired'") == Rows{{"vault", ""}});
}

TEST_CASE("vault: hundreds of keys that expire at once are told of in one run") {
  Shop shop;
  const auto soon = std::to_string(shop.app.world.now_ms + 86'400'000);
  shop.app.world.database.run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250) "
      "INSERT INTO access_keys (org_id, id, key_hash, name, kind, shown, last4, scopes, "
      "created_by, "
      "created_at_ms, expires_at_ms) SELECT '" +
      shop.admin.org_id +
      "', printf('01890000-0000-7000-8000-%012d', i), printf('%064d', i), 'n', " +
      "'secret', 'arris_sk_xxxx', 'abcd', 64, 'x', 1, " + soon + " FROM n");
  shop.run_cron("tell_of_expiry");
  CHECK(shop.app.rows("SELECT count(*), count(DISTINCT payload ->> 'key_id') FROM outbox") ==
        Rows{{"250", "250"}});
}

TEST_CASE("vault: others hear that a key was revoked or deleted") {
  Shop shop;
  const auto id = shop.add();
  shop.app.patch("/keys/" + id, R"({"status":"revoked"})", shop.admin).expect(200);
  shop.app.patch("/keys/" + id, R"({"status":"revoked"})", shop.admin).expect(200);
  CHECK(shop.app.rows("SELECT count(*) FROM outbox WHERE topic = 'key.revoked'") == Rows{{"1"}});
  shop.app.post("/keys/" + id + "/check", "", shop.admin).expect(410);
  CHECK(shop.app.world.shown_secret.empty());
  shop.app.erase("/keys/" + id, shop.admin).expect(204);
  CHECK(shop.app.rows("SELECT payload ->> 'name' FROM outbox WHERE topic = 'key.revoked'") ==
        Rows{{"main"}, {"main"}});
}

TEST_CASE("vault: a change is decided, written down by its name and told in one round trip") {
  Shop shop;
  const auto id = shop.add();
  const auto path = "/keys/" + id;
  for (const std::string body :
       {R"({"name":"new"})", R"({"status":"active"})", R"({"status":"revoked"})",
        R"({"status":"revoked"})", R"({"status":"active","name":"last"})"})
    CHECK(shop.app.patch(path, body, shop.admin).expect(200).sql_calls == 1);
  CHECK(shop.app.erase(path, shop.admin).expect(204).sql_calls == 1);
  CHECK(shop.app.rows("SELECT action, details ->> 'name' FROM audit_log ORDER BY sequence") ==
        Rows{{"key.created", "main"},
             {"key.changed", "new"},
             {"key.changed", "new"},
             {"key.revoked", "new"},
             {"key.changed", "new"},
             {"key.restored", "last"},
             {"key.deleted", "last"}});
  CHECK(shop.app.rows("SELECT payload FROM outbox WHERE topic = 'key.revoked' "
                      "ORDER BY payload ->> 'name' DESC") ==
        Rows{{R"({"key_id":")" + id +
              R"(","name":"new","kind":"vault","expires_at_ms":null,"actor_id":")" +
              shop.admin.user_id + "\"}"},
             {R"({"key_id":")" + id +
              R"(","name":"last","kind":"vault","expires_at_ms":null,"actor_id":")" +
              shop.admin.user_id + "\"}"}});
}

TEST_CASE("vault: an org's first key comes with its first secret, or neither does") {
  Shop shop;
  const std::string body = R"({"name":"n","service":"openai","secret":"sk-12345678"})";
  shop.app.world.failing_sql_call = 2;
  shop.app.post("/keys", body, shop.admin).expect(503);
  CHECK(shop.app.rows("SELECT count(*) FROM org_keks") == Rows{{"0"}});
  shop.app.world.failing_sql_call = 0;
  CHECK(shop.app.post("/keys", body, shop.admin).expect(201).sql_calls == 2);
  CHECK(shop.app.rows("SELECT count(*) FROM org_keks") == Rows{{"1"}});
}

TEST_CASE("vault: each time that a provider is shown a secret counts as a use") {
  Shop shop;
  const auto id = shop.add();
  CHECK(shop.check(id) == "unreachable");
  shop.app.world.fetches[std::string(models)] = {200, "{}"};
  for (int i = 0; i < 3; ++i) CHECK(shop.check(id) == "valid");
  shop.pass(86'400'000);
  CHECK(shop.check(id) == "valid");
  const auto key = shop.app.get("/keys/" + id, shop.admin).expect(200).json();
  CHECK(key["usage_count"] == 4);
  CHECK(key["last_used_at_ms"] == shop.app.world.now_ms);
  const auto usage = shop.app.get("/keys/" + id + "/usage?range=7d", shop.admin).json();
  CHECK(usage["uses"] == 4);
  CHECK(usage["days"].size() == 2);
}

TEST_CASE("vault: a secret may go to plain web addresses") {
  CHECK(vault::origin_of("HTTPS://A.b:443/x/y") == "https://a.b");
  CHECK(vault::origin_of("http://a.b:8080") == "http://a.b:8080");
  CHECK(vault::origin_of("http://[::1]:80/") == "http://[::1]");
  CHECK_FALSE(vault::origin_of("https://a.b/?q"));
  CHECK_FALSE(vault::origin_of("https://a.b."));
  CHECK(vault::judge(204) == vault::Verdict::valid);
  CHECK(vault::judge(403) == vault::Verdict::refused);
  CHECK(vault::judge(429) == vault::Verdict::unreachable);
}

TEST_CASE("vault: what ended and old uses go, however many they are") {
  Shop shop;
  const auto id = shop.add();
  auto& database = shop.app.world.database;
  const std::string many =
      "WITH n AS (SELECT 2 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 2500) ";
  database.run(many +
               "INSERT INTO vault_versions SELECT org_id, key_id, i, org_key_version, sealed_key, "
               "sealed, last4, created_at_ms, i FROM n, vault_versions");
  database.run(many + "INSERT INTO key_usage_days SELECT org_id, id, i, 1, 1 FROM n, vault_keys");
  database.run("INSERT INTO key_usage_days SELECT org_id, id, 0, 1, 1 FROM vault_keys");
  shop.run_cron("drop_ended");
  CHECK(shop.app.rows("SELECT version FROM vault_versions") == Rows{{"1"}});
  CHECK(shop.app.rows("SELECT day_at_ms FROM key_usage_days") == Rows{{"0"}});
}
