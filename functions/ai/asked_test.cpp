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

std::string with_usage(std::string_view body) {
  Arena arena;
  return ai::with_usage(body, asked(body, arena));
}

}  // namespace

TEST_CASE("asked: what is not a JSON object is malformed") {
  Arena arena;
  for (const std::string_view body : {"", "[]", "{", "null", "{}x", "{\"model\":}"})
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

TEST_CASE("asked: usage is asked for in front of what the caller wrote") {
  CHECK(with_usage(R"({"stream":true})") ==
        R"({"stream_options":{"include_usage":true},"stream":true})");
  CHECK(with_usage(R"({"stream":true,"stream_options":null})") ==
        R"({"stream":true,"stream_options":{"include_usage":true}})");
  CHECK(with_usage(R"({"stream_options":{"include_usage":false,"a":[1]},"stream":true})") ==
        R"({"stream_options":{"include_usage":true,"a":[1]},"stream":true})");
}
