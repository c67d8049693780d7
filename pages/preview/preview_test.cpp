#include "preview/preview.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using arris::preview::answer_to;

namespace {

bool has(const std::string& text, std::string_view part) { return text.contains(part); }

std::string costs(std::string_view tiers, std::string_view calls) {
  return answer_to(R"({"costs":{"price":{"provider":"OpenAI","model":"gpt-x","tiers":)" +
                   std::string(tiers) + R"(},"calls":)" + std::string(calls) + "}}");
}

std::string notice(std::string_view more) {
  return answer_to(R"({"notice":{"category":"billing","type":"warning")" + std::string(more) +
                   "}}");
}

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// At the beginnings of characters only: a piece is JSON.
std::vector<std::string> cut(std::string_view stream, std::size_t piece_bytes) {
  std::vector<std::string> pieces;
  while (!stream.empty()) {
    std::size_t end = std::min(piece_bytes, stream.size());
    while (end < stream.size() && (stream[end] & 0xc0) == 0x80) ++end;
    pieces.emplace_back(stream.substr(0, end));
    stream.remove_prefix(end);
  }
  return pieces;
}

// Over midnight in Berlin; 2026-07-02 23:30 there.
constexpr std::string_view at_night =
    R"(,"at_ms":1783027800000,"preferences":{"quiet_hours":{"from_min":1320,"to_min":420,"zone":"Europe/Berlin"}})";

}  // namespace

TEST_CASE("preview: what can't be understood is refused, with every fault and its place") {
  CHECK(has(answer_to("{"), R"({"refused":{"code":"bad_request")"));
  CHECK(has(answer_to(R"({"more":1})"), R"("pointer":"#/more")"));
  const auto both = costs(R"([{"rates":{"input":-1}}])", R"([{"provider":"p","model":"m"}])");
  CHECK(has(both, R"("pointer":"#/costs/price/tiers/0/rates/input")"));
  CHECK(has(both, R"("pointer":"#/costs/calls/0/usage")"));
  CHECK(has(costs(R"([{"service_tier":"flex","rates":{"input":1}}])", "[]"), "no_default"));
  CHECK(has(
      notice(R"(,"at_ms":1,"preferences":{"quiet_hours":{"from_min":0,"to_min":1,"zone":"Mars"}})"),
      "unknown_zone"));
  CHECK(has(answer_to(R"({"event":{"form":"own","text":"{}"}})"), R"("pointer":"#/message")"));
  CHECK(has(answer_to(R"({"event":{"form":"sentry","text":"[]"}})"), "not a JSON object"));
}

TEST_CASE("preview: nothing asked, nothing answered") { CHECK(answer_to("{}") == "{}"); }

TEST_CASE("preview: calls cost what the price says, by the tier that fits") {
  const auto answer = costs(
      R"([{"service_tier":"Flex","rates":{"input":500,"output":1000}},{"rates":{"input":1000,"output":2000}}])",
      R"([{"provider":"openai","model":"gpt-x-2026-01-01","usage":{"prompt_tokens":3,"completion_tokens":1}},
          {"provider":"openai","model":"gpt-x","service_tier":"FLEX","usage":{"input":3}},
          {"provider":"other","model":"gpt-x","usage":{"input":3}}])");
  CHECK(has(answer, R"("priced":true,"cost_nano_usd":5})"));
  CHECK(has(answer, R"("priced":true,"cost_nano_usd":2})"));
  CHECK(has(answer, R"("priced":false,"cost_nano_usd":0})"));
}

TEST_CASE("preview: a recorded stream costs the same in whatever pieces it comes") {
  const auto recorded = nlohmann::json::parse(text_of("tests/preview/streams.json"));
  for (const auto& one : recorded["streams"]) {
    CAPTURE(one.dump());
    const auto stream = text_of("tests/fuzz/corpus/stream/" + one["name"].get<std::string>());
    const nlohmann::json price = {
        {"provider", one["provider"]}, {"model", one["name"]}, {"tiers", recorded["tiers"]}};
    for (const std::size_t piece_bytes : {stream.size(), std::size_t{1}, std::size_t{61}}) {
      const nlohmann::json asked = {
          {"price", price}, {"sent_bytes", 0}, {"pieces", cut(stream, piece_bytes)}};
      const auto answer =
          nlohmann::json::parse(answer_to(nlohmann::json{{"stream", asked}}.dump()))["stream"];
      CHECK(answer["cost_nano_usd"] == one["cost_nano_usd"]);
      CHECK(answer["adjusted"] == false);
    }
  }
}

TEST_CASE("preview: a stream that does not say what it used is guessed from its words") {
  const auto answer = answer_to(
      R"({"stream":{"price":{"provider":"p","model":"m","tiers":[{"rates":{"input":1000,"output":1000000}}]},"sent_bytes":9,
          "pieces":["data: {\"choices\":[{\"delta\":{\"con","tent\":\"12345\"}}]}"]}})");
  CHECK(has(answer, R"("input_tokens":3,"output_tokens":2,"adjusted":true,"priced":true)"));
  CHECK(has(answer, R"("cost_nano_usd":2003})"));
}

TEST_CASE("preview: a budget says how full it would be, and when its period began") {
  CHECK(answer_to(R"({"budget":{"limit_nano_usd":1000,"spent_nano_usd":500}})") ==
        R"({"budget":{"spent_percent":50,"state":"warned","thresholds":[50,80,100]}})");
  CHECK(
      answer_to(
          R"({"budget":{"limit_nano_usd":10,"spent_nano_usd":10,"on_limit":"block","thresholds":[]}})") ==
      R"({"budget":{"spent_percent":100,"state":"blocked","thresholds":[100]}})");
  CHECK(answer_to(R"({"period":{"period":"month","at_ms":1783027800000,"utc_offset_min":120}})") ==
        R"({"period_at_ms":1782856800000})");
}

TEST_CASE("preview: a budget of one model begins with what its dated names cost") {
  const auto begins_with = [](std::string_view subject) {
    return answer_to(R"({"model":{"subject":")" + std::string(subject) + R"(","spent":[
        {"provider":"OpenAI","model":"gpt-4o","cost_nano_usd":1},
        {"provider":"openai","model":"GPT-4o-2024-08-06","cost_nano_usd":10},
        {"provider":"azure","model":"gpt-4o-latest","cost_nano_usd":100},
        {"provider":"openai","model":"gpt-4o-mini","cost_nano_usd":1000},
        {"provider":"google","model":"gpt-4o@001","cost_nano_usd":10000},
        {"provider":"openai","model":"gpt-4o-12","cost_nano_usd":100000}]}})");
  };
  CHECK(begins_with("gpt-4O") == R"({"model_nano_usd":10111})");
  CHECK(begins_with("openai/gpt-4o") == R"({"model_nano_usd":11})");
  CHECK(begins_with("gpt-4o-2024-08-06") == R"({"model_nano_usd":10})");
  CHECK(begins_with("gpt") == R"({"model_nano_usd":0})");
  CHECK(has(answer_to(R"({"model":{"spent":[]}})"), R"("pointer":"#/model/subject")"));
}

TEST_CASE("preview: a notice at night waits for the morning, a critical one does not") {
  const auto waits = notice(at_night);
  CHECK(has(waits, R"("channel":"in_app","verdict":"silent")"));
  CHECK(has(
      waits,
      R"("channel":"email","verdict":"held","because":["not_critical","default_on","quiet_hours"],"until_ms":1783054800000)"));
  CHECK(has(notice(R"(,"critical":true)" + std::string(at_night)),
            R"("channel":"email","verdict":"sent","because":["critical"])"));
}

TEST_CASE("preview: an event's group, with what its key is made of, says no secret") {
  const auto own = answer_to(
      R"({"event":{"form":"own","text":"{\"message\":\"user 17 of a@example.com\",\"error_type\":\"Oops\"}"}})");
  CHECK(has(own, R"("grouped_by":"exception")"));
  CHECK(has(own, R"({"label":"type","text":"Oops"})"));
  CHECK(has(own, R"("text":"user <int> of )"));
  CHECK_FALSE(has(own, "example.com"));
  const auto sentry = answer_to(
      R"({"event":{"form":"sentry","text":"{\"platform\":\"node\",\"exception\":{\"values\":[{\"type\":\"T\",\"stacktrace\":{\"frames\":[{\"filename\":\"app.js\",\"function\":\"f\",\"context_line\":\" pay key\",\"in_app\":true}]}}]}}"}})");
  CHECK(has(sentry, R"("grouped_by":"app_frames")"));
  CHECK(has(sentry, R"({"label":"frame","text":"app.js in f"})"));
  CHECK(has(sentry, R"({"label":"line","text":"pay key"})"));
}
