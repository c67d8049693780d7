#include "effects/request_headers.h"

#include <algorithm>

#include "core/text.h"

namespace arris::effects {
namespace {

using effect::Failure;

constexpr std::size_t headers_max_bytes = 32 * 1024;
constexpr std::string_view token_marks = "!#$%&'*+-.^_`|~";
constexpr std::string_view methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
constexpr std::string_view of_connection[] = {
    "host",    "connection", "content-length", "transfer-encoding", "keep-alive",    "te",
    "trailer", "upgrade",    "expect",         "accept-encoding",   "http2-settings"};
constexpr std::string_view of_transfer[] = {
    "connection", "content-length", "content-encoding", "transfer-encoding",
    "keep-alive", "trailer",        "upgrade",          "alt-svc"};

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           token_marks.find(c) != token_marks.npos;
  });
}

bool is_value(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  });
}

}  // namespace

bool is_method(std::string_view method) {
  return std::ranges::find(methods, method) != std::end(methods);
}

std::optional<Refusal> add_headers(const std::vector<effect::Header>& headers, CurlList& lines) {
  std::size_t size = 0;
  for (const auto& [name, value] : headers) {
    size += name.size() + value.size();
    if (size > headers_max_bytes) return Refusal{Failure::too_large, "the headers are too large"};
    if (!is_token(name) || !is_value(value)) return Refusal{Failure::invalid, "not a header"};
    const auto lower = to_lower(name);
    if (lower.starts_with("proxy-") ||
        std::ranges::find(of_connection, lower) != std::end(of_connection))
      continue;
    const auto text = trim(value);
    // libcurl sends a header without a value only when it is written with a semicolon.
    lines.add(text.empty() ? lower + ";" : lower + ": " + std::string(text));
  }
  return std::nullopt;
}

bool is_about_transfer(std::string_view name) {
  return name.starts_with("proxy-") ||
         std::ranges::find(of_transfer, name) != std::end(of_transfer);
}

}  // namespace arris::effects
