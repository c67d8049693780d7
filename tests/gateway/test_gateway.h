#pragma once
// A gateway with an admin and a key that may use it.

#include <map>

#include "ai/ai.h"
#include "keys/keys.h"
#include "native/app.h"
#include "tokens/tokens.h"

namespace arris::test {

using http::Role;
using native::App;

inline constexpr std::string_view chat = "/openai/v1/chat/completions";
inline constexpr std::string_view question =
    R"({"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]})";
inline constexpr std::string_view streamed_question =
    R"({"model":"gpt-4o","stream":true,"messages":[]})";
inline constexpr std::string_view whole_answer =
    R"({"id":"c1","model":"gpt-4o-2024-08-06","choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}],)"
    R"("usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}})";

inline std::string chunk(std::string_view content) {
  return R"(data: {"id":"c1","model":"gpt-4o","choices":[{"delta":{"content":")" +
         std::string(content) + "\"}}]}\n\n";
}
inline const std::string usage_chunk =
    R"(data: {"id":"c1","model":"gpt-4o","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}})"
    "\n\n";
inline const std::string last_line = "data: [DONE]\n\n";
inline const std::string stop_chunk =
    R"(data: {"id":"c1","model":"gpt-4o","choices":[{"delta":{},"finish_reason":"stop"}]})"
    "\n\n";

struct Gateway {
  App app{{&ai::function, &keys::function, &tokens::function}};
  native::Session admin = app.given.member(Role::admin);
  native::Session key = app.given.key({{http::Scope::ai_use}});

  void give_secret(std::string_view service = "openai") {
    app.post("/keys",
             R"({"name":")" + std::string(service) + R"(","service":")" + std::string(service) +
                 R"(","secret":"sk-the-provider-secret"})",
             admin)
        .expect(201);
  }
  void answers(int status, std::string body,
               std::string url = "https://api.openai.com/v1/chat/completions") {
    app.world.fetches[url] = {status, std::move(body)};
  }
  // What comes before that; status 0 is no answer in time.
  void answers_first(int status, std::string body = "{}",
                     std::map<std::string, std::string> headers = {}) {
    app.world.first["https://api.openai.com/v1/chat/completions"].push_back(
        {status, std::move(body), std::move(headers)});
  }
  std::string add_rule(std::string_view then, std::string_view when = "{}") {
    return app
        .post(
            "/ai/rules",
            R"({"name":"r","when":)" + std::string(when) + R"(,"then":)" + std::string(then) + "}",
            admin)
        .expect(201)
        .json()["id"];
  }
  nlohmann::json newest() {
    const auto id = log()[0]["id"].get<std::string>();
    return app.get("/ai/requests/" + id, admin).expect(200).json();
  }
  nlohmann::json log() { return app.get("/ai/requests", admin).expect(200).json()["data"]; }
  nlohmann::json records() {
    app.deliver();
    return app.get("/tokens/records", admin).expect(200).json()["data"];
  }
  void add_price() {
    app.request(
           "PUT", "/tokens/prices",
           R"({"provider":"openai","model":"gpt-4o","tiers":[{"rates":{"input":1000000,"output":2000000}}],)"
           R"("effective_from_ms":0})",
           admin)
        .expect(200);
  }
  void add_budget(std::int64_t limit_nano_usd) {
    app.post("/tokens/budgets",
             R"({"name":"all","scope":"org","period":"day","on_limit":"block","limit_nano_usd":)" +
                 std::to_string(limit_nano_usd) + "}",
             admin)
        .expect(201);
  }
};

// With a secret, a price and an answer of OpenAI's.
struct Ruled : Gateway {
  Ruled() {
    give_secret();
    add_price();
    answers(200, std::string(whole_answer));
  }
  native::Response ask(std::string_view body = question, const App::Headers& headers = {}) {
    return app.post(chat, body, key, headers);
  }
  std::int64_t cost() {
    std::int64_t sum = 0;
    for (const auto& record : records()) sum += record["cost_nano_usd"].get<std::int64_t>();
    return sum;
  }
};

inline constexpr std::int64_t whole_cost = 10 * 1000 + 5 * 2000;

}  // namespace arris::test
