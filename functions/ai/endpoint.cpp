#include "ai/endpoint.h"

#include <algorithm>

#include "core/text.h"
#include "http/request.h"
#include "json/scalar.h"

namespace arris::ai {
namespace {

// What a status is called.
struct Kinds {
  std::uint16_t status;
  std::string_view openai, anthropic, gemini;
};
constexpr Kinds kinds[] = {
    {400, "invalid_request_error", "invalid_request_error", "INVALID_ARGUMENT"},
    {401, "invalid_request_error", "authentication_error", "UNAUTHENTICATED"},
    {403, "permission_error", "permission_error", "PERMISSION_DENIED"},
    {404, "invalid_request_error", "not_found_error", "NOT_FOUND"},
    {405, "invalid_request_error", "invalid_request_error", "INVALID_ARGUMENT"},
    {413, "invalid_request_error", "request_too_large", "INVALID_ARGUMENT"},
    {429, "rate_limit_error", "rate_limit_error", "RESOURCE_EXHAUSTED"},
    {502, "server_error", "api_error", "UNAVAILABLE"},
    {503, "server_error", "overloaded_error", "UNAVAILABLE"},
    {504, "server_error", "timeout_error", "DEADLINE_EXCEEDED"},
};

const Kinds& kinds_of(std::uint16_t status) {
  static constexpr Kinds other = {500, "server_error", "api_error", "INTERNAL"};
  for (const Kinds& one : kinds) {
    if (one.status == status) return one;
  }
  return other;
}

// "the first fault", when the input has some.
std::string message_of(const Error& error) {
  std::string message = error.detail;
  for (const Fault& fault : error.faults)
    message.append(message.empty() ? "" : "; ")
        .append(fault.pointer)
        .append(" ")
        .append(fault.detail);
  return message;
}

void write_member(std::string& out, std::string_view key, std::string_view value) {
  out.append("\"").append(key).append("\":");
  json::write_string(out, value);
}

void write_openai(std::string& out, const Error& error, std::string_view) {
  out += R"({"error":{)";
  write_member(out, "message", message_of(error));
  write_member(out += ',', "type", kinds_of(status_of(error.code)).openai);
  out += R"(,"param":null,)";
  const bool unknown = status_of(error.code) == 401;
  write_member(out, "code", unknown ? "invalid_api_key" : text_of(error.code));
  out += "}}";
}

void write_anthropic(std::string& out, const Error& error, std::string_view request_id) {
  out += R"({"type":"error","error":{)";
  write_member(out, "type", kinds_of(status_of(error.code)).anthropic);
  write_member(out += ',', "message", message_of(error));
  write_member(out += "},", "request_id", request_id);
  out += '}';
}

void write_gemini(std::string& out, const Error& error, std::string_view) {
  out += R"({"error":{"code":)";
  json::write_integer(out, status_of(error.code));
  write_member(out += ',', "message", message_of(error));
  write_member(out += ',', "status", kinds_of(status_of(error.code)).gemini);
  out += "}}";
}

std::string_view azure_key(const http::RequestState& state) { return state.header("api-key"); }

std::string_view key_of_query(const http::RequestState& state) {
  return state.query_parameter("key").value_or(std::string_view());
}

bool is_path_part(std::string_view name, std::string_view marks) {
  if (name.empty() || name == "." || name == "..") return false;
  return std::ranges::all_of(name, [marks](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != marks.npos;
  });
}

}  // namespace

bool is_path_name(std::string_view model, Service service) {
  const std::string_view marks = service == Service::gemini ? "-._" : "-._:";
  while (service == Service::openai) {
    const auto slash = model.find('/');
    if (slash == model.npos) break;
    if (!is_path_part(model.substr(0, slash), marks)) return false;
    model.remove_prefix(slash + 1);
  }
  return is_path_part(model, marks);
}

constexpr http::Protocol openai_protocol{
    .name = "openai", .write_error = write_openai, .find_key = azure_key};
constexpr http::Protocol anthropic_protocol{.name = "anthropic", .write_error = write_anthropic};
constexpr http::Protocol gemini_protocol{
    .name = "gemini", .write_error = write_gemini, .find_key = key_of_query};

const http::Protocol& protocol_of(Service service) {
  if (service == Service::anthropic) return anthropic_protocol;
  return service == Service::gemini ? gemini_protocol : openai_protocol;
}

void append_error_event(std::string& out, Service service, const Error& error,
                        std::string_view request_id) {
  if (service == Service::anthropic) out += "event: error\n";
  out += "data: ";
  protocol_of(service).write_error(out, error, request_id);
  out += "\n\n";
}

}  // namespace arris::ai
