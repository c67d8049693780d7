// What the host remembers of a vault saves a trip, and decides nothing.

#include <doctest/doctest.h>

#include "keys/test_shop.h"

using namespace arris;
using namespace arris::keys;
using http::Role;
using native::App;
using native::Rows;

TEST_CASE("vault: what follows a look at the list goes to the database once") {
  Shop shop;
  const auto id = shop.add();
  shop.app.get("/keys", shop.admin).expect(200);
  const std::string second = R"({"name":"b","service":"openai","secret":"sk-12345678"})";
  CHECK(shop.app.post("/keys", second, shop.admin).expect(201).sql_calls == 1);
  const auto path = "/keys/" + id + "/rotate";
  const auto rotated = shop.app.post(path, rotation("sk-next-secret-0002"), shop.admin).expect(200);
  CHECK(rotated.sql_calls == 1);
  CHECK(rotated.json()["secret_version"] == 2);
  CHECK(rotated.json()["last4"] == "0002");
  const auto turned = shop.app.post("/keys/org-key/rotate", "", shop.admin).expect(200);
  CHECK(turned.sql_calls == 1);
  CHECK(turned.json()["org_key_version"] == 2);
  CHECK(turned.json()["waiting"] == 3);
  shop.app.world.fetches[std::string(models)] = {200, "{}"};
  CHECK(shop.check(id) == "valid");
  CHECK(shop.app.world.shown_secret == "Bearer sk-next-secret-0002");
}

TEST_CASE("vault: what the host remembers wrongly is looked up") {
  Shop shop;
  const auto id = shop.add();
  const auto gone =
      shop.app
          .post("/keys", R"({"name":"b","service":"openai","secret":"sk-12345678"})", shop.admin)
          .expect(201)
          .json()["id"]
          .get<std::string>();
  shop.app.get("/keys", shop.admin).expect(200);
  shop.app.erase("/keys/" + gone, shop.admin).expect(204);
  shop.app.post("/keys/" + gone + "/rotate", rotation("sk-next-secret-0001"), shop.admin)
      .expect(404);
  for (int version = 2; version < 5; ++version) {
    const auto rotated =
        shop.app.post("/keys/" + id + "/rotate", rotation("sk-next-secret-0002"), shop.admin);
    CHECK(rotated.expect(200).json()["secret_version"] == version);
    CHECK(rotated.sql_calls == (version == 2 ? 1 : 2));
  }
  // Another host turned the org's key, to one that no host opens.
  shop.app.world.database.run(
      "INSERT INTO org_keks SELECT org_id, 7, root_id, sealed, 1, NULL FROM org_keks");
  const auto turned = shop.app.post("/keys/org-key/rotate", "", shop.admin).expect(200);
  CHECK(turned.json()["org_key_version"] == 8);
  CHECK(turned.sql_calls == 2);
  shop.app.post("/keys", R"({"name":"c","service":"openai","secret":"sk-12345678"})", shop.admin)
      .expect(201);
  CHECK(shop.app.rows("SELECT max(org_key_version) FROM vault_versions") == Rows{{"8"}});
}

TEST_CASE("vault: a refusal tells where the org's key lies now, and it opens") {
  Shop shop;
  const auto id = shop.add();
  const auto sealed = shop.app.rows("SELECT hex(sealed) FROM org_keks")[0][0];
  shop.app.get("/keys", shop.admin).expect(200);
  shop.app.post("/keys/org-key/rotate", "", shop.admin).expect(200);
  // As if the next host had turned it: this one remembers the second key.
  shop.app.world.database.run("DELETE FROM org_keks WHERE version = 2");
  const std::string second = R"({"name":"b","service":"openai","secret":"sk-12345678"})";
  CHECK(shop.app.post("/keys", second, shop.admin).expect(201).sql_calls == 2);
  CHECK(shop.app.rows("SELECT hex(sealed) FROM org_keks") == Rows{{sealed}});
  const auto path = "/keys/" + id + "/rotate";
  CHECK(shop.app.post(path, rotation("sk-next-secret-0002"), shop.admin).expect(200).sql_calls ==
        1);
  shop.app.world.fetches[std::string(models)] = {200, "{}"};
  CHECK(shop.check(id) == "valid");
  CHECK(shop.app.world.shown_secret == "Bearer sk-next-secret-0002");
}

TEST_CASE("vault: nothing is sealed under a key that the org does not have") {
  Shop shop;
  const auto id = shop.add();
  shop.app.get("/keys", shop.admin).expect(200);
  // Another host moved it under a newer root.
  shop.app.world.database.run("UPDATE org_keks SET sealed = x'00'");
  shop.app.post("/keys", R"({"name":"b","service":"openai","secret":"sk-12345678"})", shop.admin)
      .expect(500);
  shop.app.post("/keys/" + id + "/rotate", rotation("sk-next-secret-0002"), shop.admin).expect(500);
  CHECK(shop.app.rows("SELECT count(*) FROM vault_versions") == Rows{{"1"}});
}

TEST_CASE("vault: a key of the org that is remembered and does not open any more is looked up") {
  Shop shop;
  const auto id = shop.add();
  const auto sealed = shop.app.rows("SELECT hex(sealed) FROM org_keks")[0][0];
  const auto seal = [&](const std::string& bytes) {
    shop.app.world.database.run("UPDATE org_keks SET sealed = x'" + bytes + "'");
  };
  const auto take_the_root_out = [&] {
    seal("00");
    shop.app.get("/keys", shop.admin).expect(200);
    seal(sealed);
  };
  take_the_root_out();
  shop.app.post("/keys", R"({"name":"b","service":"openai","secret":"sk-12345678"})", shop.admin)
      .expect(201);
  take_the_root_out();
  shop.app.post("/keys/" + id + "/rotate", rotation("sk-next-secret-0002"), shop.admin).expect(200);
  shop.app.world.fetches[std::string(models)] = {200, "{}"};
  CHECK(shop.check(id) == "valid");
}

TEST_CASE("vault: what was looked up, or made, is remembered") {
  Shop shop;
  const auto id = shop.add();
  const auto cost = [&](const std::string& path, const std::string& body = "") {
    const auto answer = shop.app.post(path, body, shop.admin);
    CHECK(answer.status < 300);
    return answer.sql_calls;
  };
  int stored = 0;
  const auto store = [&] {
    return cost("/keys", R"({"name":"b)" + std::to_string(++stored) +
                             R"(","service":"openai","secret":"sk-12345678"})");
  };
  CHECK(cost("/keys/" + id + "/rotate", rotation("sk-next-secret-0002")) == 2);
  CHECK(store() == 1);
  CHECK(cost("/keys/org-key/rotate") == 1);
  CHECK(store() == 1);
  shop.pass(600'001);
  CHECK(cost("/keys/org-key/rotate") == 2);
  CHECK(store() == 1);
}

TEST_CASE(
    "vault: a secret is replaced once by a key of idempotency, and a retry answers the same") {
  Shop shop;
  const auto path = "/keys/" + shop.add() + "/rotate";
  shop.app.get("/keys", shop.admin).expect(200);
  const App::Headers once{{"idempotency-key", "once"}};
  const auto body = rotation("sk-next-secret-0002", R"(,"overlap_s":60)");
  const auto first = shop.app.post(path, body, shop.admin, once).expect(200);
  CHECK(shop.app.post(path, body, shop.admin, once).expect(200).body == first.body);
  CHECK(shop.app.get("/keys", shop.admin).json()["data"][0] == first.json());
}

TEST_CASE("vault: what is changed while its secret is replaced is not answered as it was") {
  Shop shop;
  const auto path = "/keys/" + shop.add();
  const App::Headers once{{"idempotency-key", "once"}};
  const auto body = rotation("sk-next-secret-0002");
  shop.app.world.before_sql_call[2] = [&] {
    shop.app.world.database.run(
        "UPDATE vault_keys SET name = 'b', revoked_at_ms = 1, version = version + 1");
  };
  shop.app.post(path + "/rotate", body, shop.admin, once).expect(412);
  shop.app.world.before_sql_call.clear();
  CHECK(shop.app.rows("SELECT count(*) FROM vault_versions") == Rows{{"1"}});
  const auto rotated = shop.app.post(path + "/rotate", body, shop.admin, once).expect(200);
  CHECK(rotated.json()["status"] == "revoked");
  CHECK(rotated.header("etag") == shop.app.get(path, shop.admin).header("etag"));
}

TEST_CASE("vault: what is changed before its secret is replaced at once is answered as it is") {
  Shop shop;
  const auto path = "/keys/" + shop.add();
  shop.app.get("/keys", shop.admin).expect(200);
  shop.app.patch(path, R"({"name":"b","status":"revoked"})", shop.admin).expect(200);
  const auto rotated =
      shop.app.post(path + "/rotate", rotation("sk-next-secret-0002"), shop.admin).expect(200);
  CHECK(rotated.sql_calls == 1);
  CHECK(rotated.json()["name"] == "b");
  CHECK(rotated.json()["status"] == "revoked");
  CHECK(rotated.header("etag") == shop.app.get(path, shop.admin).header("etag"));
}

TEST_CASE("vault: a name that is taken is told where the org's key is remembered, too") {
  Shop shop;
  shop.add();
  shop.app.get("/keys", shop.admin).expect(200);
  const std::string again = R"({"name":"main","service":"openai","secret":"sk-12345678"})";
  const auto taken = shop.app.post("/keys", again, shop.admin).expect(409);
  CHECK(taken.sql_calls == 1);
  CHECK(taken.json()["errors"][0]["pointer"] == "#/name");
}
