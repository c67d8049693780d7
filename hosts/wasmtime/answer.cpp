#include "wasmtime/answer.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "wasmtime/json_text.h"

namespace arris::wasmtime {
namespace {

// A header that every answer of a kind has: its name, and its line as it is sent.
struct Line {
  std::string_view name, text;
};

constexpr Line common[] = {
    {"x-content-type-options", "x-content-type-options: nosniff\r\n"},
    {"referrer-policy", "referrer-policy: no-referrer\r\n"},
    {"cross-origin-resource-policy", "cross-origin-resource-policy: same-site\r\n"}};
constexpr Line api_only[] = {
    {"cache-control", "cache-control: no-store\r\n"},
    {"content-security-policy",
     "content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n"}};
constexpr Line page_only[] = {
    {"content-security-policy",
     "content-security-policy: default-src 'self'; img-src 'self' data:; "
     "script-src 'self' 'wasm-unsafe-eval'; "
     "style-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
     "frame-ancestors 'none'\r\n"}};
constexpr Line tls_only[] = {
    {"strict-transport-security",
     "strict-transport-security: max-age=31536000; includeSubDomains\r\n"}};

void append_missing(std::string& out, std::span<const Line> lines,
                    const std::vector<web::Header>& headers) {
  for (const auto& [name, text] : lines) {
    if (std::ranges::find(headers, name, &web::Header::name) == headers.end()) out += text;
  }
}

// In milliseconds, to a tenth.
void append_timing(std::string& out, std::int64_t duration_us) {
  const auto tenths = std::max<std::int64_t>(0, duration_us + 50) / 100;
  char text[24];
  out += "server-timing: total;dur=";
  out.append(text, std::to_chars(text, std::end(text), tenths / 10).ptr);
  (out += '.') += static_cast<char>('0' + tenths % 10);
  out += "\r\n";
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

std::string closing_lines(const std::vector<web::Header>& headers, const AnswerFacts& facts) {
  constexpr std::size_t usual_bytes = 384;
  std::string lines;
  lines.reserve(usual_bytes);
  append_missing(lines, common, headers);
  if (facts.kind == Kind::api)
    append_missing(lines, api_only, headers);
  else
    append_missing(lines, page_only, headers);
  if (facts.scheme == Scheme::https) append_missing(lines, tls_only, headers);
  append_timing(lines, facts.duration_us);
  if (std::ranges::find(headers, "x-request-id", &web::Header::name) == headers.end())
    lines.append("x-request-id: ").append(facts.request_id).append("\r\n");
  return lines;
}

}  // namespace arris::wasmtime
