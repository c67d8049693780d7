// Protobuf of any exporter: no bytes may crash its reading; what is taken is JSON to another parser, too, and what is
// kept of it is JSON again. The first byte says which message the others are.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "otlp/logs.h"
#include "otlp/messages.h"
#include "otlp/metrics.h"
#include "otlp/traces.h"

namespace {

using namespace arris;
using namespace arris::otlp;

constexpr std::int64_t now_ms = 1'700'000'000'000;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_json(std::string_view text) { return nlohmann::json::accept(text); }

template <class Taken>
void require_kept(const std::optional<Taken>& read) {
  require(read.has_value());
  for (const auto& one : read->taken) require(is_json(one.json));
}

void read_spans(std::string_view json, Arena& arena) {
  const auto spans = read_traces(json, now_ms, arena);
  require_kept(spans);
  for (const Span& span : spans->taken) {
    require(span.trace_id.size() == 32 && span.id.size() == 16 && span.duration_us >= 0);
    require(is_json(span.resource));
    require(!span.call || is_json(span.call->usage));
  }
  require(billed(spans->taken).size() <= spans->taken.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr std::array messages = {&traces_message, &logs_message, &metrics_message};
  const std::size_t which = data[0] % messages.size();
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto json = to_json(bytes, *messages[which]);
  if (!json) return 0;
  require(is_json(*json));
  Arena arena;
  if (which == 0) read_spans(*json, arena);
  if (which == 1) require_kept(read_logs(*json, now_ms, arena));
  if (which == 2) require_kept(read_metrics(*json, now_ms, arena));
  return 0;
}
