#include "otlp/traces.h"

#include <doctest/doctest.h>

#include "otlp/messages.h"
#include "otlp/test_proto.h"

using namespace arris;
using namespace arris::otlp;

namespace {

constexpr std::int64_t now_ms = 1'700'000'000'000;
const std::string trace(32, 'a');

std::string id(char digit) { return std::string(16, digit); }

std::string request(const std::string& spans) {
  return R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},)"
         R"("scopeSpans":[{"scope":{"name":"lib"},"spans":[)" +
         spans + "]}]}]}";
}

std::string span(char own, char parent, const std::string& more = "") {
  return R"({"traceId":")" + trace + R"(","spanId":")" + id(own) + R"(","parentSpanId":")" +
         (parent == ' ' ? "" : id(parent)) +
         R"(","name":"n","startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000001000000")" +
         more + "}";
}

std::string model_call(const std::string& operation, int tokens) {
  const auto named =
      operation.empty()
          ? std::string()
          : R"({"key":"gen_ai.operation.name","value":{"stringValue":")" + operation + R"("}},)";
  return R"(,"attributes":[)" + named +
         R"({"key":"gen_ai.system","value":{"stringValue":"openai"}},)"
         R"({"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},)"
         R"({"key":"gen_ai.usage.input_tokens","value":{"intValue":")" +
         std::to_string(tokens) + R"("}}])";
}

Spans read(const std::string& json, Arena& arena) {
  auto spans = read_traces(arena.keep(json), now_ms, arena);
  REQUIRE(spans);
  return std::move(*spans);
}

}  // namespace

TEST_CASE("what is not JSON or no object is no request of traces") {
  Arena arena;
  for (const char* text : {"", "[]", "{", "{}x", "null", R"({"resourceSpans":[{])"})
    CHECK_FALSE(read_traces(text, now_ms, arena));
}

TEST_CASE("names are texts as they were said, whatever JSON had to escape in them") {
  Arena arena;
  auto json = request(span(
      '1', ' ',
      R"(,"attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"a \"b\"\n\u00e9"}},)"
      R"({"key":"gen_ai.agent.id","value":{"intValue":"7"}},)"
      R"({"key":"gen_ai.usage.input_tokens","value":{"intValue":"1"}}])"));
  json.replace(json.find("\"shop\""), 6, R"("the \"shop\" \\ caf\u00e9")");
  const auto spans = read(json, arena);
  CHECK(spans.taken[0].service == "the \"shop\" \\ caf\xc3\xa9");
  REQUIRE(spans.taken[0].call);
  CHECK(spans.taken[0].call->model == "a \"b\"\n\xc3\xa9");
  CHECK(spans.taken[0].call->agent == "7");
}

TEST_CASE("spans without ids or a believable time are refused, the others taken") {
  Arena arena;
  const auto spans = read(
      request(span('1', ' ') + R"(,{"traceId":"xyz","spanId":"1"},)" +
              R"({"traceId":"00000000000000000000000000000000","spanId":"0000000000000001"},)" +
              R"({"traceId":")" + trace + R"(","spanId":"0000000000000001"},)" + R"({"traceId":")" +
              trace +
              R"(","spanId":"0000000000000001","startTimeUnixNano":"1800000000000000000"})"),
      arena);
  CHECK(spans.taken.size() == 1);
  CHECK(spans.refused.count == 4);
  CHECK(spans.refused.why == "a traceId is not 32 hexadecimal digits");
}

TEST_CASE("an empty request and members of other kinds are nothing") {
  Arena arena;
  CHECK(read("{}", arena).taken.empty());
  CHECK(read(R"({"resourceSpans":7,"more":[1]})", arena).taken.empty());
  CHECK(read(R"({"resourceSpans":[1,{"scopeSpans":[null,{"spans":"x"}]}]})", arena).taken.empty());
}

TEST_CASE("a span is kept with all that it has, from JSON and from protobuf alike") {
  Arena arena;
  const auto json = to_json(test::some_traces(), traces_message);
  REQUIRE(json);
  const auto spans = read(*json, arena);
  REQUIRE(spans.taken.size() == 1);
  const Span& span = spans.taken.front();
  CHECK(span.trace_id == "abababababababababababababababab");
  CHECK(span.id == "0101010101010101");
  CHECK(span.parent_id == "0202020202020202");
  CHECK(span.service == "shop");
  CHECK(span.start_us == 1'700'000'000'000'000);
  CHECK(span.duration_us == 2'500);
  CHECK(span.failed);
  REQUIRE(span.exceptions.size() == 1);
  CHECK(span.exceptions[0].type == "KeyError");
  CHECK(
      span.json ==
      R"({"id":"0101010101010101","parent_id":"0202020202020202","name":"GET /cart","kind":"server",)"
      R"("service":"shop","scope":"http","start_at_us":1700000000000000,"duration_us":2500,"status":"error",)"
      R"("status_message":"no such item","attributes":{"http.route":"/cart"},)"
      R"("events":[{"name":"exception","at_us":1700000000000001,"attributes":{"exception.type":"KeyError"}}],)"
      R"("links":[{"trace_id":"02020202020202020202020202020202","span_id":"0303030303030303"}]})");
}

TEST_CASE("the resource counts wherever it stands") {
  Arena arena;
  const auto spans = read(R"({"resourceSpans":[{"scopeSpans":[{"spans":[)" + span('1', ' ') +
                              R"(],"scope":{"name":"lib"}}],"resource":{"attributes":[)"
                              R"({"key":"service.name","value":{"stringValue":"late"}}]}}]})",
                          arena);
  REQUIRE(spans.taken.size() == 1);
  CHECK(spans.taken[0].service == "late");
  CHECK(spans.taken[0].json.find(R"("scope":"lib")") != std::string_view::npos);
}

TEST_CASE("attributes are plain values; of a key that comes twice the first counts") {
  Arena arena;
  const auto spans = read(
      request(span(
          '1', ' ',
          R"(,"attributes":[{"key":"a","value":{"intValue":"9007199254740993"}},)"
          R"({"key":"b","value":{"intValue":7}},{"key":"c","value":{"boolValue":true}},)"
          R"({"key":"d","value":{"doubleValue":1.5}},{"key":"e","value":{"doubleValue":"NaN"}},)"
          R"({"key":"f","value":{"arrayValue":{"values":[{"stringValue":"x"},{}]}}},)"
          R"({"key":"g","value":{"kvlistValue":{"values":[{"key":"h","value":{"intValue":"1"}}]}}},)"
          R"({"key":"i","value":{}},{"key":"b","value":{"intValue":8}},{"value":{"intValue":8}}])")),
      arena);
  REQUIRE(spans.taken.size() == 1);
  const auto expected =
      R"("attributes":{"a":"9007199254740993","b":7,"c":true,"d":1.5,"e":"NaN","f":["x",null],"g":{"h":1},"i":null})";
  CHECK(spans.taken[0].json.find(expected) != std::string_view::npos);
}

TEST_CASE("the usage of a call counts once, not again in what sums it") {
  Arena arena;
  const auto spans = read(
      request(span('1', ' ', model_call("invoke_agent", 30)) + "," +
              span('2', '1', model_call("chat", 10)) + "," + span('3', '1') + "," +
              span('4', '3', model_call("chat", 20)) + "," + span('5', ' ', model_call("", 5)) +
              "," + span('6', '5') + "," + span('7', '6', model_call("", 5))),
      arena);
  const auto counted = billed(spans.taken);
  REQUIRE(counted.size() == 3);
  CHECK(counted[0]->call->usage == R"({"gen_ai.usage.input_tokens":10})");
  CHECK(counted[1]->call->usage == R"({"gen_ai.usage.input_tokens":20})");
  CHECK(counted[2]->id == id('7'));
}

TEST_CASE("spans that are each other's parents end the search for sums") {
  Arena arena;
  const auto spans = read(
      request(span('1', '2', model_call("chat", 1)) + "," + span('2', '1', model_call("chat", 1))),
      arena);
  CHECK(billed(spans.taken).empty());
}
