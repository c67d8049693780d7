#include "telemetry/telemetry.h"

#include <doctest/doctest.h>

#include "native/app.h"

using namespace arris;
using native::App;
using native::Rows;

namespace {

struct Shop {
  App app{{&telemetry::function}};
  native::Session member = app.given.member(http::Role::member);
  native::Session viewer = app.given.member(http::Role::viewer);

  std::string at(std::int64_t before_ms = 0) {
    return std::to_string(app.world.now_ms - before_ms);
  }
  std::string event(std::string_view rest = "", std::int64_t before_ms = 0) {
    return R"({"name":"open","component":"Editor","kind":"view","session_id":"s1","at_ms":)" +
           at(before_ms) + std::string(rest) + "}";
  }
  native::Response send(const std::string& events) {
    return app.post("/telemetry/events", R"({"events":[)" + events + "]}", member);
  }
};

}  // namespace

TEST_CASE("telemetry: strangers, viewers and bodies of another shape change nothing") {
  Shop shop;
  const std::string body = R"({"events":[)" + shop.event() + "]}";
  shop.app.post("/telemetry/events", body).expect(401);
  shop.app.post("/telemetry/events", body, shop.viewer).expect(403);
  shop.app.post("/telemetry/events", "{", shop.member).expect(400);
  shop.app.post("/telemetry/events", R"({"events":[]})", shop.member).expect(400);
  shop.app.post("/telemetry/events", R"({"events":[],"extra":1})", shop.member).expect(400);
  shop.app.post("/telemetry/events?x=1", body, shop.member).expect(400);
  shop.app.request("DELETE", "/telemetry/events", {}, shop.member).expect(405);
  CHECK(shop.app.rows("SELECT count(*) FROM telemetry_batches") == Rows{{"0"}});
}

TEST_CASE("telemetry: a bad event is rejected alone, with every reason") {
  Shop shop;
  const auto answer = shop.send(
      R"({"name":"","component":"Editor","kind":"jump","duration_ms":-1,"session_id":"s1",)"
      R"("props":[],"at_ms":1,"x":2},)" +
      shop.event() + ",7," + shop.event("", -3'600'000) + "," + shop.event("", 31ll * 86'400'000));
  answer.expect(202);
  CHECK(answer.json()["accepted"] == 1);
  const auto rejected = answer.json()["rejected"];
  REQUIRE(rejected.size() == 4);
  CHECK(rejected[0]["index"] == 0);
  CHECK(rejected[0]["errors"].size() == 5);
  CHECK(rejected[1]["index"] == 2);
  CHECK(rejected[2]["errors"][0]["code"] == "in_future");
  CHECK(rejected[3]["errors"][0]["code"] == "too_old");
  CHECK(shop.app.rows("SELECT event_count FROM telemetry_days") == Rows{{"1"}});
}

TEST_CASE("telemetry: a batch of nothing but bad events writes nothing") {
  Shop shop;
  const auto answer = shop.send("1,2").expect(202);
  CHECK(answer.json()["accepted"] == 0);
  CHECK(shop.app.rows("SELECT count(*) FROM telemetry_batches") == Rows{{"0"}});
}

TEST_CASE("telemetry: events are packed into one row and counted in one round trip") {
  Shop shop;
  const auto answer =
      shop.send(shop.event(R"(,"user_id":"u1","page":"/shop/?q=1","duration_ms":12.5)") + "," +
                shop.event(R"(,"page":"/shop#top")") + "," +
                shop.event(R"(,"duration_ms":100,"value":1e-9,"props":{"a":[1]})", 3'600'000));
  answer.expect(202, R"({"accepted":3,"rejected":[]})");
  CHECK(answer.sql_calls == 1);
  CHECK(shop.app.rows("SELECT event_count, received_at_ms - first_at_ms FROM telemetry_batches") ==
        Rows{{"3", "3600000"}});
  CHECK(shop.app.rows("SELECT event_count, view_count, duration_count, duration_sum_us, durations "
                      "FROM telemetry_days") ==
        Rows{{"3", "3", "2", "112500", R"({"473":1,"577":1})"}});
  CHECK(shop.app.rows("SELECT event_count FROM telemetry_hours ORDER BY hour_at_ms") ==
        Rows{{"1"}, {"2"}});
  CHECK(shop.app.rows("SELECT component, event_count FROM telemetry_components_weeks") ==
        Rows{{"Editor", "3"}});
  CHECK(shop.app.rows("SELECT page, view_count FROM telemetry_pages_days") == Rows{{"/shop", "2"}});
  // The session said who it is, so all of it is one person.
  CHECK(shop.app.rows("SELECT subject, sum(people_count) FROM telemetry_day_visits GROUP BY 1") ==
        Rows{{"*", "1"}, {"c:Editor", "1"}, {"p:/shop", "1"}, {"~", "1"}});
}

TEST_CASE("telemetry: batches add up, sketches too") {
  Shop shop;
  for (int i = 0; i < 3; ++i)
    shop.send(shop.event(R"(,"duration_ms":10)") + "," + shop.event(R"(,"duration_ms":20)"))
        .expect(202);
  shop.send(shop.event(R"(,"duration_ms":30)")).expect(202);
  const std::string merged = R"({"462":3,"497":3,"517":1})";
  CHECK(shop.app.rows("SELECT durations, event_count FROM telemetry_hours") == Rows{{merged, "7"}});
  CHECK(shop.app.rows("SELECT durations FROM telemetry_components_days") == Rows{{merged}});
}

TEST_CASE("telemetry: a retry with an idempotency key counts once") {
  Shop shop;
  const App::Headers key{{"idempotency-key", "k1"}};
  const std::string body = R"({"events":[)" + shop.event() + "]}";
  for (int i = 0; i < 2; ++i)
    shop.app.post("/telemetry/events", body, shop.member, key).expect(202);
  CHECK(shop.app.rows("SELECT event_count FROM telemetry_hours") == Rows{{"1"}});
}

TEST_CASE("telemetry: whichever database call fails, nothing is half done") {
  Shop shop;
  shop.app.world.failing_sql_call = 1;
  shop.send(shop.event()).expect(503);
  shop.app.world.failing_sql_call = 0;
  CHECK(shop.app.rows("SELECT (SELECT count(*) FROM telemetry_batches) + (SELECT count(*) FROM "
                      "telemetry_hours) + (SELECT count(*) FROM telemetry_people_hours)") ==
        Rows{{"0"}});
}

TEST_CASE("telemetry: a public key writes from any page and reads nothing") {
  Shop shop;
  const auto key =
      shop.app.given.key({.scopes = {http::Scope::telemetry_write}, .kind = http::KeyKind::open});
  const std::string body = R"({"events":[)" + shop.event() + "]}";
  const auto answer = shop.app.post("/telemetry/events", body, key).expect(202);
  CHECK(answer.header("access-control-allow-origin") == "*");
  shop.app.get("/telemetry/summary", key).expect(403);
  const auto other = shop.app.given.key({.scopes = {http::Scope::errors_write}});
  shop.app.post("/telemetry/events", body, other).expect(403);
  const auto reader = shop.app.given.key({.scopes = {http::Scope::read}});
  CHECK(shop.app.get("/telemetry/summary", reader).expect(200).json()["now"]["events"] == 1);
  const auto asked = shop.app.request("OPTIONS", "/telemetry/events");
  CHECK(asked.header("access-control-allow-headers").find("authorization") != std::string::npos);
}
