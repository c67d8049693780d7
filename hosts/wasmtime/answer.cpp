#include "wasmtime/answer.h"

#include <algorithm>
#include <cstdio>

#include "wasmtime/json_text.h"

namespace arris::wasmtime {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr Pair common[] = {{"x-content-type-options", "nosniff"},
                           {"referrer-policy", "no-referrer"},
                           {"cross-origin-resource-policy", "same-site"}};
constexpr Pair api_only[] = {
    {"cache-control", "no-store"},
    {"content-security-policy", "default-src 'none'; frame-ancestors 'none'"}};
constexpr Pair page_only[] = {
    {"content-security-policy",
     "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
     "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"}};
constexpr Pair tls_only[] = {{"strict-transport-security", "max-age=31536000; includeSubDomains"}};

template <std::size_t N>
void add_missing(std::vector<web::Header>& headers, const Pair (&pairs)[N]) {
  for (const auto& [name, value] : pairs) {
    const bool present =
        std::ranges::any_of(headers, [&](const web::Header& one) { return one.name == name; });
    if (!present) headers.push_back({std::string(name), std::string(value)});
  }
}

}  // namespace

web::Response problem(Code code, std::string_view request_id, std::string_view detail) {
  web::Response response{status_of(code), {{"content-type", "application/problem+json"}}, {}};
  auto& body = response.body;
  body = R"({"type":"about:blank","title":)";
  append_json(body, title_of(code));
  body.append(R"(,"status":)").append(std::to_string(status_of(code))).append(R"(,"detail":)");
  append_json(body, detail.empty() ? title_of(code) : detail);
  body += R"(,"code":)";
  append_json(body, text_of(code));
  body += R"(,"request_id":)";
  append_json(body, request_id);
  body += '}';
  if (code == Code::unavailable) response.headers.push_back({"retry-after", "1"});
  return response;
}

web::Response json_answer(std::string body) {
  return {200, {{"content-type", "application/json; charset=utf-8"}}, std::move(body)};
}

void finish_headers(std::vector<web::Header>& headers, const AnswerFacts& facts) {
  headers.reserve(headers.size() + 8);
  add_missing(headers, common);
  if (facts.kind == Kind::api)
    add_missing(headers, api_only);
  else
    add_missing(headers, page_only);
  if (facts.scheme == Scheme::https) add_missing(headers, tls_only);
  char timing[40];
  std::snprintf(timing, sizeof timing, "total;dur=%.1f",
                static_cast<double>(facts.duration_us) / 1000);
  headers.push_back({"server-timing", timing});
  headers.push_back({"x-request-id", std::string(facts.request_id)});
}

}  // namespace arris::wasmtime
