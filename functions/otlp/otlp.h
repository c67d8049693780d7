#pragma once
// otlp - takes traces, logs and metrics from OpenTelemetry's exporters; telemetry shows them.
//
// Owns: otlp_traces, otlp_spans, otlp_resources, otlp_logs, otlp_metrics, otlp_points.

#include "http/function.h"

namespace arris::otlp {

extern const http::Function function;

}  // namespace arris::otlp
