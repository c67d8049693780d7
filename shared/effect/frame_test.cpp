#include "effect/frame.h"

#include <doctest/doctest.h>

using namespace arris;
using namespace arris::effect;

namespace {

Outcome sample_outcome() {
  Outcome outcome{.task = 3};
  outcome.logs.push_back({LogLevel::warning, "slow", "{}"});
  outcome.head = Head{201, 4, {{"etag", "\"v1\""}}};
  outcome.chunk = {"body"};
  outcome.effects.push_back({Limit{"bucket", 10, 1000}, Gate::yes});
  outcome.effects.push_back({Sql{
      Mode::write, {{7, {Null{}, std::int64_t{-5}, 2.5, std::string_view("x"), Bytes{"\x01"}}}}}});
  outcome.effects.push_back({Crypto{Verify{"k", "kid", {"data"}, {"signature"}}}});
  return outcome;
}

}  // namespace

TEST_CASE("effect: every cut of a frame is refused") {
  std::string frame;
  encode(frame, sample_outcome());
  for (std::size_t length = 0; length < frame.size(); ++length)
    CHECK_FALSE(decode_outcome(std::string_view(frame).substr(0, length)));
  CHECK_FALSE(decode_outcome(frame + "x"));
}

TEST_CASE("effect: another version of the seam is refused by name") {
  std::string frame;
  encode(frame, sample_outcome());
  frame[0] = 2;
  const auto outcome = decode_outcome(frame);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().cause == "frame of another version of the seam");
}

TEST_CASE("effect: a length beyond the frame, an unknown kind and a huge count are refused") {
  for (const char* hostile : {"\x01\0\xff\xff\xff\xff\0", "\x01\0\0\0\0\0\x02"})
    CHECK_FALSE(decode_outcome(std::string_view(hostile, 7)));
  std::string frame;
  encode(frame, Results{{Skipped{}}});
  frame[2] = '\x7f';
  CHECK_FALSE(decode_results(frame));
}

TEST_CASE("effect: an outcome survives the round trip") {
  std::string frame, again;
  encode(frame, sample_outcome());
  const auto outcome = decode_outcome(frame);
  REQUIRE(outcome);
  CHECK(outcome->task == 3);
  CHECK(outcome->head->headers[0].value == "\"v1\"");
  CHECK(std::get<Limit>(outcome->effects[0].payload).capacity == 10);
  encode(again, outcome.value());
  CHECK(again == frame);
}

TEST_CASE("effect: rows that are not columns times count are refused") {
  std::string payload;
  encode_answer(payload, SqlAnswer{{Rows{0, 2, 1, {Null{}}}}});
  CHECK_FALSE(decode_answer<SqlAnswer>(payload));
}
