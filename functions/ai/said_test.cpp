// What an answer of Gemini's says.

#include "ai/said.h"

#include <doctest/doctest.h>

using namespace arris;
using namespace arris::ai;

TEST_CASE("said: what is no answer says nothing") {
  Arena arena;
  for (const std::string_view json : {"", "[]", "{", R"({"candidates":1})", R"({"candidates":[]})"})
    CHECK(read_said(json, arena).text.empty());
}

TEST_CASE("said: the parts of the first candidate, without its thoughts") {
  Arena arena;
  const auto said = read_said(
      R"({"candidates":[{"content":{"role":"model","parts":[{"text":"a","thought":true},{"text":"b"},)"
      R"({"inlineData":{}},{"text":"\u00e9"}]},"finishReason":"STOP"},{"content":{"parts":[{"text":"z"}]}}],)"
      R"("modelVersion":"g-1","usageMetadata":{}})",
      arena);
  CHECK(said.text == "b\xc3\xa9");
  CHECK(said.model == "g-1");
  CHECK(said.finish_reason == "STOP");
}

TEST_CASE("said: the message of a refusal") {
  Arena arena;
  CHECK(read_said(R"({"error":{"code":400,"message":"no such model"}})", arena).error ==
        "no such model");
}
