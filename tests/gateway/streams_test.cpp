// Whatever a stream is cut by and wherever, what its reader got is events, and the last one says why.

#include <doctest/doctest.h>

#include "test_gateway.h"

using namespace arris;
using namespace arris::test;

namespace {

struct Streamed {
  std::string service, path, question, url, answer;
};

std::vector<Streamed> all_streamed() {
  const std::string responses =
      "event: response.created\ndata: "
      "{\"type\":\"response.created\",\"response\":{\"id\":\"r1\"}}\n\n"
      "event: response.output_text.delta\ndata: "
      "{\"type\":\"response.output_text.delta\",\"delta\":\"Hello you\"}\n\n";
  const std::string anthropic =
      "event: message_start\r\ndata: "
      "{\"type\":\"message_start\",\"message\":{\"id\":\"m1\"}}\r\n\r\n"
      "event: content_block_delta\r\ndata: "
      "{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"Hi you\"}}\r\n\r\n";
  const std::string gemini =
      "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hal\"}]}}]}\r\n\r\n"
      "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"lo\"}]}}]}\r\n\r\n";
  const std::string model = R"({"model":"m","stream":true})",
                    by_gemini = "/v1beta/models/m:streamGenerateContent?alt=sse";
  return {
      {"openai", std::string(chat), model, "https://api.openai.com/v1/chat/completions",
       chunk("Hello") + usage_chunk + last_line},
      {"openai", "/openai/v1/responses", model, "https://api.openai.com/v1/responses", responses},
      {"anthropic", "/anthropic/v1/messages", model, "https://api.anthropic.com/v1/messages",
       anthropic},
      {"gemini", "/gemini" + by_gemini, "{}",
       "https://generativelanguage.googleapis.com" + by_gemini, gemini}};
}

// The data of each event; a text that is no list of whole events is a failure.
std::vector<std::string> events_of(std::string_view body) {
  std::vector<std::string> events;
  std::string data;
  while (!body.empty()) {
    const auto end = body.find('\n');
    REQUIRE(end != body.npos);
    auto line = body.substr(0, end);
    body.remove_prefix(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool is_known = line.empty() || line.starts_with("event: ") || line.starts_with("data: ");
    CHECK(is_known);
    if (line.starts_with("data: ")) data += line.substr(6);
    if (line.empty()) events.push_back(std::exchange(data, ""));
  }
  CHECK(data.empty());
  return events;
}

void check_ended_by_error(const Streamed& streamed, std::string_view body) {
  const auto events = events_of(body);
  REQUIRE_FALSE(events.empty());
  for (const auto& event : events) CHECK((event == "[DONE]" || nlohmann::json::accept(event)));
  const auto last = nlohmann::json::parse(events.back());
  REQUIRE(last.contains("error"));
  CHECK(last["error"].contains("message"));
  CHECK((streamed.service != "anthropic" || last["type"] == "error"));
  CHECK((streamed.service != "gemini" || last["error"].contains("status")));
}

// The provider's events that have ended in its first `bytes`.
std::string whole_events(std::string_view stream, std::size_t bytes) {
  const std::string_view seen = stream.substr(0, bytes);
  std::size_t end = 0;
  for (const std::string_view blank : {"\n\n", "\r\n\r\n"})
    if (const auto at = seen.rfind(blank); at != seen.npos) end = std::max(end, at + blank.size());
  return std::string(seen.substr(0, end));
}

}  // namespace

TEST_CASE("streams: a provider that breaks off anywhere leaves whole events and an error") {
  for (const auto& streamed : all_streamed()) {
    Gateway gateway;
    gateway.give_secret(streamed.service);
    gateway.answers(200, streamed.answer, streamed.url);
    for (std::size_t cut = 1; cut < streamed.answer.size(); ++cut) {
      CAPTURE(cut);
      gateway.app.world.piece_bytes = cut;
      gateway.app.world.pieces_until_cut = 1;
      const auto answer = gateway.app.post(streamed.path, streamed.question, gateway.key);
      check_ended_by_error(streamed, answer.expect(200).body);
      auto passed = whole_events(streamed.answer, cut);
      if (const auto at = passed.find(usage_chunk); at != passed.npos)
        passed.erase(at, usage_chunk.size());
      CHECK(answer.body.starts_with(passed));
    }
  }
}

TEST_CASE("streams: a budget that ends anywhere in a stream leaves whole events and an error") {
  for (const auto& streamed : all_streamed()) {
    Gateway gateway;
    gateway.give_secret(streamed.service);
    gateway.app
        .request("PUT", "/tokens/prices",
                 R"({"provider":")" + streamed.service +
                     R"(","model":"m","tiers":[{"rates":{"input":1,"output":2000000}}],)"
                     R"("effective_from_ms":0})",
                 gateway.admin)
        .expect(200);
    gateway.add_budget(1);
    gateway.answers(200, streamed.answer, streamed.url);
    for (std::size_t cut = 1; cut < streamed.answer.size(); ++cut) {
      CAPTURE(cut);
      gateway.app.world.piece_bytes = cut;
      const auto answer = gateway.app.post(streamed.path, streamed.question, gateway.key);
      check_ended_by_error(streamed, answer.expect(200).body);
      gateway.app.world.database.run("DELETE FROM ai_claims");  // the next one finds the same room
    }
  }
}

TEST_CASE("streams: in pieces of any size a stream comes through as it was") {
  for (const auto& streamed : all_streamed()) {
    Gateway gateway;
    gateway.give_secret(streamed.service);
    gateway.answers(200, streamed.answer, streamed.url);
    auto expected = streamed.answer;
    if (const auto at = expected.find(usage_chunk); at != expected.npos)
      expected.erase(at, usage_chunk.size());
    for (const std::size_t size : {1, 2, 3, 7, 50, 1'000}) {
      gateway.app.world.piece_bytes = size;
      gateway.app.post(streamed.path, streamed.question, gateway.key).expect(200, expected);
    }
  }
}

TEST_CASE("streams: a list of JSON, which has no events, goes on as it comes") {
  Gateway gateway;
  gateway.give_secret("gemini");
  const std::string path = "/v1beta/models/m:streamGenerateContent";
  const std::string half = R"([{"candidates":[{"content":{"parts":[{"text":"Hal"}]}}]})";
  gateway.answers(200, half + "]", "https://generativelanguage.googleapis.com" + path);
  gateway.app.world.piece_bytes = half.size();
  gateway.app.world.pieces_until_cut = 1;
  const auto answer = gateway.app.post("/gemini" + path, "{}", gateway.key).expect(200);
  CHECK(answer.body.starts_with(half));
}

TEST_CASE("streams: a picture of three megabytes does not use a budget up as words would") {
  Gateway gateway;
  gateway.give_secret();
  gateway.add_price();
  gateway.add_budget(20'000'000);  // 20,000 tokens
  const auto body = chunk("some words") + usage_chunk + last_line;
  gateway.answers(200, body);
  gateway.app.world.piece_bytes = chunk("some words").size();
  const auto asked =
      R"({"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,)" +
      std::string(3'000'000, 'Q') + R"("}}]}]})";
  const auto answer = gateway.app.post(chat, asked, gateway.key).expect(200);
  CHECK(answer.body.contains("[DONE]"));
  CHECK(gateway.log()[0]["ending"] == "whole");
}
