// What is told of events, against what was sent.

#include <doctest/doctest.h>

#include "native/app.h"
#include "telemetry/telemetry.h"

using namespace arris;
using native::App;
using native::Rows;

namespace {

constexpr std::int64_t hour_ms = 3'600'000, day_ms = 24 * hour_ms;

struct Shop {
  App app{{&telemetry::function}};
  native::Session member = app.given.member(http::Role::member);
  native::Session viewer = app.given.member(http::Role::viewer);

  // Sends one event that happened so long ago.
  void send(std::int64_t ago_ms, std::string_view user, std::string_view rest = "",
            std::string_view component = "Editor", std::string_view kind = "action") {
    const std::string body = R"({"events":[{"name":"n","component":")" + std::string(component) +
                             R"(","kind":")" + std::string(kind) + R"(","session_id":"s-)" +
                             std::string(user) + R"(","user_id":")" + std::string(user) +
                             R"(","at_ms":)" + std::to_string(app.world.now_ms - ago_ms) +
                             std::string(rest) + "}]}";
    app.post("/telemetry/events", body, member).expect(202);
  }
  nlohmann::json ask(const std::string& target) {
    const auto answer = app.get(target, viewer);
    answer.expect(200);
    CHECK(answer.sql_calls == 1);
    return answer.json();
  }
};

}  // namespace

TEST_CASE("telemetry: reading is refused to strangers, and odd questions name their fault") {
  Shop shop;
  for (const char* path :
       {"/telemetry/summary", "/telemetry/components", "/analytics/trends", "/analytics/engagement",
        "/analytics/performance", "/analytics/export?report=pages"})
    shop.app.get(path).expect(401);
  const auto fault = [&](const char* target) {
    return shop.app.get(target, shop.viewer).expect(400).json()["errors"][0]["pointer"];
  };
  CHECK(fault("/telemetry/summary?range=2d") == "?range");
  CHECK(fault("/telemetry/components?sort=luck") == "?sort");
  CHECK(fault("/analytics/trends?metric=luck") == "?metric");
  CHECK(fault("/analytics/trends?metric=people&range=1h&bucket=minute") == "?bucket");
  CHECK(fault("/analytics/trends?range=1y&bucket=hour") == "?bucket");
  CHECK(fault("/analytics/engagement?from_ms=5&to_ms=4") == "?to_ms");
}

TEST_CASE("telemetry: before the first event everything is nothing") {
  Shop shop;
  CHECK(shop.ask("/telemetry/summary")["now"]["events"] == 0);
  CHECK(shop.ask("/telemetry/summary")["now"]["p95_ms"].is_null());
  CHECK(shop.ask("/telemetry/components")["data"].empty());
  CHECK(shop.ask("/analytics/trends?metric=p95")["now"]["total"].is_null());
  CHECK(shop.ask("/analytics/engagement")["stickiness_percent"].is_null());
  CHECK(shop.ask("/analytics/performance")["durations"] == 0);
}

TEST_CASE("telemetry: a summary counts a span and the one before it, each person once") {
  Shop shop;
  for (int i = 0; i < 3; ++i) shop.send(i * hour_ms, "ann", R"(,"duration_ms":100)");
  shop.send(2 * hour_ms, "bob", "", "Runs", "error");
  shop.send(30 * hour_ms, "ann");
  const auto summary = shop.ask("/telemetry/summary?range=24h");
  CHECK(summary["now"]["events"] == 4);
  CHECK(summary["now"]["actions"] == 3);
  CHECK(summary["now"]["people"] == 2);
  CHECK(summary["now"]["sessions"] == 2);
  CHECK(summary["now"]["error_events"] == 1);
  CHECK(summary["now"]["error_percent"] == 25);
  CHECK(summary["now"]["average_ms"] == 100);
  CHECK(summary["now"]["p95_ms"].get<double>() == doctest::Approx(100).epsilon(0.01));
  CHECK(summary["earlier"]["events"] == 1);
  CHECK(summary["change_percent"]["events"] == 300);
  CHECK(summary["series"].size() == 24);
  CHECK(summary["series"][23]["value"] == 1);
  CHECK(shop.ask("/telemetry/summary?range=1h")["series"].size() == 60);
  CHECK(shop.ask("/telemetry/summary?range=30d")["now"]["events"] == 5);
}

TEST_CASE("telemetry: a summary says of which time its people are") {
  Shop shop;
  shop.send(0, "ann");
  for (const std::string_view range : {"1h", "24h", "30d"}) {
    const auto now = shop.ask("/telemetry/summary?range=" + std::string(range))["now"];
    const auto unit = range == "30d" ? day_ms : hour_ms;
    const auto from_ms = now["people_from_ms"].get<std::int64_t>(),
               to_ms = now["people_to_ms"].get<std::int64_t>();
    CHECK(from_ms % unit == 0);
    CHECK(to_ms % unit == 0);
    CHECK(from_ms <= now["from_ms"].get<std::int64_t>());
    CHECK(to_ms >= now["to_ms"].get<std::int64_t>());
    CHECK(now["people"] == 1);
  }
}

TEST_CASE("telemetry: components are ranked by what was asked for, page by page") {
  Shop shop;
  for (int i = 0; i < 3; ++i) shop.send(0, "ann", R"(,"duration_ms":10)", "A");
  shop.send(0, "ann", R"(,"duration_ms":500)", "B");
  shop.send(0, "bob", "", "B", "error");
  shop.send(0, "cat", "", "C");
  shop.send(30 * hour_ms, "cat", "", "C");
  const auto order = [&](const std::string& query) {
    std::string names;
    for (const auto& one : shop.ask("/telemetry/components?" + query)["data"])
      names += one["component"];
    return names;
  };
  CHECK(order("range=24h") == "ABC");
  CHECK(order("range=24h&sort=people") == "BAC");
  CHECK(order("range=24h&sort=p95") == "BAC");
  CHECK(order("range=90d&sort=error_percent") == "BAC");
  CHECK(order("sort=name&range=1y") == "ABC");
  const auto first = shop.ask("/telemetry/components?range=24h&limit=2");
  CHECK(first["data"][0]["uses"] == 3);
  CHECK(first["data"][1]["people"] == 2);
  CHECK(first["data"][1]["error_percent"] == 50);
  const auto rest = shop.ask("/telemetry/components?range=24h&limit=2&cursor=" +
                             first["next_cursor"].get<std::string>());
  REQUIRE(rest["data"].size() == 1);
  CHECK(rest["data"][0]["component"] == "C");
  CHECK(rest["data"][0]["earlier_uses"] == 1);
  CHECK(rest["data"][0]["trend_percent"] == 0);
  CHECK(rest["next_cursor"].is_null());
}

TEST_CASE("telemetry: every resolution tells the same of the same span") {
  Shop shop;
  for (int i = 0; i < 29; ++i) {
    shop.send(i * day_ms, i % 2 == 0 ? "ann" : "bob", R"(,"duration_ms":40)");
    shop.send(i * day_ms + hour_ms, "cat", "", "Runs", "view");
  }
  const auto end = shop.app.world.now_ms - shop.app.world.now_ms % day_ms;
  const auto span =
      "from_ms=" + std::to_string(end - 21 * day_ms) + "&to_ms=" + std::to_string(end);
  const auto summary = shop.ask("/telemetry/summary?" + span)["now"];
  for (const char* bucket : {"hour", "day", "week"}) {
    const auto trend =
        shop.ask("/analytics/trends?metric=events&bucket=" + std::string(bucket) + "&" + span);
    if (bucket != std::string("week")) CHECK(trend["now"]["total"] == summary["events"]);
    for (const char* metric : {"people", "sessions"}) {
      const auto people = shop.ask("/analytics/trends?metric=" + std::string(metric) +
                                   "&bucket=" + bucket + "&" + span)["now"];
      CHECK(people["total"] == 3);
      for (const auto& point : people["series"]) CHECK(point["value"].get<int>() <= 3);
    }
  }
  std::int64_t uses = 0;
  for (const auto& component : shop.ask("/telemetry/components?" + span)["data"])
    uses += component["uses"].get<std::int64_t>();
  CHECK(uses == summary["events"]);
}

TEST_CASE("telemetry: a week's percentiles are those of all its days") {
  Shop shop;
  for (int i = 0; i < 21; ++i)
    shop.send(i * day_ms, "ann", i % 7 == 0 ? R"(,"duration_ms":1000)" : R"(,"duration_ms":10)");
  const auto ends = shop.app.world.now_ms - shop.app.world.now_ms % day_ms + day_ms;
  const auto weeks = "&bucket=week&from_ms=" + std::to_string(ends - 21 * day_ms) +
                     "&to_ms=" + std::to_string(ends);
  const auto whole_week = [&](const std::string& metric) {
    return shop.ask("/analytics/trends?metric=" + metric + weeks)["now"]["series"][0]["value"]
        .get<double>();
  };
  CHECK(whole_week("p50") == doctest::Approx(10).epsilon(0.01));
  CHECK(whole_week("p99") == doctest::Approx(1000).epsilon(0.01));
  const auto point = shop.ask("/analytics/performance?" + weeks.substr(1))["series"][0];
  CHECK(point["p50_ms"].get<double>() == doctest::Approx(10).epsilon(0.01));
  CHECK(point["p99_ms"].get<double>() == doctest::Approx(1000).epsilon(0.01));
}

TEST_CASE("telemetry: days begin at the caller's offset where hours are kept") {
  Shop shop;  // it is 15:06 UTC
  shop.send(14 * hour_ms, "ann");
  shop.send(16 * hour_ms, "ann");
  const auto values = [&](const std::string& query) {
    const auto trend = shop.ask("/analytics/trends?bucket=day&range=7d&" + query);
    const auto& series = trend["now"]["series"];
    return std::pair(series[series.size() - 1]["value"].get<int>(),
                     trend["utc_offset_min"].get<int>());
  };
  CHECK(values("metric=events") == std::pair(1, 0));
  CHECK(values("metric=events&utc_offset_min=120") == std::pair(2, 120));
  CHECK(values("metric=events&utc_offset_min=150") == std::pair(2, 120));
  CHECK(values("metric=people&utc_offset_min=120") == std::pair(1, 0));
}

TEST_CASE("telemetry: a trend compares with the time before or with last week") {
  Shop shop;
  shop.send(hour_ms, "ann");
  shop.send(hour_ms, "ann");
  shop.send(25 * hour_ms, "ann");
  for (int i = 0; i < 4; ++i) shop.send(7 * day_ms + hour_ms, "ann");
  const auto change = [&](const std::string& compare) {
    return shop.ask("/analytics/trends?range=24h&compare=" + compare)["change_percent"];
  };
  CHECK(change("previous") == 100);
  CHECK(change("week") == -50);
  CHECK(shop.ask("/analytics/trends?range=24h")["earlier"].is_null());
}

TEST_CASE("telemetry: the errors of a trend are those that errors counts") {
  Shop shop;
  const auto hour = std::to_string(shop.app.world.now_ms - shop.app.world.now_ms % hour_ms);
  shop.app.world.database.run("INSERT INTO error_hours VALUES ('" + shop.viewer.org_id +
                              "', '*', " + hour + ", 7), ('another', '*', " + hour + ", 9)");
  const auto trend = shop.ask("/analytics/trends?metric=errors&range=24h");
  CHECK(trend["now"]["total"] == 7);
  CHECK(trend["now"]["series"][23]["value"] == 7);
}

TEST_CASE("telemetry: the executions of a trend are the runs that were begun, each once") {
  Shop shop;
  const auto hour = std::to_string(shop.app.world.now_ms - shop.app.world.now_ms % hour_ms);
  for (const std::string row : {"'*', ", "'p', "})
    shop.app.world.database.run("INSERT INTO execution_hours VALUES ('" + shop.viewer.org_id +
                                "', " + row + hour + ", 7, 3, 2, 1)");
  shop.app.world.database.run("INSERT INTO execution_hours VALUES ('another', '*', " + hour +
                              ", 9, 0, 0, 0)");
  const auto trend = shop.ask("/analytics/trends?metric=executions&range=24h");
  CHECK(trend["now"]["total"] == 7);
  CHECK(trend["unit"] == "count");
  CHECK(trend["now"]["series"][23]["value"] == 7);
}

TEST_CASE("telemetry: tokens and cost are those of the ledger, by the quarter of an hour") {
  Shop shop;
  const auto quarter = std::to_string(shop.app.world.now_ms - shop.app.world.now_ms % 900'000);
  shop.app.world.database.run(
      "INSERT INTO token_hours (org_id, kind, at_ms, value, requests, unpriced, input, "
      "input_audio, "
      "input_image, cache_read, cache_read_audio, cache_write_5m, cache_write_1h, output, "
      "reasoning, "
      "output_audio, output_image, web_searches, cost_nano_usd) VALUES ('" +
      shop.viewer.org_id + "', 'total', " + quarter +
      ", '', 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7, 12345)");
  CHECK(shop.ask("/analytics/trends?metric=tokens&range=24h")["now"]["total"] == 11);
  const auto cost = shop.ask("/analytics/trends?metric=cost&range=30d&utc_offset_min=345");
  CHECK(cost["now"]["total"] == 12345);
  CHECK(cost["unit"] == "nano_usd");
  CHECK(cost["utc_offset_min"] == 345);
}

TEST_CASE("telemetry: a report is exported as CSV or as JSON") {
  Shop shop;
  shop.send(0, "ann", R"(,"page":"/a","duration_ms":20)", "=cmd", "view");
  const auto get = [&](const std::string& query) {
    return shop.app.get("/analytics/export?" + query, shop.viewer);
  };
  CHECK(get("").expect(400).json()["errors"][0]["pointer"] == "?report");
  get("report=luck").expect(400);
  get("report=trends&bucket=minute").expect(400);
  const auto pages = get("report=pages");
  pages.expect(200, "page,views,people\r\n/a,1,1\r\n");
  CHECK(pages.header("content-type") == "text/csv; charset=utf-8");
  CHECK(pages.header("content-disposition") == "attachment; filename=\"pages.csv\"");
  CHECK(get("report=components").expect(200).body.find("\r\n'=cmd,1,1,0,0,20,") !=
        std::string::npos);
  const auto json = get("report=pages&format=json");
  json.expect(200, R"([{"page":"/a","views":1,"people":1}])");
  CHECK(json.header("content-type") == "application/json; charset=utf-8");
  for (const char* report : {"trends", "engagement", "performance"})
    CHECK(get("format=json&range=30d&report=" + std::string(report)).expect(200).json().size() ==
          30);
}

TEST_CASE("telemetry: engagement knows days, weeks, months, cohorts and pages") {
  Shop shop;
  shop.send(0, "ann", R"(,"page":"/a?x=1")", "Editor", "view");
  shop.send(0, "ann", R"(,"page":"/a")", "Editor", "view");
  shop.send(5 * day_ms, "bob", R"(,"page":"/b")", "Editor", "view");
  shop.send(5 * day_ms, "ann");
  shop.send(20 * day_ms, "cat");
  const auto told = shop.ask("/analytics/engagement?range=7d");
  CHECK(told["dau"] == 1);
  CHECK(told["wau"] == 2);
  CHECK(told["mau"] == 3);
  CHECK(told["people"] == 2);
  CHECK(told["series"].size() == 7);
  CHECK(told["series"][6]["new_people"] == 0);
  CHECK(told["series"][1]["new_people"] == 2);
  CHECK(told["stickiness_percent"] == 4.444);
  CHECK(told["pages"] ==
        nlohmann::json::parse(
            R"([{"page":"/a","views":2,"people":1},{"page":"/b","views":1,"people":1}])"));
  std::int64_t first = 0;
  for (const auto& cohort : told["cohorts"]) first += cohort["people"].get<std::int64_t>();
  CHECK(first == 3);
  CHECK(told["cohorts"].back()["retained"].size() >= 1);
}

TEST_CASE("telemetry: whoever comes every day is one person of each week and month") {
  Shop shop;
  for (std::int64_t day = 0; day < 29; ++day) shop.send(day * day_ms, "ann");
  shop.send(3 * day_ms, "bob");
  const auto told = shop.ask("/analytics/engagement?range=7d");
  CHECK(told["series"][0]["mau"] == 1);
  CHECK(told["series"][6]["mau"] == 2);
  CHECK(told["series"][6]["wau"] == 2);
  CHECK(told["series"][2]["wau"] == 1);
  CHECK(told["mau"] == 2);
  CHECK(told["wau"] == 2);
}

TEST_CASE("telemetry: another org's use does not show") {
  Shop shop;
  shop.send(0, "ann", R"(,"duration_ms":10,"page":"/a")", "Editor", "view");
  const auto stranger = shop.app.given.member(http::Role::owner, shop.app.given.org("rival"));
  CHECK(shop.app.get("/telemetry/summary", stranger).json()["now"]["events"] == 0);
  CHECK(shop.app.get("/telemetry/components", stranger).json()["data"].empty());
  CHECK(shop.app.get("/analytics/trends?metric=people", stranger).json()["now"]["total"] == 0);
  CHECK(shop.app.get("/analytics/engagement", stranger).json()["pages"].empty());
  CHECK(shop.app.get("/analytics/performance", stranger).json()["durations"] == 0);
}
