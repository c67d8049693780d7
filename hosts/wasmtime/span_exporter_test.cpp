#include "wasmtime/span_exporter.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "effects/clock.h"
#include "effects/test_server.h"

namespace arris::wasmtime {
namespace {

using effects::Peer;
using effects::TestServer;
using nlohmann::json;

RequestSpan some_span(int number = 1) {
  return {.trace_id = std::string(32, 'a'),
          .span_id = "000000000000000" + std::to_string(number % 10),
          .parent_id = std::string(16, 'b'),
          .method = "GET",
          .route = "/errors/{id}",
          .module = "errors",
          .request_id = "r-" + std::to_string(number),
          .status = 200,
          .start_at_us = 1'700'000'000'000'000,
          .duration_us = 1'500};
}

// A log that nobody reads.
struct Quiet {
  int file = ::open("/dev/null", O_WRONLY);
  Log log{file};
};

// Takes requests one after another, and answers each with the next of `statuses`, the last one for ever.
struct Collector {
  explicit Collector(std::vector<std::string> answers)
      : statuses(std::move(answers)), server([this](Peer& peer) { serve(peer); }) {}

  void serve(Peer& peer) {
    const auto head = peer.read_until("\r\n\r\n");
    const auto place = head.find("Content-Length: ");
    if (place == head.npos) return;
    const auto body = peer.read(std::stoul(head.substr(place + 16)));
    std::lock_guard lock(mutex);
    heads.push_back(head);
    bodies.push_back(body);
    const auto& status = statuses[std::min(bodies.size(), statuses.size()) - 1];
    peer.send("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }
  SpanExporterSettings settings() const {
    return {.endpoint = "http://127.0.0.1:" + server.port() + "/otlp",
            .headers = {{"authorization", "Bearer key"}},
            .gathering_ms = 1,
            .retry_ms = 1};
  }
  std::size_t taken() {
    std::lock_guard lock(mutex);
    return bodies.size();
  }
  void wait_for(std::size_t count) {
    for (int i = 0; i < 1000 && taken() < count; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    REQUIRE(taken() >= count);
  }

  std::vector<std::string> statuses, heads, bodies;
  std::mutex mutex;
  mutable TestServer server;
};

TEST_CASE("spans: a request is a server's span in OTLP's JSON") {
  auto failed = some_span(2);
  failed.status = 503;
  failed.parent_id.clear();
  failed.route.clear();
  const std::vector<RequestSpan> spans{some_span(), failed};
  const auto sent = json::parse(to_otlp(spans, "shop \"1\""));
  const auto& resource = sent["resourceSpans"][0];
  CHECK(resource["resource"]["attributes"][0]["value"]["stringValue"] == "shop \"1\"");
  const auto& first = resource["scopeSpans"][0]["spans"][0];
  CHECK(first["traceId"] == std::string(32, 'a'));
  CHECK(first["parentSpanId"] == std::string(16, 'b'));
  CHECK(first["name"] == "GET /errors/{id}");
  CHECK(first["kind"] == 2);
  CHECK(first["startTimeUnixNano"] == "1700000000000000000");
  CHECK(first["endTimeUnixNano"] == "1700000000001500000");
  CHECK(first["attributes"].size() == 5);
  CHECK_FALSE(first.contains("status"));
  const auto& second = resource["scopeSpans"][0]["spans"][1];
  CHECK(second["name"] == "GET");
  CHECK_FALSE(second.contains("parentSpanId"));
  CHECK(second["status"]["code"] == 2);
}

TEST_CASE("spans: they are sent with the headers that were given, and again when that may help") {
  Quiet quiet;
  Collector collector({"503 Busy", "429 Slowly", "200 OK"});
  {
    SpanExporter exporter(collector.settings(), quiet.log);
    exporter.add(some_span());
    collector.wait_for(3);
    CHECK(exporter.dropped() == 0);
  }
  CHECK(collector.taken() == 3);
  CHECK(collector.heads[0].starts_with("POST /otlp/v1/traces HTTP/1.1\r\n"));
  CHECK(collector.heads[0].contains("authorization: Bearer key\r\n"));
  CHECK(collector.bodies[2] == collector.bodies[0]);
}

TEST_CASE("spans: what is refused for good is not sent again") {
  Quiet quiet;
  Collector collector({"400 No"});
  SpanExporter exporter(collector.settings(), quiet.log);
  exporter.add(some_span());
  for (int i = 0; i < 1000 && exporter.dropped() == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(exporter.dropped() == 1);
  CHECK(collector.taken() == 1);
}

TEST_CASE("spans: what waits at the end is sent before it") {
  Quiet quiet;
  Collector collector({"200 OK"});
  auto settings = collector.settings();
  settings.gathering_ms = 600'000;
  settings.batch_max = 7;
  {
    SpanExporter exporter(settings, quiet.log);
    for (int i = 0; i < 17; ++i) exporter.add(some_span(i));
  }
  std::size_t spans = 0;
  for (const auto& body : collector.bodies)
    spans += json::parse(body)["resourceSpans"][0]["scopeSpans"][0]["spans"].size();
  CHECK(spans == 17);
}

TEST_CASE("spans: nobody waits for a collector that is stuck, and what is too much is dropped") {
  Quiet quiet;
  TestServer stuck([](Peer& peer) { peer.wait_for_close(); });
  SpanExporter exporter({.endpoint = "http://127.0.0.1:" + stuck.port(),
                         .waiting_max = 100,
                         .batch_max = 10,
                         .gathering_ms = 1,
                         .timeout_ms = 300,
                         .attempts_max = 1},
                        quiet.log);
  for (int i = 0; i < 1'000; ++i) exporter.add(some_span(i));
  CHECK(exporter.dropped() >= 800);
}

}  // namespace
}  // namespace arris::wasmtime
