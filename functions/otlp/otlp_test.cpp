#include "otlp/otlp.h"

#include <doctest/doctest.h>

#include "core/range.h"
#include "native/app.h"
#include "otlp/test_proto.h"

using namespace arris;
using native::App;
using native::Rows;

namespace {

const App::Headers as_json{{"content-type", "application/json"}};
const App::Headers protobuf{{"content-type", "application/x-protobuf"}};

struct Shop {
  App app{{&otlp::function}};
  native::Session member = app.given.member(http::Role::member);
  native::Session viewer = app.given.member(http::Role::viewer);

  native::Response send(const std::string& signal, const std::string& body,
                        const App::Headers& headers = as_json) {
    return app.post("/otlp/v1/" + signal, body, member, headers);
  }
  std::string ns(std::int64_t after_ms = 0) {
    return "\"" + std::to_string(app.world.now_ms + after_ms) + "000000\"";
  }
  // `own`, `parent`: one digit; ' ' for a root.
  std::string span(char trace, char own, char parent, const std::string& more = "") {
    return R"({"traceId":")" + std::string(32, trace) + R"(","spanId":")" + std::string(16, own) +
           R"(","parentSpanId":")" + (parent == ' ' ? "" : std::string(16, parent)) +
           R"(","name":"span )" + own + R"(","startTimeUnixNano":)" + ns() +
           R"(,"endTimeUnixNano":)" + ns(5) + more + "}";
  }
  std::string traces(const std::string& spans) {
    return R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},)"
           R"("scopeSpans":[{"spans":[)" +
           spans + "]}]}]}";
  }
};

}  // namespace

TEST_CASE("otlp: strangers and viewers are refused in the words of the protocol") {
  Shop shop;
  const auto stranger = shop.app.post("/otlp/v1/traces", "{}", {}, as_json);
  stranger.expect(401);
  CHECK(stranger.json()["code"] == 16);
  const auto viewer = shop.app.post("/otlp/v1/traces", "{}", shop.viewer, as_json);
  viewer.expect(403);
  CHECK(viewer.json()["code"] == 7);
}

TEST_CASE("otlp: a signal that is not taken is refused in the words of the protocol") {
  Shop shop;
  const auto profiles = shop.send("profiles", "{}").expect(404).json();
  CHECK(profiles["code"] == 12);
  CHECK(profiles["message"].get<std::string>().contains("POST /otlp/v1/traces"));
  const auto in_protobuf = shop.send("profiles", "", protobuf).expect(404);
  CHECK(in_protobuf.header("content-type") == "application/x-protobuf");
  const auto read = shop.app.get("/otlp/v1/traces", shop.member).expect(405);
  CHECK(read.header("allow") == "POST, OPTIONS");
  CHECK(read.json()["code"] == 12);
}

TEST_CASE("otlp: bodies of another type or shape change nothing") {
  Shop shop;
  CHECK(shop.send("traces", "{}", {{"content-type", "text/plain"}}).status == 415);
  for (const char* signal : {"traces", "logs", "metrics"}) {
    const auto malformed = shop.send(signal, "{");
    malformed.expect(400);
    CHECK(malformed.json()["code"] == 3);
    shop.send(signal, "[]").expect(400);
    shop.send(signal, "\x0a\xff", protobuf).expect(400);
    const std::string name = signal;
    const std::string list = "resource" + std::string(name == "traces" ? "Spans"
                                                      : name == "logs" ? "Logs"
                                                                       : "Metrics");
    for (const char* value : {"5", "\"x\"", "[5]"}) {
      const auto other = shop.send(signal, R"({")" + list + R"(":)" + value + "}");
      other.expect(400);
      CHECK(other.json()["code"] == 3);
      CHECK(other.json()["message"].get<std::string>().starts_with(
          "The body is not a request of this signal"));
    }
  }
  CHECK(shop.app.rows("SELECT count(*) FROM otlp_spans") == Rows{{"0"}});
}

TEST_CASE("otlp: who sends protobuf is refused in protobuf, others in JSON") {
  Shop shop;
  for (const char* signal : {"traces", "logs", "metrics"}) {
    const auto refused = shop.send(signal, "\x0a\x7f", protobuf);
    refused.expect(400);
    CHECK(refused.header("content-type") == "application/x-protobuf");
    CHECK(refused.body.starts_with("\x08\x03\x12"));
    CHECK(refused.body.substr(4).starts_with("The body is not a request of this signal (request "));
    CHECK(static_cast<std::size_t>(refused.body[3]) == refused.body.size() - 4);
    CHECK(shop.send(signal, "{").header("content-type") == "application/json");
  }
  const auto other = shop.send("traces", "{}", {{"content-type", "text/plain"}});
  CHECK(other.json()["code"] == 3);
  const auto with_charset =
      shop.send("traces", "\x0a\x7f", {{"content-type", "Application/X-Protobuf; a=b"}});
  CHECK(with_charset.header("content-type") == "application/x-protobuf");
  const auto stranger = shop.app.post("/otlp/v1/traces", "", {}, protobuf);
  stranger.expect(401);
  CHECK(stranger.body.starts_with("\x08\x10\x12"));
}

TEST_CASE("otlp: what the host does not take is refused in the words of the protocol") {
  Shop shop;
  const auto large = shop.send("traces", std::string((8u << 20) + 1, ' '), protobuf);
  large.expect(413);
  CHECK(large.body.starts_with("\x08\x03\x12"));
  const auto refused = [&](const char* code, const App::Headers& type) {
    App::Headers headers = type;
    headers.push_back({"x-arris-refused", code});
    return shop.send("logs", "", headers);
  };
  CHECK(refused("too_large", protobuf).expect(413).body.starts_with("\x08\x03\x12"));
  CHECK(refused("too_large", as_json).expect(413).json()["code"] == 3);
  CHECK(refused("unsupported_media_type", as_json).expect(415).json()["code"] == 3);
  CHECK(refused("nothing of ours", as_json).status == 200);
}

TEST_CASE("otlp: a NUL in a text is shown as what can't be, in both encodings") {
  Shop shop;
  const auto named = [&](const std::string& name) {
    auto span = shop.span('a', '1', ' ');
    return shop.traces(span.replace(span.find("span 1"), 6, name));
  };
  shop.send("traces", named(R"(a\u0000\\u0000\\\u0000)")).expect(200, "{}");
  CHECK(shop.app.rows("SELECT name FROM otlp_traces") ==
        Rows{{"a\xef\xbf\xbd\\u0000\\\xef\xbf\xbd"}});
  const auto span = test::Proto()
                        .text(1, std::string(16, '\xab'))
                        .text(2, std::string(8, '\x01'))
                        .text(5, std::string_view("b\0c", 3))
                        .fixed64(7, 1'700'000'000'000'000'000);
  const auto scopes = test::Proto().message(2, test::Proto().message(2, span));
  shop.send("traces", test::Proto().message(1, scopes).bytes(), protobuf).expect(200, "");
  CHECK(shop.app.rows("SELECT name FROM otlp_traces WHERE name LIKE 'b%'") == Rows{{"b\xef\xbf\xbd"
                                                                                    "c"}});
}

TEST_CASE("otlp: an empty request is taken, in both encodings") {
  Shop shop;
  for (const char* signal : {"traces", "logs", "metrics"}) {
    shop.send(signal, "{}").expect(200, "{}");
    const auto answer = shop.send(signal, "", protobuf);
    answer.expect(200, "");
    CHECK(answer.header("content-type") == "application/x-protobuf");
  }
}

TEST_CASE("otlp: what is refused is counted in the answer, the rest is kept") {
  Shop shop;
  const auto answer = shop.send("traces", shop.traces(shop.span('a', '1', ' ') + ",{}"));
  answer.expect(
      200,
      R"({"partialSuccess":{"rejectedSpans":"1","errorMessage":"a traceId is not 32 hexadecimal digits"}})");
  CHECK(shop.app.rows("SELECT span_count FROM otlp_traces") == Rows{{"1"}});
}

TEST_CASE("otlp: a span that ends in a far future is refused, whatever number says so") {
  Shop shop;
  for (const char* end : {"9223372036854775807", "18446744073709551615", "9007199254741001000"}) {
    auto span = shop.span('a', '1', ' ');
    span.replace(span.find(shop.ns(5)), shop.ns(5).size(), '"' + std::string(end) + '"');
    const auto answer = shop.send("traces", shop.traces(span)).expect(200).json();
    CHECK(answer["partialSuccess"]["errorMessage"] ==
          "an endTimeUnixNano is more than a day ahead");
  }
  CHECK(shop.app.rows("SELECT count(*) FROM otlp_traces") == Rows{{"0"}});
}

TEST_CASE("otlp: spans of a trace add up over requests, and the root names it") {
  Shop shop;
  shop.send("traces", shop.traces(shop.span('a', '2', '1', R"(,"status":{"code":2})") + "," +
                                  shop.span('b', '3', ' ')))
      .expect(200);
  CHECK(shop.app.rows("SELECT name, root FROM otlp_traces ORDER BY trace_id") ==
        Rows{{"span 2", "0"}, {"span 3", "1"}});
  shop.send("traces", shop.traces(shop.span('a', '1', ' '))).expect(200);
  CHECK(shop.app.rows("SELECT name, service, span_count, error_count, end_at_us - start_at_us"
                      " FROM otlp_traces ORDER BY trace_id") ==
        Rows{{"span 1", "shop", "2", "1", "5000"}, {"span 3", "shop", "1", "0", "5000"}});
}

TEST_CASE("otlp: a request that is sent again is kept once") {
  Shop shop;
  const auto body = shop.traces(shop.span('a', '1', ' '));
  shop.send("traces", body).expect(200);
  shop.app.world.now_ms += 1'000;
  shop.send("traces", body).expect(200);
  CHECK(shop.app.rows("SELECT span_count FROM otlp_traces") == Rows{{"1"}});
  CHECK(shop.app.rows("SELECT count(*) FROM otlp_spans") == Rows{{"1"}});
}

TEST_CASE("otlp: a span that is sent in several requests is kept and counted once") {
  Shop shop;
  const std::string failed = R"(,"status":{"code":2})";
  const auto root = shop.span('a', '1', ' '), second = shop.span('a', '2', '1', failed),
             third = shop.span('a', '3', '1', failed), elsewhere = shop.span('b', '2', ' ');
  // Of each trace, how many spans are kept, and how many of them differ.
  const auto spans = [&] {
    return shop.app.rows(
        "SELECT count(*), count(DISTINCT k.value) FROM otlp_spans s, json_each(s.span_ids) k"
        " WHERE k.type <> 'null' GROUP BY s.trace_id ORDER BY s.trace_id");
  };
  const auto counts = [&] {
    return shop.app.rows("SELECT span_count, error_count FROM otlp_traces ORDER BY trace_id");
  };
  shop.send("traces", shop.traces(root + "," + second + "," + root)).expect(200, "{}");
  CHECK(counts() == Rows{{"2", "1"}});
  shop.send("traces", shop.traces(second + "," + third)).expect(200, "{}");
  CHECK(counts() == Rows{{"3", "2"}});
  CHECK(spans() == Rows{{"3", "3"}});
  shop.send("traces", shop.traces(third + "," + root + "," + second)).expect(200, "{}");
  shop.send("traces", shop.traces(elsewhere + "," + root)).expect(200, "{}");
  CHECK(counts() == Rows{{"3", "2"}, {"1", "0"}});
  CHECK(spans() == Rows{{"3", "3"}, {"1", "1"}});
  CHECK(shop.app.rows("SELECT count(*) FROM otlp_spans") == Rows{{"3"}});
}

TEST_CASE("otlp: a span that a chunk of before holds, which is not packed, is known") {
  Shop shop;
  const std::string failed = R"(,"status":{"code":2})";
  const auto known = shop.span('a', '1', ' ', failed), fresh = shop.span('a', '2', '1', failed);
  shop.send("traces", shop.traces(known)).expect(200, "{}");
  shop.app.world.database.run(
      "UPDATE otlp_spans SET span_ids = '', resource_ids = '', spans ="
      " '[{\"id\":\"1111111111111111\",\"status\":\"error\"}]'");
  shop.send("traces", shop.traces(known + "," + fresh)).expect(200, "{}");
  CHECK(shop.app.rows("SELECT span_count, error_count FROM otlp_traces") == Rows{{"2", "2"}});
  CHECK(shop.app.rows("SELECT span_ids FROM otlp_spans WHERE span_ids <> ''") ==
        Rows{{R"([null,"2222222222222222"])"}});
}

TEST_CASE("otlp: a chunk names the resources of its spans, and holds less than them") {
  Shop shop;
  std::string spans;
  for (const char own : {'1', '2', '3', '4', '5', '6', '7', '8'})
    spans.append(spans.empty() ? "" : ",").append(shop.span('a', own, ' '));
  shop.send("traces", shop.traces(spans)).expect(200, "{}");
  CHECK(shop.app.rows("SELECT json_array_length(span_ids) FROM otlp_spans") == Rows{{"8"}});
  CHECK(shop.app.rows("SELECT count(*) FROM otlp_spans s, json_each(s.resource_ids) n"
                      " JOIN otlp_resources r ON r.org_id = s.org_id AND r.id = n.value") ==
        Rows{{"1"}});
  CHECK(shop.app.rows("SELECT length(spans) < 8 * 100 FROM otlp_spans") == Rows{{"1"}});
}

TEST_CASE("otlp: hundreds of spans that come again are known again") {
  Shop shop;
  std::string spans;
  for (int i = 1; i <= 500; ++i) {
    char id[17];
    std::snprintf(id, sizeof id, "%016x", i);
    auto span = shop.span('a', '1', ' ');
    spans.append(spans.empty() ? "" : ",")
        .append(span.replace(span.find(std::string(16, '1')), 16, id));
  }
  const auto last = shop.span('a', 'f', ' ');
  for (int i = 0; i < 3; ++i)
    shop.send("traces", shop.traces(spans + "," + last + std::string(i, ' '))).expect(200);
  CHECK(shop.app.rows("SELECT span_count FROM otlp_traces") == Rows{{"501"}});
}

TEST_CASE("otlp: protobuf and JSON are kept alike") {
  Shop shop;
  shop.send("traces", test::some_traces(), protobuf).expect(200, "");
  CHECK(shop.app.rows("SELECT name, service, span_count, error_count FROM otlp_traces") ==
        Rows{{"GET /cart", "shop", "1", "1"}});
}

TEST_CASE("otlp: exceptions of spans and calls of models are told once") {
  Shop shop;
  const auto body = shop.traces(shop.span(
      'a', '1', ' ',
      R"(,"attributes":[{"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},)"
      R"({"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},)"
      R"({"key":"gen_ai.usage.input_tokens","value":{"intValue":"12"}}],)"
      R"("events":[{"name":"exception","timeUnixNano":"1700000000000000000","attributes":[)"
      R"({"key":"exception.type","value":{"stringValue":"KeyError"}},)"
      R"({"key":"exception.message","value":{"stringValue":"say \"no\""}}]}])"));
  shop.send("traces", body).expect(200);
  shop.send("traces", body + " ").expect(200);
  CHECK(shop.app.rows("SELECT topic, dedupe_key FROM outbox ORDER BY topic") ==
        Rows{{"ai.called", std::string(32, 'a') + "." + std::string(16, '1')},
             {"span.exception", std::string(32, 'a') + "." + std::string(16, '1') + ".0"}});
  CHECK(
      shop.app.rows("SELECT payload->>'message', payload->>'error_type' FROM outbox WHERE topic = "
                    "'span.exception'") == Rows{{"say \"no\"", "KeyError"}});
}

TEST_CASE("otlp: a sum that comes behind the calls that it sums is not told") {
  Shop shop;
  const auto call = [](std::string_view operation) {
    return R"(,"attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":")" +
           std::string(operation) +
           R"("}},{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},)"
           R"({"key":"gen_ai.usage.input_tokens","value":{"intValue":"12"}}])";
  };
  const auto send = [&](const std::string& spans) {
    shop.send("traces", shop.traces(spans)).expect(200, "{}");
  };
  const auto told = [&] {
    return shop.app.rows(
        "SELECT substr(payload->>'id', 34, 1) FROM outbox WHERE topic = 'ai.called' ORDER BY 1");
  };
  send(shop.span('a', '3', '2', call("chat")) + "," + shop.span('a', '4', '2', call("chat")));
  send(shop.span('a', '2', '1', call("")));
  send(shop.span('a', '5', '1', call("chat")) + "," + shop.span('a', '6', ' ', call("")));
  send(shop.span('a', '5', '1', call("chat")));
  CHECK(told() == Rows{{"3"}, {"4"}, {"5"}, {"6"}});
  send(shop.span('a', '1', ' ', call("")));
  CHECK(told() == Rows{{"3"}, {"4"}, {"5"}, {"6"}});
  // Through spans that tell of no call, but for one that comes alone between the call and its sum.
  send(shop.span('b', '3', '2', call("chat")) + "," + shop.span('b', '2', '1'));
  send(shop.span('b', '1', ' ', call("")));
  send(shop.span('c', '3', '2', call("chat")));
  send(shop.span('c', '2', '1') + "," + shop.span('c', '1', ' ', call("")));
  CHECK(told() == Rows{{"3"}, {"3"}, {"3"}, {"4"}, {"5"}, {"6"}});
  send(shop.span('d', '3', '2', call("chat")));
  send(shop.span('d', '2', '1'));
  send(shop.span('d', '1', ' ', call("")));
  CHECK(told() == Rows{{"1"}, {"3"}, {"3"}, {"3"}, {"3"}, {"4"}, {"5"}, {"6"}});
}

TEST_CASE("otlp: logs and points are packed in the order of their times") {
  Shop shop;
  shop.send("logs", R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":)" +
                        shop.ns(2) + R"(,"body":{"stringValue":"b"}},{"timeUnixNano":)" +
                        shop.ns(1) + R"(,"body":{"stringValue":"a"}}]}]}]})")
      .expect(200, "{}");
  CHECK(shop.app.rows("SELECT record_count, records->>'$[0].body', last_at_us - first_at_us"
                      " FROM otlp_logs") == Rows{{"2", "a", "1000"}});
  shop.send(
          "metrics",
          R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","unit":"By","gauge":{"dataPoints":[)"
          R"({"timeUnixNano":)" +
              shop.ns() + R"(,"asInt":"7"},{"timeUnixNano":)" + shop.ns(1) +
              R"(,"asDouble":0.5}]}}]}]}]})")
      .expect(200, "{}");
  CHECK(shop.app.rows("SELECT name, kind, unit FROM otlp_metrics") == Rows{{"m", "gauge", "By"}});
  CHECK(shop.app.rows("SELECT point_count, points->'$[1].value' FROM otlp_points") ==
        Rows{{"2", "0.5"}});
}

TEST_CASE("otlp: a large request is kept in several chunks") {
  Shop shop;
  std::string spans;
  const std::string text(2'000, 'x');
  for (int i = 0; i < 1'000; ++i) {
    char id[17];
    std::snprintf(id, sizeof id, "%016x", i + 1);
    auto span = shop.span(
        'a', '1', ' ', R"(,"attributes":[{"key":"k","value":{"stringValue":")" + text + R"("}}])");
    span.replace(span.find(std::string(16, '1')), 16, id);
    spans.append(spans.empty() ? "" : ",").append(span);
  }
  shop.send("traces", shop.traces(spans)).expect(200, "{}");
  CHECK(shop.app.rows("SELECT span_count FROM otlp_traces") == Rows{{"1000"}});
  CHECK(shop.app.rows(
            "SELECT count(*) > 5, sum(span_count), max(length(spans)) < 400000 FROM otlp_spans") ==
        Rows{{"1", "1000", "1"}});
}

TEST_CASE("otlp: what is older than 30 days goes at night") {
  Shop shop;
  shop.send("traces", shop.traces(shop.span('a', '1', ' '))).expect(200);
  shop.app.world.now_ms += 29 * day_ms;
  CHECK(shop.app.tick("remove_old") == 204);
  CHECK(shop.app.rows("SELECT count(*) FROM otlp_traces") == Rows{{"1"}});
  shop.app.world.now_ms += 3 * day_ms;
  CHECK(shop.app.tick("remove_old") == 204);
  for (const char* table : {"otlp_traces", "otlp_spans", "otlp_resources"})
    CHECK(shop.app.rows(std::string("SELECT count(*) FROM ") + table) == Rows{{"0"}});
}
