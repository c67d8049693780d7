#include "pipelines/pipelines.h"

#include <doctest/doctest.h>

#include "native/app.h"

using namespace arris;
using native::App;
using native::Rows;

namespace {

constexpr std::string_view nowhere = "018bcfe5-6800-7000-8000-000000000000";

struct Shop {
  App app{{&pipelines::function}};
  native::Session member = app.given.member(http::Role::member);
  native::Session viewer = app.given.member(http::Role::viewer);

  std::string create(std::string_view name) {
    const auto body =
        R"({"name":")" + std::string(name) + R"(","tags":["etl"],"config":{"steps":1}})";
    return app.post("/pipelines", body, member).expect(201).json()["id"];
  }
  native::Response replace(const std::string& id, std::string_view body,
                           const App::Headers& headers = {}) {
    return app.request("PUT", "/pipelines/" + id, body, member, headers);
  }
};

}  // namespace

TEST_CASE("pipelines: strangers, viewers and bad input change nothing") {
  Shop shop;
  shop.app.post("/pipelines", R"({"name":"a"})").expect(401);
  shop.app.post("/pipelines", R"({"name":"a"})", shop.viewer).expect(403);
  shop.app.post("/pipelines", R"({"name":"","tags":[""]})", shop.member).expect(400);
  shop.app.get("/pipelines/" + std::string(nowhere), shop.viewer).expect(404);
  shop.app.get("/pipelines/" + std::string(nowhere) + "/revisions", shop.viewer).expect(404);
  shop.replace(std::string(nowhere), R"({"name":"a"})").expect(404);
  shop.app.erase("/pipelines/" + std::string(nowhere), shop.member).expect(404);
  CHECK(shop.app.rows("SELECT count(*) FROM pipelines") == Rows{{"0"}});
}

TEST_CASE("pipelines: another org's pipeline is not there") {
  Shop shop;
  const auto id = shop.create("load");
  const auto stranger = shop.app.given.member(http::Role::owner, shop.app.given.org("other"));
  shop.app.get("/pipelines/" + id, stranger).expect(404);
  shop.app.erase("/pipelines/" + id, stranger).expect(404);
  shop.app.post("/pipelines/" + id + "/restore", R"({"revision":1})", stranger).expect(404);
  shop.app.request("PUT", "/pipelines/" + id, R"({"name":"mine"})", stranger).expect(404);
  CHECK(shop.app.get("/pipelines", stranger).json()["data"].empty());
  CHECK(shop.app.rows("SELECT name FROM pipelines") == Rows{{"load"}});
}

TEST_CASE("pipelines: a name belongs to one pipeline, in any case of its letters") {
  Shop shop;
  const auto id = shop.create("load");
  shop.app.post("/pipelines", R"({"name":"LOAD"})", shop.member).expect(409);
  const auto other = shop.create("sync");
  shop.replace(other, R"({"name":"load"})").expect(409);
  shop.app.erase("/pipelines/" + id, shop.member).expect(204);
  shop.replace(other, R"({"name":"load"})").expect(200);
  shop.app.post("/pipelines/" + id + "/restore", "{}", shop.member).expect(409);
}

TEST_CASE("pipelines: each change is a revision, and any of them comes back") {
  Shop shop;
  const auto id = shop.create("load");
  const auto first = shop.app.get("/pipelines/" + id, shop.viewer);
  const App::Headers stale{{"if-match", "\"v9\""}}, fresh{{"if-match", first.header("etag")}};
  shop.replace(id, R"({"name":"x"})", stale).expect(412);
  shop.replace(id, R"({"name":"load 2","status":"active","note":"faster"})", fresh).expect(200);
  const auto revisions =
      shop.app.get("/pipelines/" + id + "/revisions", shop.viewer).json()["data"];
  CHECK(revisions.size() == 2);
  CHECK(revisions[0]["note"] == "faster");
  CHECK(revisions[1]["config"]["steps"] == 1);
  shop.app.post("/pipelines/" + id + "/restore", R"({"revision":7})", shop.member).expect(404);
  const auto back = shop.app.post("/pipelines/" + id + "/restore", R"({"revision":1})", shop.member)
                        .expect(200)
                        .json();
  CHECK(back["name"] == "load");
  CHECK(back["tags"] == nlohmann::json::array({"etl"}));
  CHECK(back["revision"] == 3);
}

TEST_CASE("pipelines: what is deleted is gone from lists and can be brought back") {
  Shop shop;
  const auto id = shop.create("load");
  shop.app.erase("/pipelines/" + id, shop.member).expect(204);
  shop.app.erase("/pipelines/" + id, shop.member).expect(404);
  shop.app.get("/pipelines/" + id, shop.viewer).expect(404);
  CHECK(shop.app.get("/pipelines", shop.viewer).json()["data"].empty());
  shop.app.post("/pipelines/" + id + "/restore", "{}", shop.member).expect(200);
  CHECK(shop.app.get("/pipelines?tag=etl&q=loa&status=draft", shop.viewer).json()["data"].size() ==
        1);
  CHECK(shop.app.get("/pipelines?tag=none", shop.viewer).json()["data"].empty());
}

TEST_CASE("pipelines: what was deleted long ago goes for good, however many they are") {
  Shop shop;
  const auto id = shop.create("load");
  shop.app.world.database.run(
      "WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 2500) "
      "INSERT INTO pipelines (org_id, id, name, description, status, tags, config, created_by, "
      "updated_by, created_at_ms, updated_at_ms, deleted_at_ms) "
      "SELECT org_id, id || i, name, '', status, tags, config, '', '', 1, 1, 1 FROM n, pipelines");
  CHECK(shop.app.tick("remove_hidden") == 204);
  CHECK(shop.app.rows("SELECT id FROM pipelines") == Rows{{id}});
}

TEST_CASE("pipelines: each change leaves an entry in the audit log, a refused one none") {
  Shop shop;
  const auto id = shop.create("load");
  const auto path = "/pipelines/" + id;
  shop.app.request("PUT", path, R"({"name":"loads"})", shop.member).expect(200);
  shop.app.request("PUT", path, R"({"name":"x"})", shop.member, {{"if-match", "\"v9\""}})
      .expect(412);
  shop.app.post("/pipelines", R"({"name":" "})", shop.member).expect(400);
  shop.app.erase(path, shop.member).expect(204);
  shop.app.post(path + "/restore", "{}", shop.member).expect(200);
  CHECK(
      shop.app.rows("SELECT action FROM audit_log ORDER BY sequence") ==
      Rows{
          {"pipeline.created"}, {"pipeline.changed"}, {"pipeline.deleted"}, {"pipeline.restored"}});
  CHECK(shop.app.rows("SELECT DISTINCT target_id FROM audit_log") == Rows{{id}});
}
