#pragma once
// Points of metrics as they are kept. https://opentelemetry.io/docs/specs/otel/metrics/data-model

#include <optional>
#include <vector>

#include "otlp/resource.h"

namespace arris::otlp {

enum class MetricKind : std::uint8_t { gauge, sum, histogram, exponential_histogram, summary };
std::string_view text_of(MetricKind kind);

// One point of one series; `temporality` is delta, cumulative or empty.
struct Point {
  std::string_view name, unit, description, temporality, service;
  MetricKind kind = MetricKind::gauge;
  bool monotonic = false;
  std::int64_t at_us = 0;
  std::string_view json;  // as it is kept and shown
};

struct Points {
  std::vector<Point> taken;
  Refused refused;
};

// nullopt when the text is no request of metrics.
std::optional<Points> read_metrics(std::string_view json, std::int64_t now_ms, Arena& arena);

}  // namespace arris::otlp
