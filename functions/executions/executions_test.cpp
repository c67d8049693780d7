#include "executions/executions.h"

#include <doctest/doctest.h>

#include "core/sketch.h"
#include "native/app.h"

using namespace arris;
using native::App;
using native::Rows;

namespace {

constexpr std::string_view nowhere = "018bcfe5-6800-7000-8000-000000000000";

struct Shop {
  App app{{&executions::function}};
  native::Session member = app.given.member(http::Role::member);
  native::Session viewer = app.given.member(http::Role::viewer);

  Shop() {
    add_pipeline("p1", "Load the warehouse", 3);
    add_pipeline("p2", "Sync", 1);
  }
  void add_pipeline(const std::string& id, const std::string& name, int revision,
                    const std::string& deleted_at_ms = "NULL") {
    app.world.database.run(
        "INSERT INTO pipelines (org_id, id, name, description, status, tags, config, revision, "
        "created_by, updated_by, created_at_ms, updated_at_ms, deleted_at_ms) VALUES ('" +
        member.org_id + "', '" + id + "', '" + name + "', '', 'active', '[]', '{}', " +
        std::to_string(revision) + ", 'x', 'x', 1, 1, " + deleted_at_ms + ")");
  }
  native::Response follow(const std::string& id, const std::string& last_event_id = "") {
    App::Headers headers;
    if (!last_event_id.empty()) headers = {{"last-event-id", last_event_id}};
    return app.request("GET", "/executions/" + id + "/stream", "", viewer, headers).expect(200);
  }
  void append(const std::string& id, const std::string& message) {
    app.post("/executions/" + id + "/logs", R"({"lines":[{"message":")" + message + "\"}]}", member)
        .expect(202);
  }
  std::string start(std::string_view body = R"({"name":"nightly","pipeline_id":"p1"})") {
    return app.post("/executions", body, member).expect(201).json()["id"];
  }
  native::Response change(const std::string& id, std::string_view body) {
    return app.patch("/executions/" + id, body, member);
  }
  std::string started() {
    const auto id = start();
    change(id, R"({"status":"running"})").expect(200);
    return id;
  }
  std::int64_t messages() {
    return std::stoll(
        app.rows("SELECT count(*) FROM outbox WHERE topic = 'execution.finished'")[0][0]);
  }
};

}  // namespace

TEST_CASE("executions: a retry with an idempotency key acts once, also after a crash") {
  Shop shop;
  const App::Headers key{{"idempotency-key", "k1"}};
  const auto body = R"({"name":"nightly"})";
  const auto first = shop.app.post("/executions", body, shop.member, key).expect(201);
  const auto again = shop.app.post("/executions", body, shop.member, key).expect(201, first.body);
  CHECK(again.header("idempotency-replayed") == "true");
  shop.app.post("/executions", R"({"name":"other"})", shop.member, key).expect(422);
  const auto lines = "/executions/" + first.json()["id"].get<std::string>() + "/logs";
  const auto line = R"({"lines":[{"message":"once"}]})";
  for (int i = 0; i < 2; ++i) shop.app.post(lines, line, shop.member, key).expect(202);
  CHECK(shop.app.rows("SELECT count(*) FROM executions") == Rows{{"1"}});
  CHECK(shop.app.rows("SELECT count(*) FROM execution_logs") == Rows{{"1"}});
  // The run is written, its answer is not kept.
  shop.app.world.failing_sql_call = 2;
  const App::Headers cut{{"idempotency-key", "k2"}};
  shop.app.post("/executions", body, shop.member, cut).expect(503);
  shop.app.world.failing_sql_call = 0;
  CHECK(shop.app.post("/executions", body, shop.member, cut).expect(409).json()["code"] ==
        "already_running");
  CHECK(shop.app.rows("SELECT count(*) FROM executions") == Rows{{"2"}});
}

TEST_CASE("executions: strangers, viewers and bad input change nothing") {
  Shop shop;
  shop.app.post("/executions", R"({"name":"x"})").expect(401);
  shop.app.post("/executions", R"({"name":"x"})", shop.viewer).expect(403);
  shop.app.post("/executions", R"({"name":"","status":"success"})", shop.member).expect(400);
  shop.app.post("/executions", R"({"nme":"x"})", shop.member).expect(400);
  shop.app.get("/executions?status=done", shop.viewer).expect(400);
  shop.app.get("/executions/" + std::string(nowhere), shop.viewer).expect(404);
  shop.change(std::string(nowhere), R"({"progress":5})").expect(404);
  shop.app
      .post("/executions/" + std::string(nowhere) + "/logs", R"({"lines":[{"message":"x"}]})",
            shop.member)
      .expect(404);
  CHECK(shop.app.rows("SELECT count(*) FROM executions") == Rows{{"0"}});
}

TEST_CASE("executions: a line of no time that there was is refused, and the log stays readable") {
  Shop shop;
  const auto path = "/executions/" + shop.started() + "/logs";
  for (const std::string_view at_ms :
       {"-9223372036854775807", "-9007199254740994", "-1", "9223372036854775807"}) {
    const auto line = R"({"lines":[{"message":"x","at_ms":)" + std::string(at_ms) + "}]}";
    const auto refused = shop.app.post(path, line, shop.member).expect(400).json();
    CHECK(refused["errors"][0]["pointer"] == "#/lines/0/at_ms");
  }
  CHECK(shop.app.get(path, shop.viewer).expect(200).json()["data"].empty());
}

TEST_CASE("executions: a run of no pipeline that there is is refused") {
  Shop shop;
  shop.add_pipeline("gone", "Gone", 1, "5");
  const auto stranger = shop.app.given.member(http::Role::owner, shop.app.given.org("other"));
  for (const std::string_view id : {"gone", "never"})
    shop.app.post("/executions", R"({"pipeline_id":")" + std::string(id) + "\"}", shop.member)
        .expect(404);
  shop.app.post("/executions", R"({"pipeline_id":"p1"})", stranger).expect(404);
  shop.app.post("/executions", R"({"name":" "})", shop.member).expect(400);
  CHECK(shop.app.rows("SELECT count(*) FROM executions") == Rows{{"0"}});
  CHECK(shop.app.rows("SELECT count(*) FROM execution_hours") == Rows{{"0"}});
}

TEST_CASE("executions: a run without a name has its pipeline's, and says of which revision it is") {
  Shop shop;
  const auto begun =
      shop.app.post("/executions", R"({"pipeline_id":"p1"})", shop.member).expect(201).json();
  CHECK(begun["name"] == "Load the warehouse");
  CHECK(begun["pipeline_revision"] == 3);
  const auto bare = shop.app.post("/executions", "{}", shop.member).expect(201).json();
  CHECK(bare["name"] == "run");
  CHECK(bare["pipeline_revision"].is_null());
  const std::string path = "/executions/" + begun["id"].get<std::string>();
  shop.app.post(path + "/cancel", "", shop.member).expect(200);
  shop.app.world.database.run("UPDATE pipelines SET revision = 4 WHERE id = 'p1'");
  const auto again = shop.app.post(path + "/retry", "", shop.member).expect(201).json();
  CHECK(again["pipeline_revision"] == 4);
  CHECK(shop.app.get(path, shop.viewer).json()["pipeline_revision"] == 3);
}

TEST_CASE("executions: statistics refuse what hours can't answer, and say what they answer for") {
  Shop shop;
  const auto refused = [&](const std::string& query) {
    return shop.app.get("/executions/stats?" + query, shop.viewer)
        .expect(400)
        .json()["errors"][0]["pointer"];
  };
  CHECK(refused("bucket=minute") == "?bucket");
  CHECK(refused("range=7d&bucket=day&utc_offset_min=330") == "?utc_offset_min");
  shop.started();
  for (const std::string_view range : {"1h", "24h", "7d"}) {
    const auto stats = shop.app.get("/executions/stats?range=" + std::string(range), shop.viewer)
                           .expect(200)
                           .json();
    CHECK(stats["bucket"] == "hour");
    const auto from_ms = stats["from_ms"].get<std::int64_t>(),
               to_ms = stats["to_ms"].get<std::int64_t>();
    CHECK(from_ms % 3'600'000 == 0);
    CHECK(to_ms % 3'600'000 == 0);
    CHECK(stats["series"][0]["at_ms"] == from_ms);
    CHECK(stats["series"].size() == static_cast<std::size_t>((to_ms - from_ms) / 3'600'000));
    CHECK(stats["started"] == 1);
  }
}

TEST_CASE("executions: the stream of a run ends with the run, and of one that has ended at once") {
  Shop shop;
  const auto id = shop.start();
  const auto stream = shop.follow(id);
  shop.change(id, R"({"status":"running"})");
  CHECK(shop.app.events(stream).back().event == "execution");
  shop.change(id, R"({"status":"success"})");
  const auto live = shop.app.events(stream);
  REQUIRE(live.size() == 3);
  CHECK(live[1].event == "execution");
  CHECK(live[2].event == "end");
  const auto late = shop.follow(id);
  CHECK_FALSE(late.feed);
  CHECK(late.header("content-type") == "text/event-stream");
  CHECK(late.body.find("event: execution") < late.body.find("event: end"));
  CHECK(late.body.find("id: " + live[2].id) != std::string::npos);
  const auto again = shop.app.request("GET", "/executions/" + id + "/stream", "", shop.viewer,
                                      {{"last-event-id", live[2].id}});
  CHECK(again.status == 204);
  CHECK(again.body.empty());
}

TEST_CASE("executions: who comes back to a stream gets the lines since, or is told to read anew") {
  Shop shop;
  const auto id = shop.started();
  shop.append(id, "one");
  const auto stream = shop.follow(id);
  const auto id_of = [](const std::string& text) {
    const auto at = text.rfind("id: ") + 4;
    return text.substr(at, 36);
  };
  const auto seen = id_of(stream.body);
  CHECK(stream.feed->last_event_id == seen);  // what comes before the host listens is not lost
  CHECK(stream.body.find("event: log") == std::string::npos);
  shop.append(id, "two");
  shop.append(id, "three");
  shop.change(id, R"({"progress":40})").expect(200);
  const auto live = shop.app.events(stream);
  REQUIRE(live.size() == 3);
  const auto back = shop.follow(id, seen);
  CHECK(back.body.find(R"("first_number":2)") != std::string::npos);
  CHECK(back.body.find(R"("message":"three")") != std::string::npos);
  CHECK(back.body.find(R"("message":"one")") == std::string::npos);
  REQUIRE(back.feed);
  CHECK(back.feed->last_event_id == live[1].id);
  const auto current = shop.follow(id, live[2].id);
  CHECK(current.body.find("event: log") == std::string::npos);
  CHECK(current.feed->last_event_id == live[2].id);
  CHECK(back.sql_calls == 1);
  for (const char* unknown : {"019ab5c0-0000-7000-8000-000000000000", "019ab5c0-0000-8000"}) {
    const auto lost = shop.follow(id, unknown);
    const bool is_id = std::string_view(unknown).size() == 36;
    CHECK((lost.body.find("event: reset") != std::string::npos) == is_id);
  }
  shop.app.world.database.run(
      "WITH n AS (SELECT 4 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1004) "
      "INSERT INTO execution_logs SELECT org_id, id, i, 1, 'info', '', 'x', 'null' FROM n, "
      "executions");
  shop.app.world.database.run("UPDATE executions SET log_count = 1004");
  CHECK(shop.follow(id, seen).body.find("event: reset") != std::string::npos);
}

TEST_CASE("executions: a run of which nothing is heard for a day has failed, and is told once") {
  Shop shop;
  const auto silent = shop.started(), logging = shop.started(), pending = shop.start();
  const auto later = [&](std::int64_t hours) {
    shop.app.world.now_ms += hours * 3'600'000;
    shop.member.token = shop.app.given.token_of(shop.member);
    shop.viewer.token = shop.app.given.token_of(shop.viewer);
  };
  later(23);
  CHECK(shop.app.tick("fail_silent_runs") == 204);
  CHECK(shop.messages() == 0);
  shop.append(logging, "still here");
  later(2);
  for (int i = 0; i < 2; ++i) CHECK(shop.app.tick("fail_silent_runs") == 204);
  const auto status = [&](const std::string& id) {
    return shop.app.get("/executions/" + id, shop.viewer).expect(200).json()["status"];
  };
  CHECK(status(silent) == "failed");
  CHECK(status(logging) == "running");
  CHECK(status(pending) == "pending");
  CHECK(shop.messages() == 1);
  const auto failed = shop.app.get("/executions/" + silent, shop.viewer).json();
  CHECK(failed["error"]["error_type"] == "Silent");
  CHECK(failed["duration_ms"] == 25ll * 3'600'000);
  CHECK(shop.app.rows("SELECT sum(failed) FROM execution_hours WHERE pipeline_id = '*'") ==
        Rows{{"1"}});
  shop.change(silent, R"({"progress":5})").expect(409);
}

TEST_CASE("executions: another org's run is not there") {
  Shop shop;
  const auto id = shop.started();
  const auto stranger = shop.app.given.member(http::Role::owner, shop.app.given.org("other"));
  for (const auto* path : {"", "/logs", "/stream"})
    shop.app.get("/executions/" + id + path, stranger).expect(404);
  shop.app.patch("/executions/" + id, R"({"status":"success"})", stranger).expect(404);
  shop.app.post("/executions/" + id + "/cancel", "", stranger).expect(404);
  shop.app.post("/executions/" + id + "/retry", "", stranger).expect(404);
  CHECK(shop.app.get("/executions", stranger).json()["data"].empty());
  CHECK(shop.app.rows("SELECT status FROM executions") == Rows{{"running"}});
}

TEST_CASE("executions: a run goes forward only, and its end is told once") {
  Shop shop;
  const auto id = shop.start();
  shop.change(id, R"({"status":"success"})").expect(409);
  shop.change(id, R"({"status":"running","progress":10,"step":"load"})").expect(200);
  shop.change(id, R"({"status":"running"})").expect(409);
  shop.change(id, R"({"error":{"message":"x"}})").expect(400);
  shop.app.world.now_ms += 1'500;
  const auto done =
      shop.change(id, R"({"status":"success","result":{"rows":7}})").expect(200).json();
  CHECK(done["progress"] == 100);
  CHECK(done["duration_ms"] == 1'500);
  CHECK(done["result"]["rows"] == 7);
  CHECK(done["step"] == "load");
  shop.change(id, R"({"progress":50})").expect(409);
  shop.change(id, R"({"status":"failed"})").expect(409);
  shop.app.post("/executions/" + id + "/cancel", "", shop.member).expect(409);
  CHECK(shop.messages() == 1);
}

TEST_CASE("executions: of two ends at once one counts") {
  Shop shop;
  const auto id = shop.started();
  const auto version = shop.app.get("/executions/" + id, shop.viewer).json()["version"].get<int>();
  const App::Headers stale{{"if-match", "\"v" + std::to_string(version - 1) + "\""}};
  shop.app.patch("/executions/" + id, R"({"status":"failed"})", shop.member, stale).expect(412);
  shop.change(id, R"({"status":"failed","error":{"message":"disk full","error_type":"IoError"}})")
      .expect(200);
  shop.change(id, R"({"status":"success"})").expect(409);
  CHECK(shop.app.rows("SELECT success, failed FROM execution_hours WHERE pipeline_id = '*'") ==
        Rows{{"0", "1"}});
  const auto payload = shop.app.rows("SELECT payload->>'error_message' FROM outbox");
  CHECK(payload == Rows{{"disk full"}});
}

TEST_CASE("executions: a run is cancelled before and after it began, and run again") {
  Shop shop;
  const auto first = shop.start(), second = shop.started();
  shop.app.post("/executions/" + first + "/retry", "", shop.member).expect(409);
  for (const auto& id : {first, second})
    CHECK(shop.app.post("/executions/" + id + "/cancel", "", shop.member)
              .expect(200)
              .json()["status"] == "cancelled");
  const auto again =
      shop.app.post("/executions/" + first + "/retry", "", shop.member).expect(201).json();
  CHECK(again["retry_of"] == first);
  CHECK(again["attempt"] == 2);
  CHECK(again["status"] == "pending");
  CHECK(again["trigger"] == "retry");
  CHECK(again["name"] == "nightly");
}

TEST_CASE("executions: a program starts, reports and ends runs by its key") {
  Shop shop;
  const auto key = shop.app.given.key({.scopes = {http::Scope::executions_write}});
  const auto run = shop.app.post("/executions", R"({"name":"load"})", key).expect(201).json();
  CHECK(run["trigger"] == "api");
  const auto path = "/executions/" + run["id"].get<std::string>();
  shop.app.patch(path, R"({"status":"running"})", key).expect(200);
  shop.app.post(path + "/logs", R"({"lines":[{"message":"began"}]})", key).expect(202);
  CHECK(shop.app.patch(path, R"({"status":"success"})", key).expect(200).json()["log_count"] == 1);
}

TEST_CASE("executions: lists are filtered, searched and paged, the newest first") {
  Shop shop;
  for (int i = 0; i < 5; ++i) {
    shop.app.world.now_ms += 1'000;
    shop.start(i % 2 ? R"({"name":"hourly sync","pipeline_id":"p2","trigger":"schedule"})"
                     : R"({"name":"nightly load","pipeline_id":"p1","status":"running"})");
  }
  const auto count = [&](const std::string& query) {
    return shop.app.get("/executions?" + query, shop.viewer).expect(200).json()["data"].size();
  };
  CHECK(count("status=running") == 3);
  CHECK(count("pipeline_id=p2") == 2);
  CHECK(count("workflow=p2") == 2);
  CHECK(count("trigger=schedule&status=running") == 0);
  CHECK(count("q=sync") == 2);
  CHECK(count("q=night%20lo") == 3);
  CHECK(count("started_by=" + shop.member.user_id) == 5);
  shop.app.get("/executions?to_ms=-105746955564025952", shop.viewer).expect(400);
  CHECK(count("from_ms=" + std::to_string(shop.app.world.now_ms)) == 1);
  CHECK(count("to_ms=" + std::to_string(shop.app.world.now_ms)) == 4);
  const auto total = [&](const std::string& query) {
    const auto page = shop.app.get("/executions?" + query, shop.viewer).expect(200);
    CHECK(page.sql_calls == 1);
    return page.json()["total"];
  };
  CHECK(total("count=true&limit=2") == 5);
  CHECK(total("count=true&pipeline_id=p2") == 2);
  CHECK(total("count=false").is_null());
  shop.app.get("/executions?count=yes", shop.viewer).expect(400);
  std::vector<std::string> seen;
  std::string cursor;
  do {
    const auto page = shop.app.get("/executions?limit=2" + cursor, shop.viewer).expect(200).json();
    for (const auto& run : page["data"]) seen.push_back(run["id"]);
    cursor =
        page["next_cursor"].is_null() ? "" : "&cursor=" + page["next_cursor"].get<std::string>();
  } while (!cursor.empty());
  CHECK(seen.size() == 5);
  CHECK(std::ranges::is_sorted(seen, std::greater<>()));
}

TEST_CASE("executions: a log keeps its order and its numbers through many writers") {
  Shop shop;
  const auto id = shop.started();
  const auto append = [&](std::string_view body) {
    return shop.app.post("/executions/" + id + "/logs", body, shop.member);
  };
  append(R"({"lines":[]})").expect(400);
  append(R"({"lines":[{"message":"one"},{"message":"two","level":"error","fields":{"a":1}}]})")
      .expect(202);
  CHECK(append(R"({"lines":[{"message":"three","step":"load"}]})")
            .expect(202)
            .json()["last_number"] == 3);
  const auto page =
      shop.app.get("/executions/" + id + "/logs?after=1", shop.viewer).expect(200).json();
  CHECK(page["data"][0]["message"] == "two");
  CHECK(page["data"][0]["fields"]["a"] == 1);
  CHECK(page["data"][1]["number"] == 3);
  CHECK(page["last_number"] == 3);
  CHECK(page["ended"] == false);
  const auto errors = shop.app.get("/executions/" + id + "/logs?level=error", shop.viewer).json();
  CHECK(errors["data"].size() == 1);
  shop.change(id, R"({"status":"success"})").expect(200);
  CHECK(shop.app.get("/executions/" + id + "/logs?after=3", shop.viewer).json()["ended"] == true);
}

TEST_CASE("executions: statistics agree with the runs") {
  Shop shop;
  for (int i = 0; i < 20; ++i) {
    const auto id = shop.started();
    shop.app.world.now_ms += 1'000 * (i + 1);
    shop.change(id, i % 4 ? R"({"status":"success"})" : R"({"status":"failed"})").expect(200);
  }
  shop.started();
  const auto stats = shop.app.get("/executions/stats?range=24h", shop.viewer).expect(200).json();
  CHECK(stats["started"] == 21);
  CHECK(stats["success"] == 15);
  CHECK(stats["failed"] == 5);
  CHECK(stats["alive"] == 1);
  CHECK(stats["success_per_mille"] == 750);
  CHECK(stats["p50_ms"].get<double>() == doctest::Approx(10'000).epsilon(0.01));
  std::int64_t in_series = 0;
  for (const auto& bucket : stats["series"]) in_series += bucket["started"].get<std::int64_t>();
  CHECK(in_series == 21);
  CHECK(shop.app.get("/executions/stats?pipeline_id=p1", shop.viewer).json()["failed"] == 5);
  CHECK(shop.app.get("/executions/stats?pipeline_id=none", shop.viewer).json()["started"] == 0);
}

TEST_CASE("executions: a duration is counted in its sketch's bucket") {
  Shop shop;
  for (const std::int64_t ms : {-5, 0, 1, 7, 1000, 59'999, 86'400'000, 200'000'000}) {
    const auto id = shop.started();
    shop.app.world.database.run(
        "UPDATE executions SET started_at_ms = " + std::to_string(shop.app.world.now_ms - ms) +
        " WHERE id = '" + id + "'");
    shop.app.world.database.run("DELETE FROM execution_durations");
    shop.change(id, R"({"status":"success"})").expect(200);
    CHECK(shop.app.rows("SELECT bucket FROM execution_durations WHERE pipeline_id = '*'") ==
          Rows{{std::to_string(Sketch::bucket_of(ms * 1000))}});
    CHECK(shop.app.rows("SELECT payload ->> 'duration_ms' FROM outbox WHERE dedupe_key = '" + id +
                        "'") == Rows{{std::to_string(std::max<std::int64_t>(ms, 0))}});
  }
}

TEST_CASE("executions: every route makes one round trip") {
  Shop shop;
  const auto id = shop.started();
  CHECK(shop.app.get("/executions", shop.viewer).sql_calls == 1);
  CHECK(shop.app.get("/executions/" + id, shop.viewer).sql_calls == 1);
  CHECK(shop.app.get("/executions/stats", shop.viewer).sql_calls == 1);
  CHECK(shop.app.get("/executions/" + id + "/logs", shop.viewer).sql_calls == 1);
  CHECK(shop.change(id, R"({"progress":3})").sql_calls == 1);
  CHECK(shop.app.post("/executions", R"({"name":"x"})", shop.member).sql_calls == 1);
  CHECK(shop.change(id, R"({"status":"success"})").sql_calls == 1);
}

TEST_CASE("executions: old lines go and older runs, however many they are") {
  Shop shop;
  const auto id = shop.started();
  shop.change(id, R"({"status":"success"})").expect(200);
  const auto young = shop.started();
  const auto fill = [&](int count, const std::string& rows) {
    shop.app.world.database.run(
        "WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < " +
        std::to_string(count) + ") " + rows);
  };
  fill(11'000,
       "INSERT INTO execution_logs SELECT org_id, id, i, 1, 'info', '', 'x', 'null' "
       "FROM n, executions");
  fill(2500,
       "INSERT INTO executions (org_id, id, name, status, \"trigger\", started_by, created_at_ms, "
       "finished_at_ms) SELECT org_id, id || i, name, status, 'api', started_by, 1, 1 "
       "FROM n, executions WHERE id = '" +
           id + "'");
  shop.app.world.now_ms += 31ll * 24 * 3'600'000;
  CHECK(shop.app.tick("remove_old_runs") == 204);
  CHECK(shop.app.rows("SELECT execution_id, count(*) FROM execution_logs GROUP BY 1") ==
        Rows{{young, "11000"}});
  CHECK(shop.app.rows("SELECT count(*) FROM executions") == Rows{{"2"}});
}
