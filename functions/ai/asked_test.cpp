// What is read of a caller's request, and the one thing that is written into it.

#include "ai/asked.h"

#include <doctest/doctest.h>

using namespace arris;
using namespace arris::ai;

namespace {

Asked asked(std::string_view body, Arena& arena) {
  auto read = read_asked(body, arena);
  REQUIRE(read);
  return read.value();
}

std::string rewritten(std::string_view body, std::optional<std::string_view> model,
                      UsageOption usage) {
  Arena arena;
  std::string out;
  rewrite(out, body, asked(body, arena), model, usage);
  return out;
}
std::string with_usage(std::string_view body) {
  return rewritten(body, std::nullopt, UsageOption::asked);
}

}  // namespace

TEST_CASE("asked: what is not a JSON object is malformed") {
  Arena arena;
  for (const std::string_view body :
       {"", "[]", "{", "null", "{}x", "{\"model\":}", "{\"a\":1,}", "{\"a\" 1}", "{a:1}",
        "{\"a\":1]", "{\"a\":[}", "{\"a\":[1}]}", "{\"a\":1 \"b\":2}", "{\"a\":1}}", "{\"a\":\"b}",
        "{\"a\":/*\"*/1}"})
    CHECK(read_asked(body, arena).error().code == Code::bad_request);
}

TEST_CASE("asked: every member of the wrong kind, or twice, is named") {
  Arena arena;
  const auto refused = read_asked(R"({"model":1,"stream":"yes","model":"a"})", arena);
  REQUIRE_FALSE(refused);
  const auto& faults = refused.error().faults;
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].pointer == "#/model");
  CHECK(faults[1].pointer == "#/stream");
  CHECK(faults[2].code == "duplicate");
}

TEST_CASE("asked: the model and the stream are known, the rest is not looked at") {
  Arena arena;
  const auto read =
      asked(R"({"messages":[{"stream":true}],"model":"gpt-4o","stream":true,"new":{}})", arena);
  CHECK(read.model == "gpt-4o");
  CHECK(read.streams);
  CHECK_FALSE(read.wants_usage);
  CHECK_FALSE(asked(R"({"stream":null})", arena).streams);
}

TEST_CASE(
    "asked: what bounds the answer is read as each protocol says it, the largest of several") {
  const auto most = [](std::string_view body) {
    Arena arena;
    return read_asked(body, arena)->output_max;
  };
  for (const auto* name : {"max_tokens", "max_completion_tokens", "max_output_tokens"})
    CHECK(most(R"({")" + std::string(name) + R"(":7})") == 7);
  CHECK(most(R"({"generationConfig":{"topK":1,"maxOutputTokens":8}})") == 8);
  CHECK(most(R"({"generation_config":{"max_output_tokens":9}})") == 9);
  CHECK(most(R"({"max_completion_tokens":100,"max_tokens":1})") == 100);
  for (const auto* body : {"{}", R"({"max_tokens":null})", R"({"max_tokens":"7"})",
                           R"({"max_tokens":-1})", R"({"generationConfig":[7]})"})
    CHECK(most(body) == std::nullopt);
}

TEST_CASE("asked: usage is asked for in front of what the caller wrote") {
  CHECK(with_usage(R"({"stream":true})") ==
        R"({"stream_options":{"include_usage":true},"stream":true})");
  CHECK(with_usage(R"({"stream":true,"stream_options":null})") ==
        R"({"stream":true,"stream_options":{"include_usage":true}})");
  CHECK(with_usage(R"({"stream_options":{"include_usage":false,"a":[1]},"stream":true})") ==
        R"({"stream_options":{"include_usage":true,"a":[1]},"stream":true})");
  CHECK(with_usage(R"({"stream_options":{"a\"b\\":1}})") ==
        R"({"stream_options":{"include_usage":true,"a\"b\\":1}})");
}

TEST_CASE("asked: what a provider may take, though a strict reader would not, is passed over") {
  Arena arena;
  const std::string deep = std::string(1000, '[') + std::string(1000, ']');
  for (const std::string& value : {std::string(R"("a\u0000b")"), std::string(R"("cut \ud83d")"),
                                   std::string(R"("\\\"")"), deep}) {
    const std::string body = R"({"messages":)" + value + R"(, "model" : "m","stream":true})";
    const auto read = asked(body, arena);
    CHECK(read.model == "m");
    CHECK(read.streams);
  }
  CHECK(asked(R"({"\ud83d":1,"mod\u0065l":"m"})", arena).model == "m");
}

TEST_CASE("asked: a model that is no text of a provider's is refused") {
  Arena arena;
  CHECK_FALSE(read_asked(R"({"model":"\ud83d"})", arena));
  CHECK_FALSE(read_asked(R"({"stream":true,"stream_options":{"a":"\ud83d"}})", arena));
}

TEST_CASE("asked: another model stands where the caller's stood, or in front") {
  CHECK(rewritten(R"({"a":1,"model":"old","b":2})", "new", UsageOption::kept) ==
        R"({"a":1,"model":"new","b":2})");
  CHECK(rewritten("{}", "new", UsageOption::kept) == R"({"model":"new"})");
  CHECK(rewritten(R"({"stream":true,"model":"old","stream_options":null})", "new",
                  UsageOption::asked) ==
        R"({"stream":true,"model":"new","stream_options":{"include_usage":true}})");
  CHECK(rewritten(R"({"stream":true})", "new", UsageOption::asked) ==
        R"({"stream_options":{"include_usage":true},"model":"new","stream":true})");
}
