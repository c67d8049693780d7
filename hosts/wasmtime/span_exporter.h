#pragma once
// Requests as spans of OpenTelemetry, sent in JSON to a collector or to another Arris.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp
//
// (1) Adding one takes a lock for as long as a push and never waits for the network. (2) Over
// `waiting_max` spans are dropped, and counted. (3) What waits at the end is sent before it, if the
// other side takes it at once.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "wasmtime/log.h"

namespace arris::wasmtime {

struct RequestSpan {
  std::string trace_id, span_id, parent_id;  // lower-case hexadecimal; no parent for a root
  std::string method, route, module, request_id;
  unsigned status = 0;
  std::int64_t start_at_us = 0, duration_us = 0;
};

// ExportTraceServiceRequest.
std::string to_otlp(std::span<const RequestSpan> spans, std::string_view service_name);

struct SpanExporterSettings {
  std::string endpoint;  // without /v1/traces
  std::vector<std::pair<std::string, std::string>> headers;
  std::string service_name = "arris";
  std::size_t waiting_max = 4096;
  std::size_t batch_max = 512;
  int gathering_ms = 1'000;  // from a batch's first span on
  int timeout_ms = 5'000;
  int retry_ms = 500;  // before the second attempt; it doubles
  int attempts_max = 5;
};

class SpanExporter {
 public:
  // REQUIRES: the log outlives it
  SpanExporter(SpanExporterSettings settings, Log& log);
  ~SpanExporter();
  SpanExporter(const SpanExporter&) = delete;

  void add(RequestSpan span);
  std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

 private:
  // What became of a batch; `later` may work after so long a wait.
  struct Outcome {
    enum class Kind : std::uint8_t { taken, refused, later } kind = Kind::taken;
    std::string cause{};
    int wait_ms = 0;
  };

  void run(const std::stop_token& stop);
  bool gather(std::vector<RequestSpan>& spans, const std::stop_token& stop);
  void send(const std::vector<RequestSpan>& spans, const std::stop_token& stop);
  void rest(int wait_ms, const std::stop_token& stop);
  // For another batch. At the end of all what waits has as long as one batch.
  int left_ms(const std::stop_token& stop);
  Outcome post(const std::string& body, int timeout_ms) const;
  void note(const Outcome& outcome);

  const SpanExporterSettings settings_;
  Log& log_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::vector<RequestSpan> waiting_;
  std::atomic<std::uint64_t> dropped_ = 0;
  bool fails_ = false;
  std::int64_t end_at_ms_ = 0;
  std::jthread thread_;
};

}  // namespace arris::wasmtime
