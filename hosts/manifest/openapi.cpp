#include "manifest/openapi.h"

#include <map>
#include <optional>
#include <set>

#include "core/error.h"
#include "manifest/words.h"

namespace arris::manifest {
namespace {

using nlohmann::json;

json ref(std::string_view kind, std::string_view name) {
  return {{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

json problem_schema() {
  return json::parse(R"({
    "type": "object",
    "description": "A problem as of RFC 9457.",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
      "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
      "detail": {"type": "string", "description": "About this occurrence."},
      "code": {"type": "string", "description": "Stable; programs match on it."},
      "request_id": {"type": "string"},
      "errors": {"type": "array", "description": "Every fault of a bad input.", "items": {
        "type": "object", "required": ["pointer", "code", "detail"],
        "properties": {"pointer": {"type": "string"}, "code": {"type": "string"},
                       "detail": {"type": "string"}}}}}})");
}

json example_of(Code code) {
  json problem = {
      {"type", "about:blank"},     {"title", title_of(code)},
      {"status", status_of(code)}, {"detail", title_of(code)},
      {"code", text_of(code)},     {"request_id", "0199d0a0-0000-7000-8000-000000000000"}};
  if (code == Code::invalid)
    problem["errors"] = {
        {{"pointer", "#/name"}, {"code", "required"}, {"detail", "It is missing"}}};
  return problem;
}

// The refusals that a route may give by what it is.
std::set<Code> errors_of(const json& route) {
  std::set<Code> codes = {Code::bad_request,
                          Code::method_not_allowed,
                          Code::too_many_requests,
                          Code::headers_too_large,
                          Code::internal,
                          Code::unavailable,
                          Code::timeout};
  const auto kind = route.value("/allow/kind"_json_pointer, std::string("anyone"));
  if (kind != "anyone")
    codes.insert({Code::unauthenticated, Code::forbidden, Code::insufficient_scope});
  if (kind == "session_or_key") codes.insert({Code::invalid_key, Code::key_expired});
  if (route.contains("body") || route.contains("query")) codes.insert(Code::invalid);
  if (route.contains("body")) codes.insert({Code::too_large, Code::unsupported_media_type});
  const bool writes = route.at("method") != "GET";
  const bool is_of_one = route.at("path").get<std::string>().contains('{');
  if (is_of_one || (kind != "anyone" && writes)) codes.insert(Code::not_found);
  // Also of what a secret in the body stands for.
  if (writes && (is_of_one || route.contains("body"))) codes.insert(Code::gone);
  // What opens such a route is a secret in its body or its cookie.
  if (kind == "anyone" && writes)
    codes.insert({Code::invalid_credentials, Code::invalid_token, Code::session_ended,
                  Code::unauthenticated, Code::forbidden, Code::gone});
  if (writes)
    codes.insert({Code::conflict, Code::cross_site, Code::precondition_failed, Code::too_large,
                  Code::unsupported_media_type});
  if (route.contains("retry")) codes.insert({Code::already_running, Code::key_reused});
  if (route.value("retry", "") == "shown_once") codes.insert(Code::already_answered);
  return codes;
}

json response_of(std::uint16_t status, const std::vector<Code>& codes) {
  json examples = json::object();
  std::string description;
  for (const Code code : codes) {
    examples[std::string(text_of(code))] = {{"value", example_of(code)}};
    (description += description.empty() ? "" : ", ") += text_of(code);
  }
  json headers = {{"X-Request-Id", ref("headers", "RequestId")}};
  if (status == 429 || status == 503) headers["Retry-After"] = ref("headers", "RetryAfter");
  if (status == 405) headers["Allow"] = ref("headers", "Allow");
  return {{"description", description},
          {"headers", headers},
          {"content",
           {{"application/problem+json",
             {{"schema", ref("schemas", "Problem")}, {"examples", examples}}}}}};
}

void add_refusals(json& responses, const json& route) {
  std::map<std::uint16_t, std::vector<Code>> by_status;
  for (const Code code : errors_of(route)) by_status[status_of(code)].push_back(code);
  for (const auto& [status, codes] : by_status) {
    auto& response = responses[std::to_string(status)];
    if (response.is_null()) response = response_of(status, codes);
  }
}

json types_of(const json& route, const json& schema_of_json, const json& schema_of_others) {
  json content = json::object();
  for (auto types = route.value("answer_type", std::string()); !types.empty();) {
    const auto type = types.substr(0, types.find(", "));
    types.erase(0, type.size() + 2);
    content[type] = {{"schema", type == "application/json" ? schema_of_json : schema_of_others}};
  }
  return content;
}

json success_of(const json& route) {
  json headers = {{"X-Request-Id", ref("headers", "RequestId")},
                  {"Server-Timing", ref("headers", "ServerTiming")}};
  if (route.at("method") != "POST") headers["ETag"] = ref("headers", "ETag");
  json response = {{"description", route.at("summary")}, {"headers", headers}};
  if (route.contains("answer_type"))
    response["content"] = types_of(route, json::object(), {{"type", "string"}});
  if (route.value("live", false))
    response["content"] = {
        {"text/event-stream",
         {{"schema", {{"type", "string"}, {"description", "Server-Sent Events."}}}}}};
  else if (route.contains("answer"))
    response["content"] = {{"application/json", {{"schema", route.at("answer")}}}};
  return response;
}

// {"id"} or {"id","schema"}.
json path_parameters(const json& route) {
  json all = json::array();
  const auto path = route.at("path").get<std::string>();
  for (auto at = path.find('{'); at != path.npos; at = path.find('{', at + 1)) {
    const auto name = path.substr(at + 1, path.find('}', at) - at - 1);
    json schema = {{"type", "string"}};
    for (const auto& given : route.value("path_params", json::array())) {
      if (given.is_object() && given.value("name", "") == name && given.contains("schema"))
        schema = given["schema"];
    }
    all.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", schema}});
  }
  return all;
}

void add_query(json& parameters, const json& query) {
  const auto add = [&](const json& name, const json& required, const json& schema) {
    parameters.push_back(
        {{"name", name}, {"in", "query"}, {"required", required}, {"schema", schema}});
    if (const auto said = description_of(name.get<std::string>()); !said.empty())
      parameters.back()["description"] = said;
  };
  if (query.is_array()) {
    for (const auto& one : query)
      add(one.at("name"), one.value("required", false), one.value("schema", json::object()));
    return;
  }
  const auto required = query.value("required", json::array());
  for (const auto& [name, schema] : query.value("properties", json::object()).items())
    add(name, std::find(required.begin(), required.end(), name) != required.end(), schema);
}

json parameters_of(const json& route) {
  json all = path_parameters(route);
  if (const auto query = route.find("query"); query != route.end()) add_query(all, *query);
  if (route.contains("protocol")) return all;
  const auto method = route.at("method").get<std::string>();
  if (route.contains("retry")) all.push_back(ref("parameters", "IdempotencyKey"));
  if (method == "PUT" || method == "PATCH" || method == "DELETE")
    all.push_back(ref("parameters", "IfMatch"));
  if (route.value("live", false))
    all.push_back(ref("parameters", "LastEventId"));
  else if (method == "GET")
    all.push_back(ref("parameters", "IfNoneMatch"));
  return all;
}

std::string operation_id(const json& route) {
  std::string id;
  bool gap = false;
  for (const char c : route.at("method").get<std::string>() + route.at("path").get<std::string>()) {
    if (!std::isalnum(static_cast<unsigned char>(c))) {
      gap = true;
      continue;
    }
    if (gap) id += '_';
    gap = false;
    id += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return id;
}

json security_of(const json& route) {
  const auto kind = route.value("/allow/kind"_json_pointer, std::string("anyone"));
  if (kind == "anyone") return json::array();
  json all = json::array({{{"session", json::array()}}});
  if (kind == "session_or_key") all.push_back({{"key", json::array()}});
  return all;
}

std::string who_may(const json& route) {
  const auto kind = route.value("/allow/kind"_json_pointer, std::string("anyone"));
  if (kind == "anyone") return "Anyone may call it.";
  auto text = "Needs the role " + route.value("/allow/role"_json_pointer, std::string("viewer")) +
              " or a higher one";
  if (kind != "session_or_key") return text + ".";
  auto scope = route.value("/allow/scope"_json_pointer, std::string());
  std::ranges::replace(scope, '_', ':');
  return text + ", or a key with the scope " + scope + ".";
}

// What others define is described by them. Their routes take the types that they answer.
json content_of_protocol(const json& route) {
  return types_of(route, {{"type", "object"}}, {{"type", "string"}, {"format", "binary"}});
}

json responses_of_protocol(const json& route) {
  const json content = content_of_protocol(route);
  auto success = success_of(route);
  success["content"] = content;
  const auto name = route.at("protocol").get<std::string>();
  const json failure = {{"description", "An error as " + name + " says it."}, {"content", content}};
  return {{"200", success}, {"4XX", failure}, {"default", failure}};
}

json responses_of(const json& route) {
  if (route.contains("protocol")) return responses_of_protocol(route);
  json responses = {{std::to_string(route.value("status", 200)), success_of(route)}};
  if (route.value("live", false))
    responses["204"] = {{"description", "It has ended; there is no reason to come back."}};
  else if (route.at("method") == "GET")
    responses["304"] = {{"description", "It did not change."}};
  add_refusals(responses, route);
  return responses;
}

std::optional<json> body_of(const json& route) {
  if (const auto body = route.find("body"); body != route.end())
    return json{{"application/json", {{"schema", *body}}}};
  if (route.contains("protocol") && route.at("method") == "POST") return content_of_protocol(route);
  return std::nullopt;
}

json operation_of(const Manifest& manifest, const json& route) {
  json operation = {{"operationId", operation_id(route)},
                    {"summary", route.at("summary")},
                    {"description", who_may(route)},
                    {"tags", {manifest.name}},
                    {"security", security_of(route)}};
  if (auto parameters = parameters_of(route); !parameters.empty())
    operation["parameters"] = std::move(parameters);
  if (const auto body = body_of(route))
    operation["requestBody"] = {{"required", true}, {"content", *body}};
  operation["responses"] = responses_of(route);
  return operation;
}

json header(std::string_view description, std::string_view type) {
  return {{"description", description}, {"schema", {{"type", type}}}};
}

json parameter(std::string_view name, std::string_view description) {
  return {{"name", name},
          {"in", "header"},
          {"required", false},
          {"description", description},
          {"schema", {{"type", "string"}}}};
}

json components() {
  return {
      {"schemas", {{"Problem", problem_schema()}}},
      {"securitySchemes",
       {{"session", {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}}},
        {"key",
         {{"type", "http"},
          {"scheme", "bearer"},
          {"description", "arris_sk_... or arris_pk_..."}}}}},
      {"headers",
       {{"RequestId", header("Names this request in every log.", "string")},
        {"ServerTiming", header("How long the answer took.", "string")},
        {"ETag", header("The version of what is answered, where it has one.", "string")},
        {"Allow", header("The methods that the path answers.", "string")},
        {"RetryAfter", header("Seconds to wait before the next try.", "integer")}}},
      {"parameters",
       {{"IdempotencyKey",
         parameter(
             "Idempotency-Key",
             "A retry with the same key acts once; kept for 24 hours. A secret is answered once: "
             "409 then.")},
        {"IfMatch", parameter("If-Match", "An ETag; 412 when the resource has another.")},
        {"LastEventId",
         parameter("Last-Event-ID",
                   "The id of the last event that was seen: what followed it comes first.")},
        {"IfNoneMatch",
         parameter("If-None-Match",
                   "An ETag, where the answer has one; 304 when nothing changed.")}}}};
}

void add_words(json& document) {
  auto& schemas = document["components"]["schemas"];
  const json bare = schemas;
  describe(document);
  for (auto& [name, schema] : schemas.items())
    if (schema.value("type", "") == "object")
      schema["examples"] = json::array({example_like(schema, bare)});
}

}  // namespace

// Protocols of others live where their clients look for them.
std::string address_of(const json& route) {
  const auto path = route.at("path").get<std::string>();
  if (route.contains("protocol") || path.starts_with("/.well-known/")) return path;
  return (path.starts_with("/{project}/") ? "/api" : "/api/v1") + path;
}

json openapi(std::span<const Manifest* const> manifests) {
  json document = {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Arris"},
        {"version", "1"},
        {"description", "The backend of a platform for AI and data, as edge functions."},
        {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
      {"servers", {{{"url", "/"}}}},
      {"tags", json::array()},
      {"paths", json::object()},
      {"components", components()}};
  for (const Manifest* manifest : manifests) {
    document["tags"].push_back(
        {{"name", manifest->name},
         {"description", "What the function " + manifest->name + " answers."}});
    for (const auto& [name, schema] : manifest->document.value("schemas", json::object()).items())
      document["components"]["schemas"][name] = schema;
    for (const auto& route : manifest->document.value("routes", json::array())) {
      auto method = route.at("method").get<std::string>();
      for (char& c : method) c = static_cast<char>(std::tolower(c));
      auto path = address_of(route);
      if (path.ends_with('/')) path.pop_back();  // it does not matter
      document["paths"][path][method] = operation_of(*manifest, route);
    }
  }
  add_words(document);
  return document;
}

}  // namespace arris::manifest
