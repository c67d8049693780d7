// The gateway as its callers, the provider and the ledger see it.

#include <doctest/doctest.h>

#include "http/manifest.h"
#include "manifest/manifest.h"
#include "test_gateway.h"

using namespace arris;
using namespace arris::test;

TEST_CASE(
    "gateway: strangers, keys without the scope and bad bodies are refused in the provider's "
    "words") {
  Gateway gateway;
  gateway.give_secret();
  CHECK(gateway.app.post(chat, question).expect(401).json()["error"]["code"] == "invalid_api_key");
  const auto reader = gateway.app.given.key({{http::Scope::read}});
  CHECK(gateway.app.post(chat, question, reader).expect(403).json()["error"]["type"] ==
        "permission_error");
  CHECK(gateway.app.post(chat, "{", gateway.key).expect(400).json()["error"]["type"] ==
        "invalid_request_error");
  const auto twice =
      gateway.app.post("/anthropic/v1/messages", R"({"model":"a","model":"b"})", gateway.key);
  CHECK(twice.expect(400).json()["error"]["type"] == "invalid_request_error");
  CHECK(gateway.app.post("/gemini/v1beta/models/x:fly", "{}", gateway.key)
            .expect(404)
            .json()["error"]["status"] == "NOT_FOUND");
  CHECK(gateway.app.world.fetched.empty());
}

TEST_CASE("gateway: what a host refuses by itself has the words of each provider") {
  std::string text;
  http::write_manifest(text, ai::function);
  const auto told = manifest::parse_manifest(text);
  const auto refusal = [&](std::string_view protocol, std::string_view code) {
    const auto route = std::ranges::find(told.routes, protocol, &manifest::Route::protocol);
    REQUIRE(route != told.routes.end());
    return nlohmann::json::parse(manifest::refusal_of(*route, code, "r-1"));
  };
  for (const std::string_view protocol : {"openai", "anthropic", "gemini"}) {
    for (const std::string_view code : {"internal", "module_fault", "unavailable", "timeout"})
      CHECK(refusal(protocol, code)["error"]["message"].get<std::string>().size() > 10);
  }
  CHECK(refusal("openai", "unavailable")["error"]["code"] == "unavailable");
  CHECK(refusal("anthropic", "unavailable")["error"]["type"] == "overloaded_error");
  CHECK(refusal("anthropic", "timeout")["request_id"] == "r-1");
  CHECK(refusal("gemini", "timeout")["error"]["status"] == "DEADLINE_EXCEEDED");
}

TEST_CASE("gateway: without a secret for the provider nothing is sent, and the log says why") {
  Gateway gateway;
  gateway.app.post(chat, question, gateway.key).expect(424);
  CHECK(gateway.app.world.fetched.empty());
  const auto log = gateway.log();
  REQUIRE(log.size() == 1);
  CHECK(log[0]["error"] == "no_provider_key");
  CHECK(log[0]["ending"] == "failed");
}

TEST_CASE("gateway: a provider that can't be reached, or refuses, is told as it is") {
  Gateway gateway;
  gateway.give_secret();
  gateway.app.post(chat, question, gateway.key).expect(502);
  gateway.answers(429, R"({"error":{"message":"slow down","type":"rate_limit_error"}})");
  gateway.app.post(chat, question, gateway.key)
      .expect(429, R"({"error":{"message":"slow down","type":"rate_limit_error"}})");
  const auto log = gateway.log();
  REQUIRE(log.size() == 2);
  CHECK(log[0]["error"] == "provider");
  CHECK(log[1]["error"] == "bad_gateway");
  CHECK(gateway.records().empty());
}

TEST_CASE("gateway: an answer goes back as it is, and its usage into the ledger once") {
  Gateway gateway;
  gateway.give_secret();
  gateway.add_price();
  gateway.answers(200, std::string(whole_answer));
  const auto answer = gateway.app.post(chat, question, gateway.key, {{"arris-agent", "helper"}});
  answer.expect(200, whole_answer);
  CHECK(gateway.app.world.shown_secret == "Bearer sk-the-provider-secret");
  CHECK(gateway.app.world.fetched.back().body == question);
  CHECK_FALSE(gateway.app.world.fetched.back().headers.contains("arris-agent"));
  CHECK_FALSE(gateway.app.world.fetched.back().headers.contains("authorization"));
  const auto records = gateway.records();
  REQUIRE(records.size() == 1);
  CHECK(records[0]["request_id"] == answer.header("arris-request-id"));
  CHECK(records[0]["agent_id"] == "helper");
  CHECK(records[0]["input_tokens"] == 10);
  CHECK(records[0]["cost_nano_usd"] == 10 * 1000 + 5 * 2000);
  CHECK(gateway.records().size() == 1);
  const auto log = gateway.log();
  CHECK(log[0]["output_tokens"] == 5);
  CHECK(log[0]["estimated"] == false);
}

TEST_CASE("gateway: a stream passes, without the chunk of usage that only the gateway asked for") {
  Gateway gateway;
  gateway.give_secret();
  gateway.answers(200, chunk("Hel") + chunk("lo") + usage_chunk + last_line);
  gateway.app.post(chat, streamed_question, gateway.key)
      .expect(200, chunk("Hel") + chunk("lo") + last_line);
  CHECK(gateway.app.world.fetched.back().body.contains(R"("include_usage":true)"));
  const auto records = gateway.records();
  REQUIRE(records.size() == 1);
  CHECK(records[0]["input_tokens"] == 9);
  CHECK(records[0]["output_tokens"] == 4);
}

TEST_CASE("gateway: a caller who asks for the usage gets it") {
  Gateway gateway;
  gateway.give_secret();
  gateway.answers(200, chunk("Hi") + usage_chunk + last_line);
  gateway.app
      .post(
          chat,
          R"({"model":"gpt-4o","stream":true,"stream_options":{"include_usage":true},"messages":[]})",
          gateway.key)
      .expect(200, chunk("Hi") + usage_chunk + last_line);
}

TEST_CASE("gateway: a caller who leaves has used what was said until then, as a guess") {
  Gateway gateway;
  gateway.give_secret();
  gateway.answers(200, chunk("some words") + chunk("more") + usage_chunk + last_line);
  gateway.app.world.piece_bytes = chunk("some words").size();
  gateway.app.world.pieces_until_gone = 1;
  gateway.app.post(chat, streamed_question, gateway.key);
  const auto log = gateway.log();
  CHECK(log[0]["ending"] == "gone");
  CHECK(log[0]["estimated"] == true);
  CHECK(gateway.records()[0]["output_tokens"] == 3);
}

TEST_CASE("gateway: a provider that breaks off ends the stream with an error of its own kind") {
  Gateway gateway;
  gateway.give_secret();
  gateway.answers(200, chunk("some words") + last_line);
  gateway.app.world.piece_bytes = chunk("some words").size();
  gateway.app.world.pieces_until_cut = 1;
  const auto answer = gateway.app.post(chat, streamed_question, gateway.key).expect(200);
  CHECK(answer.body.starts_with(chunk("some words") + R"(data: {"error":)"));
  CHECK(gateway.log()[0]["ending"] == "cut");
}

TEST_CASE("gateway: a budget that is used up stops a call before it is made") {
  Gateway gateway;
  gateway.give_secret();
  gateway.add_price();
  gateway.add_budget(10'000);
  gateway.answers(200, std::string(whole_answer));
  gateway.app.post(chat, question, gateway.key).expect(200);
  gateway.app.deliver();
  const auto refused = gateway.app.post(chat, question, gateway.key).expect(429);
  CHECK(refused.json()["error"]["code"] == "budget_used_up");
  CHECK(refused.header("x-should-retry") == "false");
  CHECK(gateway.app.world.fetched.size() == 1);
}

TEST_CASE("gateway: a budget that ends in the middle of a stream ends the stream there") {
  Gateway gateway;
  gateway.give_secret();
  gateway.add_price();
  gateway.add_budget(40'000);
  std::string body;
  for (int i = 0; i < 50; ++i) body += chunk("a few words ");
  gateway.answers(200, body + usage_chunk + last_line);
  gateway.app.world.piece_bytes = chunk("a few words ").size();
  const auto answer = gateway.app.post(chat, streamed_question, gateway.key).expect(200);
  CHECK(answer.body.size() < body.size() / 2);
  CHECK(answer.body.contains("budget_used_up"));
  CHECK(gateway.log()[0]["ending"] == "capped");
  CHECK(gateway.log()[0]["estimated"] == true);
}

TEST_CASE("gateway: each provider is spoken to at its address, with its secret where it wants it") {
  Gateway gateway;
  for (const auto service : {"openai", "anthropic", "gemini"}) gateway.give_secret(service);
  gateway.answers(200, R"({"id":"m1","usage":{"input_tokens":3,"output_tokens":2}})",
                  "https://api.anthropic.com/v1/messages");
  gateway.app.post("/anthropic/v1/messages", R"({"model":"claude-opus-4-5"})", gateway.key)
      .expect(200);
  CHECK(gateway.app.world.shown_secret == "sk-the-provider-secret");
  CHECK(gateway.app.world.fetched.back().headers["anthropic-version"] == "2023-06-01");
  gateway.answers(
      200,
      R"({"usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":1,"totalTokenCount":5}})",
      "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:generateContent");
  gateway.app.post("/gemini/v1beta/models/gemini-2.5-pro:generateContent", "{}", gateway.key)
      .expect(200);
  gateway.answers(200, R"({"usage":{"input_tokens":6,"output_tokens":1}})",
                  "https://api.openai.com/v1/responses");
  gateway.app.post("/openai/v1/responses", R"({"model":"gpt-5"})", gateway.key).expect(200);
  CHECK(gateway.records().size() == 3);
  const auto of_gemini = gateway.app.get("/ai/requests?provider=gemini", gateway.admin).expect(200);
  CHECK(of_gemini.json()["data"][0]["model"] == "gemini-2.5-pro");
}

TEST_CASE("gateway: a query goes on, without the caller's key, to the version that was asked for") {
  Gateway gateway;
  gateway.give_secret("gemini");
  const std::string event =
      R"(data: {"usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":1,"totalTokenCount":5}})"
      "\r\n\r\n";
  gateway.answers(
      200, event,
      "https://generativelanguage.googleapis.com/v1/models/g:streamGenerateContent?alt=sse&x=1");
  gateway.app
      .post("/gemini/v1/models/g:streamGenerateContent?alt=sse&key=mine&x=1", "{}", gateway.key)
      .expect(200, event);
  CHECK(gateway.log()[0]["streamed"] == true);
}

TEST_CASE("gateway: a key may be where the clients of a provider show it, and stays here") {
  Gateway gateway;
  gateway.give_secret();
  gateway.give_secret("gemini");
  const std::string shown = gateway.key.token;
  const App::Headers as_azure{{"api-key", shown}};
  const std::string call = "/gemini/v1beta/models/g:generateContent";
  const std::string url =
      "https://generativelanguage.googleapis.com/v1beta/models/g:generateContent";
  gateway.answers(200, std::string(whole_answer));
  gateway.answers(200, "{}", url);
  gateway.answers(200, "{}", url + "?a=1&b=2");
  gateway.app.post(chat, question, {}, as_azure).expect(200);
  gateway.app.post(call + "?key=" + shown, "{}", {}).expect(200);
  gateway.app.post(call + "?a=1&key=" + shown + "&b=2&key=" + shown, "{}", {}).expect(200);
  REQUIRE(gateway.app.world.fetched.size() == 3);
  for (const auto& fetched : gateway.app.world.fetched) {
    CHECK(!fetched.url.contains(shown));
    for (const auto& [name, value] : fetched.headers) CHECK(!value.contains(shown));
  }
  CHECK(!gateway.app.rows("SELECT * FROM ai_requests").empty());
  for (const auto& row : gateway.app.rows("SELECT * FROM ai_requests"))
    for (const auto& text : row) CHECK(!text.contains(shown));
}

TEST_CASE(
    "gateway: a key where no client of the provider shows it is none, and a wrong one is refused") {
  Gateway gateway;
  const std::string shown = gateway.key.token;
  const std::string call = "/gemini/v1beta/models/g:generateContent";
  const std::string messages = "/anthropic/v1/messages";
  gateway.app.post(std::string(chat) + "?key=" + shown, question, {}).expect(401);
  gateway.app.post(messages, "{}", {}, {{"api-key", shown}}).expect(401);
  gateway.app.post(call, "{}", {}, {{"api-key", shown}}).expect(401);
  for (const std::string wrong : {"", "arris_sk_none", "AIzaSy"}) {
    const auto refused = gateway.app.post(call + "?key=" + wrong, "{}", {}).expect(401);
    CHECK(refused.header("www-authenticate").contains("invalid_token") == !wrong.empty());
  }
  gateway.app.get("/ai/models?key=" + shown, {}).expect(401);
  CHECK(gateway.app.world.fetched.empty());
}

TEST_CASE("gateway: an error in the middle of a stream passes, and is in the log") {
  Gateway gateway;
  gateway.give_secret();
  const std::string error = "data: {\"error\":{\"message\":\"overloaded\"}}\n\n";
  gateway.answers(200, chunk("some words") + error);
  gateway.app.post(chat, streamed_question, gateway.key).expect(200, chunk("some words") + error);
  const auto log = gateway.log();
  CHECK(log[0]["error"] == "provider");
  CHECK(log[0]["estimated"] == true);
}

TEST_CASE("gateway: a list of models, or a count of tokens, costs nothing and is in no log") {
  Gateway gateway;
  const std::string_view count = "/anthropic/v1/messages/count_tokens";
  gateway.app.get("/openai/v1/models", gateway.key).expect(424);
  gateway.app.get("/openai/v1/models", gateway.app.given.member(Role::viewer)).expect(403);
  gateway.give_secret();
  gateway.give_secret("anthropic");
  gateway.answers(200, R"({"data":[]})", "https://api.openai.com/v1/models");
  gateway.answers(200, R"({"input_tokens":3})",
                  "https://api.anthropic.com/v1/messages/count_tokens");
  const auto listed = gateway.app.get("/openai/v1/models", gateway.key);
  listed.expect(200, R"({"data":[]})");
  CHECK(listed.header("arris-request-id").empty());
  gateway.app.post(count, R"({"model":"c"})", gateway.key).expect(200, R"({"input_tokens":3})");
  CHECK(gateway.app.world.fetched.back().url.ends_with("/count_tokens"));
  gateway.answers(500, "{}", "https://api.openai.com/v1/models");
  gateway.app.get("/openai/v1/models", gateway.key).expect(500);
  CHECK(gateway.log().empty());
  CHECK(gateway.records().empty());
}

TEST_CASE("gateway: a call is a use of its key, whole or streamed") {
  for (const std::string_view body : {question, streamed_question}) {
    Gateway gateway;
    gateway.give_secret();
    gateway.answers(200, std::string(whole_answer));
    for (int i = 0; i < 3; ++i) gateway.app.post(chat, body, gateway.key).expect(200);
    const auto keys = gateway.app.get("/keys/access", gateway.admin).expect(200).json()["data"];
    CHECK(keys[0]["usage_count"] == 3);
  }
}

TEST_CASE("gateway: a count of tokens is a use of its key, counted as a read is") {
  Gateway gateway;
  gateway.give_secret("anthropic");
  gateway.answers(200, "{}", "https://api.anthropic.com/v1/messages/count_tokens");
  gateway.app.post("/anthropic/v1/messages/count_tokens", "{}", gateway.key).expect(200);
  const auto keys = gateway.app.get("/keys/access", gateway.admin).expect(200).json()["data"];
  CHECK(keys[0]["usage_count"] == 1);
}

TEST_CASE("gateway: a use of a secret is counted") {
  Gateway gateway;
  gateway.give_secret();
  gateway.answers(200, std::string(whole_answer));
  gateway.app.post(chat, question, gateway.key).expect(200);
  gateway.app.deliver();
  const auto secrets = gateway.app.get("/keys", gateway.admin).expect(200).json()["data"];
  CHECK(secrets[0]["usage_count"] == 1);
}

TEST_CASE(
    "gateway: a model is listed once, at the price that holds now, with what is known of it") {
  Gateway gateway;
  const auto of_model = [&gateway] {
    return gateway.app.get("/ai/models?model=gpt-4o", gateway.admin).expect(200).json()["data"];
  };
  auto models = of_model();
  REQUIRE(models.size() == 1);
  CHECK(models[0]["own_price"] == false);
  CHECK(models[0]["context_tokens"] == 128'000);
  CHECK(models[0]["capabilities"][0] == "tools");
  gateway.add_price();
  models = of_model();
  REQUIRE(models.size() == 1);
  CHECK(models[0]["own_price"] == true);
  CHECK(models[0]["tiers"][0]["rates"]["input"] == 1'000'000);
  const auto all = gateway.app.get("/ai/models?limit=200", gateway.admin).expect(200).json();
  std::string cursor = all["next_cursor"];
  const auto rest = gateway.app.get("/ai/models?limit=200&cursor=" + cursor, gateway.admin);
  CHECK(rest.expect(200).json()["data"][0]["model"] > all["data"].back()["model"]);
  CHECK(gateway.app.get("/ai/models?capability=flying", gateway.admin).json()["data"].empty());
}

TEST_CASE("gateway: health is of the calls of the last quarter of an hour") {
  Gateway gateway;
  gateway.give_secret();
  for (int i = 0; i < 5; ++i) gateway.app.post(chat, question, gateway.key).expect(502);
  const auto health = gateway.app.get("/ai/health", gateway.admin).expect(200).json()["data"];
  REQUIRE(health.size() == 1);
  CHECK(health[0]["state"] == "down");
  CHECK(health[0]["failures"] == 5);
}

TEST_CASE("gateway: a model of Gemini's that is no name reaches no path of Gemini's") {
  Gateway gateway;
  gateway.give_secret("gemini");
  for (const std::string call :
       {"gemini-2.5-pro:generateContent%23:countTokens",
        "gemini-2.5-pro:generateContent%3F:countTokens",
        "gemini-flash%2F..%2Fgemini-pro:generateContent", "a%20b:generateContent",
        "%C3%A9:generateContent", ":generateContent"})
    gateway.app.post("/gemini/v1beta/models/" + call, "{}", gateway.key).expect(404);
  CHECK(gateway.app.world.fetched.empty());
  CHECK(gateway.log().empty());
}

TEST_CASE("gateway: a tag counts once, and none is longer than other values") {
  Gateway gateway;
  gateway.give_secret();
  gateway.answers(200, std::string(whole_answer));
  gateway.app.post(chat, question, gateway.key, {{"arris-tags", "a, b,a,,a"}}).expect(200);
  CHECK(gateway.newest()["tags"].dump() == R"(["a","b"])");
  gateway.app.post(chat, question, gateway.key, {{"arris-tags", std::string(200, 'x')}})
      .expect(200);
  gateway.app.post(chat, question, gateway.key, {{"arris-tags", std::string(201, 'x')}})
      .expect(400);
  gateway.app.post(chat, question, gateway.key, {{"arris-tags", "1,2,3,4,5,6,7,8,9,10,11"}})
      .expect(400);
  gateway.app.post(chat, question, gateway.key, {{"arris-tags", "1,2,3,4,5,6,7,8,9,10,10"}})
      .expect(200);
}

TEST_CASE("gateway: a body that is passed on fits into a frame") {
  Gateway gateway;
  gateway.give_secret();
  gateway.answers(200, std::string(whole_answer));
  std::string body = R"({"model":"gpt-4o","input":")";
  body += std::string((15u << 20) - body.size() - 2, 'x') + "\"}";
  gateway.app.post(chat, body, gateway.key).expect(200);
  CHECK(gateway.app.world.fetched.back().body == body);
  body.insert(body.size() - 2, "x");
  gateway.app.post(chat, body, gateway.key).expect(413);
}

TEST_CASE("gateway: health blames no provider for calls that none was asked for") {
  Gateway gateway;
  for (int i = 0; i < 5; ++i) gateway.app.post(chat, question, gateway.key).expect(424);
  CHECK(gateway.app.get("/ai/health", gateway.admin).expect(200).json()["data"].empty());
  gateway.give_secret();
  gateway.answers(200, std::string(whole_answer));
  for (int i = 0; i < 3; ++i)
    gateway.app.post(chat, question, gateway.key, {{"arris-cache", "60"}}).expect(200);
  gateway.add_rule(R"({"limits":[{"unit":"requests","per":"org","max":1,"window_s":3600}]})");
  gateway.app.post(chat, question, gateway.key).expect(200);
  gateway.app.post(chat, question, gateway.key).expect(429);
  const auto health = gateway.app.get("/ai/health", gateway.admin).expect(200).json()["data"];
  REQUIRE(health.size() == 1);
  CHECK(health[0]["requests"] == 2);
  CHECK(health[0]["failures"] == 0);
  CHECK(health[0]["limited"] == 0);
}

TEST_CASE("gateway: what is not passed on is refused in the provider's words, with what is") {
  Gateway gateway;
  const auto refused = [&](std::string_view method, std::string_view path, int status) {
    return gateway.app.request(method, path, method == "POST" ? "{}" : "", gateway.key)
        .expect(status)
        .json();
  };
  const auto images = refused("POST", "/openai/v1/images/generations", 404)["error"];
  CHECK(images["type"] == "invalid_request_error");
  CHECK(images["code"] == "not_found");
  const auto said = images["message"].get<std::string>();
  CHECK(said.starts_with("There is nothing here; this server answers POST /openai/v1/chat/"));
  CHECK(said.contains(", GET /openai/v1/models"));
  CHECK_FALSE(said.contains("anthropic"));
  CHECK_FALSE(said.contains("/ai/requests"));
  const auto chats = gateway.app.get(chat, gateway.key).expect(405);
  CHECK(chats.header("allow") == "POST, OPTIONS");
  CHECK(chats.json()["error"]["code"] == "method_not_allowed");
  CHECK(chats.json()["error"]["type"] == "invalid_request_error");
  const auto files = refused("GET", "/anthropic/v1/files", 404);
  CHECK(files["type"] == "error");
  CHECK(files["error"]["type"] == "not_found_error");
  CHECK(files["error"]["message"].get<std::string>().contains("POST /anthropic/v1/messages"));
  const auto count = refused("DELETE", "/anthropic/v1/messages/count_tokens", 405)["error"];
  CHECK(count["type"] == "invalid_request_error");
  const auto tuned = refused("GET", "/gemini/v1beta/tunedModels", 404)["error"];
  CHECK(tuned["status"] == "NOT_FOUND");
  CHECK(tuned["code"] == 404);
  CHECK(refused("PUT", "/gemini/v1/models", 405)["error"]["status"] == "INVALID_ARGUMENT");
  // Paths of our own keep our form.
  CHECK(refused("GET", "/ai/nothing", 404)["code"] == "not_found");
  CHECK(gateway.app.world.fetched.empty());
  CHECK(gateway.log().empty());
}

TEST_CASE("gateway: one model is shown by its provider, and its name leads to no other path") {
  Gateway gateway;
  for (const auto service : {"openai", "anthropic", "gemini"}) gateway.give_secret(service);
  for (const auto& [asked, url] :
       {std::pair{"/openai/v1/models/gpt-4o", "https://api.openai.com/v1/models/gpt-4o"},
        {"/openai/v1/models/ft%3Agpt-4o%3Aorg%3A%3Aid",
         "https://api.openai.com/v1/models/ft:gpt-4o:org::id"},
        {"/openai/v1/models/meta-llama%2Fllama-4%2Fscout",
         "https://api.openai.com/v1/models/meta-llama%2Fllama-4%2Fscout"},
        {"/anthropic/v1/models/claude-opus-4-5",
         "https://api.anthropic.com/v1/models/claude-opus-4-5"},
        {"/gemini/v1beta/models/gemini-2.5-pro",
         "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro"},
        {"/gemini/v1/models/gemini-2.5-pro?key=mine",
         "https://generativelanguage.googleapis.com/v1/models/gemini-2.5-pro"}}) {
    gateway.answers(200, R"({"its":"own"})", url);
    gateway.app.get(asked, gateway.key).expect(200, R"({"its":"own"})");
    CHECK(gateway.app.world.fetched.back().url == url);
  }
  gateway.answers(404, R"({"error":{}})", "https://api.openai.com/v1/models/none");
  gateway.app.get("/openai/v1/models/none", gateway.key).expect(404, R"({"error":{}})");
  const auto before = gateway.app.world.fetched.size();
  for (const std::string name : {"..", "%2E%2E", ".", "a%2F..%2Fb", "a%2F%2E%2E", "%2Fa", "a%2F",
                                 "a%2F%2Fb", "a%3Fb", "a%23b", "a%20b"})
    gateway.app.get("/openai/v1/models/" + name, gateway.key).expect(404);
  gateway.app.get("/gemini/v1beta/models/g:generateContent", gateway.key).expect(404);
  for (const std::string models : {"/gemini/v1beta/models/", "/anthropic/v1/models/"})
    gateway.app.get(models + "a%2Fb", gateway.key).expect(404);
  CHECK(gateway.app.world.fetched.size() == before);
  CHECK(gateway.log().empty());
}
