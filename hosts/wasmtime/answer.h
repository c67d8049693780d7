#pragma once
// The host's own answers, and the headers that every answer carries.

#include <string>
#include <string_view>

#include "core/error.h"
#include "web/server.h"

namespace arris::wasmtime {

enum class Kind : std::uint8_t { api, page };
enum class Scheme : std::uint8_t { http, https };

// application/problem+json.
web::Response problem(Code code, std::string_view request_id, std::string_view detail = {});
web::Response json_answer(std::string body);

struct AnswerFacts {
  Kind kind = Kind::api;
  Scheme scheme = Scheme::http;
  std::string_view request_id;
  std::int64_t duration_us = 0;
};

// The header lines that `headers` lacks.
std::string closing_lines(const std::vector<web::Header>& headers, const AnswerFacts& facts);

}  // namespace arris::wasmtime
