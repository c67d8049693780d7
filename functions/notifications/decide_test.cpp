#include "notifications/decide.h"

#include <doctest/doctest.h>

#include <random>

#include "core/range.h"

using namespace arris;
using namespace arris::notifications;

namespace {

constexpr std::int64_t summer_ms = 1'783'000'000'000;  // 2026-07-02T13:46:40Z

Preferences quiet(int from_min, int to_min, std::string_view zone = "UTC") {
  Preferences preferences;
  preferences.quiet = {from_min, to_min, *find_zone(zone)};
  return preferences;
}

std::vector<Reason> reasons(const Decision& decision) {
  return {decision.because().begin(), decision.because().end()};
}

}  // namespace

TEST_CASE("decide: a table of what is said") {
  struct Case {
    Matter matter;
    Channel channel;
    Preferences preferences;
    Verdict verdict;
    std::vector<Reason> because;
  };
  const Matter error{Category::workflow, Type::error}, bill{Category::billing, Type::warning};
  const Matter critical{Category::workflow, Type::error, true};
  const Preferences nobody{"------------", {}}, none{"000000000000", {}}, all{"111111111111", {}};
  const Preferences night = quiet(0, 0);
  const Case cases[] = {
      {error,
       Channel::in_app,
       nobody,
       Verdict::sent,
       {Reason::not_critical, Reason::default_on, Reason::no_quiet_hours}},
      {error, Channel::email, nobody, Verdict::off, {Reason::not_critical, Reason::default_off}},
      {error,
       Channel::email,
       all,
       Verdict::sent,
       {Reason::not_critical, Reason::preferred_on, Reason::no_quiet_hours}},
      {bill,
       Channel::email,
       nobody,
       Verdict::sent,
       {Reason::not_critical, Reason::default_on, Reason::no_quiet_hours}},
      {bill, Channel::email, none, Verdict::off, {Reason::not_critical, Reason::preferred_off}},
      {bill,
       Channel::email,
       night,
       Verdict::held,
       {Reason::not_critical, Reason::default_on, Reason::quiet_hours}},
      {bill,
       Channel::webhook,
       night,
       Verdict::held,
       {Reason::not_critical, Reason::default_on, Reason::quiet_hours}},
      {bill,
       Channel::in_app,
       night,
       Verdict::silent,
       {Reason::not_critical, Reason::default_on, Reason::quiet_hours}},
      {{Category::system, Type::warning},
       Channel::email,
       nobody,
       Verdict::sent,
       {Reason::not_critical, Reason::default_on, Reason::no_quiet_hours}},
      {{Category::system, Type::info},
       Channel::email,
       nobody,
       Verdict::off,
       {Reason::not_critical, Reason::default_off}},
      {critical, Channel::email, none, Verdict::sent, {Reason::critical}},
      {critical, Channel::in_app, night, Verdict::sent, {Reason::critical}},
  };
  for (const Case& one : cases) {
    const auto decision = decide(one.matter, one.channel, one.preferences, summer_ms);
    CHECK(decision.verdict == one.verdict);
    CHECK(reasons(decision) == one.because);
  }
}

TEST_CASE("decide: critical reaches all, off is never sent, held ends outside of the quiet hours") {
  std::mt19937_64 random(1);
  const char* zones[] = {
      "UTC",           "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
      "Europe/Dublin", "Asia/Kathmandu"};
  for (int i = 0; i < 20'000; ++i) {
    std::string choices(12, '-');
    for (char& c : choices) c = "-01"[random() % 3];
    const int from = static_cast<int>(random() % 1440);
    const int to = (from + 1 + static_cast<int>(random() % 1439)) % 1440;
    Preferences preferences = quiet(from, to, zones[random() % 6]);
    preferences.choices = choices;
    const Matter matter{static_cast<Category>(random() % 4), static_cast<Type>(random() % 4),
                        random() % 8 == 0};
    const std::int64_t now_ms =
        summer_ms + static_cast<std::int64_t>(random() % (3 * 365ull * day_ms));
    for (const Decision& one : decide_all(matter, preferences, now_ms)) {
      REQUIRE(one.reason_count > 0);
      if (matter.critical) {
        CHECK(one.verdict == Verdict::sent);
        continue;
      }
      const char choice = choices[static_cast<std::size_t>(matter.category) * 3 +
                                  static_cast<std::size_t>(one.channel)];
      const bool on =
          choice == '1' || (choice == '-' && default_of(matter.category, one.channel, matter.type));
      CHECK((one.verdict == Verdict::off) == !on);
      if (on) CHECK((one.verdict == Verdict::sent) == !is_quiet(*preferences.quiet, now_ms));
      if (one.verdict != Verdict::held) continue;
      CHECK(one.until_ms > now_ms);
      CHECK_FALSE(is_quiet(*preferences.quiet, one.until_ms));
      CHECK(is_quiet(*preferences.quiet, one.until_ms - 1));
      CHECK(one.until_ms - now_ms <= day_ms + hour_ms);
    }
  }
}
