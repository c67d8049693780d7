#include "errors/errors.h"

#include <doctest/doctest.h>

#include "native/app.h"

using namespace arris;
using native::App;
using native::Rows;

namespace {

struct Shop {
  App app{{&errors::function}};
  native::Session owner = app.given.member(http::Role::owner);
  native::Session member = app.given.member(http::Role::member);
  native::Session viewer = app.given.member(http::Role::viewer);
};

std::string boom(std::string_view message = "out of memory") {
  return R"({"error_type":"Boom","message":")" + std::string(message) + R"("})";
}

std::string first_issue(Shop& shop) {
  return shop.app.get("/errors", shop.viewer).json()["data"][0]["id"];
}

// A project and the header of its client.
struct Client {
  std::string path;
  App::Headers headers;
};

Client sentry_client(Shop& shop) {
  const auto project =
      shop.app.post("/errors/projects", R"({"name":"web"})", shop.owner).expect(201).json();
  return {"/" + std::to_string(project["number"].get<std::int64_t>()),
          {{"x-sentry-auth",
            "Sentry sentry_version=7, sentry_key=" + project["public_key"].get<std::string>()},
           {"content-type", "application/x-sentry-envelope"}}};
}

std::string envelope(std::string_view event_id, std::string_view event) {
  return R"({"event_id":")" + std::string(event_id) + "\"}\n{\"type\":\"event\"}\n" +
         std::string(event) + "\n";
}

// "pointer code" of each fault, in the order told.
std::string faults_of(const native::Response& refusal) {
  std::string faults;
  const auto problem = refusal.json();
  for (const auto& fault : problem.value("errors", nlohmann::json::array()))
    faults += (faults.empty() ? "" : ", ") + fault["pointer"].get<std::string>() + " " +
              fault["code"].get<std::string>();
  return faults;
}

}  // namespace

TEST_CASE("errors: a refusal names every fault of query, cursor, header and body") {
  Shop shop;
  for (const char* type : {"A", "B"})
    shop.app.post("/errors", R"({"error_type":")" + std::string(type) + R"(","message":"m"})",
                  shop.member);
  std::string sealed = shop.app.get("/errors?limit=1", shop.viewer).json()["next_cursor"];
  sealed[3] = sealed[3] == 'A' ? 'B' : 'A';
  const auto of_get = [&](const std::string& query) {
    return faults_of(shop.app.get("/errors?" + query, shop.viewer).expect(400));
  };
  CHECK(of_get("cursor=x") == "?cursor invalid_cursor");
  CHECK(of_get("limit=1&cursor=" + sealed) == "?cursor invalid_cursor");
  CHECK(of_get("limit=0&cursor=x&other=1") ==
        "?limit out_of_range, ?other unknown_parameter, ?cursor invalid_cursor");
  CHECK(of_get("limit=0&cursor=" + sealed) == "?limit out_of_range, ?cursor invalid_cursor");
  CHECK(of_get("cursor=" + sealed + "&cursor=x") == "?cursor repeated_parameter");
  CHECK(of_get("=1&%zz=2&q=%zz&sort=") ==
        "?=1 unknown_parameter, ?%zz=2 malformed, ?q malformed, ?sort not_a_choice");
  const auto of_post = [&](const std::string& target, std::string_view body,
                           const App::Headers& headers = {}) {
    return faults_of(shop.app.post(target, body, shop.member, headers));
  };
  CHECK(of_post("/errors?a=1&b=2", R"({"message":1})") ==
        "?a unknown_parameter, ?b unknown_parameter, #/message wrong_type, "
        "#/error_type required");
  CHECK(of_post("/errors?a=1", "{") == "?a unknown_parameter, # malformed");
  CHECK(of_post("/errors?cursor=x", boom()) == "?cursor unknown_parameter");
  CHECK(of_post("/errors?a=1", boom(), {{"content-type", "text/plain"}}) ==
        "?a unknown_parameter, # unsupported_media_type");
  CHECK(of_post("/errors", R"({"message":1})", {{"idempotency-key", "a b"}}) ==
        "#/message wrong_type, #/error_type required, Idempotency-Key: malformed");
  CHECK(of_post("/errors/batch",
                R"({"events":[{"message":""},{"message":"b","project_id":"x","c":1}]})")
            .find("#/events/1/project_id") != std::string::npos);
  CHECK(shop.app.rows("SELECT count(*) FROM error_events") == Rows{{"2"}});
}

TEST_CASE("errors: who is refused is told how to come in, and whether the token was no good") {
  Shop shop;
  const auto challenge = [&](const native::Session& session, const App::Headers& headers = {}) {
    return shop.app.post("/errors", boom(), session, headers).header("www-authenticate");
  };
  CHECK(challenge({}) == "Bearer realm=\"arris\"");
  CHECK(challenge({.token = "x.y.z"}) == "Bearer realm=\"arris\", error=\"invalid_token\"");
  CHECK(challenge({}, {{"x-api-key", "arris_sk_0"}}) ==
        "Bearer realm=\"arris\", error=\"invalid_token\"");
  CHECK(challenge(shop.viewer).empty());
  CHECK(shop.app.post("/1/envelope", "{}").header("www-authenticate").empty());
}

TEST_CASE("errors: what is wrong with a request is told to nobody who may not make it") {
  Shop shop;
  for (const auto* query : {"cursor=x", "limit=0&cursor=x", "limit=0"}) {
    const auto target = "/errors?" + std::string(query);
    CHECK(shop.app.get(target, {.token = "x.y.z"}).expect(401).json().count("errors") == 0);
    shop.app.world.database.run("UPDATE sessions SET version = 2 WHERE id = '" +
                                shop.member.session_id + "'");
    CHECK(shop.app.get(target, shop.member).expect(401).json().count("errors") == 0);
  }
}

TEST_CASE("errors: strangers, viewers and bad input change nothing") {
  Shop shop;
  shop.app.post("/errors", boom()).expect(401);
  shop.app.post("/errors", boom(), {.token = "x.y.z"}).expect(401);
  shop.app.post("/errors", boom(), shop.viewer).expect(403);
  shop.app.post("/errors", "{", shop.member).expect(400);
  shop.app.post("/errors", R"({"message":"","severity":"bad","extra":1})", shop.member).expect(400);
  shop.app.post("/errors?x=1", boom(), shop.member).expect(400);
  shop.app.post("/errors", boom(), shop.member, {{"content-type", "text/plain"}}).expect(415);
  shop.app.request("PUT", "/errors", boom(), shop.member).expect(405);
  shop.app.get("/errors/none/at/all", shop.viewer).expect(404);
  shop.app.get("/errors/018bcfe5-6800-7000-8000-000000000000", shop.viewer).expect(404);
  shop.app.get("/errors/not-an-id", shop.viewer).expect(404);
  CHECK(shop.app.rows("SELECT count(*) FROM error_events") == Rows{{"0"}});
}

TEST_CASE("errors: a mute until a time that can't be is refused") {
  Shop shop;
  shop.app.post("/errors", boom(), shop.member).expect(202);
  const auto id = first_issue(shop);
  for (const std::string_view until :
       {"9223372036854775807", "-9223372036854775808", "9007199254740994"}) {
    const auto body = R"({"state":"muted","muted_until_ms":)" + std::string(until) + "}";
    const auto refused = shop.app.patch("/errors/" + id, body, shop.member).expect(400).json();
    CHECK(refused["errors"][0]["pointer"] == "#/muted_until_ms");
  }
}

TEST_CASE("errors: a session that has ended or a lower role is refused at once") {
  Shop shop;
  shop.app.world.database.run("UPDATE sessions SET version = 2 WHERE id = '" +
                              shop.member.session_id + "'");
  CHECK(shop.app.post("/errors", boom(), shop.member).expect(401).json()["code"] ==
        "session_ended");
  shop.app.world.database.run("UPDATE memberships SET role = 'viewer' WHERE user_id = '" +
                              shop.owner.user_id + "'");
  CHECK(shop.app.post("/errors", boom(), shop.owner).expect(403).json()["code"] == "forbidden");
  CHECK(shop.app.rows("SELECT count(*) FROM error_events") == Rows{{"0"}});
}

TEST_CASE("errors: a repeated event joins its issue and counts once more") {
  Shop shop;
  const auto first = shop.app.post("/errors", boom("user 17 not found"), shop.member).expect(202);
  const auto second = shop.app.post("/errors", boom("user 18 not found"), shop.member).expect(202);
  CHECK(first.json()["issue_id"] == second.json()["issue_id"]);
  CHECK(first.json()["id"] != second.json()["id"]);
  CHECK(first.sql_calls == 1);
  CHECK(shop.app.rows("SELECT event_count, state, severity FROM error_issues") ==
        Rows{{"2", "unresolved", "medium"}});
  CHECK(shop.app.rows("SELECT sum(event_count) FROM error_hours WHERE issue_id <> '*'") ==
        Rows{{"2"}});
}

TEST_CASE("errors: a list shows its page with sparkline in one round trip and goes on by cursor") {
  Shop shop;
  for (const char* type : {"A", "B", "C"})
    shop.app
        .post("/errors", R"({"error_type":")" + std::string(type) + R"(","message":"m"})",
              shop.member)
        .expect(202);
  const auto page = shop.app.get("/errors?limit=2", shop.viewer).expect(200);
  CHECK(page.sql_calls == 1);
  CHECK(page.json()["data"].size() == 2);
  CHECK(page.json()["data"][0]["sparkline"][23] == 1);
  const std::string cursor = page.json()["next_cursor"];
  const auto rest =
      shop.app.get("/errors?limit=2&cursor=" + cursor, shop.viewer).expect(200).json();
  CHECK(rest["data"].size() == 1);
  CHECK(rest["next_cursor"].is_null());
  shop.app.get("/errors?state=muted&cursor=" + cursor, shop.viewer).expect(400);
  auto tampered = cursor;
  tampered[3] = tampered[3] == 'A' ? 'B' : 'A';
  CHECK(
      shop.app.get("/errors?limit=2&cursor=" + tampered, shop.viewer).expect(400).json()["code"] ==
      "invalid_cursor");
}

TEST_CASE("errors: filters and search narrow the list, user text is never syntax") {
  Shop shop;
  shop.app.post(
      "/errors",
      R"({"error_type":"DbError","message":"lost","environment":"staging","severity":"low"})",
      shop.member);
  shop.app.post("/errors", R"({"error_type":"ApiError","message":"gone","pipeline_id":"p1"})",
                shop.member);
  const auto count = [&](const std::string& query) {
    return shop.app.get("/errors?" + query, shop.viewer).expect(200).json()["data"].size();
  };
  CHECK(count("environment=staging") == 1);
  CHECK(count("pipeline_id=p1") == 1);
  CHECK(count("severity=low") == 1);
  CHECK(count("resolved=false") == 2);
  CHECK(count("q=api") == 1);
  CHECK(count("q=%22%29+OR+org+%3A") == 0);
  CHECK(count("q=api%00err") == 0);
  CHECK(count("q=api%00") == 1);
  CHECK(count("sort=events") == 2);
}

TEST_CASE("errors: the issues of a trace, in any order, page by page") {
  Shop shop;
  const auto report = [&](const std::string& type, const std::string& trace) {
    shop.app.world.now_ms += 1000;
    shop.app
        .post("/errors",
              R"({"error_type":")" + type + R"(","message":"m","tags":{"trace_id":")" + trace +
                  "\"}}",
              shop.member)
        .expect(202);
  };
  report("A", "one");
  report("B", "one");
  report("B", "two");
  report("C", "two");
  shop.app.post("/errors", boom("one"), shop.member).expect(202);
  const auto types = [&](const std::string& query) {
    std::string out;
    std::string more;
    do {
      const auto page = shop.app.get("/errors?limit=1&" + query + more, shop.viewer).expect(200);
      CHECK(page.sql_calls == 1);
      const auto json = page.json();
      for (const auto& issue : json["data"]) out += issue["error_type"];
      const bool last = json["next_cursor"].is_null();
      more = last ? "" : "&cursor=" + json["next_cursor"].get<std::string>();
    } while (!more.empty());
    return out;
  };
  CHECK(types("trace_id=one") == "BA");
  CHECK(types("trace_id=one&sort=first_seen") == "BA");
  CHECK(types("trace_id=two&sort=events") == "BC");
  CHECK(types("trace_id=two&q=c") == "C");
  CHECK(types("trace_id=none") == "");
}

TEST_CASE("errors: another org's issues do not exist") {
  Shop shop;
  shop.app.post("/errors", boom(), shop.member).expect(202);
  const auto id = first_issue(shop);
  const auto stranger = shop.app.given.member(http::Role::owner, shop.app.given.org("rival"));
  shop.app.get("/errors/" + id, stranger).expect(404);
  shop.app.patch("/errors/" + id, R"({"state":"resolved"})", stranger).expect(404);
  shop.app.erase("/errors/" + id, stranger).expect(404);
  CHECK(shop.app.get("/errors", stranger).json()["data"].empty());
  CHECK(shop.app.rows("SELECT state FROM error_issues") == Rows{{"unresolved"}});
}

TEST_CASE("errors: a resolved issue regresses, a stale change is refused") {
  Shop shop;
  shop.app.post("/errors", boom(), shop.member).expect(202);
  const auto id = first_issue(shop);
  const auto etag = shop.app.get("/errors/" + id, shop.viewer).expect(200).header("etag");
  CHECK(etag == "\"v1.1\"");
  shop.app.request("GET", "/errors/" + id, {}, shop.viewer, {{"if-none-match", etag}}).expect(304);
  shop.app.patch("/errors/" + id, R"({"state":"resolved"})", shop.member, {{"if-match", etag}})
      .expect(200);
  shop.app.patch("/errors/" + id, R"({"state":"muted"})", shop.member, {{"if-match", etag}})
      .expect(412);
  shop.app.world.now_ms += 60'000;
  shop.app.post("/errors", boom(), shop.member).expect(202);
  CHECK(shop.app.rows("SELECT state, event_count FROM error_issues") == Rows{{"unresolved", "2"}});
  CHECK(shop.app.rows("SELECT topic FROM outbox ORDER BY id") ==
        Rows{{"error.new"}, {"error.regressed"}});
  const auto history = shop.app.get("/errors/" + id + "/history", shop.viewer).expect(200).json();
  CHECK(history["data"].size() == 3);
  CHECK(history["data"][0]["kind"] == "regressed");
}

TEST_CASE("errors: a merge moves everything and holds for what comes, an unmerge takes it back") {
  Shop shop;
  shop.app.post("/errors", R"({"error_type":"A","message":"m"})", shop.member);
  shop.app.world.now_ms += 1000;
  shop.app.post("/errors", R"({"error_type":"B","message":"m"})", shop.member);
  const auto list = shop.app.get("/errors", shop.viewer).json()["data"];
  const std::string b = list[0]["id"], a = list[1]["id"];
  shop.app.post("/errors/" + b + "/merge", R"({"issue_ids":[")" + b + R"("]})", shop.member)
      .expect(400);
  shop.app.post("/errors/" + b + "/merge", R"({"issue_ids":[")" + a + R"("]})", shop.member)
      .expect(200);
  shop.app.post("/errors", R"({"error_type":"A","message":"m"})", shop.member).expect(202);
  CHECK(shop.app.rows("SELECT id, event_count FROM error_issues") == Rows{{b, "3"}});
  const auto detail = shop.app.get("/errors/" + b, shop.viewer).json();
  REQUIRE(detail["fingerprints"].size() == 2);
  const std::string leaving =
      shop.app.rows("SELECT fingerprint FROM error_events ORDER BY id LIMIT 1")[0][0];
  shop.app
      .post("/errors/" + b + "/unmerge", R"({"fingerprints":[")" + leaving + R"("]})", shop.member)
      .expect(200);
  CHECK(shop.app.rows("SELECT event_count FROM error_issues ORDER BY event_count") ==
        Rows{{"1"}, {"2"}});
  CHECK(
      shop.app.rows(
          "SELECT count(*) FROM error_issues i WHERE event_count <> (SELECT sum(event_count) FROM "
          "error_hours h WHERE h.issue_id = i.id)") == Rows{{"0"}});
}

TEST_CASE("errors: a retry with an idempotency key acts once") {
  Shop shop;
  const App::Headers key{{"idempotency-key", "\"k1\""}};
  const auto first =
      shop.app.post("/errors/projects", R"({"name":"one"})", shop.owner, key).expect(201);
  const auto again =
      shop.app.post("/errors/projects", R"({"name":"one"})", shop.owner, key).expect(201);
  CHECK(again.body == first.body);
  CHECK(again.header("idempotency-replayed") == "true");
  shop.app.post("/errors/projects", R"({"name":"two"})", shop.owner, key).expect(422);
  shop.app.post("/errors/projects", R"({"name":"one"})", shop.owner).expect(409);
  CHECK(shop.app.rows("SELECT name FROM projects") == Rows{{"one"}});
}

TEST_CASE("errors: a retried report is stored once, also when its answer was not kept") {
  Shop shop;
  const App::Headers key{{"idempotency-key", "k1"}};
  const auto first = shop.app.post("/errors", boom(), shop.member, key).expect(202);
  const auto again = shop.app.post("/errors", boom(), shop.member, key).expect(202, first.body);
  CHECK(again.header("idempotency-replayed") == "true");
  shop.app.post("/errors", boom("other"), shop.member, key).expect(422);
  shop.app.world.database.run("DELETE FROM idempotency_keys");
  shop.app.post("/errors", boom(), shop.member, key).expect(202, first.body);
  CHECK(shop.app.rows("SELECT event_count FROM error_issues") == Rows{{"1"}});
}

TEST_CASE("errors: a Sentry envelope becomes an issue once, its secrets stay outside") {
  Shop shop;
  const auto client = sentry_client(shop);
  const std::string id = "9ec79c33ec9942ab8353589fcb2e04dc";
  const auto event =
      R"({"platform":"node","exception":{"values":[{"type":"TypeError","value":"x is undefined"}]},)"
      R"("user":{"id":"7"},"request":{"headers":{"Authorization":"Bearer hunter2hunter2"}}})";
  shop.app.post(client.path + "/envelope/", envelope(id, event)).expect(403);
  shop.app
      .post(client.path + "/envelope/", "{}\n{\"type\":\"event\",\"length\":9999}\n{}", {},
            client.headers)
      .expect(400);
  for (int i = 0; i < 2; ++i) {
    const auto answer =
        shop.app.post(client.path + "/envelope/", envelope(id, event), {}, client.headers)
            .expect(200);
    CHECK(answer.body == R"({"id":")" + id + R"("})");
    CHECK(answer.header("access-control-allow-origin") == "*");
  }
  CHECK(shop.app.rows("SELECT title, event_count, people_count FROM error_issues") ==
        Rows{{"TypeError: x is undefined", "1", "1"}});
  CHECK(shop.app.rows("SELECT count(*) FROM error_events WHERE payload LIKE '%hunter2%'") ==
        Rows{{"0"}});
  shop.app.post(client.path + "/store/", event, {}, client.headers).expect(200);
  CHECK(shop.app.rows("SELECT event_count FROM error_issues") == Rows{{"2"}});
}

TEST_CASE("errors: an envelope without an event is taken from who has the key") {
  Shop shop;
  auto client = sentry_client(shop);
  const auto session =
      "{}\n{\"type\":\"session\"}\n{\"sid\":\"1\",\"status\":\"ok\"}\n"
      "{\"type\":\"transaction\"}\n{\"spans\":[]}\n{\"type\":\"client_report\"}\n{}\n";
  const auto path = client.path + "/envelope/";
  CHECK(shop.app.post(path, session, {}, client.headers).expect(200).body == "{}");
  CHECK(shop.app.rows("SELECT count(*) FROM error_issues") == Rows{{"0"}});
  client.headers.front().second.back() ^= 1;
  const auto refused = shop.app.post(path, session, {}, client.headers).expect(403);
  CHECK(refused.header("x-sentry-error") == "forbidden");
}

TEST_CASE("errors: what a program reports is scrubbed wherever it is kept") {
  Shop shop;
  const auto event =
      R"({"message":"login of bob@example.com","error_type":"Denied password=hunter2Secret99",)"
      R"("environment":"of bob@example.com","tags":{"password":"hunter2Secret99",)"
      R"("note":"card 4111111111111111"}})";
  shop.app.post("/errors", event, shop.member).expect(202);
  auto kept = shop.app.get("/errors/" + first_issue(shop), shop.viewer).expect(200).body;
  for (const auto* column : {"title || error_type || message FROM error_issues",
                             "payload || environment FROM error_events", "value FROM error_facets"})
    for (const auto& row : shop.app.rows("SELECT " + std::string(column))) kept += row.front();
  for (const auto* secret : {"hunter2Secret99", "bob@example.com", "4111111111111111"}) {
    CAPTURE(secret);
    CHECK(kept.find(secret) == std::string::npos);
  }
  CHECK(kept.find("[Filtered]") != std::string::npos);
}

TEST_CASE("errors: stats come from rollups") {
  Shop shop;
  for (int i = 0; i < 3; ++i) shop.app.post("/errors", boom(), shop.member).expect(202);
  const auto stats = shop.app.get("/errors/stats?range=7d", shop.viewer).expect(200);
  CHECK(stats.json()["event_count"] == 3);
  CHECK(stats.json()["issues"][0]["issue_count"] == 1);
}

TEST_CASE("errors: all old events go but an issue's newest 100, however many they are") {
  Shop shop;
  for (const char* message : {"busy", "rare"})
    shop.app.post("/errors", boom(message), shop.member).expect(202);
  const auto fill = [&](std::string_view title, int count) {
    shop.app.world.database.run(
        "WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < " +
        std::to_string(count) +
        ") INSERT INTO error_events SELECT e.org_id, e.id || i, issue_id, fingerprint, i, i, "
        "level, "
        "release, environment, person, '{}' FROM n, error_events e WHERE e.payload LIKE '%" +
        std::string(title) + "%'");
  };
  fill("busy", 2500);
  fill("rare", 99);
  CHECK(shop.app.tick("remove_old_events") == 204);
  CHECK(shop.app.rows("SELECT count(*), min(at_ms) FROM error_events GROUP BY issue_id "
                      "ORDER BY min(at_ms)") == Rows{{"100", "1"}, {"100", "2402"}});
}
