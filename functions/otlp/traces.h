#pragma once
// Spans as they are kept, and what they tell of calls to models and of exceptions.
// https://opentelemetry.io/docs/specs/otel/trace/api, https://github.com/open-telemetry/semantic-conventions-genai

#include <optional>
#include <string>
#include <vector>

#include "otlp/resource.h"

namespace arris::otlp {

// A call to a model. `usage` is an object of the attributes that begin with gen_ai.usage, as they came.
struct ModelCall {
  std::string_view operation, provider, model, agent;
  std::string_view usage = "{}";
};

struct Exception {
  std::string_view type, message, stack_trace;
  std::int64_t at_us = 0;
};

// Ids in lower-case hexadecimal; `parent_id` is empty for a root. Times are Unix microseconds.
struct Span {
  std::string_view trace_id, id, parent_id, name, service, environment;
  std::int64_t start_us = 0, duration_us = 0;
  bool failed = false;
  std::string_view resource;  // attributes, as JSON
  std::string_view resource_id;
  std::string_view json;  // as it is kept and shown, see write_span
  std::optional<ModelCall> call;
  std::vector<Exception> exceptions;
};

struct Spans {
  std::vector<Span> taken;
  Refused refused;
};

// nullopt when the text is no request of traces. Views live as long as the text and the arena.
std::optional<Spans> read_traces(std::string_view json, std::int64_t now_ms, Arena& arena);

// A span whose usage counts, and its place among those that other requests bring.
struct Billed {
  const Span* span;
  std::string_view above;               // the nearest span above that is not here; empty for none
  std::vector<std::string_view> below;  // those here, none of which tells of a call
};

// Those of `spans` whose usage counts: of calls to models, without the sums that agents, workflows and clients in between
// repeat of the calls below them.
std::vector<Billed> billed(const std::vector<Span>& spans);

}  // namespace arris::otlp
