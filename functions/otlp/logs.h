#pragma once
// Log records as they are kept. https://opentelemetry.io/docs/specs/otel/logs/data-model

#include <optional>
#include <vector>

#include "otlp/resource.h"

namespace arris::otlp {

enum class Level : std::uint8_t { trace, debug, info, warn, error, fatal };
std::string_view text_of(Level level);

// Ids in lower-case hexadecimal, empty where there are none.
struct LogRecord {
  std::int64_t at_us = 0;
  std::size_t place = 0;  // in its request
  Level level = Level::info;
  std::string_view trace_id, span_id, service, environment;
  std::string_view resource;  // attributes, as JSON
  std::string_view json;      // as it is kept and shown
};

struct LogRecords {
  std::vector<LogRecord> taken;
  Refused refused;
};

// nullopt when the text is no request of logs. A record without a time has `now_ms`.
std::optional<LogRecords> read_logs(std::string_view json, std::int64_t now_ms, Arena& arena);

}  // namespace arris::otlp
