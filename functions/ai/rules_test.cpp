// What rules make of a call.

#include "ai/rules.h"

#include <doctest/doctest.h>

#include "json/json.h"

using namespace arris;
using namespace arris::ai;

namespace {

struct Bench {
  Arena arena;
  std::vector<KeptRule> kept;

  Bench& add(std::string_view id, std::string_view when, std::string_view then) {
    kept.push_back({id, when, then});
    return *this;
  }
  Ruling of(RuledCall call) { return rule_on(read_rules(kept, arena), std::move(call)); }
};

RuledCall call_of(std::string_view model) {
  return {Service::openai, model, "key-1", "user-1", "agent-1", {"red", "blue"}};
}

std::vector<std::string> pointers(std::string_view then) {
  Arena arena;
  std::vector<std::string> found;
  const auto read = json::decode<RuleThen>(then, arena);
  if (!read) {
    for (const auto& fault : read.error().faults) found.push_back(fault.pointer + " " + fault.code);
  }
  return found;
}

}  // namespace

TEST_CASE("rules: what contradicts itself is refused with its place") {
  CHECK(pointers(R"({"targets":[{"weight":2}]})") ==
        std::vector<std::string>{"#/targets/0 required"});
  CHECK(pointers(R"({"fallback_on":["timeout"]})") ==
        std::vector<std::string>{"#/fallback_on contradicts"});
  CHECK(pointers(R"({"limits":[{"unit":"requests","per":"key","max":1000001,"window_s":1}]})") ==
        std::vector<std::string>{"#/limits/0/max too_large"});
  CHECK(pointers(R"({"retries":{"max":6}})").size() == 1);
  CHECK(pointers(R"({"timeout_ms":99})").size() == 1);
  CHECK(pointers(R"({"fallbacks":[{"model":"a\r\nx-y: z"}],"default_model":"\u00e9"})") ==
        std::vector<std::string>{"#/fallbacks/0/model malformed", "#/default_model malformed"});
}

TEST_CASE("rules: without one nothing changes") {
  const auto ruling = Bench().of(call_of("gpt-5"));
  CHECK(ruling.rules.empty());
  CHECK(ruling.model == "gpt-5");
  CHECK(ruling.is_allowed);
  CHECK(ruling.retries.max == 0);
}

TEST_CASE("rules: every condition must fit, a list by any of its items") {
  const auto had_say = [](std::string_view when) {
    return !Bench().add("a", when, R"({"timeout_ms":500})").of(call_of("gpt-5-mini")).rules.empty();
  };
  CHECK(had_say("{}"));
  CHECK(had_say(R"({"models":["o3","gpt-5*"],"tags":["green","blue"],"providers":["openai"]})"));
  CHECK(had_say(R"({"key_ids":["key-1"],"user_ids":["user-1"],"agent_ids":["agent-1"]})"));
  CHECK_FALSE(had_say(R"({"models":["gpt-5"]})"));
  CHECK_FALSE(had_say(R"({"models":["gpt-5*"],"tags":["green"]})"));
  CHECK_FALSE(had_say(R"({"providers":["gemini"]})"));
  CHECK_FALSE(had_say(R"({"key_ids":["key-2"]})"));
}

TEST_CASE("rules: of what several say the first holds, but all limits and allowed models do") {
  Bench bench;
  bench
      .add("a", "{}",
           R"({"timeout_ms":500,"allowed_models":["gpt-*"],)"
           R"("limits":[{"unit":"requests","per":"org","max":5,"window_s":60}]})")
      .add("b", "{}",
           R"({"timeout_ms":900,"allowed_models":["gpt-5"],"retries":{"max":2},)"
           R"("limits":[{"unit":"tokens","per":"tag","max":5,"window_s":60}]})")
      .add("c", "{}", R"({"timeout_ms":100})");
  const auto ruling = bench.of(call_of("gpt-4o"));
  CHECK(ruling.timeout_ms == 500);
  CHECK(ruling.retries.max == 2);
  CHECK_FALSE(ruling.is_allowed);
  CHECK(ruling.rules == std::vector<std::string_view>{"a", "b"});
  REQUIRE(ruling.limits.size() == 3);
  CHECK(ruling.limits[0].bucket == "rule/a/0/*");
  CHECK(ruling.limits[1].bucket == "rule/b/0/red");
  CHECK(ruling.limits[2].bucket == "rule/b/0/blue");
  CHECK(bench.of(call_of("gpt-5")).is_allowed);
}

TEST_CASE("rules: a default model is what later rules see, and only where none was asked for") {
  Bench bench;
  bench.add("a", "{}", R"({"default_model":"gpt-5"})")
      .add("b", R"({"models":["gpt-5"]})", R"({"timeout_ms":700})");
  const auto ruling = bench.of(call_of(""));
  CHECK(ruling.model == "gpt-5");
  CHECK(ruling.timeout_ms == 700);
  CHECK(bench.of(call_of("o3")).model == "o3");
  CHECK(bench.of(call_of("o3")).rules.empty());
}

TEST_CASE("rules: a limit of a key is none for who has no key") {
  Bench bench;
  bench.add("a", "{}", R"({"limits":[{"unit":"requests","per":"key","max":5,"window_s":60}]})");
  auto call = call_of("gpt-5");
  call.key_id = "";
  CHECK(bench.of(call).limits.empty());
  CHECK(bench.of(call).rules.empty());
}

TEST_CASE("rules: targets are drawn by their weights") {
  Arena arena;
  const auto then = json::decode<RuleThen>(
      R"({"targets":[{"model":"a","weight":3},{"model":"b"},{"model":"c","weight":6}]})", arena);
  REQUIRE(then);
  const auto& targets = then->targets->items;
  int counts[3] = {};
  for (std::uint64_t draw = 0; draw < 1000; ++draw) ++counts[drawn(targets, draw)];
  CHECK(counts[0] == 300);
  CHECK(counts[1] == 100);
  CHECK(counts[2] == 600);
}

TEST_CASE("rules: no number of tags switches a limit off") {
  Bench bench;
  const std::string tag = R"({"unit":"requests","per":"tag","max":5,"window_s":60})";
  const std::string two = R"({"limits":[)" + tag + "," + tag + "]}";
  bench.add("a", "{}", two)
      .add("b", "{}",
           R"({"limits":[{"unit":"cost_nano_usd","per":"org","max":5,"window_s":60},)"
           R"({"unit":"tokens","per":"key","max":5,"window_s":60}]})");
  auto call = call_of("gpt-5");
  call.tags = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  const auto ruling = bench.of(call);
  CHECK(ruling.holds_all);
  REQUIRE(ruling.limits.size() == 22);
  CHECK(ruling.limits[20].bucket == "rule/b/0/*");
  CHECK(ruling.limits[21].bucket == "rule/b/1/key-1");
}

TEST_CASE("rules: a call with more tags than limits can count is not held to some of them alone") {
  Bench bench;
  const std::string tag = R"({"unit":"requests","per":"tag","max":5,"window_s":60})";
  const std::string five =
      R"({"limits":[)" + tag + "," + tag + "," + tag + "," + tag + "," + tag + "]}";
  for (const auto id : {"a", "b", "c"}) bench.add(id, "{}", five);
  auto call = call_of("gpt-5");
  call.tags = {"0", "1", "2", "3", "4", "5"};
  CHECK(bench.of(call).holds_all);
  call.tags = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  CHECK_FALSE(bench.of(call).holds_all);
}
