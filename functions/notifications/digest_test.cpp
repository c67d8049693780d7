// Digests: when they are due, what they tell, and that each notice is in one of them.

#include "notifications/digest.h"

#include <doctest/doctest.h>

#include "native/app.h"
#include "notifications/notifications.h"

using namespace arris;
using native::App;
using notifications::DigestEvery;

namespace {

constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;
constexpr std::int64_t friday_ms = 1'766'102'400'000;  // 2025-12-19T00:00Z

struct Reader {
  App app{{&notifications::function}};
  native::Session admin = app.given.member(http::Role::admin);
  native::Session viewer = app.given.member(http::Role::viewer);

  Reader() { app.world.now_ms = friday_ms; }
  // Tokens last for minutes.
  void sign_in() {
    app.world.database.run(
        "UPDATE sessions SET expires_at_ms = 4e12, absolute_expires_at_ms = 4e12");
    for (auto* one : {&admin, &viewer}) one->token = app.given.token_of(*one);
  }
  nlohmann::json prefer(std::string_view digest) {
    sign_in();
    return app
        .request("PUT", "/notifications/preferences", R"({"digest":)" + std::string(digest) + "}",
                 viewer)
        .expect(200)
        .json();
  }
  void notify(std::string_view title) {
    app.world.now_ms += 1000;
    sign_in();
    app.post("/notifications",
             R"({"title":")" + std::string(title) + R"(","action_url":"/x","user_id":")" +
                 viewer.user_id + "\"}",
             admin)
        .expect(202);
    deliver();
  }
  void deliver() {
    for (auto done = app.deliver(); done.done + done.failed > 0; done = app.deliver())
      CHECK(done.failed == 0);
  }
  // What is mailed at this time.
  std::vector<std::string> at(std::int64_t at_ms) {
    const auto before = app.world.mails.size();
    app.world.now_ms = at_ms;
    for (int times = 0; times < 2; ++times) app.tick("tell_digests");
    deliver();
    std::vector<std::string> texts;
    for (auto i = before; i < app.world.mails.size(); ++i)
      texts.push_back(app.world.mails[i].subject + "|" + app.world.mails[i].text);
    return texts;
  }
};

bool tells(const std::string& mail, std::string_view title) {
  return mail.find("* " + std::string(title) + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("digests: an unknown zone, minute or period is refused") {
  Reader reader;
  reader.sign_in();
  for (const std::string_view digest :
       {R"({"every":"hourly"})", R"({"every":"daily","at_min":1440})", R"({"at_min":1})",
        R"({"every":"daily","zone":"Mars/Olympus"})"})
    reader.app
        .request("PUT", "/notifications/preferences", R"({"digest":)" + std::string(digest) + "}",
                 reader.viewer)
        .expect(400);
  CHECK(reader.app.get("/notifications/preferences", reader.viewer).json()["digest"].is_null());
}

TEST_CASE("digests: each falls on its minute of the local day, through changes of clocks") {
  const auto berlin = notifications::find_zone("Europe/Berlin").value();
  const auto next = [&](DigestEvery every, std::int64_t now_ms) {
    return notifications::next_digest_ms(every, 480, berlin, now_ms);
  };
  CHECK(next(DigestEvery::daily, friday_ms) == friday_ms + 7 * hour_ms);
  CHECK(next(DigestEvery::daily, friday_ms + 7 * hour_ms) == friday_ms + day_ms + 7 * hour_ms);
  CHECK(next(DigestEvery::weekly, friday_ms) == friday_ms + 3 * day_ms + 7 * hour_ms);
  std::int64_t at_ms = friday_ms;
  for (int day = 0; day < 800; ++day) {
    const auto then_ms = next(DigestEvery::daily, at_ms);
    CHECK(then_ms > at_ms);
    CHECK(notifications::minute_of_day(berlin, then_ms) == 480);
    if (day > 0) CHECK(std::abs(then_ms - at_ms - day_ms) <= hour_ms);
    at_ms = then_ms;
  }
}

TEST_CASE("digests: what came and is unread is mailed once, and nothing when there is nothing") {
  Reader reader;
  const auto preferences = reader.prefer(R"({"every":"daily","zone":"Europe/Berlin"})");
  CHECK(preferences["digest"]["at_min"] == 480);
  CHECK(preferences["digest"]["next_at_ms"] == friday_ms + 7 * hour_ms);
  reader.notify("First");
  reader.notify("Second");
  reader.sign_in();
  const auto read = reader.app.get("/notifications", reader.viewer).json()["data"][0]["id"];
  reader.app.patch("/notifications/" + read.get<std::string>(), R"({"read":true})", reader.viewer)
      .expect(200);
  CHECK(reader.at(friday_ms + 7 * hour_ms - 1).empty());
  const auto mails = reader.at(friday_ms + 7 * hour_ms);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].starts_with("1 unread notice in "));
  CHECK(tells(mails[0], "First"));
  CHECK_FALSE(tells(mails[0], "Second"));
  CHECK(mails[0].find("http://arris.test/x") != std::string::npos);
  CHECK(reader.at(friday_ms + 7 * hour_ms + 5 * minute_ms).empty());
  CHECK(reader.at(friday_ms + day_ms + 7 * hour_ms).empty());
}

TEST_CASE(
    "digests: days on which nothing ran come in one mail, and no notice is lost or repeated") {
  Reader reader;
  reader.prefer(R"({"every":"daily","at_min":0})");
  reader.notify("Early");
  reader.app.world.now_ms = friday_ms + 2 * day_ms;
  reader.notify("Late");
  const auto mails = reader.at(friday_ms + 3 * day_ms + hour_ms);
  REQUIRE(mails.size() == 1);
  CHECK(tells(mails[0], "Early"));
  CHECK(tells(mails[0], "Late"));
  reader.notify("Next");
  reader.prefer(R"({"every":"weekly","at_min":0})");
  const auto next = reader.at(friday_ms + 10 * day_ms);
  REQUIRE(next.size() == 1);
  CHECK(tells(next[0], "Next"));
  CHECK_FALSE(tells(next[0], "Late"));
}

TEST_CASE("digests: nothing is mailed to who left or wants none") {
  Reader reader;
  reader.prefer(R"({"every":"daily"})");
  reader.notify("Hello");
  reader.prefer("null");
  CHECK(reader.at(friday_ms + 2 * day_ms).empty());
  reader.prefer(R"({"every":"daily"})");
  reader.notify("Again");
  reader.app.world.database.run("UPDATE memberships SET status = 'suspended' WHERE user_id = '" +
                                reader.viewer.user_id + "'");
  CHECK(reader.at(friday_ms + 4 * day_ms).empty());
}
