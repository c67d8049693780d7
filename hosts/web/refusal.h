#pragma once
// A request that never reaches the handler, and the answer that says so.

#include <string>
#include <string_view>

#include "core/error.h"
#include "web/server.h"

namespace arris::web {

struct Refusal {
  unsigned status = 400;
  Code code = Code::bad_request;
  std::string_view detail;  // a literal
};

std::string_view reason_of(unsigned status);

// An application/problem+json answer with a fresh request id.
Response problem_of(const Refusal& refusal);

}  // namespace arris::web
