#include "otlp/logs.h"

#include <doctest/doctest.h>

using namespace arris;
using namespace arris::otlp;

namespace {

constexpr std::int64_t now_ms = 1'700'000'000'000;

LogRecords read(const std::string& records, Arena& arena) {
  const auto text = R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[)" + records + "]}]}]}";
  auto out = read_logs(arena.keep(text), now_ms, arena);
  REQUIRE(out);
  return std::move(*out);
}

}  // namespace

TEST_CASE("what is no request of logs is refused") {
  Arena arena;
  CHECK_FALSE(read_logs("[]", now_ms, arena));
  CHECK_FALSE(read_logs("{\"resourceLogs\":", now_ms, arena));
}

TEST_CASE("a record that is more than a day ahead is refused") {
  Arena arena;
  const auto logs = read(R"({"timeUnixNano":"1700090000000000000"},{"timeUnixNano":"1"})", arena);
  CHECK(logs.taken.size() == 1);
  CHECK(logs.refused.count == 1);
}

TEST_CASE("a record without a time has the one at which it was seen, or now") {
  Arena arena;
  const auto logs = read(R"({"observedTimeUnixNano":"1600000000000000000"},{})", arena);
  CHECK(logs.taken[0].at_us == 1'600'000'000'000'000);
  CHECK(logs.taken[1].at_us == now_ms * 1000);
}

TEST_CASE("severity numbers are levels in fours") {
  Arena arena;
  for (int number = 0; number <= 25; ++number) {
    const auto logs = read(R"({"severityNumber":)" + std::to_string(number) + "}", arena);
    const auto expected =
        number < 1 || number > 24 ? Level::info : static_cast<Level>((number - 1) / 4);
    CHECK(logs.taken[0].level == expected);
  }
}

TEST_CASE("a record is kept with its body, attributes and place in a trace") {
  Arena arena;
  const auto logs =
      read(R"({"timeUnixNano":"1700000000000000000","severityNumber":17,"severityText":"ERROR",)"
           R"("body":{"stringValue":"no"},"attributes":[{"key":"a","value":{"intValue":"1"}}],)"
           R"("traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174"})",
           arena);
  CHECK(logs.taken[0].json ==
        R"({"at_us":1700000000000000,"level":"error","level_text":"ERROR",)"
        R"("trace_id":"5b8efff798038103d269b633813fc60c","span_id":"eee19b7ec3c1b174",)"
        R"("body":"no","attributes":{"a":1}})");
}

TEST_CASE("bodies and attributes of logs lose secrets") {
  Arena arena;
  const auto logs = read(
      R"({"body":{"stringValue":"login with password=hunter2 and key sk-proj-abcdefghijklmnopqrstuvwxyz012345"},)"
      R"("attributes":[{"key":"authorization","value":{"stringValue":"hunter2"}},{"key":"route","value":{"stringValue":"/a"}}]},)"
      R"({"body":{"kvlistValue":{"values":[{"key":"password","value":{"stringValue":"hunter2"}}]}}})",
      arena);
  REQUIRE(logs.taken.size() == 2);
  CHECK(logs.taken[0].json.find(R"("body":"login with password=[Filtered] and key [Filtered]",)"
                                R"("attributes":{"authorization":"[Filtered]","route":"/a"})") !=
        std::string_view::npos);
  CHECK(logs.taken[1].json.find(R"("body":{"password":"[Filtered]"})") != std::string_view::npos);
}
