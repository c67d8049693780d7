// What triggers keep about people, against counting them one by one.

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "core/range.h"
#include "native/app.h"
#include "telemetry/telemetry.h"

using namespace arris;
using namespace arris::telemetry;
using native::App;
using native::Rows;

namespace {

using Visits = std::set<std::pair<std::string, std::int64_t>>;  // person and hour

struct People {
  App app{{&telemetry::function}};
  native::Session member = app.given.member(http::Role::member);
  Visits visits;
  std::mt19937_64 random{7};

  std::int64_t today() const { return bucket_start(app.world.now_ms, Bucket::day, 0); }

  // Late, early, at once, again: up to 30 days ago, in batches of any size.
  void send_some() {
    std::string events;
    const auto count = 1 + random() % 12;
    for (std::size_t i = 0; i < count; ++i) {
      const auto person = "p" + std::to_string(random() % 6);
      const auto within_ms = random() % 2 == 0 ? 60 * hour_ms : 29 * day_ms;
      const auto at_ms = app.world.now_ms - static_cast<std::int64_t>(
                                                random() % static_cast<std::uint64_t>(within_ms));
      visits.insert({person, bucket_start(at_ms, Bucket::hour, 0)});
      events += (i > 0 ? "," : "") +
                (R"({"name":"n","component":"c","kind":"action","session_id":"s","user_id":")" +
                 person + R"(","at_ms":)" + std::to_string(at_ms) + "}");
    }
    app.post("/telemetry/events", R"({"events":[)" + events + "]}", member).expect(202);
  }

  std::size_t counted(std::int64_t from_ms, std::int64_t to_ms) const {
    std::set<std::string> people;
    for (const auto& [person, hour] : visits)
      if (hour >= from_ms && hour < to_ms) people.insert(person);
    return people.size();
  }

  std::string told(std::string_view of, std::int64_t from_ms, std::int64_t to_ms) {
    const std::string name(of), from = std::to_string(from_ms), to = std::to_string(to_ms);
    return app.rows("SELECT coalesce(sum(people_count), 0) FROM telemetry_" + name +
                    "_visits WHERE subject = '*' AND " + name + "_at_ms >= " + from + " AND " +
                    name + "_at_ms < " + to + " AND previous_at_ms < " + from)[0][0];
  }
};

}  // namespace

TEST_CASE("people: any span of days counts each person once, however late events come") {
  People people;
  for (int round = 0; round < 60; ++round) {
    people.send_some();
    for (int i = 0; i < 20; ++i) {
      const auto from_ms =
          people.today() - static_cast<std::int64_t>(people.random() % 30) * day_ms;
      const auto to_ms = from_ms + static_cast<std::int64_t>(1 + people.random() % 30) * day_ms;
      CHECK(people.told("day", from_ms, to_ms) == std::to_string(people.counted(from_ms, to_ms)));
    }
  }
}

TEST_CASE("people: any span of up to 48 hours counts each person once") {
  People people;
  for (int round = 0; round < 60; ++round) {
    people.send_some();
    for (int i = 0; i < 20; ++i) {
      const auto back = static_cast<std::int64_t>(people.random() % 80);
      const auto from_ms = bucket_start(people.app.world.now_ms, Bucket::hour, 0) - back * hour_ms;
      const auto to_ms = from_ms + static_cast<std::int64_t>(1 + people.random() % 48) * hour_ms;
      CHECK(people.told("hour", from_ms, to_ms) == std::to_string(people.counted(from_ms, to_ms)));
    }
  }
}

TEST_CASE("people: a cohort holds who was first there in its week, in each week that they came") {
  People people;
  for (int round = 0; round < 60; ++round) {
    people.send_some();
    std::map<std::string, std::int64_t> first;
    for (const auto& [person, hour] : people.visits) {
      const auto week = bucket_start(hour, Bucket::week, 0);
      const auto known = first.try_emplace(person, week).first;
      known->second = std::min(known->second, week);
    }
    std::set<std::tuple<std::int64_t, std::int64_t, std::string>> members;
    for (const auto& [person, hour] : people.visits)
      members.insert({first[person], bucket_start(hour, Bucket::week, 0), person});
    std::map<std::pair<std::int64_t, std::int64_t>, int> cohorts;
    for (const auto& [from, week, person] : members) ++cohorts[{from, week}];
    Rows wanted;
    for (const auto& [place, count] : cohorts)
      wanted.push_back(
          {std::to_string(place.first), std::to_string(place.second), std::to_string(count)});
    CHECK(people.app.rows("SELECT first_week_at_ms, week_at_ms, people_count FROM "
                          "telemetry_cohorts WHERE people_count > 0 ORDER BY 1, 2") == wanted);
  }
}
