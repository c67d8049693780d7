// What the sample org's product told of itself in its last days, as OpenTelemetry's exporters send it: traces with their
// spans, logs and metrics.

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "seed/story.h"

namespace arris::seed {

using nlohmann::json;

namespace {

constexpr std::int64_t traced_days = 3;

struct Operation {
  const char *name, *table, *exception, *message;
  std::int64_t usual_us;
};
constexpr Operation operations[] = {
    {"POST /orders", "orders", "TimeoutError", "the warehouse did not answer", 180'000},
    {"GET /orders", "orders", "ConnectionError", "connection to the warehouse was reset", 24'000},
    {"POST /tickets/route", "tickets", "RateLimitError", "slow down", 900'000},
    {"GET /reports", "reports", "PermissionError", "the bucket may not be listed", 60'000},
};

std::string nanoseconds(std::int64_t at_us) { return std::to_string(at_us * 1000); }

json attribute(const char* key, std::string_view value) {
  return {{"key", key}, {"value", {{"stringValue", value}}}};
}

json resource(const char* service) {
  return {
      {"attributes",
       {attribute("service.name", service), attribute("deployment.environment", "production")}}};
}

// One request to the product: a server's span, and what is done within it.
class Request {
 public:
  Request(Chance& chance, std::int64_t at_us)
      : chance_(chance),
        operation_(chance.pick_skewed(operations)),
        trace_(to_hex(as_bytes(chance.bytes(16)))),
        at_us_(at_us),
        lasts_us_(operation_.usual_us * chance.between(40, 220) / 100),
        fails_(chance.in_percent(6)) {
    root_ = add("", operation_.name, 2, 0, lasts_us_);
    add(root_, "authorise", 1, 0, lasts_us_ / 20);
    const std::string query = std::string("SELECT ") + operation_.table;
    const auto queried = add(root_, query, 3, lasts_us_ / 10, lasts_us_ * 6 / 10);
    spans_.back()["attributes"] = {attribute("db.system", "postgresql"),
                                   attribute("db.collection.name", operation_.table)};
    if (fails_) fail(spans_.back());
    add(queried, "pool.acquire", 1, lasts_us_ / 10, lasts_us_ / 8);
    if (chance.in_percent(60)) add(root_, "render", 1, lasts_us_ * 7 / 10, lasts_us_ * 9 / 10);
  }

  const std::vector<json>& spans() const { return spans_; }

  json log() const {
    json record = {{"timeUnixNano", nanoseconds(at_us_ + lasts_us_)},
                   {"severityNumber", fails_ ? 17 : 9},
                   {"body", {{"stringValue", said()}}},
                   {"traceId", trace_},
                   {"spanId", root_}};
    return record;
  }

 private:
  std::string said() const {
    const std::string name(operation_.name);
    if (fails_) return name + " failed: " + operation_.message;
    return name + " took " + std::to_string(lasts_us_ / 1000) + " ms";
  }

  std::string add(std::string_view parent, std::string_view name, int kind, std::int64_t from_us,
                  std::int64_t to_us) {
    const auto id = to_hex(as_bytes(chance_.bytes(8)));
    spans_.push_back({{"traceId", trace_},
                      {"spanId", id},
                      {"parentSpanId", parent},
                      {"name", name},
                      {"kind", kind},
                      {"startTimeUnixNano", nanoseconds(at_us_ + from_us)},
                      {"endTimeUnixNano", nanoseconds(at_us_ + to_us)}});
    return id;
  }

  void fail(json& span) {
    const json status = {{"code", 2}, {"message", operation_.message}};
    span["status"] = spans_.front()["status"] = status;
    span["events"] = {{{"name", "exception"},
                       {"timeUnixNano", span["endTimeUnixNano"]},
                       {"attributes",
                        {attribute("exception.type", operation_.exception),
                         attribute("exception.message", operation_.message),
                         attribute("exception.stacktrace", stacktrace())}}}};
  }

  std::string stacktrace() const {
    return std::string(operation_.exception) + ": " + operation_.message +
           "\n    at query (/app/database.js:88:13)\n    at handle (/app/" + operation_.table +
           ".js:21:5)";
  }

  Chance& chance_;
  const Operation& operation_;
  const std::string trace_;
  const std::int64_t at_us_, lasts_us_;
  const bool fails_;
  std::string root_;
  std::vector<json> spans_;
};

json traces_of(const json& spans) {
  return {
      {"resourceSpans", {{{"resource", resource("shop")}, {"scopeSpans", {{{"spans", spans}}}}}}}};
}

json logs_of(const json& records) {
  return {{"resourceLogs",
           {{{"resource", resource("shop")}, {"scopeLogs", {{{"logRecords", records}}}}}}}};
}

json metrics_of(std::int64_t at_ms, std::int64_t requests, std::int64_t waiting) {
  const auto at = nanoseconds(at_ms * 1000);
  const json served = {
      {"name", "http.server.requests"},
      {"unit", "1"},
      {"sum",
       {{"aggregationTemporality", 1},
        {"isMonotonic", true},
        {"dataPoints", {{{"timeUnixNano", at}, {"asInt", std::to_string(requests)}}}}}}};
  const json queue = {
      {"name", "queue.waiting"},
      {"unit", "1"},
      {"gauge", {{"dataPoints", {{{"timeUnixNano", at}, {"asInt", std::to_string(waiting)}}}}}}};
  return {{"resourceMetrics",
           {{{"resource", resource("shop")}, {"scopeMetrics", {{{"metrics", {served, queue}}}}}}}}};
}

}  // namespace

void Story::add_traces(Moments& moments, std::int64_t hour) {
  const auto first = (size_.days - traced_days) * 24;
  if (hour < first || size_.traces == 0) return;
  const auto requests = tide_.in_hour(size_.traces * size_.days / traced_days, hour);
  auto spans = json::array(), records = json::array();
  for (std::int64_t left = requests; left > 0; --left) {
    const auto at_ms = hour_at(hour) + traced_.below(hour_ms - minute_ms);
    const Request request(traced_, at_ms * 1000 + traced_.below(1000));
    for (const json& span : request.spans()) spans.push_back(span);
    records.push_back(request.log());
  }
  const auto sent_ms = hour_at(hour + 1) - 3;
  const auto metrics = metrics_of(sent_ms, requests * 20, traced_.skewed(40));
  moments.add(sent_ms, [=, this] {
    if (requests > 0) as_program(sent_ms, "POST", "/otlp/v1/traces", traces_of(spans).dump());
    if (requests > 0) as_program(sent_ms, "POST", "/otlp/v1/logs", logs_of(records).dump());
    as_program(sent_ms, "POST", "/otlp/v1/metrics", metrics.dump());
  });
}

}  // namespace arris::seed
