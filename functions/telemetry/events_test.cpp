// The list of events, against what was sent.

#include <doctest/doctest.h>

#include "native/app.h"
#include "telemetry/telemetry.h"

using namespace arris;
using native::App;

namespace {

constexpr std::int64_t hour_ms = 3'600'000, day_ms = 24 * hour_ms;
using Texts = std::vector<std::string>;

struct Shop {
  App app{{&telemetry::function}};
  native::Session member = app.given.member(http::Role::member);
  native::Session viewer = app.given.member(http::Role::viewer);
  const std::string org{viewer.org_id};

  std::string event(const std::string& name, const std::string& rest = "",
                    std::int64_t ago_ms = 0) const {
    return R"({"name":")" + name + R"(","component":"Editor","kind":"view","session_id":"s1",)" +
           R"("at_ms":)" + std::to_string(app.world.now_ms - ago_ms) + rest + "}";
  }
  void send(const std::string& events) {
    app.world.now_ms += 1;
    app.post("/telemetry/events", R"({"events":[)" + events + "]}", member).expect(202);
  }
  nlohmann::json ask(const std::string& query) {
    const auto answer = app.get("/telemetry/events?" + query, viewer);
    answer.expect(200);
    CHECK(answer.sql_calls == 1);
    return answer.json();
  }
  Texts names(const std::string& query = "") {
    Texts names;
    for (const auto& event : ask(query)["data"]) names.push_back(event["name"]);
    return names;
  }
  // How many requests it takes, and what they find.
  std::pair<int, Texts> walk(const std::string& query) {
    std::pair<int, Texts> walked;
    std::string cursor;
    do {
      const auto page = ask(query + (cursor.empty() ? "" : "&cursor=" + cursor));
      ++walked.first;
      for (const auto& event : page["data"]) walked.second.push_back(event["name"]);
      cursor = page["next_cursor"].is_null() ? "" : page["next_cursor"].get<std::string>();
    } while (!cursor.empty() && walked.first < 100);
    return walked;
  }
  // Batches that came before all others, of so many events each.
  void older_batches(int batches, int events, std::int64_t first_at_ms) {
    app.world.database.run(
        "INSERT INTO telemetry_batches (org_id, id, received_at_ms, event_count, events, "
        "first_at_ms) "
        "WITH RECURSIVE b (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM b WHERE n < " +
        std::to_string(batches) + ") SELECT '" + org +
        "', substr(id, 1, 8) || printf('-0000-7000-8000-%012d', n), " + "received_at_ms, " +
        std::to_string(events) + ", '[' || substr(replace(printf('%.*c', " +
        std::to_string(events) + ", 'x'), 'x', ',' || (events->0)), 2) || ']', " +
        std::to_string(first_at_ms) +
        " FROM b, (SELECT id, received_at_ms, events FROM telemetry_batches LIMIT 1)");
  }
  void change_oldest(const std::string& change) {
    app.world.database.run("UPDATE telemetry_batches SET " + change +
                           " WHERE id = (SELECT min(id) FROM telemetry_batches)");
  }
};

}  // namespace

TEST_CASE("telemetry: events are refused to strangers and to who may only send them") {
  Shop shop;
  shop.send(shop.event("open"));
  shop.app.get("/telemetry/events").expect(401);
  const auto sender = shop.app.given.key({.scopes = {http::Scope::telemetry_write}});
  shop.app.get("/telemetry/events", sender).expect(403);
  const auto fault = [&](const char* query) {
    const auto answer = shop.app.get(std::string("/telemetry/events?") + query, shop.viewer);
    return answer.expect(400).json()["errors"][0]["pointer"];
  };
  CHECK(fault("kind=jump") == "?kind");
  CHECK(fault("range=2d") == "?range");
  CHECK(fault("from_ms=5&to_ms=4") == "?to_ms");
  CHECK(fault("min_duration_ms=-1") == "?min_duration_ms");
  CHECK(fault("limit=201") == "?limit");
  CHECK(fault("name=") == "?name");
  CHECK(fault("cursor=x") == "?cursor");
}

TEST_CASE("telemetry: events of another org are not listed, nor does its cursor fit") {
  Shop shop;
  shop.send(shop.event("a") + "," + shop.event("b"));
  const auto other = shop.app.given.member(http::Role::owner, shop.app.given.org("other"));
  CHECK(shop.app.get("/telemetry/events", other).expect(200).json()["data"].empty());
  const std::string cursor = shop.ask("limit=1")["next_cursor"];
  shop.app.get("/telemetry/events?limit=1&cursor=" + cursor, other).expect(400);
  shop.app.get("/telemetry/events?kind=view&cursor=" + cursor, shop.viewer).expect(400);
}

TEST_CASE("telemetry: before the first event the list is empty") {
  Shop shop;
  const auto page = shop.ask("");
  CHECK(page["data"].empty());
  CHECK(page["next_cursor"].is_null());
}

TEST_CASE("telemetry: events are listed as they were sent, what came last first") {
  Shop shop;
  const std::string rest =
      R"(,"duration_ms":12.5,"value":1e-9,"user_id":"u1","page":"/a?b","props":{"a":[1]})";
  shop.send(shop.event("a", rest) + "," + shop.event("b"));
  shop.send(shop.event("late", "", 2 * hour_ms));
  shop.send(shop.event("c") + "," + shop.event("d"));
  const Texts all{"d", "c", "late", "b", "a"};
  CHECK(shop.names() == all);
  CHECK(shop.walk("limit=1") == std::pair{5, all});
  CHECK(shop.walk("limit=2") == std::pair{3, all});
  CHECK(shop.walk("limit=5") == std::pair{1, all});
  const auto first = shop.ask("")["data"][4];
  CHECK(first["duration_ms"] == 12.5);
  CHECK(first["user_id"] == "u1");
  CHECK(first["page"] == "/a?b");
  CHECK(first["props"]["a"][0] == 1);
}

TEST_CASE("telemetry: what comes while a list is read moves none of it") {
  Shop shop;
  shop.send(shop.event("a") + "," + shop.event("b"));
  const std::string cursor = shop.ask("limit=1")["next_cursor"];
  shop.send(shop.event("c"));
  CHECK(shop.names("limit=1&cursor=" + cursor) == Texts{"a"});
}

TEST_CASE("telemetry: events are filtered by what they hold") {
  Shop shop;
  shop.send(shop.event("Cart opened", R"(,"page":"/cart/?id=1#top","duration_ms":12.5)") + "," +
            shop.event("paid", R"(,"page":"/cart","user_id":"u1")") + "," +
            shop.event("home", R"(,"page":"/")"));
  shop.send(R"({"name":"failed","component":"Pay's","kind":"error","session_id":"s2","at_ms":)" +
            std::to_string(shop.app.world.now_ms) + R"(,"duration_ms":250})");
  CHECK(shop.names("kind=error") == Texts{"failed"});
  CHECK(shop.names("kind=action") == Texts{});
  CHECK(shop.names("q=CART") == Texts{"Cart opened"});
  CHECK(shop.names("q=%25") == Texts{});
  CHECK(shop.names("name=paid") == Texts{"paid"});
  CHECK(shop.names("name=pai") == Texts{});
  CHECK(shop.names("component=Pay%27s") == Texts{"failed"});
  CHECK(shop.names("session_id=s1") == Texts{"home", "paid", "Cart opened"});
  CHECK(shop.names("user_id=u1") == Texts{"paid"});
  CHECK(shop.names("page=/cart") == Texts{"paid", "Cart opened"});
  CHECK(shop.names("page=/cart/") == Texts{"paid", "Cart opened"});
  CHECK(shop.names("page=/") == Texts{"home"});
  CHECK(shop.names("page=/car") == Texts{});
  // A figure's page ends with the last letter that fits 200 bytes.
  std::string shown = "/", asked = "/";
  for (int i = 0; i < 99; ++i) shown += "\xc3\xa9", asked += "%C3%A9";
  shop.send(shop.event("far", R"(,"page":")" + shown + shown + R"(")"));
  CHECK(shop.names("page=" + asked) == Texts{"far"});
  CHECK(shop.names("min_duration_ms=12") == Texts{"failed", "Cart opened"});
  CHECK(shop.names("min_duration_ms=13") == Texts{"failed"});
  CHECK(shop.names("min_duration_ms=0&session_id=s1") == Texts{"Cart opened"});
}

TEST_CASE("telemetry: the list of a time has the events that its summary counts") {
  Shop shop;
  for (const std::int64_t ago_ms :
       {1l, 30l * 60'000, 5 * hour_ms, 30 * hour_ms, 8 * day_ms, 20 * day_ms})
    shop.send(shop.event("n", "", ago_ms));
  const auto count = [&](const std::string& time) {
    const auto told = shop.app.get("/telemetry/summary?" + time, shop.viewer).json();
    CHECK(told["now"]["events"] == shop.names(time).size());
    return shop.names(time).size();
  };
  CHECK(count("range=1h") == 2);
  CHECK(count("range=24h") == 3);
  CHECK(count("range=7d") == 4);
  CHECK(count("range=30d") == 6);
  const auto now_ms = shop.app.world.now_ms;
  CHECK(count("from_ms=" + std::to_string(now_ms - 25 * day_ms) +
              "&to_ms=" + std::to_string(now_ms - 10 * day_ms)) == 1);
}

TEST_CASE("telemetry: a request looks at so many events, and its cursor goes on behind them") {
  Shop shop;
  shop.send(shop.event("common"));
  shop.older_batches(25, 1000, 0);
  CHECK(shop.walk("name=rare") == std::pair{3, Texts{}});
  shop.change_oldest("events = '[" + shop.event("rare") + "]'");
  CHECK(shop.ask("name=rare")["data"].empty());
  CHECK(shop.walk("name=rare") == std::pair{3, Texts{"rare"}});
  CHECK(shop.ask("limit=200")["data"].size() == 200);
}

TEST_CASE("telemetry: batches without any event of a time are passed over") {
  Shop shop;
  shop.send(shop.event("old", "", 2 * day_ms));
  shop.older_batches(12'000, 1, shop.app.world.now_ms);
  const auto time = "from_ms=" + std::to_string(shop.app.world.now_ms - 3 * day_ms) +
                    "&to_ms=" + std::to_string(shop.app.world.now_ms - day_ms);
  CHECK(shop.walk(time) == std::pair{2, Texts{"old"}});
  shop.change_oldest("first_at_ms = 0");
  CHECK(shop.walk(time) == std::pair{2, Texts{"old", "old"}});
}
