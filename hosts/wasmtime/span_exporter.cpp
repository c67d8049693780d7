#include "wasmtime/span_exporter.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "effects/clock.h"
#include "effects/curl.h"
#include "wasmtime/json_text.h"

namespace arris::wasmtime {
namespace {

using std::chrono::milliseconds;

void append_attribute(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out += out.ends_with('[') ? "{\"key\":" : ",{\"key\":";
  append_json(out, key);
  out += ",\"value\":{\"stringValue\":";
  append_json(out, value);
  out += "}}";
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  if (!out.ends_with('{')) out += ',';
  append_json(out, name);
  out += ':';
  append_json(out, value);
}

// Names and attributes are those of a server's spans in OpenTelemetry's conventions for HTTP.
void append_span(std::string& out, const RequestSpan& span) {
  constexpr int server = 2, failed = 2;
  out += '{';
  append_member(out, "traceId", span.trace_id);
  append_member(out, "spanId", span.span_id);
  if (!span.parent_id.empty()) append_member(out, "parentSpanId", span.parent_id);
  append_member(out, "name", span.route.empty() ? span.method : span.method + " " + span.route);
  out += ",\"kind\":" + std::to_string(server);
  append_member(out, "startTimeUnixNano", std::to_string(span.start_at_us) + "000");
  append_member(out, "endTimeUnixNano",
                std::to_string(span.start_at_us + span.duration_us) + "000");
  out += ",\"attributes\":[";
  append_attribute(out, "http.request.method", span.method);
  append_attribute(out, "http.route", span.route);
  append_attribute(out, "arris.module", span.module);
  append_attribute(out, "arris.request_id", span.request_id);
  out += R"(,{"key":"http.response.status_code","value":{"intValue":")";
  out += std::to_string(span.status) + "\"}}]";
  if (span.status >= 500) out += ",\"status\":{\"code\":" + std::to_string(failed) + "}";
  out += '}';
}

std::size_t pass_over(char*, std::size_t size, std::size_t count, void*) { return size * count; }

bool may_work_later(long status) {
  return status == 429 || status == 502 || status == 503 || status == 504;
}

}  // namespace

std::string to_otlp(std::span<const RequestSpan> spans, std::string_view service_name) {
  std::string out = R"({"resourceSpans":[{"resource":{"attributes":[)";
  append_attribute(out, "service.name", service_name);
  out += R"(]},"scopeSpans":[{"scope":{"name":"arris.requests"},"spans":[)";
  for (const RequestSpan& span : spans) {
    if (!out.ends_with('[')) out += ',';
    append_span(out, span);
  }
  return out + "]}]}]}";
}

SpanExporter::SpanExporter(SpanExporterSettings settings, Log& log)
    : settings_(std::move(settings)), log_(log) {
  effects::start_curl();
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

SpanExporter::~SpanExporter() {
  thread_.request_stop();
  thread_.join();
}

void SpanExporter::add(RequestSpan span) {
  bool wakes = false;
  {
    std::lock_guard lock(mutex_);
    if (waiting_.size() >= settings_.waiting_max) {
      dropped_.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    waiting_.push_back(std::move(span));
    wakes = waiting_.size() == 1 || waiting_.size() == settings_.batch_max;
  }
  if (wakes) wake_.notify_one();
}

void SpanExporter::run(const std::stop_token& stop) {
  std::vector<RequestSpan> spans;
  while (gather(spans, stop)) send(spans, stop);
}

// False once the exporter ends and nothing waits.
bool SpanExporter::gather(std::vector<RequestSpan>& spans, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!wake_.wait(lock, stop, [this] { return !waiting_.empty(); })) return false;
  wake_.wait_for(lock, stop, milliseconds(settings_.gathering_ms),
                 [this] { return waiting_.size() >= settings_.batch_max; });
  const auto count = std::min(waiting_.size(), settings_.batch_max);
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  spans.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return true;
}

// At the end of all one that does not take a batch is not asked to take the others.
void SpanExporter::send(const std::vector<RequestSpan>& spans, const std::stop_token& stop) {
  const auto body = to_otlp(spans, settings_.service_name);
  for (int attempt = 1;; ++attempt) {
    const int timeout_ms = left_ms(stop);
    const auto outcome =
        timeout_ms > 0 ? post(body, timeout_ms) : Outcome{Outcome::Kind::later, "the server ends"};
    note(outcome);
    if (outcome.kind == Outcome::Kind::taken) return;
    const bool again = outcome.kind == Outcome::Kind::later && attempt < settings_.attempts_max;
    if (again && !stop.stop_requested()) {
      rest(std::max(outcome.wait_ms, settings_.retry_ms << (attempt - 1)), stop);
      continue;
    }
    std::lock_guard lock(mutex_);
    dropped_.fetch_add(spans.size(), std::memory_order_relaxed);
    if (stop.stop_requested())
      dropped_.fetch_add(std::exchange(waiting_, {}).size(), std::memory_order_relaxed);
    return;
  }
}

void SpanExporter::rest(int wait_ms, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, stop, milliseconds(wait_ms), [] { return false; });
}

int SpanExporter::left_ms(const std::stop_token& stop) {
  if (!stop.stop_requested()) return settings_.timeout_ms;
  const auto now_ms = effects::steady_ms();
  if (end_at_ms_ == 0) end_at_ms_ = now_ms + settings_.timeout_ms;
  return static_cast<int>(std::max<std::int64_t>(end_at_ms_ - now_ms, 0));
}

SpanExporter::Outcome SpanExporter::post(const std::string& body, int timeout_ms) const {
  constexpr curl_off_t longest_wait_s = 30;
  const effects::CurlHandle handle(curl_easy_init());
  if (!handle) return {Outcome::Kind::later, "libcurl did not start"};
  effects::CurlList headers;
  headers.add("content-type: application/json");
  for (const auto& [name, value] : settings_.headers) headers.add(name + ": " + value);
  const auto url = settings_.endpoint + "/v1/traces";
  const auto set = [&](CURLoption option, auto value) {
    curl_easy_setopt(handle.get(), option, value);
  };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout_ms));
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_POSTFIELDS, body.c_str());
  set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  set(CURLOPT_WRITEFUNCTION, pass_over);
  if (const auto code = curl_easy_perform(handle.get()); code != CURLE_OK)
    return {Outcome::Kind::later, curl_easy_strerror(code)};
  long status = 0;
  curl_off_t wait_s = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle.get(), CURLINFO_RETRY_AFTER, &wait_s);
  if (status >= 200 && status < 300) return {};
  const auto kind = may_work_later(status) ? Outcome::Kind::later : Outcome::Kind::refused;
  return {kind, "status " + std::to_string(status),
          static_cast<int>(std::min(wait_s, longest_wait_s)) * 1000};
}

// One line when it begins to fail, and one when that is over.
void SpanExporter::note(const Outcome& outcome) {
  const bool fails = outcome.kind != Outcome::Kind::taken;
  if (std::exchange(fails_, fails) == fails) return;
  LogLine line(fails ? "warning" : "info", fails ? "spans are not taken" : "spans are taken again");
  line.add("endpoint", settings_.endpoint);
  if (fails) line.add("cause", outcome.cause);
  log_.write(line);
}

}  // namespace arris::wasmtime
