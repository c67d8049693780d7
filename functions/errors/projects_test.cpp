// Projects and their DSNs: what was replaced, paused or deleted lets nobody in any more.

#include <doctest/doctest.h>

#include "errors/errors.h"
#include "native/app.h"

using namespace arris;
using http::Role;
using native::App;
using native::Rows;

namespace {

struct Shop {
  App app{{&errors::function}};
  native::Session admin = app.given.member(Role::admin);
  native::Session member = app.given.member(Role::member);
  nlohmann::json project =
      app.post("/errors/projects", R"({"name":"web"})", admin).expect(201).json();
  std::string path = "/errors/projects/" + project["id"].get<std::string>();

  std::string key() const { return project["public_key"]; }

  // An event of a Sentry client that has this key.
  native::Response send(const std::string& key) {
    return app.post(
        "/" + std::to_string(project["number"].get<std::int64_t>()) + "/store/?sentry_key=" + key,
        R"({"message":"lost"})", {});
  }
  std::string refusal_of(const std::string& key) { return send(key).expect(403).json()["detail"]; }
  Rows events() { return app.rows("SELECT count(*) FROM error_events"); }
  Rows audited() {
    return app.rows(
        "SELECT action, details FROM audit_log WHERE target_kind = 'project' ORDER BY sequence");
  }
};

constexpr std::string_view not_there = "01890000-0000-7000-8000-00000000dead";
const std::string no_project = "No project has this number and key";
const std::string paused = "The project is paused: it takes no events";

}  // namespace

TEST_CASE("projects: what is refused changes nothing") {
  Shop shop;
  const std::string other = "/errors/projects/" + std::string(not_there);
  for (const auto& path : {shop.path, other}) {
    shop.app.patch(path, R"({"name":"x"})", shop.member).expect(403);
    shop.app.post(path + "/rotate-key", "", shop.member).expect(403);
    shop.app.erase(path, shop.member).expect(403);
  }
  shop.app.patch(other, R"({"name":"x"})", shop.admin).expect(404);
  shop.app.post(other + "/rotate-key", "", shop.admin).expect(404);
  shop.app.erase(other, shop.admin).expect(404);
  shop.app.patch(shop.path, R"({"state":"deleted"})", shop.admin).expect(400);
  shop.app.patch(shop.path, R"({"name":""})", shop.admin).expect(400);
  shop.app.post("/errors/projects", R"({"name":"api"})", shop.admin).expect(201);
  shop.app.patch(shop.path, R"({"name":"api"})", shop.admin).expect(409);
  const App::Headers stale{{"if-match", "\"v7\""}};
  shop.app.patch(shop.path, R"({"name":"x"})", shop.admin, stale).expect(412);
  shop.app.post(shop.path + "/rotate-key", "", shop.admin, stale).expect(412);
  shop.app.request("DELETE", shop.path, {}, shop.admin, stale).expect(412);
  CHECK(shop.app.rows("SELECT name, state, version FROM projects ORDER BY name") ==
        Rows{{"api", "active", "1"}, {"web", "active", "1"}});
  shop.send(shop.key()).expect(200);
}

TEST_CASE("projects: a DSN that was replaced is refused at once, also where it is remembered") {
  Shop shop;
  shop.send(shop.key()).expect(200);
  CHECK(shop.send(shop.key()).expect(200).sql_calls == 1);
  const App::Headers seen{{"if-match", "\"v1\""}};
  const auto changed = shop.app.post(shop.path + "/rotate-key", "", shop.admin, seen).expect(200);
  const auto project = changed.json();
  CHECK(changed.sql_calls == 1);
  CHECK(project["version"] == 2);
  CHECK(project["number"] == shop.project["number"]);
  CHECK(project["dsn"].get<std::string>().find(shop.key()) == std::string::npos);
  CHECK(shop.refusal_of(shop.key()) == no_project);
  CHECK(shop.events() == Rows{{"2"}});
  shop.send(project["public_key"]).expect(200);
  CHECK(shop.refusal_of(shop.key()) == no_project);
  CHECK(shop.events() == Rows{{"3"}});
}

TEST_CASE("projects: a paused one takes no event of its DSN until it goes on") {
  Shop shop;
  shop.send(shop.key()).expect(200);
  const auto changed = shop.app.patch(shop.path, R"({"state":"paused"})", shop.admin).expect(200);
  CHECK(changed.json()["state"] == "paused");
  CHECK(changed.sql_calls == 1);
  CHECK(shop.refusal_of(shop.key()) == paused);
  CHECK(shop.refusal_of(std::string(32, '0')) == no_project);
  shop.app.world.now_ms += 120'000;
  CHECK(shop.refusal_of(shop.key()) == paused);
  CHECK(shop.events() == Rows{{"1"}});
  shop.app.patch(shop.path, R"({"state":"active","name":"shop"})", shop.admin).expect(200);
  shop.send(shop.key()).expect(200);
  CHECK(shop.events() == Rows{{"2"}});
}

TEST_CASE("projects: a deleted one is gone with its DSN, and its issues stay") {
  Shop shop;
  shop.send(shop.key()).expect(200);
  shop.app.erase(shop.path, shop.admin).expect(204);
  shop.app.erase(shop.path, shop.admin).expect(404);
  CHECK(shop.refusal_of(shop.key()) == no_project);
  CHECK(shop.app.get("/errors/projects", shop.admin).expect(200).json()["data"].empty());
  CHECK(shop.app.get("/errors", shop.admin).expect(200).json()["data"].size() == 1);
  shop.app.post("/errors/projects", R"({"name":"web"})", shop.admin).expect(201);
}

TEST_CASE("projects: the audit log names each change and the project") {
  Shop shop;
  shop.app.patch(shop.path, R"({"name":"shop"})", shop.admin).expect(200);
  shop.app.patch(shop.path, R"({"state":"paused"})", shop.admin).expect(200);
  shop.app.patch(shop.path, R"({"state":"active"})", shop.admin).expect(200);
  shop.app.post(shop.path + "/rotate-key", "", shop.admin).expect(200);
  shop.app.erase(shop.path, shop.admin).expect(204);
  const std::string named = R"({"name":"shop"})";
  CHECK(shop.audited() == Rows{{"project.created", R"({"name":"web"})"},
                               {"project.changed", named},
                               {"project.paused", named},
                               {"project.resumed", named},
                               {"project.key_rotated", named},
                               {"project.deleted", named}});
}
