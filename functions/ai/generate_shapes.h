#pragma once
// The bodies of the gateway's own call: a prompt in, a text out.

#include "ai/shapes.h"
#include "json/faults.h"

namespace arris::ai {

struct Prompt {
  json::Text<1, 500'000> prompt;
  json::Maybe<json::Text<1, 100'000>> system;
  json::Maybe<json::Name<200>> model;
  json::Maybe<json::Integer<1, 1'000'000>> max_output_tokens;
};
BOOST_DESCRIBE_STRUCT(Prompt, (), (prompt, system, model, max_output_tokens))

void find_faults(const Prompt& prompt, json::Faults& faults);

// `request_id` is the call's in the log.
struct Generated {
  RequestId request_id;
  std::string_view model, text, finish_reason;
};
BOOST_DESCRIBE_STRUCT(Generated, (), (request_id, model, text, finish_reason))

}  // namespace arris::ai
