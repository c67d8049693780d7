#include "otlp/traces.h"

#include <doctest/doctest.h>

#include "otlp/any_value.h"
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

TEST_CASE(
    "spans without ids or a believable time are refused for what they lack, the others taken") {
  struct Case {
    std::string_view trace_id, id, start, end, why;
  };
  constexpr std::string_view good_trace = "a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0",
                             good_id = "a0a0a0a0a0a0a0a0";
  constexpr std::string_view start = "1700000000000000000", end = "1700000000001000000";
  constexpr std::string_view bad_trace = "a traceId is not 32 hexadecimal digits",
                             bad_id = "a spanId is not 16 hexadecimal digits",
                             no_start = "a startTimeUnixNano is missing or no number",
                             start_ahead = "a startTimeUnixNano is more than a day ahead",
                             end_ahead = "an endTimeUnixNano is more than a day ahead";
  const Case cases[] = {
      {"xyz", good_id, start, end, bad_trace},
      {"00000000000000000000000000000000", good_id, start, end, bad_trace},
      {"", "", "", "", bad_trace},
      {good_trace, "1", start, end, bad_id},
      {good_trace, "0000000000000000", start, end, bad_id},
      {good_trace, good_id, "", end, no_start},
      {good_trace, good_id, "now", end, no_start},
      {good_trace, good_id, "-1700000000000000000", end, "a startTimeUnixNano is before 1970"},
      {good_trace, good_id, "1800000000000000000", end, start_ahead},
      {good_trace, good_id, "18446744073709551615", end, start_ahead},
      {good_trace, good_id, start, "1800000000000000000", end_ahead},
      {good_trace, good_id, start, "18446744073709551615", end_ahead},
      {good_trace, good_id, end, start, "an endTimeUnixNano is before its startTimeUnixNano"},
      {good_trace, good_id, start, "", ""},
      {good_trace, good_id, start, start, ""},
      {good_trace, good_id, start, end, ""},
  };
  for (const Case& c : cases) {
    Arena arena;
    std::string one = "{";
    const auto add = [&](std::string_view name, std::string_view text) {
      if (text.empty()) return;
      one.append(one.size() > 1 ? "," : "").append("\"").append(name).append("\":\"");
      one.append(text).append("\"");
    };
    add("traceId", c.trace_id), add("spanId", c.id);
    add("startTimeUnixNano", c.start), add("endTimeUnixNano", c.end);
    CAPTURE(one);
    const auto spans = read(request(span('1', ' ') + "," + one + "}"), arena);
    CHECK(spans.refused.why == c.why);
    CHECK(spans.refused.count == (c.why.empty() ? 0 : 1));
    CHECK(spans.taken.size() == (c.why.empty() ? 2 : 1));
  }
}

TEST_CASE("an empty request is one, and members that nobody knows are nothing") {
  Arena arena;
  for (const char* text :
       {"{}", R"({"resourceSpans":null})", R"({"resourceSpans":[]})", R"({"more":[1]})",
        R"({"resourceSpans":[{},{"resource":null,"scopeSpans":null}]})",
        R"({"resourceSpans":[{"scopeSpans":[{},{"scope":null,"spans":null,"more":5}]}]})"})
    CHECK(read(text, arena).taken.empty());
}

TEST_CASE("what has another shape than a request is none, wherever that is") {
  Arena arena;
  for (const char* shape :
       {"5", "\"x\"", "true", "{}", "[5]", "[null]", "[\"x\"]", "[[]]", "[{},5]"}) {
    const std::string value = shape;
    CAPTURE(value);
    const std::string things = R"({"spans":)" + value + "}";
    for (const auto& text : {
             R"({"resourceSpans":)" + value + "}",
             R"({"resourceSpans":[{"scopeSpans":)" + value + "}]}",
             R"({"resourceSpans":[{"resource":{},"scopeSpans":)" + value + "}]}",
             R"({"resourceSpans":[{"scopeSpans":[)" + things + "]}]}",
             R"({"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":)" + value +
                 "}]}]}",
         })
      CHECK_FALSE(read_traces(text, now_ms, arena));
  }
  for (const char* text : {R"({"resourceSpans":[{"resource":5}]})",
                           R"({"resourceSpans":[{"scopeSpans":[{"scope":"x"}]}]})"})
    CHECK_FALSE(read_traces(text, now_ms, arena));
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

TEST_CASE("attributes lose secrets, and nothing else") {
  struct Case {
    std::string_view key, value, kept;
  };
  constexpr std::string_view gone = R"("[Filtered]")";
  const Case cases[] = {
      {"password", R"({"stringValue":"hunter2"})", gone},
      {"http.request.header.authorization",
       R"({"arrayValue":{"values":[{"stringValue":"Basic x"}]}})", gone},
      {"secret", R"({"kvlistValue":{"values":[{"key":"a","value":{"stringValue":"b"}}]}})", gone},
      {"pin", R"({"intValue":"1234"})", gone},
      {"api_key", R"({"bytesValue":"aHVudGVyMg=="})", gone},
      {"password", R"({"stringValue":""})", R"("")"},
      {"secret", R"({"boolValue":true})", "true"},
      {"token", R"({"intValue":"5"})", "5"},
      {"token", R"({"stringValue":"5"})", gone},
      {"gen_ai.usage.paid_tokens", R"({"intValue":"12"})", "12"},
      {"gen_ai.usage.input_tokens", R"({"intValue":"12"})", "12"},
      {"gen_ai.request.max_tokens", R"({"doubleValue":1.5})", "1.5"},
      {"note", R"({"stringValue":"login with password=hunter2 today"})",
       R"("login with password=[Filtered] today")"},
      {"note", R"({"arrayValue":{"values":[{"stringValue":"Bearer abcdef0123456789"}]}})",
       R"(["Bearer [Filtered]"])"},
      {"note", R"({"kvlistValue":{"values":[{"key":"pwd","value":{"stringValue":"x"}}]}})",
       R"({"pwd":"[Filtered]"})"},
      {"gen_ai.input.messages", R"({"stringValue":"[{\"role\":\"user\",\"secret\":\"x\"}]"})",
       R"("[{\"role\":\"user\",\"secret\":\"[Filtered]\"}]")"},
      {"url.full", R"({"stringValue":"https://bob:pw@shop.io/a?token=abc&b=c#d"})",
       R"("https://[Filtered]@shop.io/a?token=[Filtered]&b=c#d")"},
      {"url.full", R"({"stringValue":"https://shop.io:8080/a?b=c"})",
       R"("https://shop.io:8080/a?b=c")"},
      {"trace_id", R"({"stringValue":"5b8efff798038103d269b633813fc60c"})",
       R"("5b8efff798038103d269b633813fc60c")"},
      {"db.query.text", R"({"stringValue":"SELECT a FROM b WHERE c = 1"})",
       R"("SELECT a FROM b WHERE c = 1")"},
      {"session.id", R"({"stringValue":"visit-7"})", R"("visit-7")"},
      {"mcp.session.id", R"({"stringValue":"visit-7"})", R"("visit-7")"},
      {"client.address", R"({"stringValue":"203.0.113.9"})", R"("203.0.113.9")"},
      {"process.session_leader.pid", R"({"intValue":"14"})", "14"},
      {"bytes", R"({"bytesValue":"cGFzc3dvcmQ9eA=="})", R"("cGFzc3dvcmQ9eA==")"},
  };
  for (const Case& c : cases) {
    Arena arena;
    CAPTURE(c.key);
    CAPTURE(c.value);
    const std::string list = R"("attributes":[{"key":")" + std::string(c.key) + R"(","value":)" +
                             std::string(c.value) + "}]";
    const std::string expected =
        R"("attributes":{")" + std::string(c.key) + R"(":)" + std::string(c.kept) + "}";
    auto json = request(span('1', ' ', "," + list + R"(,"events":[{"name":"e",)" + list + "}]"));
    json.replace(
        json.find(R"("attributes":[{"key":"service.name")"),
        std::string_view(R"("attributes":[{"key":"service.name","value":{"stringValue":"shop"}}])")
            .size(),
        list);
    const auto spans = read(json, arena);
    REQUIRE(spans.taken.size() == 1);
    const std::string_view kept = spans.taken[0].json;
    const auto own = kept.find(expected);
    CHECK(own != kept.npos);
    CHECK(kept.find(expected, own + 1) != kept.npos);  // of the event
    CHECK(spans.taken[0].resource == std::string_view(expected).substr(13));
  }
}

TEST_CASE("names, messages and exceptions of spans lose secrets") {
  Arena arena;
  auto json = request(span(
      '1', ' ',
      R"(,"status":{"code":2,"message":"no login with password=hunter2"},"events":[{"name":"exception","attributes":[)"
      R"({"key":"exception.type","value":{"stringValue":"E"}},)"
      R"({"key":"exception.message","value":{"stringValue":"no login with password=hunter2"}},)"
      R"({"key":"exception.stacktrace","value":{"stringValue":"at f api_key=hunter2"}}]}])"));
  json.replace(json.find(R"("name":"n")"), 10, R"("name":"GET /?password=hunter2")");
  const auto spans = read(json, arena);
  REQUIRE(spans.taken.size() == 1);
  CHECK(spans.taken[0].name == "GET /?password=[Filtered]");
  CHECK(spans.taken[0].json.find("hunter2") == std::string_view::npos);
  REQUIRE(spans.taken[0].exceptions.size() == 1);
  CHECK(spans.taken[0].exceptions[0].message == "no login with password=[Filtered]");
  CHECK(spans.taken[0].exceptions[0].stack_trace == "at f api_key=[Filtered]");
}

TEST_CASE("a secret at the end of what is kept of a text is not cut in two") {
  Arena arena;
  const std::string key = "sk-proj-0123456789abcdefghij0123456789abcdefghij";
  const std::string text = std::string(value_max_bytes - 10, '.') + " " + key;
  const auto spans = read(
      request(span('1', ' ',
                   R"(,"attributes":[{"key":"a","value":{"stringValue":")" + text + R"("}}])")),
      arena);
  REQUIRE(spans.taken.size() == 1);
  CHECK(spans.taken[0].json.find("sk-proj") == std::string_view::npos);
}

TEST_CASE("calls under names of before are calls, and a provider is the same in capitals") {
  Arena arena;
  const auto spans =
      read(request(span('1', ' ',
                        R"(,"attributes":[{"key":"llm.vendor","value":{"stringValue":"OpenAI"}},)"
                        R"({"key":"llm.request.model","value":{"stringValue":"gpt-4o"}},)"
                        R"({"key":"llm.usage.prompt_tokens","value":{"intValue":"7"}}])")),
           arena);
  REQUIRE(spans.taken.size() == 1);
  REQUIRE(spans.taken[0].call);
  CHECK(spans.taken[0].call->provider == "openai");
  CHECK(spans.taken[0].call->model == "gpt-4o");
  CHECK(spans.taken[0].call->usage == R"({"llm.usage.prompt_tokens":7})");
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
  CHECK(counted[0].span->call->usage == R"({"gen_ai.usage.input_tokens":10})");
  CHECK(counted[1].span->call->usage == R"({"gen_ai.usage.input_tokens":20})");
  CHECK(counted[2].span->id == id('7'));
}

TEST_CASE("spans that are each other's parents end the search for sums") {
  Arena arena;
  const auto spans = read(
      request(span('1', '2', model_call("chat", 1)) + "," + span('2', '1', model_call("chat", 1))),
      arena);
  CHECK(billed(spans.taken).empty());
}
