#include "notifications/notifications.h"

#include <doctest/doctest.h>

#include <random>

#include "native/app.h"

using namespace arris;
using native::App;
using native::Rows;

namespace {

struct Inbox {
  App app{{&notifications::function}};
  native::Session owner = app.given.member(http::Role::owner);
  native::Session admin = app.given.member(http::Role::admin);
  native::Session member = app.given.member(http::Role::member);
  native::Session viewer = app.given.member(http::Role::viewer);

  std::string post(std::string_view more = "", std::string_view title = "Hello") {
    const auto answer =
        app.post("/notifications",
                 R"({"title":")" + std::string(title) + '"' + std::string(more) + "}", admin)
            .expect(202)
            .json();
    ++app.world.now_ms;
    return answer["id"];
  }
  void deliver_all() {
    for (auto delivered = app.deliver(); delivered.done + delivered.failed > 0;
         delivered = app.deliver())
      CHECK(delivered.failed == 0);
  }
  std::string notify(std::string_view more = "", std::string_view title = "Hello") {
    auto id = post(more, title);
    deliver_all();
    return id;
  }
  nlohmann::json list(const native::Session& who, std::string_view query = "") {
    return app.get("/notifications" + std::string(query), who).expect(200).json()["data"];
  }
  nlohmann::json counts(const native::Session& who) {
    return app.get("/notifications/count", who).expect(200).json();
  }
  // The badge equals a COUNT, for everybody and every category.
  void check_counts() {
    const auto wrong = app.rows(R"(
      SELECT c.user_id, c.category FROM notification_counts c
       WHERE c.unread <> (SELECT count(*) FROM notifications n WHERE n.org_id = c.org_id AND n.user_id = c.user_id
                             AND n.category = c.category AND n.in_app = 1 AND n.read_at_ms IS NULL
                             AND n.archived_at_ms IS NULL)
          OR c.unseen <> (SELECT count(*) FROM notifications n WHERE n.org_id = c.org_id AND n.user_id = c.user_id
                             AND n.category = c.category AND n.in_app = 1 AND n.seen_at_ms IS NULL
                             AND n.archived_at_ms IS NULL))");
    CHECK(wrong == Rows{});
    CHECK(app.rows("SELECT count(*) FROM notifications WHERE read_at_ms IS NOT NULL AND seen_at_ms "
                   "IS NULL") == Rows{{"0"}});
  }
};

}  // namespace

TEST_CASE("notifications: strangers, roles and bad input change nothing") {
  Inbox inbox;
  App& app = inbox.app;
  app.get("/notifications").expect(401);
  app.post("/notifications", R"({"title":"x"})", inbox.member).expect(403);
  app.post("/notifications", R"({"title":""})", inbox.admin).expect(400);
  app.post("/notifications", R"({"title":"x","action_url":"javascript:alert"})", inbox.admin)
      .expect(400);
  app.post("/notifications", R"({"title":"x","action_url":"//evil.example"})", inbox.admin)
      .expect(400);
  const auto both = R"({"title":"x","role":"admin","user_id":")" + inbox.viewer.user_id + "\"}";
  CHECK(app.post("/notifications", both, inbox.admin).expect(400).json()["errors"][0]["pointer"] ==
        "#/role");
  const auto nobody = R"({"title":"x","user_id":")" + app.given.id() + "\"}";
  CHECK(app.post("/notifications", nobody, inbox.admin).expect(400).json()["errors"][0]["code"] ==
        "not_a_member");
  app.get("/notifications?unread=maybe", inbox.viewer).expect(400);
  app.get("/notifications?cursor=x", inbox.viewer).expect(400);
  app.patch("/notifications/" + app.given.id(), R"({"read":true})", inbox.viewer).expect(404);
  app.erase("/notifications/" + app.given.id(), inbox.viewer).expect(404);
  inbox.deliver_all();
  CHECK(app.rows("SELECT count(*) FROM notifications") == Rows{{"0"}});
}

TEST_CASE("notifications: a notice reaches a person, a role or everybody, and nobody else") {
  Inbox inbox;
  inbox.notify();
  inbox.notify(R"(,"user_id":")" + inbox.viewer.user_id + "\"");
  inbox.notify(R"(,"role":"admin")");
  CHECK(inbox.list(inbox.owner).size() == 2);
  CHECK(inbox.list(inbox.admin).size() == 2);
  CHECK(inbox.list(inbox.member).size() == 1);
  CHECK(inbox.list(inbox.viewer).size() == 2);
  const auto other = inbox.app.given.member(http::Role::owner, inbox.app.given.org("other"));
  CHECK(inbox.list(other).empty());
  const auto id = inbox.list(inbox.viewer)[0]["id"].get<std::string>();
  inbox.app.get("/notifications/" + id, inbox.owner).expect(404);
  inbox.app.patch("/notifications/" + id, R"({"read":true})", other).expect(404);
  inbox.check_counts();
}

TEST_CASE("notifications: the same dedupe_key tells once") {
  Inbox inbox;
  const auto id = inbox.notify(R"(,"dedupe_key":"nightly")");
  const auto again =
      inbox.app.post("/notifications", R"({"title":"Hello","dedupe_key":"nightly"})", inbox.admin)
          .expect(202)
          .json();
  CHECK(again["id"] == id);
  CHECK(again["duplicate"] == true);
  // It is news of before, whoever is named now.
  const auto named = R"({"title":"x","dedupe_key":"nightly","user_id":")" + inbox.app.given.id();
  CHECK(inbox.app.post("/notifications", named + "\"}", inbox.admin).json()["id"] == id);
  inbox.deliver_all();
  CHECK(inbox.list(inbox.viewer).size() == 1);
  // Long after the message is gone, the rows still know.
  inbox.app.world.database.run("DELETE FROM outbox");
  inbox.notify(R"(,"dedupe_key":"nightly")");
  CHECK(inbox.list(inbox.viewer).size() == 1);
  inbox.check_counts();
}

TEST_CASE("notifications: reading, archiving and deleting move the badge") {
  Inbox inbox;
  const auto id = inbox.notify(R"(,"category":"team")");
  inbox.notify(R"(,"category":"billing")");
  CHECK(inbox.counts(inbox.viewer)["unread"] == 2);
  const auto path = "/notifications/" + id;
  const auto read = inbox.app.patch(path, R"({"read":true})", inbox.viewer).expect(200).json();
  CHECK(read["notification"]["read"] == true);
  CHECK(read["counts"]["unread"] == 1);
  CHECK(read["counts"]["by_category"]["team"]["unread"] == 0);
  CHECK(inbox.list(inbox.viewer, "?unread=true").size() == 1);
  CHECK(inbox.list(inbox.viewer, "?unread=false").size() == 1);
  inbox.app.patch(path, R"({"read":false})", inbox.viewer).expect(200);
  CHECK(inbox.counts(inbox.viewer)["unread"] == 2);
  inbox.app.patch(path, R"({"archived":true})", inbox.viewer).expect(200);
  CHECK(inbox.counts(inbox.viewer)["unread"] == 1);
  CHECK(inbox.list(inbox.viewer).size() == 1);
  CHECK(inbox.list(inbox.viewer, "?archived=true").size() == 1);
  inbox.app.patch(path, R"({"archived":false})", inbox.viewer).expect(200);
  CHECK(inbox.counts(inbox.viewer)["unread"] == 2);
  inbox.app.patch(path, R"({"read":true})", inbox.viewer, {{"if-match", "\"v1\""}}).expect(412);
  inbox.app.erase(path, inbox.viewer).expect(204);
  CHECK(inbox.counts(inbox.viewer)["unread"] == 1);
  CHECK(inbox.counts(inbox.owner)["unread"] == 2);
  inbox.check_counts();
}

TEST_CASE("notifications: everything is read, seen or archived at once, by category when asked") {
  Inbox inbox;
  for (const char* category : {"team", "team", "billing"})
    inbox.notify(R"(,"category":")" + std::string(category) + "\"");
  const auto seen = inbox.app.post("/notifications/seen", "", inbox.viewer).expect(200).json();
  CHECK(seen["changed"] == 3);
  CHECK(seen["counts"]["unseen"] == 0);
  CHECK(seen["counts"]["unread"] == 3);
  const auto team =
      inbox.app.post("/notifications/read-all", R"({"category":"team"})", inbox.viewer)
          .expect(200)
          .json();
  CHECK(team["changed"] == 2);
  CHECK(team["counts"]["unread"] == 1);
  CHECK(inbox.app.post("/notifications/archive-all", "{}", inbox.viewer)
            .expect(200)
            .json()["changed"] == 2);
  CHECK(inbox.list(inbox.viewer).size() == 1);
  CHECK(inbox.counts(inbox.member)["unread"] == 3);
  inbox.check_counts();
}

TEST_CASE("notifications: pages follow each other without gap or repetition") {
  Inbox inbox;
  for (int i = 0; i < 7; ++i) inbox.notify("", "N" + std::to_string(i));
  std::string titles, cursor;
  do {
    const auto page =
        inbox.app.get("/notifications?limit=3" + cursor, inbox.viewer).expect(200).json();
    for (const auto& one : page["data"]) titles += one["title"].get<std::string>();
    cursor =
        page["next_cursor"].is_null() ? "" : "&cursor=" + page["next_cursor"].get<std::string>();
  } while (!cursor.empty());
  CHECK(titles == "N6N5N4N3N2N1N0");
}

TEST_CASE("notifications: what other functions tell is said once to whom it concerns") {
  struct Case {
    const char *topic, *payload, *title, *type;
    std::vector<bool> heard;  // by owner, admin, member, viewer
  };
  Inbox inbox;
  const std::string viewer = R"("user_id":")" + inbox.viewer.user_id + "\"";
  const std::string joined = "{" + viewer + R"(,"role":"viewer"})";
  const std::string run = R"({"id":"r","name":"Nightly","status":"success","started_by":")" +
                          inbox.member.user_id + "\"}";
  const Case cases[] = {
      {"error.new",
       R"({"id":"e","issue_id":"i"})",
       "New error: an error",
       "error",
       {true, true, true, true}},
      {"error.regressed",
       R"({"id":"e","issue_id":"i"})",
       "Regression: an error",
       "error",
       {true, true, true, true}},
      {"execution.finished",
       R"({"id":"r","name":"Nightly","status":"failed","error_message":"no disk"})",
       "Nightly failed",
       "error",
       {true, true, true, true}},
      {"execution.finished",
       run.c_str(),
       "Nightly finished",
       "success",
       {false, false, true, false}},
      {"execution.finished",
       R"({"id":"r","name":"N","status":"success","started_by":"cron"})",
       "",
       "",
       {false, false, false, false}},
      {"budget.threshold",
       R"({"budget_id":"b","name":"Team","percent":80,"blocked":false})",
       "Budget Team has reached 80%",
       "warning",
       {true, true, false, false}},
      {"budget.threshold",
       R"({"budget_id":"b","name":"Team","percent":100,"blocked":true})",
       "Budget Team has reached 100%",
       "error",
       {true, true, false, false}},
      {"usage.unpriced",
       R"({"name":"acme/m","provider":"acme","model":"m"})",
       "No price is known for acme/m",
       "warning",
       {true, true, false, false}},
      {"key.created",
       R"({"key_id":"k","name":"ci"})",
       "Key ci was added",
       "info",
       {true, true, false, false}},
      {"key.expiring",
       R"({"key_id":"k","name":"ci"})",
       "Key ci expires soon",
       "warning",
       {true, true, false, false}},
      {"member.joined", joined.c_str(), "", "info", {true, true, true, false}},
      {"member.changed",
       joined.c_str(),
       "Your membership has changed",
       "info",
       {false, false, false, true}},
      {"session.refresh_reused",
       joined.c_str(),
       "A session of yours was ended",
       "warning",
       {false, false, false, true}},
  };
  const native::Session* people[] = {&inbox.owner, &inbox.admin, &inbox.member, &inbox.viewer};
  for (const Case& one : cases) {
    CAPTURE(one.topic);
    const auto id = inbox.app.given.id();
    inbox.app.world.database.run("DELETE FROM notifications");
    inbox.app.world.database.run(
        "INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms) VALUES ('" +
        inbox.owner.org_id + "', '" + id + "', '" + one.topic + "', '" + one.payload + "', '" + id +
        "', 0)");
    inbox.deliver_all();
    // A message that is delivered again finds its delivery ended, or its rows written.
    inbox.app.world.database.run(
        "INSERT INTO deliveries (org_id, message_id, function, next_at_ms) VALUES ('" +
        inbox.owner.org_id + "', '" + id + "', 'notifications', 0)");
    inbox.deliver_all();
    for (std::size_t i = 0; i < 4; ++i) {
      const auto told = inbox.list(*people[i]);
      REQUIRE(told.size() == (one.heard[i] ? 1 : 0));
      if (told.empty()) continue;
      CHECK(told[0]["topic"] == one.topic);
      CHECK(told[0]["type"] == one.type);
      if (*one.title) CHECK(told[0]["title"] == one.title);
    }
  }
  inbox.check_counts();
}

TEST_CASE("notifications: a stream begins with what was missed and the count, and follows") {
  Inbox inbox;
  const auto after = [&inbox](const std::string& id) {
    const auto path = "/notifications/stream";
    return inbox.app.request("GET", path, "", inbox.viewer, {{"last-event-id", id}}).expect(200);
  };
  const auto first = inbox.notify();
  inbox.app.world.now_ms += 5000;
  const auto second = inbox.notify(), fresh = after("").body;
  CHECK(fresh.find("\nevent: count\n") == 40);
  const auto stream = after(first);
  CHECK(stream.body.find("id: " + second) != std::string::npos);
  CHECK(stream.body.find("id: " + first) == std::string::npos);
  inbox.notify("", "Live");
  const auto events = inbox.app.events(stream);
  REQUIRE(events.size() == 2);
  CHECK(events[0].event == "notification");
  CHECK(nlohmann::json::parse(events[0].data)["title"] == "Live");
  CHECK(nlohmann::json::parse(events[1].data)["unread"] == 3);
  inbox.app.post("/notifications/read-all", "", inbox.viewer).expect(200);
  CHECK(nlohmann::json::parse(inbox.app.events(stream).back().data)["unread"] == 0);
  inbox.app.post("/notifications/read-all", "", inbox.owner).expect(200);
  CHECK(inbox.app.events(stream).size() == 3);
  CHECK(after(fresh.substr(4, 36)).body.find(R"("title":"Live")") != std::string::npos);
}

TEST_CASE("notifications: mail goes to who wants it, while they are members") {
  Inbox inbox;
  inbox.notify(R"(,"category":"billing","user_id":")" + inbox.viewer.user_id + "\"", "Pay");
  REQUIRE(inbox.app.world.mails.size() == 1);
  CHECK(inbox.app.world.mails[0].subject == "Pay");
  inbox.notify(R"(,"category":"workflow")");
  CHECK(inbox.app.world.mails.size() == 1);
  inbox.post(R"(,"critical":true,"user_id":")" + inbox.viewer.user_id + "\"");
  CHECK(inbox.app.deliver().done == 1);
  inbox.app.world.database.run("UPDATE memberships SET status = 'suspended' WHERE user_id = '" +
                               inbox.viewer.user_id + "'");
  inbox.deliver_all();
  CHECK(inbox.app.world.mails.size() == 1);
}

TEST_CASE("notifications: what a mail tells of a budget or a key says how much and when") {
  Inbox inbox;
  const auto mailed = [&inbox](const std::string& topic, const std::string& payload) {
    const auto id = inbox.app.given.id();
    inbox.app.world.database.run(
        "INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms) VALUES ('" +
        inbox.owner.org_id + "', '" + id + "', '" + topic + "', '" + payload + "', '" + id +
        "', 0)");
    inbox.deliver_all();
    REQUIRE(inbox.app.world.mails.size() > 0);
    return inbox.app.world.mails.back().text;
  };
  const auto budget = mailed(
      "budget.threshold",
      R"({"budget_id":"b","name":"Team","percent":80,"limit_nano_usd":100000000000,"spent_nano_usd":80050000001,"blocked":false})");
  CHECK(budget.find("$80.05 of $100.00 are spent in this period.") != std::string::npos);
  CHECK(budget.find("http://arris.test/tokens/budgets") != std::string::npos);
  const auto key = R"({"key_id":"k","name":"ci","expires_at_ms":1795860300000})";
  CHECK(mailed("key.expiring", key).find("It expires at 2026-11-28 10:05 UTC.") !=
        std::string::npos);
  CHECK(mailed("key.expired", key).find("It expired at 2026-11-28 10:05 UTC.") !=
        std::string::npos);
  const auto leap = R"({"key_id":"k","name":"ci","expires_at_ms":1709164800000})";
  CHECK(mailed("key.expired", leap).find("2024-02-29 00:00 UTC") != std::string::npos);
}

TEST_CASE("notifications: a mail's link is whole") {
  Inbox inbox;
  const auto mailed = [&inbox](std::string_view url) {
    inbox.notify(R"(,"category":"billing","user_id":")" + inbox.viewer.user_id +
                     R"(","action_url":")" + std::string(url) + "\"",
                 std::string(url));
    return inbox.app.world.mails.back().text;
  };
  CHECK(mailed("/tokens/budgets").find("\n\nhttp://arris.test/tokens/budgets\n") !=
        std::string::npos);
  CHECK(mailed("https://a.example/x").find("\n\nhttps://a.example/x\n") != std::string::npos);
  CHECK(mailed("https://a.example/x").find("arris.test/x") == std::string::npos);
}

TEST_CASE("notifications: a mail leads to its notice and to what is mailed at all") {
  Inbox inbox;
  const auto id =
      inbox.notify(R"(,"category":"billing","user_id":")" + inbox.viewer.user_id + "\"");
  const auto& mail = inbox.app.world.mails.back();
  CHECK(mail.text.find("\n\nhttp://arris.test/notifications/" + id + "\n") != std::string::npos);
  CHECK(
      mail.text.ends_with(" Choose what is mailed to you:\n\n"
                          "http://arris.test/notifications/preferences\n"));
  CHECK(mail.unsubscribe_url == "http://arris.test/notifications/preferences");
}

TEST_CASE("notifications: preferences decide, and a notice says why") {
  Inbox inbox;
  App& app = inbox.app;
  const std::string path = "/notifications/preferences";
  app.request("PUT", path, R"({"quiet_hours":{"from_min":0,"to_min":1440,"zone":"UTC"}})",
              inbox.viewer)
      .expect(400);
  const auto bad = R"({"quiet_hours":{"from_min":0,"to_min":1,"zone":"Mars/Olympus"}})";
  CHECK(app.request("PUT", path, bad, inbox.viewer).expect(400).json()["errors"][0]["pointer"] ==
        "#/quiet_hours/zone");
  CHECK(app.get(path, inbox.viewer).expect(200).json()["version"] == 0);
  const auto off = R"({"categories":{"team":{"in_app":false},"billing":{"email":true}}})";
  const auto saved = app.request("PUT", path, off, inbox.viewer).expect(200).json();
  CHECK(saved["categories"]["team"]["in_app"] == false);
  CHECK(saved["categories"]["team"]["email"].is_null());
  app.request("PUT", path, off, inbox.viewer, {{"if-match", "\"v9\""}}).expect(412);

  inbox.notify(R"(,"category":"team")");
  CHECK(inbox.list(inbox.viewer).empty());
  CHECK(inbox.counts(inbox.viewer)["unread"] == 0);
  CHECK(inbox.list(inbox.member).size() == 1);
  const auto why = app.get("/notifications/decisions", inbox.viewer).expect(200).json()["data"][0];
  CHECK(why["decisions"][0]["verdict"] == "off");
  CHECK(why["decisions"][0]["because"] == nlohmann::json{"not_critical", "preferred_off"});
  app.get("/notifications/" + why["id"].get<std::string>(), inbox.viewer).expect(404);
  inbox.notify(R"(,"category":"team","critical":true)");
  CHECK(inbox.list(inbox.viewer).size() == 1);
  inbox.check_counts();
}

TEST_CASE("notifications: in quiet hours a notice is silent and its mail waits until they end") {
  Inbox inbox;
  App& app = inbox.app;
  const auto minute = app.world.now_ms / 60'000 % 1440;
  const std::string quiet = R"({"quiet_hours":{"from_min":)" + std::to_string(minute) +
                            R"(,"to_min":)" + std::to_string((minute + 10) % 1440) +
                            R"(,"zone":"UTC"}})";
  CHECK(app.request("PUT", "/notifications/preferences", quiet, inbox.viewer)
            .expect(200)
            .json()["quiet_now"] == true);
  inbox.notify(R"(,"category":"billing","user_id":")" + inbox.viewer.user_id + "\"");
  CHECK(inbox.list(inbox.viewer)[0]["silent"] == true);
  CHECK(app.world.mails.empty());
  const auto held = app.get("/notifications/decisions", inbox.viewer)
                        .expect(200)
                        .json()["data"][0]["decisions"][1];
  CHECK(held["verdict"] == "held");
  app.world.now_ms = held["until_ms"].get<std::int64_t>() - 1;
  inbox.deliver_all();
  CHECK(app.world.mails.empty());
  app.world.now_ms += 1;
  inbox.deliver_all();
  CHECK(app.world.mails.size() == 1);
  const auto trial =
      app.post("/notifications/preferences/try",
               R"({"category":"billing","at_ms":)" + std::to_string(app.world.now_ms) + "}",
               inbox.viewer)
          .expect(200)
          .json();
  CHECK(trial["decisions"][1]["because"].back() == "outside_quiet_hours");
}

TEST_CASE("notifications: the badge equals a COUNT after every step of eight people") {
  Inbox inbox;
  std::vector<native::Session> people{inbox.owner, inbox.admin, inbox.member, inbox.viewer};
  for (int i = 0; i < 4; ++i) people.push_back(inbox.app.given.member(http::Role::viewer));
  std::mt19937 random(7);
  const char* categories[] = {"workflow", "system", "team", "billing"};
  for (int step = 0; step < 400; ++step) {
    const auto& who = people[random() % people.size()];
    const auto rows =
        inbox.app.rows("SELECT id FROM notifications WHERE user_id = '" + who.user_id + "'");
    const auto path =
        "/notifications/" + (rows.empty() ? inbox.app.given.id() : rows[random() % rows.size()][0]);
    const std::string flag = random() % 2 ? "true" : "false";
    switch (random() % 8) {
      case 0:
        inbox.notify(R"(,"category":")" + std::string(categories[random() % 4]) + "\"");
        break;
      case 1:
      case 2:
        inbox.app.patch(path, R"({"read":)" + flag + "}", who);
        break;
      case 3:
        inbox.app.patch(path, R"({"archived":)" + flag + R"(,"read":)" + flag + "}", who);
        break;
      case 4:
        inbox.app.erase(path, who);
        break;
      case 5:
        inbox.app.post("/notifications/seen", "", who);
        break;
      case 6:
        inbox.app.post("/notifications/archive-all", "", who);
        break;
      default:
        if (random() % 4 == 0) inbox.app.post("/notifications/read-all", "", who);
    }
    inbox.check_counts();
  }
}

TEST_CASE("notifications: what is old goes, what is archived sooner") {
  Inbox inbox;
  inbox.notify();
  inbox.notify();
  const std::string day_90 = std::to_string(90ll * 24 * 3'600'000 + 1);
  inbox.app.world.database.run("UPDATE notifications SET created_at_ms = created_at_ms - " +
                               day_90);
  inbox.app.world.database.run(
      "UPDATE notifications SET archived_at_ms = 1 WHERE id = (SELECT min(id) FROM notifications)");
  CHECK(inbox.app.tick("remove_old") == 204);
  CHECK(inbox.list(inbox.viewer).size() == 1);
  inbox.app.world.database.run("UPDATE notifications SET created_at_ms = 1");
  CHECK(inbox.app.tick("remove_old") == 204);
  CHECK(inbox.app.rows("SELECT count(*) FROM notifications") == Rows{{"0"}});
  inbox.check_counts();
}
