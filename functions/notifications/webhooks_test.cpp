#include <doctest/doctest.h>

#include "core/range.h"
#include "crypto/primitives.h"
#include "native/app.h"
#include "notifications/notifications.h"
#include "notifications/sending.h"

using namespace arris;
using native::App;
using native::Rows;

namespace {

constexpr const char* endpoint = "https://hooks.example.com/in";

std::string from_base64(std::string text) {
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  while (text.ends_with('=')) text.pop_back();
  return from_base64url(text).value();
}

// As a receiver does it: by the secret that was shown.
std::string signature_of(const std::string& secret, const std::string& signed_text) {
  REQUIRE(secret.starts_with("whsec_"));
  const auto mac = crypto::Hmac(from_base64(secret.substr(6))).of(signed_text);
  return "v1," + notifications::to_base64(as_text(mac));
}

struct Hooks {
  App app{{&notifications::function}};
  native::Session owner = app.given.member(http::Role::owner);
  native::Session admin = app.given.member(http::Role::admin);
  native::Session member = app.given.member(http::Role::member);

  nlohmann::json add(const std::string& more = "", const native::Session* who = nullptr) {
    return app
        .post("/notifications/webhooks", R"({"url":")" + std::string(endpoint) + "\"" + more + "}",
              who ? *who : admin)
        .expect(201)
        .json();
  }
  void deliver_all() {
    for (auto delivered = app.deliver(); delivered.done + delivered.failed > 0;
         delivered = app.deliver())
      CHECK(delivered.failed == 0);
  }
  std::string post(const std::string& more = "") {
    const auto id = app.post("/notifications", R"({"title":"Hello")" + more + "}", admin)
                        .expect(202)
                        .json()["id"]
                        .get<std::string>();
    ++app.world.now_ms;
    return id;
  }
  void tell(const std::string& topic, const std::string& payload) {
    const auto id = app.given.id();
    app.world.database.run(
        "INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms) VALUES ('" +
        admin.org_id + "', '" + id + "', '" + topic + "', '" + payload + "', '" + id + "', " +
        std::to_string(app.world.now_ms) + ")");
  }
  void answer(int status, const std::string& body = "ok") {
    app.world.fetches[endpoint] = {status, body};
  }
  std::size_t sent() const { return app.world.fetched.size(); }
  // Tokens last for minutes.
  void wait(std::int64_t for_ms) {
    app.world.now_ms += for_ms;
    const auto by = " + " + std::to_string(for_ms);
    app.world.database.run("UPDATE sessions SET expires_at_ms = expires_at_ms" + by +
                           ", absolute_expires_at_ms = absolute_expires_at_ms" + by);
    admin.token = app.given.token_of(admin);
  }
  nlohmann::json show(const std::string& id) {
    return app.get("/notifications/webhooks/" + id, admin).expect(200).json();
  }
  nlohmann::json attempts(const std::string& id, const std::string& query = "") {
    return app.get("/notifications/webhooks/" + id + "/attempts" + query, admin)
        .expect(200)
        .json()["data"];
  }
};

std::string fault_of(const native::Response& response) {
  const auto fault = response.expect(400).json()["errors"][0];
  return fault["pointer"].get<std::string>() + " " + fault["code"].get<std::string>();
}

}  // namespace

TEST_CASE("webhooks: strangers, roles and bad input change nothing") {
  Hooks hooks;
  App& app = hooks.app;
  const std::string path = "/notifications/webhooks";
  const auto with_url = [](const std::string& url) { return R"({"url":")" + url + "\"}"; };
  app.get(path).expect(401);
  app.post(path, with_url(endpoint), hooks.member).expect(403);
  CHECK(fault_of(app.post(path, with_url("http://127.0.0.1/"), hooks.admin)) == "#/url not_public");
  CHECK(fault_of(app.post(path, with_url("http://0x7f.1/"), hooks.admin)) == "#/url not_public");
  CHECK(fault_of(app.post(path, with_url("https://a.example:25/"), hooks.admin)) ==
        "#/url not_public");
  CHECK(fault_of(app.post(path, with_url("ftp://a.example/"), hooks.admin)) == "#/url not_a_url");
  CHECK(fault_of(app.post(path, with_url("https://a:b@c.example/"), hooks.admin)) ==
        "#/url not_a_url");
  const auto both = app.post(
      path, R"({"url":"http://[::1]/","topics":["error.new","usage.recorded"]})", hooks.admin);
  CHECK(both.expect(400).json()["errors"].size() == 2);
  CHECK(both.json()["errors"][1]["pointer"] == "#/topics/1");
  CHECK(app.rows("SELECT count(*) FROM webhooks") == Rows{{"0"}});

  const auto id = hooks.add()["id"].get<std::string>();
  const auto own = path + "/" + id;
  const auto other = app.given.member(http::Role::owner, app.given.org("other"));
  for (const auto& [method, more, body] :
       {std::tuple{"GET", "", ""}, std::tuple{"PATCH", "", "{}"}, std::tuple{"DELETE", "", ""},
        std::tuple{"GET", "/attempts", ""}, std::tuple{"POST", "/test", ""},
        std::tuple{"POST", "/secret", "{}"}, std::tuple{"POST", "/resend", R"({"since_ms":0})"}}) {
    app.request(method, own + more, body, other).expect(404);
    app.request(method, own + more, body, hooks.member).expect(403);
  }
  CHECK(fault_of(app.patch(own, with_url("http://10.1/"), hooks.admin)) == "#/url not_public");
  app.patch(own, R"({"description":"x"})", hooks.admin, {{"if-match", "\"v9\""}}).expect(412);
  app.request("DELETE", own, "", hooks.admin, {{"if-match", "\"v9\""}}).expect(412);
  CHECK(
      fault_of(app.post(own + "/resend", R"({"since_ms":0,"message_id":")" + app.given.id() + "\"}",
                        hooks.admin)) == "#/message_id not_with_since_ms");
  CHECK(fault_of(app.post(own + "/resend", "{}", hooks.admin)) == "#/message_id required");
  for (const std::string_view since : {"-1", "9223372036854775807", "9007199254740994"})
    CHECK(fault_of(app.post(own + "/resend", R"({"since_ms":)" + std::string(since) + "}",
                            hooks.admin)) == "#/since_ms out_of_range");
  app.post(own + "/resend", R"({"message_id":")" + app.given.id() + "\"}", hooks.admin).expect(404);
  CHECK(hooks.show(id)["version"] == 1);
  CHECK(app.rows("SELECT count(*) FROM outbox WHERE topic <> 'audit.appended'") == Rows{{"0"}});
  CHECK(app.rows("SELECT count(*) FROM audit_log") == Rows{{"1"}});
}

TEST_CASE("webhooks: the signature is that of Standard Webhooks") {
  CHECK(signature_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                     "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}") ==
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("webhooks: a notice arrives signed, and its attempt is written down") {
  Hooks hooks;
  hooks.answer(202, "thanks");
  const auto added = hooks.add(R"(,"description":"Chat")");
  const auto secret = added["secret"].get<std::string>();
  const auto id = hooks.post(R"(,"message":"World","action_url":"/x","category":"billing")");
  hooks.deliver_all();
  REQUIRE(hooks.sent() == 1);
  auto sent = hooks.app.world.fetched[0];
  CHECK(sent.headers["webhook-id"] == id);
  CHECK(sent.headers["webhook-signature"] ==
        signature_of(secret, id + "." + sent.headers["webhook-timestamp"] + "." + sent.body));
  const auto body = nlohmann::json::parse(sent.body);
  CHECK(body["type"] == "notification.posted");
  CHECK(body["timestamp"].get<std::string>().starts_with("2025-06-15T15:06:40.00"));
  CHECK(body["data"]["title"] == "Hello");
  CHECK(body["data"]["category"] == "billing");
  CHECK(body["data"]["id"] == id);
  const auto attempt = hooks.attempts(added["id"])[0];
  CHECK(attempt["message_id"] == id);
  CHECK(attempt["number"] == 1);
  CHECK(attempt["outcome"] == "delivered");
  CHECK(attempt["status"] == 202);
  CHECK(attempt["answer"] == "thanks");
  CHECK(attempt["state"] == "delivered");
  CHECK(hooks.show(added["id"])["delivered_at_ms"].is_number());
  CHECK(hooks.show(added["id"]).dump().find("whsec_") == std::string::npos);
  CHECK(hooks.app.rows("SELECT count(*) FROM webhooks WHERE instr(url || description || topics, "
                       "'whsec') > 0") == Rows{{"0"}});
}

TEST_CASE("webhooks: what is sent holds the facts of its message, and a link that is whole") {
  Hooks hooks;
  hooks.answer(202, "");
  hooks.add();
  const std::string payload =
      R"({"budget_id":"b","name":"Team","percent":80,"limit_nano_usd":10,"spent_nano_usd":8,"blocked":false})";
  hooks.tell("budget.threshold", payload);
  hooks.deliver_all();
  REQUIRE(hooks.sent() == 1);
  const auto data = nlohmann::json::parse(hooks.app.world.fetched[0].body)["data"];
  CHECK(data["facts"] == nlohmann::json::parse(payload));
  CHECK(data["action_url"] == "http://arris.test/tokens/budgets");
}

TEST_CASE("webhooks: each hears what it asked for, its maker's by the maker's preferences") {
  Hooks hooks;
  hooks.answer(200);
  const auto all = hooks.add(), errors = hooks.add(R"(,"topics":["error.new"])"),
             own = hooks.add(R"(,"hears":"own")");
  hooks.app
      .request("PUT", "/notifications/preferences", R"({"categories":{"team":{"webhook":false}}})",
               hooks.admin)
      .expect(200);
  const auto count = [&](const nlohmann::json& one) { return hooks.attempts(one["id"]).size(); };
  hooks.post(R"(,"category":"team")");
  hooks.deliver_all();
  CHECK(std::tuple{count(all), count(errors), count(own)} == std::tuple{1, 0, 0});
  hooks.post(R"(,"user_id":")" + hooks.member.user_id + "\"");
  hooks.deliver_all();
  CHECK(std::tuple{count(all), count(errors), count(own)} == std::tuple{2, 0, 0});
  hooks.post(R"(,"category":"team","critical":true)");
  hooks.deliver_all();
  CHECK(std::tuple{count(all), count(errors), count(own)} == std::tuple{3, 0, 1});
  hooks.tell("error.new", R"({"id":"e","issue_id":"i"})");
  hooks.deliver_all();
  CHECK(std::tuple{count(all), count(errors), count(own)} == std::tuple{4, 1, 2});
  // A run that nobody is told of is heard by who hears everything.
  hooks.tell("execution.finished",
             R"({"id":"r","name":"Nightly","status":"success","started_by":""})");
  hooks.deliver_all();
  CHECK(std::tuple{count(all), count(errors), count(own)} == std::tuple{5, 1, 2});
}

TEST_CASE("webhooks: quiet hours hold what is sent to their person's own") {
  Hooks hooks;
  hooks.answer(200);
  hooks.add(R"(,"hears":"own")");
  const auto minute = hooks.app.world.now_ms / minute_ms % 1440;
  hooks.app
      .request("PUT", "/notifications/preferences",
               R"({"quiet_hours":{"from_min":)" + std::to_string(minute) + R"(,"to_min":)" +
                   std::to_string((minute + 10) % 1440) + R"(,"zone":"UTC"}})",
               hooks.admin)
      .expect(200);
  hooks.post();
  hooks.deliver_all();
  CHECK(hooks.sent() == 0);
  hooks.wait(10 * minute_ms);
  hooks.deliver_all();
  CHECK(hooks.sent() == 1);
}

TEST_CASE("webhooks: ten attempts by the clock, then the webhook ends and its keepers hear of it") {
  Hooks hooks;
  App& app = hooks.app;
  hooks.answer(500, std::string(600, 'x'));
  const auto id = hooks.add()["id"].get<std::string>();
  hooks.post();
  hooks.deliver_all();
  for (int number = 1; number < 10; ++number) {
    CHECK(hooks.sent() == static_cast<std::size_t>(number));
    const auto newest = hooks.attempts(id)[0];
    CHECK(newest["number"] == number);
    CHECK(newest["answer"].get<std::string>().size() == 500);
    const auto next_ms = newest["next_at_ms"].get<std::int64_t>();
    const auto delay_ms = next_ms - newest["at_ms"].get<std::int64_t>();
    CHECK(delay_ms >=
          notifications::retry_delay_ms(newest["message_id"].get<std::string>(), number));
    CHECK(delay_ms < 27 * hour_ms);
    hooks.wait(next_ms - 1 - app.world.now_ms);
    hooks.deliver_all();
    CHECK(hooks.sent() == static_cast<std::size_t>(number));
    hooks.wait(31'001);  // an endpoint that fails for long rests for half a minute
    hooks.deliver_all();
  }
  CHECK(hooks.sent() == 10);
  CHECK(hooks.attempts(id)[0]["state"] == "failed");
  const auto shown = hooks.show(id);
  CHECK(shown["state"] == "disabled");
  CHECK(shown["disabled_because"] == "failing");
  CHECK(app.rows("SELECT DISTINCT title FROM notifications WHERE topic = 'webhook.disabled'") ==
        Rows{{"Webhook to " + std::string(endpoint) + " was disabled"}});
  CHECK(app.rows("SELECT count(*) FROM notifications WHERE topic = 'webhook.disabled'") ==
        Rows{{"2"}});  // its owner and its admin
  hooks.wait(30 * day_ms);
  hooks.deliver_all();
  CHECK(hooks.sent() == 10);
}

TEST_CASE(
    "webhooks: 410 ends it at once, with what waits; a person makes it active and sends again") {
  Hooks hooks;
  App& app = hooks.app;
  hooks.answer(500);
  const auto id = hooks.add()["id"].get<std::string>();
  const auto path = "/notifications/webhooks/" + id;
  const auto first = hooks.post();
  hooks.deliver_all();
  hooks.answer(410);
  const auto second = hooks.post();
  hooks.deliver_all();
  CHECK(hooks.sent() == 2);
  CHECK(hooks.show(id)["disabled_because"] == "gone");
  hooks.wait(day_ms);
  hooks.post();
  hooks.deliver_all();
  CHECK(hooks.sent() == 2);
  app.post(path + "/test", "", hooks.admin).expect(409);
  app.post(path + "/resend", R"({"since_ms":0})", hooks.admin).expect(409);

  hooks.answer(204, "");
  const auto active = app.patch(path, R"({"state":"active"})", hooks.admin).expect(200).json();
  CHECK(active["disabled_because"].is_null());
  CHECK(active["failures"] == 0);
  CHECK(
      app.post(path + "/resend", R"({"since_ms":0})", hooks.admin).expect(202).json()["messages"] ==
      2);
  hooks.deliver_all();
  CHECK(hooks.sent() == 4);
  hooks.wait(1);  // ids of one millisecond have no order
  CHECK(app.post(path + "/resend", R"({"message_id":")" + first + "\"}", hooks.admin)
            .expect(202)
            .json()["messages"] == 1);
  hooks.deliver_all();
  CHECK(hooks.sent() == 5);
  CHECK(hooks.attempts(id, "?message_id=" + first).size() == 3);
  CHECK(hooks.attempts(id, "?message_id=" + first)[0]["number"] == 3);
  CHECK(hooks.attempts(id, "?outcome=gone")[0]["message_id"] == second);
}

TEST_CASE(
    "webhooks: an endpoint has four attempts at once, one after a failure, and rests after five") {
  Hooks hooks;
  App& app = hooks.app;
  hooks.answer(200);
  const auto id = hooks.add()["id"].get<std::string>();
  const auto under_way = [&] {
    return app.rows("SELECT count(*) FROM webhook_messages WHERE state = 'sending'")[0][0];
  };
  for (int i = 0; i < 9; ++i) hooks.post();
  app.deliver();  // the notices
  CHECK(under_way() == "0");
  app.deliver();  // what is due
  CHECK(under_way() == "4");
  hooks.deliver_all();
  CHECK(hooks.sent() == 9);
  hooks.answer(503);
  for (int i = 0; i < 9; ++i) hooks.post();
  hooks.deliver_all();
  CHECK(hooks.show(id)["failures"].get<int>() >= 5);
  CHECK(hooks.show(id)["held_until_ms"].is_number());
  const auto before = hooks.sent();
  CHECK(before < 18);
  hooks.wait(10'000);
  hooks.deliver_all();
  CHECK(hooks.sent() == before);
  hooks.wait(21'000);
  hooks.deliver_all();
  CHECK(hooks.sent() == before + 1);
  hooks.answer(200);
  hooks.wait(31'000);
  hooks.deliver_all();
  hooks.wait(6 * minute_ms);
  hooks.deliver_all();
  CHECK(app.rows("SELECT state, count(*) FROM webhook_messages GROUP BY state") ==
        Rows{{"delivered", "18"}});
}

TEST_CASE("webhooks: what is sent twice has one id, and one row") {
  Hooks hooks;
  App& app = hooks.app;
  hooks.answer(200);
  const auto id = hooks.add()["id"].get<std::string>();
  hooks.post();
  app.deliver();
  app.deliver();
  app.world.failing_sql_call = 2;  // the commit, after the message was sent
  CHECK(app.deliver().failed == 1);
  app.world.failing_sql_call = 0;
  CHECK(hooks.sent() == 1);
  CHECK(hooks.attempts(id).empty());
  hooks.wait(2'000);
  hooks.deliver_all();
  REQUIRE(hooks.sent() == 2);
  CHECK(app.world.fetched[0].headers["webhook-id"] == app.world.fetched[1].headers["webhook-id"]);
  CHECK(app.world.fetched[0].body == app.world.fetched[1].body);
  CHECK(hooks.attempts(id).size() == 1);
}

TEST_CASE("webhooks: a new secret signs, and for a while the old one too") {
  Hooks hooks;
  hooks.answer(200);
  const auto added = hooks.add();
  const auto path = "/notifications/webhooks/" + added["id"].get<std::string>();
  const auto old_secret = added["secret"].get<std::string>();
  const auto renewed =
      hooks.app.post(path + "/secret", R"({"overlap_s":60})", hooks.admin).expect(201).json();
  const auto new_secret = renewed["secret"].get<std::string>();
  CHECK(new_secret != old_secret);
  CHECK(from_base64(new_secret.substr(6)).size() == 32);
  const auto signatures = [&] {
    hooks.app.post(path + "/test", "", hooks.admin).expect(202);
    hooks.deliver_all();
    auto& sent = hooks.app.world.fetched.back();
    const auto text =
        sent.headers["webhook-id"] + "." + sent.headers["webhook-timestamp"] + "." + sent.body;
    return std::tuple{sent.headers["webhook-signature"], signature_of(new_secret, text),
                      signature_of(old_secret, text)};
  };
  const auto [both, by_new, by_old] = signatures();
  CHECK(both == by_new + " " + by_old);
  hooks.wait(60'000);
  const auto [one, alone, gone] = signatures();
  CHECK(one == alone);
  CHECK(one != gone);
}

TEST_CASE(
    "webhooks: what a removed member's hears ends with the membership; an org has two hundred") {
  Hooks hooks;
  App& app = hooks.app;
  hooks.answer(200);
  hooks.add(R"(,"hears":"own")");
  const auto left = hooks.add();
  hooks.tell("member.removed",
             R"({"user_id":")" + hooks.admin.user_id + R"(","by":")" + hooks.owner.user_id + "\"}");
  hooks.deliver_all();
  CHECK(app.rows("SELECT id FROM webhooks") == Rows{{left["id"].get<std::string>()}});
  for (int i = 1; i < 200; ++i) {
    if (i % 100 == 0) hooks.wait(minute_ms);  // by the limit of the route
    hooks.add("", &hooks.owner);
  }
  app.post("/notifications/webhooks", R"({"url":"https://one.example/more"})", hooks.owner)
      .expect(409);
  app.erase("/notifications/webhooks/" + left["id"].get<std::string>(), hooks.owner).expect(204);
  hooks.add("", &hooks.owner);
  CHECK(app.rows("SELECT count(*) FROM webhook_messages WHERE webhook_id = '" +
                 left["id"].get<std::string>() + "'") == Rows{{"0"}});
}

TEST_CASE("webhooks: what was sent goes after thirty days") {
  Hooks hooks;
  hooks.answer(200);
  const auto id = hooks.add()["id"].get<std::string>();
  hooks.post();
  hooks.deliver_all();
  hooks.wait(30 * day_ms - minute_ms);
  CHECK(hooks.app.tick("remove_old") == 204);
  CHECK(hooks.attempts(id).size() == 1);
  hooks.wait(2 * minute_ms);
  CHECK(hooks.app.tick("remove_old") == 204);
  CHECK(hooks.attempts(id).empty());
}

TEST_CASE("webhooks: each decision about one leaves an entry, without what its path may hold") {
  Hooks hooks;
  auto& app = hooks.app;
  const auto own = "/notifications/webhooks/" + hooks.add()["id"].get<std::string>();
  app.patch(own, R"({"description":"x"})", hooks.admin).expect(200);
  app.post(own + "/secret", "{}", hooks.admin).expect(201);
  app.erase(own, hooks.admin).expect(204);
  CHECK(app.rows("SELECT action, audience FROM audit_log ORDER BY sequence") ==
        Rows{{"webhook.created", "admins"},
             {"webhook.changed", "admins"},
             {"webhook.secret_renewed", "admins"},
             {"webhook.deleted", "admins"}});
  CHECK(app.rows("SELECT count(*) FROM audit_log WHERE details LIKE '%/%'") == Rows{{"0"}});
}
