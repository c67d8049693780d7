#pragma once
// An Error as RFC 9457 problem+json. The cause never leaves; it goes to the log.

#include <string>
#include <string_view>

#include "core/error.h"
#include "json/type.h"

namespace arris::http {

inline constexpr std::string_view problem_type = "application/problem+json";

void write_problem(std::string& out, const Error& error, std::string_view request_id);

// Adds the schemas "Problem" and "ProblemFault" of the OpenAPI document.
void collect_problem(json::SchemaSet& schemas);

}  // namespace arris::http
