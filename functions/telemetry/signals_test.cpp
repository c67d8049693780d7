#include <doctest/doctest.h>

#include "core/pack.h"
#include "http/list.h"
#include "native/app.h"
#include "telemetry/telemetry.h"

using namespace arris;
using native::App;

namespace {

const std::string first_trace(32, 'a'), second_trace(32, 'b');

struct Shop {
  App app{{&telemetry::function}};
  native::Session viewer = app.given.member(http::Role::viewer);
  const std::string org{viewer.org_id};

  void chunk(const std::string& trace, const std::string& id, std::int64_t start_us,
             const std::string& name, int errors = 0) {
    const auto at = std::to_string(start_us);
    const auto span = R"({"id":")" + id + R"(","resource_id":"r"})";
    app.world.database.run("INSERT INTO otlp_spans VALUES ('" + org + "', '" + trace + "', '" + id +
                           "', " + at + ", " + at + " + 2000000, 1, " + std::to_string(errors) +
                           ", 1, '" + name + "', 'shop', '" + pack("[" + span + "]") + "', '[\"" +
                           id + "\"]', '[\"r\"]')");
  }
  void resource(const std::string& id) {
    app.world.database.run("INSERT INTO otlp_resources VALUES ('" + org + "', '" + id +
                           "', '{\"service.name\":\"shop\"}', 1)");
  }
  // Of the one chunk.
  void set_spans(const std::string& spans, const std::string& ids, const std::string& resources) {
    app.world.database.run("UPDATE otlp_spans SET spans = '" + spans + "', span_ids = '" + ids +
                           "', resource_ids = '" + resources + "'");
  }
  std::string shown() {
    const auto trace = app.get("/telemetry/traces/" + first_trace, viewer);
    trace.expect(200);
    const auto begin = trace.body.find("\"resources\"");
    return trace.body.substr(begin);
  }
  void records(const std::string& id, std::int64_t first_us, const std::string& records) {
    app.world.database.run("INSERT INTO otlp_logs VALUES ('" + org + "', '" + id + "', " +
                           std::to_string(first_us) + ", " + std::to_string(first_us + 10) +
                           ", 2, '" + records + "')");
  }
  std::vector<std::string> bodies(const std::string& query) {
    std::vector<std::string> bodies;
    const auto answer = app.get("/telemetry/logs" + query, viewer);
    answer.expect(200);
    for (const auto& record : answer.json()["data"]) bodies.push_back(record["body"]);
    return bodies;
  }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("telemetry: signals are refused to strangers, and so are filters of another kind") {
  Shop shop;
  for (const char* path : {"/telemetry/traces", "/telemetry/logs", "/telemetry/metrics"})
    shop.app.get(path).expect(401);
  shop.app.get("/telemetry/traces?min_duration_ms=-1", shop.viewer).expect(400);
  shop.app.get("/telemetry/logs?level=loud", shop.viewer).expect(400);
  shop.app.get("/telemetry/traces/" + first_trace, shop.viewer).expect(404);
}

TEST_CASE("telemetry: traces are listed newest first, by pages and filters") {
  Shop shop;
  shop.chunk(first_trace, "1", 1'000'000, "GET /a");
  shop.chunk(second_trace, "2", 2'000'000, "GET /b", 1);
  const auto page = shop.app.get("/telemetry/traces?limit=1", shop.viewer).json();
  CHECK(page["data"][0]["id"] == second_trace);
  const std::string cursor = page["next_cursor"];
  const auto next = shop.app.get("/telemetry/traces?limit=1&cursor=" + cursor, shop.viewer).json();
  CHECK(next["data"][0]["id"] == first_trace);
  CHECK(next["next_cursor"].is_null());
  const auto count = [&](const std::string& filter) {
    return shop.app.get("/telemetry/traces?" + filter, shop.viewer).json()["data"].size();
  };
  CHECK(count("failed=true") == 1);
  CHECK(count("failed=false") == 1);
  CHECK(count("q=get%20/B") == 1);
  CHECK(count("service=shop") == 2);
  CHECK(count("service=other") == 0);
  CHECK(count("min_duration_ms=2001") == 0);
  CHECK(count("from_ms=1500&to_ms=3000") == 1);
}

TEST_CASE("telemetry: times at the far end of what is allowed are answered with an empty page") {
  Shop shop;
  shop.chunk(first_trace, "1", 1'000'000, "GET /a");
  shop.records("1", 1'000'000, R"([{"at_us":1000000,"level":"info","body":"a"}])");
  shop.app.world.database.run("INSERT INTO otlp_metrics VALUES ('" + shop.org +
                              "', 'm', 'gauge', '', '', '', 0, 5)");
  shop.app.world.database.run("INSERT INTO otlp_points VALUES ('" + shop.org +
                              "', 'm', '1', 1000, 1000, 1, '[{\"at_us\":1000,\"value\":1}]')");
  const auto end = std::to_string(http::end_of_time_ms);
  for (const char* path : {"/telemetry/traces", "/telemetry/logs", "/telemetry/metrics/m"}) {
    const auto count = [&](const std::string& filter) {
      const auto answer = shop.app.get(std::string(path) + filter, shop.viewer);
      answer.expect(200);
      return answer.json()["data"].size();
    };
    CHECK(count("?from_ms=" + end) == 0);
    CHECK(count("?from_ms=1472820323215697") == 0);
    CHECK(count("?from_ms=" + end + "&to_ms=" + end) == 0);
    CHECK(count("?to_ms=0") == 0);
    CHECK(count("?to_ms=" + end) == 1);
  }
  shop.app.get("/telemetry/traces?min_duration_ms=86400000&from_ms=" + end, shop.viewer)
      .expect(200);
}

TEST_CASE("telemetry: a trace holds the spans of all its chunks and what sent them") {
  Shop shop;
  shop.chunk(first_trace, "1", 1'000'000, "root");
  shop.chunk(first_trace, "2", 1'500'000, "child", 1);
  shop.resource("r");
  const auto trace = shop.app.get("/telemetry/traces/" + first_trace, shop.viewer);
  trace.expect(200);
  CHECK(trace.sql_calls == 1);
  CHECK(trace.json()["trace"]["duration_us"] == 2'500'000);
  CHECK(trace.json()["trace"]["error_count"] == 1);
  CHECK(trace.json()["spans"].size() == 2);
  CHECK(trace.json()["resources"]["r"]["service.name"] == "shop");
  CHECK(trace.json()["complete"] == true);
}

TEST_CASE("telemetry: spans are shown as they came, packed or as they were kept before") {
  Shop shop;
  const std::string spans =
      R"([{"resource_id":"r","id":"1","name":"GET /a"},{"resource_id":"q","id":"2","name":"GET /a"}])";
  const std::string all =
      R"("resources":{"r":{"service.name":"shop"}},"spans":)" + spans + R"(,"complete":true})";
  shop.chunk(first_trace, "1", 1'000'000, "root");
  shop.resource("r");
  shop.set_spans(pack(spans), R"(["1","2"])", R"(["r"])");
  CHECK(shop.shown() == all);
  shop.set_spans(spans, "", "");
  CHECK(shop.shown() == all);
}

TEST_CASE("telemetry: a span that another chunk holds is shown once") {
  Shop shop;
  shop.chunk(first_trace, "1", 1'000'000, "root");
  const auto ids_shown = [&](const std::string& ids) {
    shop.set_spans(pack(R"([{"id":"1"},{"id":"2"},{"id":"3"}])"), ids, "[]");
    return shop.shown();
  };
  const std::string before = R"("resources":{},"spans":)", after = R"(,"complete":true})";
  CHECK(ids_shown(R"([null,"2",null])") == before + R"([{"id":"2"}])" + after);
  CHECK(ids_shown(R"(["1",null,"3"])") == before + R"([{"id":"1"},{"id":"3"}])" + after);
}

TEST_CASE("telemetry: a chunk that nobody has packed is no trace") {
  Shop shop;
  shop.chunk(first_trace, "1", 1'000'000, "root");
  shop.set_spans("\n", R"(["1"])", "[]");
  shop.app.get("/telemetry/traces/" + first_trace, shop.viewer).expect(500);
}

TEST_CASE("telemetry: log records are listed by pages and filters") {
  Shop shop;
  shop.records(
      "1", 1'000'000,
      R"([{"at_us":1000000,"level":"info","body":"a"},{"at_us":1000010,"level":"error","body":"b","trace_id":"aa"}])");
  shop.records(
      "2", 2'000'000,
      R"([{"at_us":2000000,"level":"warn","service":"shop","body":"c"},{"at_us":2000010,"level":"debug","body":"Deep"}])");
  CHECK(shop.bodies("") == Texts{"Deep", "c", "b", "a"});
  CHECK(shop.bodies("?level=warn") == Texts{"c", "b"});
  CHECK(shop.bodies("?level=fatal") == Texts{});
  CHECK(shop.bodies("?service=shop") == Texts{"c"});
  CHECK(shop.bodies("?trace_id=AA") == Texts{"b"});
  CHECK(shop.bodies("?q=dee") == Texts{"Deep"});
  CHECK(shop.bodies("?from_ms=1000&to_ms=1001") == Texts{"b", "a"});
  Texts seen;
  std::string cursor;
  do {
    const auto page =
        shop.app
            .get("/telemetry/logs?limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor),
                 shop.viewer)
            .json();
    for (const auto& record : page["data"]) seen.push_back(record["body"]);
    cursor = page["next_cursor"].is_null() ? "" : page["next_cursor"].get<std::string>();
  } while (!cursor.empty());
  CHECK(seen == Texts{"Deep", "c", "b", "a"});
}

TEST_CASE("telemetry: metrics are listed by name, their points newest first") {
  Shop shop;
  for (const char* name : {"b", "a/b c"}) {
    shop.app.world.database.run("INSERT INTO otlp_metrics VALUES ('" + shop.org + "', '" + name +
                                "', 'gauge', 'By', '', '', 0, 5)");
  }
  shop.app.world.database.run(
      "INSERT INTO otlp_points VALUES ('" + shop.org +
      "', 'a/b c', '1', 1000, 2000, 2, "
      R"('[{"service":"x","at_us":1000,"value":1},{"at_us":2000,"value":2}]'))");
  const auto metrics = shop.app.get("/telemetry/metrics?limit=1", shop.viewer).json();
  CHECK(metrics["data"][0]["name"] == "a/b c");
  CHECK(metrics["data"][0]["monotonic"] == false);
  CHECK(metrics["next_cursor"].is_string());
  const auto points = shop.app.get("/telemetry/metrics/a%2Fb%20c", shop.viewer).json();
  CHECK(points["data"].size() == 2);
  CHECK(points["data"][0]["value"] == 2);
  CHECK(shop.app.get("/telemetry/metrics/a%2Fb%20c?service=x", shop.viewer).json()["data"].size() ==
        1);
  shop.app.get("/telemetry/metrics/none", shop.viewer).expect(404);
}
