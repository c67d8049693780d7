// Answers that are given again, that are kept, and that are in our own words.

#include <doctest/doctest.h>

#include "test_gateway.h"

using namespace arris;
using namespace arris::test;

TEST_CASE("generate-content: a prompt is answered as any call is: metered, ruled, logged") {
  Ruled it;
  const auto ask = [&it](std::string_view body) {
    return it.app.post("/ai/generate-content", body, it.key);
  };
  ask(R"({"prompt":""})").expect(400);
  ask(R"({"prompt":"Hi","model":"../files?x"})").expect(400);
  CHECK(ask(R"({"prompt":"Hi"})").expect(409).json()["code"] == "conflict");
  it.give_secret("gemini");
  const std::string url =
      "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent";
  it.answers(400, R"({"error":{"code":400,"message":"too strange"}})", url);
  CHECK(ask(R"({"prompt":"Hi"})").expect(400).json()["detail"] ==
        "The provider refused it: too strange");
  it.answers(
      200,
      R"({"candidates":[{"content":{"parts":[{"text":"Hello"}]},"finishReason":"STOP"}],)"
      R"("usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":1,"totalTokenCount":5},"modelVersion":"g"})",
      url);
  const auto answer = ask(R"({"prompt":"Hi \"you\"","system":"Be kind","max_output_tokens":9})");
  const auto json = answer.expect(200).json();
  CHECK(json["text"] == "Hello");
  CHECK(json["request_id"] == answer.header("arris-request-id"));
  CHECK(
      it.app.world.fetched.back().body ==
      R"({"contents":[{"role":"user","parts":[{"text":"Hi \"you\""}]}],)"
      R"("systemInstruction":{"parts":[{"text":"Be kind"}]},"generationConfig":{"maxOutputTokens":9}})");
  CHECK(it.app.get("/ai/requests?status=424", it.admin).json()["data"].size() == 1);
  const auto records = it.records();
  REQUIRE(records.size() == 1);
  CHECK(records[0]["input_tokens"] == 4);
}

TEST_CASE("content: it is kept only where an admin switched it on, cleaned, and goes in time") {
  Ruled it;
  const auto asked =
      R"({"model":"gpt-4o","messages":[{"role":"user","content":"To ann@example.com"}]})";
  it.ask(asked).expect(200);
  CHECK(it.newest()["content"].is_null());
  const auto member = it.app.given.member(Role::member);
  const auto on = R"({"keep_content":true,"content_days":2})";
  it.app.request("PUT", "/ai/settings", on, member).expect(403);
  it.app.request("PUT", "/ai/settings", R"({"keep_content":true,"content_days":91})", it.admin)
      .expect(400);
  CHECK(it.app.get("/ai/settings", it.admin).json()["keep_content"] == false);
  it.app.request("PUT", "/ai/settings", on, it.admin).expect(200);
  it.app.world.now_ms += 1;
  it.ask(asked).expect(200);
  const auto content = it.newest()["content"];
  CHECK(content["prompt"].get<std::string>().contains("[Filtered]"));
  CHECK_FALSE(content["prompt"].get<std::string>().contains("ann@"));
  CHECK(content["answer"].get<std::string>().contains("Hello"));
  CHECK(content["expires_at_ms"] == it.app.world.now_ms + 2 * 86'400'000);
  it.app.world.now_ms += 1;
  it.answers(200, chunk("streamed words") + usage_chunk + last_line);
  it.ask(streamed_question).expect(200);
  CHECK(it.newest()["content"]["answer"].get<std::string>().contains("streamed words"));
  it.app.request("PUT", "/ai/settings", R"({"keep_content":false,"content_days":2})", it.admin)
      .expect(200);
  CHECK(it.newest()["content"].is_null());
  it.app.tick("remove_old_requests");
  CHECK(it.app.rows("SELECT count(*) FROM ai_contents") == native::Rows{{"0"}});
}

TEST_CASE("content: it goes when its days are over") {
  Ruled it;
  it.app.request("PUT", "/ai/settings", R"({"keep_content":true,"content_days":1})", it.admin)
      .expect(200);
  it.ask().expect(200);
  it.app.tick("remove_old_requests");
  CHECK(it.app.rows("SELECT count(*) FROM ai_contents") == native::Rows{{"1"}});
  it.app.world.now_ms += 86'400'000;
  it.app.tick("remove_old_requests");
  CHECK(it.app.rows("SELECT count(*) FROM ai_contents") == native::Rows{{"0"}});
}

TEST_CASE("cache: an answer is given again when asked for, costs nothing, and is logged as that") {
  Ruled it;
  const App::Headers asked{{"arris-cache", "60"}};
  CHECK(it.ask(question, asked).expect(200).header("arris-cache") == "miss");
  it.answers(200, R"({"id":"another"})");
  const auto again = it.ask(question, asked).expect(200, whole_answer);
  CHECK(again.header("arris-cache") == "hit");
  CHECK(it.app.world.fetched.size() == 1);
  CHECK(it.records().size() == 1);
  CHECK(it.cost() == whole_cost);
  const auto hits = it.app.get("/ai/requests?cached=true", it.admin).expect(200).json()["data"];
  REQUIRE(hits.size() == 1);
  CHECK(hits[0]["id"] == again.header("arris-request-id"));
  CHECK(hits[0]["cost_nano_usd"] == 0);
  CHECK(hits[0]["vault_key_id"].is_null());
  CHECK(hits[0]["finish_reason"] == "stop");
  it.ask().expect(200, R"({"id":"another"})");
  it.ask(question, {{"arris-cache", "off"}}).expect(200, R"({"id":"another"})");
  it.app.world.now_ms += 60'001;
  CHECK(it.ask(question, asked).expect(200).header("arris-cache") == "miss");
}

TEST_CASE("cache: only the same request of the same org is answered again") {
  Ruled it;
  const App::Headers asked{{"arris-cache", "60"}};
  it.ask(question, asked).expect(200);
  it.answers(200, R"({"id":"another"})");
  const std::string other = R"({"model":"gpt-4o","messages":[{"role":"user","content":"Ho"}]})";
  CHECK(it.ask(other, asked).header("arris-cache") == "miss");
  CHECK(it.ask(question, {{"arris-cache", "60"}, {"openai-project", "p"}}).header("arris-cache") ==
        "miss");
  CHECK(it.ask(question, {{"arris-cache", "0"}}).expect(400).json()["error"]["code"] == "invalid");
  const auto org = it.app.given.org("other");
  const auto owner = it.app.given.member(Role::owner, org);
  it.app.post("/keys", R"({"name":"o","service":"openai","secret":"sk-of-the-other-org"})", owner)
      .expect(201);
  CHECK(it.app.post(chat, question, owner, asked).expect(200).header("arris-cache") == "miss");
}

TEST_CASE("cache: a refusal is not kept, and a rule may ask for it") {
  Ruled it;
  it.add_rule(R"({"cache_ttl_s":60})");
  it.answers_first(500);
  it.ask().expect(500);
  CHECK(it.ask().expect(200).header("arris-cache") == "miss");
  CHECK(it.ask().expect(200).header("arris-cache") == "hit");
}

TEST_CASE("cache: a stream that is not whole, or too large, is not given again") {
  Ruled it;
  const App::Headers asked{{"arris-cache", "60"}};
  const auto ask = [&] {
    return it.ask(streamed_question, asked).expect(200).header("arris-cache");
  };
  it.answers(200, chunk("Hi") + last_line);
  ask();
  it.answers(200, chunk("Hi") + stop_chunk);
  CHECK(ask() == "miss");
  it.answers(200, chunk(std::string(600'000, 'x')) + stop_chunk + usage_chunk);
  CHECK(ask() == "miss");
  it.answers(200, chunk("Hi") + stop_chunk + usage_chunk + last_line);
  it.app.world.pieces_until_cut = 20;
  CHECK(ask() == "miss");
  it.app.world.pieces_until_cut = -1;
  it.app.world.pieces_until_gone = 20;
  CHECK(ask() == "miss");
  it.app.world.pieces_until_gone = -1;
  CHECK(ask() == "miss");
  CHECK(ask() == "hit");
}

TEST_CASE("cache: a response that breaks off or fails is not given again") {
  Ruled it;
  const std::string path = "/openai/v1/responses", url = "https://api.openai.com/v1/responses";
  const auto of_status = [](std::string_view status, std::string_view usage) {
    return R"(data: {"type":"response.)" + std::string(status) +
           R"(","response":{"id":"r1","model":"gpt-4o","status":")" + std::string(status) +
           R"(","usage":)" + std::string(usage) + "}}\n\n";
  };
  const auto begun = of_status("in_progress", "null") +
                     "data: {\"type\":\"response.output_text.delta\",\"delta\":\"Hi\"}\n\n";
  const std::string used = R"({"input_tokens":3,"output_tokens":1,"total_tokens":4})";
  const auto use = [&](const std::string& stream) {
    it.answers(200, stream, url);
    return it.app
        .post(path, R"({"model":"gpt-4o","stream":true,"input":"Hi"})", it.key,
              {{"arris-cache", "60"}})
        .expect(200)
        .header("arris-cache");
  };
  const std::string cut[] = {begun, begun + of_status("failed", used),
                             begun + of_status("failed", "null")};
  for (const auto& stream : cut) {
    use(stream);
    CHECK(use(stream) == "miss");
  }
  use(begun + of_status("completed", used));
  CHECK(use("") == "hit");
}

TEST_CASE("cache: a stream is given again as each caller wants it, and costs nothing") {
  Ruled it;
  const App::Headers asked{{"arris-cache", "60"}};
  const auto said = chunk("Hel") + chunk("lo") + stop_chunk;
  it.answers(200, said + usage_chunk + last_line);
  it.ask(streamed_question, asked).expect(200, said + last_line);
  it.app.world.now_ms += 1;
  const auto again = it.ask(streamed_question, asked).expect(200, said + last_line);
  CHECK(again.header("arris-cache") == "hit");
  CHECK(again.header("content-type") == "text/event-stream");
  CHECK(it.app.world.fetched.size() == 1);
  CHECK(it.records().size() == 1);
  const auto hit = it.log()[0];
  CHECK(hit["cached"] == true);
  CHECK(hit["streamed"] == true);
  CHECK(hit["cost_nano_usd"] == 0);
  const auto with_usage =
      R"({"model":"gpt-4o","stream":true,"stream_options":{"include_usage":true},"messages":[]})";
  it.answers(200, said + usage_chunk + last_line);
  for (int i = 0; i < 2; ++i) it.ask(with_usage, asked).expect(200, said + usage_chunk + last_line);
  CHECK(it.log()[0]["cached"] == true);
}

TEST_CASE("cache: a budget that is used up does not stop what costs nothing") {
  Ruled it;
  const App::Headers asked{{"arris-cache", "60"}};
  it.add_budget(10'000);
  it.ask(question, asked).expect(200);
  it.app.deliver();
  it.ask().expect(429);
  it.ask(question, asked).expect(200, whole_answer);
}

TEST_CASE("generate-content: a secret that the provider refuses is a conflict, in its words") {
  Ruled it;
  it.give_secret("gemini");
  const std::string url =
      "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent";
  const auto detail = [&](int status, std::string body, int expected) {
    it.answers(status, std::move(body), url);
    return it.app.post("/ai/generate-content", R"({"prompt":"Hi"})", it.key)
        .expect(expected)
        .json()["detail"]
        .get<std::string>();
  };
  CHECK(detail(401, "{}", 409) == "The provider refused the secret in the vault");
  CHECK(detail(403, R"({"error":{"message":"no such key"}})", 409) ==
        "The provider refused the secret in the vault: no such key");
  CHECK(detail(400, "{}", 400) == "The provider refused it");
}

TEST_CASE("content: what is cut over chunks of a stream is cleaned as one text") {
  Ruled it;
  it.app.request("PUT", "/ai/settings", R"({"keep_content":true,"content_days":2})", it.admin)
      .expect(200);
  it.answers(200, chunk("Mail ann@exam") + chunk("ple.com, use sk-proj-abcdefghijkl") +
                      chunk("mnopqrstuvwxyz012345 now") + usage_chunk + last_line);
  it.ask(streamed_question).expect(200);
  const auto answer = it.newest()["content"]["answer"].get<std::string>();
  CHECK(answer == "Mail [Filtered], use [Filtered] now");
}

TEST_CASE("cache: a fallback's answer is not given again as the first target's") {
  Ruled it;
  it.add_rule(R"({"fallbacks":[{"model":"gpt-4o-mini"}]})");
  const App::Headers asked{{"arris-cache", "60"}};
  it.answers_first(500);
  CHECK(it.ask(question, asked).expect(200).header("arris-model") == "gpt-4o-mini");
  CHECK(it.ask(question, asked).expect(200).header("arris-cache") == "miss");
  CHECK(it.ask(question, asked).expect(200).header("arris-cache") == "hit");
  CHECK(it.app.world.fetched.size() == 3);
}

TEST_CASE("cache: an answer of before is of the target's model, in the log too") {
  Ruled it;
  it.add_rule(R"({"targets":[{"model":"gpt-4o-mini"}]})");
  const App::Headers asked{{"arris-cache", "60"}};
  it.ask(question, asked).expect(200);
  const auto hit = it.ask(question, asked).expect(200);
  CHECK(hit.header("arris-cache") == "hit");
  CHECK(hit.header("arris-model") == "gpt-4o-mini");
  const auto hits = it.app.get("/ai/requests?cached=true", it.admin).expect(200).json()["data"];
  REQUIRE(hits.size() == 1);
  CHECK(hits[0]["model"] == "gpt-4o-mini");
}

TEST_CASE("cache: an answer is no older than its reader wants") {
  Ruled it;
  const App::Headers for_a_day{{"arris-cache", "86400"}}, for_moments{{"arris-cache", "5"}};
  it.ask(question, for_a_day).expect(200);
  it.app.world.now_ms += 5'000;
  CHECK(it.ask(question, for_moments).expect(200).header("arris-cache") == "hit");
  it.app.world.now_ms += 1;
  CHECK(it.ask(question, for_a_day).expect(200).header("arris-cache") == "hit");
  CHECK(it.ask(question, for_moments).expect(200).header("arris-cache") == "miss");
}

TEST_CASE("cache: limits of tokens and cost stop only what costs; one of requests stops any") {
  Ruled it;
  it.add_rule(R"({"limits":[{"unit":"tokens","per":"org","max":1,"window_s":3600},)"
              R"({"unit":"requests","per":"org","max":3,"window_s":3600}]})");
  const App::Headers asked{{"arris-cache", "60"}};
  it.ask(question, asked).expect(200);
  it.ask(streamed_question).expect(429);
  for (int i = 0; i < 2; ++i)
    CHECK(it.ask(question, asked).expect(200).header("arris-cache") == "hit");
  it.ask(question, asked).expect(429);
  CHECK(it.app.world.fetched.size() == 1);
}
