// What the one round trip of an event takes for granted, and what happens where that is not so.

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
  native::Session owner = app.given.member(Role::owner);
  native::Session member = app.given.member(Role::member);
  native::Session viewer = app.given.member(Role::viewer);

  native::Response report(std::string_view type, const App::Headers& headers = {}) {
    return app.post("/errors", body(type), member, headers).expect(202);
  }
  static std::string body(std::string_view type) {
    return R"({"error_type":")" + std::string(type) + R"(","message":"m","release":"shop@1.0.0"})";
  }
  void change(const std::string& issue, const std::string& change) {
    app.patch("/errors/" + issue, change, member).expect(200);
    app.world.now_ms += 1000;
  }
  std::string issue_of(std::string_view type) { return report(type).json()["issue_id"]; }
  // What has happened to all issues, the oldest first.
  Rows history() { return app.rows("SELECT kind FROM error_history ORDER BY id"); }
  Rows topics() {
    return app.rows("SELECT topic FROM outbox WHERE topic LIKE 'error.%' ORDER BY id");
  }
  Rows counts() { return app.rows("SELECT event_count FROM error_issues ORDER BY id"); }
  // Every sum is that of the events.
  Rows faults() {
    return app.rows(
        "SELECT i.id FROM error_issues i WHERE event_count <> "
        "(SELECT count(*) FROM error_events e WHERE e.issue_id = i.id) OR event_count <> "
        "(SELECT sum(event_count) FROM error_hours h WHERE h.issue_id = i.id) OR event_count <> "
        "(SELECT sum(event_count) FROM error_facets f WHERE f.issue_id = i.id AND kind = "
        "'release')");
  }
};

// A project and what its client sends.
struct Client {
  Shop& shop;
  std::string path, id;
  App::Headers headers;

  explicit Client(Shop& in, std::string_view name = "web") : shop(in) {
    const auto made =
        shop.app.post("/errors/projects", R"({"name":")" + std::string(name) + R"("})", shop.owner)
            .expect(201)
            .json();
    path = "/" + std::to_string(made["number"].get<std::int64_t>());
    id = made["id"];
    headers = {{"x-sentry-auth",
                "Sentry sentry_version=7, sentry_key=" + made["public_key"].get<std::string>()},
               {"content-type", "application/x-sentry-envelope"}};
  }
  native::Response send(const std::vector<std::string>& ids, std::string_view message = "lost") {
    std::string envelope = "{}\n";
    for (const auto& event : ids)
      envelope += "{\"type\":\"event\"}\n{\"event_id\":\"" + event + "\",\"message\":\"" +
                  std::string(message) + "\",\"release\":\"shop@1.0.0\"}\n";
    return shop.app.post(path + "/envelope/", envelope, {}, headers);
  }
  native::Response send_session() {
    return shop.app.post(path + "/envelope/", "{}\n{\"type\":\"session\"}\n{}\n", {}, headers);
  }
};

std::string event_id(int number) {
  auto digits = std::to_string(number);
  return std::string(32 - digits.size(), '0') + digits;
}

}  // namespace

TEST_CASE("ingest: an event of a new group and one of a known group go to the database once") {
  Shop shop;
  CHECK(shop.report("A").sql_calls == 1);
  CHECK(shop.report("A").sql_calls == 1);
  const auto many =
      R"({"events":[)" + Shop::body("A") + "," + Shop::body("B") + "," + Shop::body("B") + "]}";
  const auto answer = shop.app.post("/errors/batch", many, shop.member).expect(202);
  CHECK(answer.sql_calls == 1);
  CHECK(answer.json()["data"][1]["issue_id"] == answer.json()["data"][2]["issue_id"]);
  CHECK(shop.history() == Rows{{"created"}, {"created"}});
  CHECK(shop.topics() == Rows{{"error.new"}, {"error.new"}});
  CHECK(shop.faults() == Rows{});
}

TEST_CASE("ingest: what is told of a first event names its issue and its entry") {
  Shop shop;
  const auto issue = shop.issue_of("A");
  CHECK(shop.app
            .rows("SELECT o.payload FROM outbox o JOIN error_history h ON o.payload = "
                  "'{\"id\":\"' || h.id || '\",\"issue_id\":\"' || h.issue_id || '\"}' "
                  "WHERE h.kind = 'created' AND h.reason = 'first event' AND h.issue_id = '" +
                  issue + "'")
            .size() == 1);
}

TEST_CASE("ingest: a mute without an end is decided by nobody, one with an end is read first") {
  Shop shop;
  const auto issue = shop.issue_of("A");
  shop.change(issue, R"({"state":"muted"})");
  CHECK(shop.report("A").sql_calls == 1);
  CHECK(shop.app.rows("SELECT state FROM error_issues") == Rows{{"muted"}});
  shop.change(issue, R"({"state":"unresolved"})");
  shop.change(issue, R"({"state":"muted","muted_until_events":2})");
  CHECK(shop.report("A").sql_calls == 2);
  CHECK(shop.app.rows("SELECT state FROM error_issues") == Rows{{"muted"}});
  CHECK(shop.report("A").sql_calls == 2);
  CHECK(shop.app.rows("SELECT state FROM error_issues") == Rows{{"unresolved"}});
  CHECK(shop.report("A").sql_calls == 1);
  CHECK(shop.topics() == Rows{{"error.new"}, {"error.regressed"}});
  CHECK(shop.counts() == Rows{{"5"}});
  CHECK(shop.faults() == Rows{});
}

TEST_CASE("ingest: what changes after a refusal told what is known is read") {
  Shop shop;
  const auto issue = shop.issue_of("A");
  shop.change(issue, R"({"state":"resolved"})");
  shop.app.world.before_sql_call[2] = [&] {
    shop.app.world.database.run("UPDATE error_issues SET state = 'muted', muted_until_events = 1");
  };
  CHECK(shop.report("A").sql_calls == 4);
  shop.app.world.before_sql_call.clear();
  CHECK(shop.app.rows("SELECT state, event_count FROM error_issues") == Rows{{"unresolved", "2"}});
  CHECK(shop.topics() == Rows{{"error.new"}, {"error.regressed"}});
  CHECK(shop.faults() == Rows{});
}

TEST_CASE("ingest: a refusal tells of many groups, whatever their texts") {
  Shop shop;
  std::string many;
  for (int i = 0; i < 100; ++i)
    many += (i ? "," : "") + Shop::body("Type" + std::string(static_cast<std::size_t>(i), 'x'));
  many = R"({"events":[)" + many + "]}";
  shop.app.post("/errors/batch", many, shop.member).expect(202);
  shop.app.world.database.run(
      "UPDATE error_issues SET state = 'resolved', resolved_in_release = 'it''s: SQLITE_ERROR "
      "(\u0041 \"shop\"@''1'')'");
  CHECK(shop.app.post("/errors/batch", many, shop.member).expect(202).sql_calls == 2);
  CHECK(shop.app.rows("SELECT count(*), sum(event_count) FROM error_issues") ==
        Rows{{"100", "200"}});
  CHECK(shop.faults() == Rows{});
}

TEST_CASE("ingest: an issue that was resolved in between regresses by a release that is no older") {
  Shop shop;
  const auto issue = shop.issue_of("A");
  shop.change(issue, R"({"state":"resolved","resolved_in_release":"shop@2.0.0"})");
  shop.report("A");
  CHECK(shop.app.rows("SELECT state, event_count FROM error_issues") == Rows{{"resolved", "2"}});
  shop.change(issue, R"({"state":"unresolved"})");
  shop.change(issue, R"({"state":"resolved","resolved_in_release":"shop@1.0.0"})");
  const auto many =
      R"({"events":[)" + Shop::body("A") + "," + Shop::body("A") + "," + Shop::body("B") + "]}";
  CHECK(shop.app.post("/errors/batch", many, shop.member).expect(202).sql_calls == 2);
  CHECK(shop.app.rows("SELECT event_count, state FROM error_issues ORDER BY event_count") ==
        Rows{{"1", "unresolved"}, {"4", "unresolved"}});
  CHECK(shop.topics() == Rows{{"error.new"}, {"error.new"}, {"error.regressed"}});
  CHECK(shop.faults() == Rows{});
}

TEST_CASE("ingest: events of a merged group join the issue that it was merged into") {
  Shop shop;
  const auto a = shop.issue_of("A"), b = shop.issue_of("B");
  shop.app.post("/errors/" + b + "/merge", R"({"issue_ids":[")" + a + R"("]})", shop.member)
      .expect(200);
  const auto answer = shop.report("A");
  CHECK(answer.sql_calls == 2);
  CHECK(answer.json()["issue_id"] == b);
  CHECK(shop.report("B").sql_calls == 1);
  CHECK(shop.counts() == Rows{{"4"}});
  CHECK(shop.topics() == Rows{{"error.new"}, {"error.new"}});
}

TEST_CASE("ingest: a group whose issue was deleted is new again") {
  Shop shop;
  const auto issue = shop.issue_of("A");
  shop.app.erase("/errors/" + issue, shop.owner).expect(204);
  const auto answer = shop.report("A");
  CHECK(answer.sql_calls == 1);
  CHECK(answer.json()["issue_id"] == issue);
  CHECK(shop.counts() == Rows{{"1"}});
  CHECK(shop.topics() == Rows{{"error.new"}, {"error.new"}});
}

TEST_CASE(
    "ingest: a group that lost its own issue to another group opens it again, when resolved") {
  Shop shop;
  const auto a = shop.issue_of("A"), b = shop.issue_of("B");
  shop.app.post("/errors/" + a + "/merge", R"({"issue_ids":[")" + b + R"("]})", shop.member)
      .expect(200);
  shop.app.world.database.run(
      "DELETE FROM error_fingerprints WHERE fingerprint = (SELECT "
      "fingerprint FROM error_events WHERE payload LIKE '%\"A\"%')");
  shop.change(a, R"({"state":"resolved"})");
  CHECK(shop.report("A").json()["issue_id"] == a);
  CHECK(shop.app.rows("SELECT state, event_count FROM error_issues") == Rows{{"unresolved", "3"}});
  CHECK(shop.topics() == Rows{{"error.new"}, {"error.new"}, {"error.regressed"}});
}

TEST_CASE("ingest: a report with a key is stored once, also where it is read first") {
  Shop shop;
  const App::Headers key{{"idempotency-key", "k1"}};
  const auto first = shop.report("A", key);
  const auto again = shop.report("A", key);
  CHECK(again.body == first.body);
  CHECK(again.header("idempotency-replayed") == "true");
  shop.app.post("/errors", Shop::body("B"), shop.member, key).expect(422);
  const std::string issue = first.json()["issue_id"];
  shop.change(issue, R"({"state":"resolved"})");
  const App::Headers other{{"idempotency-key", "k2"}};
  const auto regressed = shop.report("A", other);
  CHECK(shop.report("A", other).body == regressed.body);
  CHECK(shop.counts() == Rows{{"2"}});
  CHECK(shop.topics() == Rows{{"error.new"}, {"error.regressed"}});
}

TEST_CASE("ingest: a use of a key is counted once, also when its first write was void") {
  Shop shop;
  const auto key = shop.app.given.key({.scopes = {http::Scope::errors_write}});
  const std::string issue =
      shop.app.post("/errors", Shop::body("A"), key).expect(202).json()["issue_id"];
  shop.change(issue, R"({"state":"resolved"})");
  shop.app.post("/errors", Shop::body("A"), key).expect(202);
  CHECK(shop.app.rows("SELECT uses FROM key_usage_days WHERE day_at_ms = 0") == Rows{{"2"}});
}

TEST_CASE("ingest: a caller whose first write was void is seen all the same") {
  Shop shop;
  const auto issue = shop.issue_of("A");
  shop.app.world.now_ms += 600'000;
  shop.app.world.database.run("UPDATE error_issues SET state = 'resolved', state_since_ms = 1");
  shop.report("A");
  CHECK(shop.app.rows("SELECT last_active_at_ms FROM memberships WHERE user_id = '" +
                      shop.member.user_id + "'") == Rows{{std::to_string(shop.app.world.now_ms)}});
}

TEST_CASE("ingest: no way in believes a time of another year") {
  Shop shop;
  Client client(shop);
  const auto send = [&](int id, std::string_view sent_at, std::string_view timestamp) {
    const std::string envelope =
        "{" + std::string(sent_at) + "}\n{\"type\":\"event\"}\n{\"event_id\":\"" + event_id(id) +
        "\",\"timestamp\":" + std::string(timestamp) + ",\"message\":\"lost\"}\n";
    shop.app.post(client.path + "/envelope/", envelope, {}, client.headers).expect(200);
  };
  send(1, "", "1000000000");
  send(2, "", "4102444800");
  send(3, R"("sent_at":"2001-01-01T00:00:00Z")", "\"2031-01-01T00:00:00Z\"");
  for (const char* at : {"1", "4102444800000"})
    shop.app
        .post("/errors",
              R"({"error_type":"E","message":"m","occurred_at_ms":)" + std::string(at) + "}",
              shop.member)
        .expect(202);
  const auto now = std::to_string(shop.app.world.now_ms);
  CHECK(shop.app.rows("SELECT DISTINCT at_ms FROM error_events") == Rows{{now}});
  CHECK(shop.app.rows("SELECT min(first_seen_at_ms), max(last_seen_at_ms) FROM error_issues") ==
        Rows{{now, now}});
}

TEST_CASE("ingest: an envelope goes to the database once, but for the first of a minute") {
  Shop shop;
  Client client(shop);
  CHECK(client.send({event_id(1), event_id(2)}).expect(200).sql_calls == 2);
  CHECK(client.send({event_id(3)}).expect(200).sql_calls == 1);
  CHECK(client.send({event_id(4)}, "another").expect(200).sql_calls == 1);
  CHECK(shop.counts().size() == 2);
  CHECK(shop.topics() == Rows{{"error.new"}, {"error.new"}});
  CHECK(shop.app.rows("SELECT DISTINCT project_id FROM error_issues") == Rows{{client.id}});
  CHECK(shop.faults() == Rows{});
}

TEST_CASE("ingest: an event that comes again is accepted and counted once, beside new ones too") {
  Shop shop;
  Client client(shop);
  client.send({event_id(1)}).expect(200);
  CHECK(client.send({event_id(1)}).expect(200).sql_calls == 1);
  client.send({event_id(2), event_id(1), event_id(2)}).expect(200);
  CHECK(shop.counts() == Rows{{"2"}});
  CHECK(shop.faults() == Rows{});
}

TEST_CASE("ingest: a project that is gone takes nothing from then on, however it is remembered") {
  Shop shop;
  Client client(shop), other(shop, "other");
  client.send({event_id(1)}).expect(200);
  other.send({event_id(2)}).expect(200);
  shop.app.world.database.run("DELETE FROM projects WHERE id = '" + client.id + "'");
  CHECK(client.send({event_id(3)}).expect(403).json()["code"] == "forbidden");
  client.send_session().expect(403);
  client.headers.front().second = other.headers.front().second;
  client.send({event_id(4)}).expect(403);
  CHECK(shop.app.rows("SELECT count(*) FROM error_events") == Rows{{"2"}});
}

TEST_CASE("ingest: a public key that was changed is refused at once") {
  Shop shop;
  Client client(shop);
  client.send({event_id(1)}).expect(200);
  shop.app.world.database.run("UPDATE projects SET public_key = 'another'");
  client.send({event_id(2)}).expect(403);
  CHECK(shop.counts() == Rows{{"1"}});
}

TEST_CASE("ingest: an org that was removed takes nothing from then on") {
  Shop shop;
  Client client(shop);
  client.send({event_id(1)}).expect(200);
  shop.app.world.database.run("UPDATE orgs SET deleted_at_ms = 1");
  client.send({event_id(2)}).expect(403);
  client.send_session().expect(403);
  shop.app.world.database.run("UPDATE orgs SET deleted_at_ms = NULL");
  client.send({event_id(2)}).expect(200);
  CHECK(shop.counts() == Rows{{"2"}});
}

TEST_CASE("ingest: a project that is another org's now has its events there alone") {
  Shop shop;
  Client client(shop);
  client.send({event_id(1)}).expect(200);
  const auto rival = shop.app.given.org("rival");
  shop.app.world.database.run("UPDATE projects SET org_id = '" + rival + "'");
  client.send({event_id(2)}).expect(200);
  CHECK(client.send({event_id(3)}).expect(200).sql_calls == 1);
  CHECK(shop.app.rows("SELECT event_count, org_id = '" + rival +
                      "' FROM error_issues ORDER BY event_count") == Rows{{"1", "0"}, {"2", "1"}});
}

TEST_CASE("ingest: whichever call of the database fails, nothing is half done") {
  Shop shop;
  Client client(shop);
  const auto issue = shop.issue_of("A");
  shop.change(issue, R"({"state":"resolved"})");
  for (int call = 1; call <= 2; ++call) {
    shop.app.world.failing_sql_call = call;
    shop.app.post("/errors", Shop::body("A"), shop.member).expect(503);
  }
  for (const int call : {1, 2, 1}) {  // the look-up, the write behind it, the write alone
    shop.app.world.failing_sql_call = call;
    client.send({event_id(call)}).expect(503);
  }
  shop.app.world.failing_sql_call = 0;
  CHECK(shop.counts() == Rows{{"1"}});
  CHECK(shop.app.rows("SELECT state FROM error_issues") == Rows{{"resolved"}});
  CHECK(shop.topics() == Rows{{"error.new"}});
}
