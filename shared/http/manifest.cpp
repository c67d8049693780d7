#include "http/manifest.h"

#include <boost/describe/enum_to_string.hpp>

#include "http/problem.h"

namespace arris::http {
namespace {

using json::write_integer;
using json::write_string;

void write_items(std::string& out, std::span<const std::string_view> names) {
  char separator = '[';
  for (const auto name : names) {
    out += std::exchange(separator, ',');
    write_string(out, name);
  }
  out += separator == '[' ? "[]" : "]";
}

void write_names(std::string& out, std::string_view key, std::span<const std::string_view> names) {
  out.append(",\"").append(key).append("\":");
  write_items(out, names);
}

void write_field(std::string& out, std::string_view key, std::string_view value) {
  out.append(",\"").append(key).append("\":");
  write_string(out, value);
}

void write_shape(std::string& out, std::string_view key, void (*write)(std::string&)) {
  if (!write) return;
  out.append(",\"").append(key).append("\":");
  write(out);
}

void write_allow(std::string& out, const Allow& allow) {
  constexpr std::string_view kinds[] = {"anyone", "session", "session_or_key"};
  out.append(R"(,"allow":{"kind":")")
      .append(kinds[static_cast<std::uint8_t>(allow.kind)])
      .append("\"");
  if (allow.kind != Allow::Kind::anyone)
    write_field(out, "role", boost::describe::enum_to_string(allow.role, ""));
  if (allow.kind == Allow::Kind::session_or_key)
    write_field(out, "scope", boost::describe::enum_to_string(allow.scope, ""));
  out += '}';
}

void write_route(std::string& out, const Route& route) {
  out += R"({"method":)";
  write_string(out, text_of(route.method));
  write_field(out, "path", route.path);
  write_field(out, "summary", route.summary);
  write_allow(out, route.allow);
  out += R"(,"status":)";
  write_integer(out, route.options.status);
  out += R"(,"body_max_bytes":)";
  write_integer(out, route.options.body_max_bytes);
  if (route.options.deadline_ms > 0) {
    out += R"(,"deadline_ms":)";
    write_integer(out, route.options.deadline_ms);
  }
  if (heeds_key(route)) {
    constexpr std::string_view retries[] = {"by_key", "naturally", "repeats", "shown_once"};
    write_field(out, "retry", retries[static_cast<std::uint8_t>(route.options.retry)]);
  }
  if (const Protocol* protocol = route.options.protocol) protocol->describe(out, *protocol);
  if (is_cross_origin(route)) out += R"(,"cross_origin":true)";
  if (route.options.answers == Answers::live) out += R"(,"live":true)";
  write_names(out, "path_params", route.shapes.path_names);
  write_shape(out, "query", route.shapes.query);
  write_shape(out, "body", route.shapes.body);
  write_shape(out, "answer", route.shapes.answer);
  if (!route.options.answer_type.empty())
    write_field(out, "answer_type", route.options.answer_type);
  out += '}';
}

void write_statement(std::string& out, const storage::Statement& statement) {
  out += R"({"name":)";
  write_string(out, statement.name);
  write_field(out, "sql", statement.sql);
  out += R"(,"parameters":)";
  write_integer(out, statement.parameter_count);
  write_names(out, "columns", statement.columns);
  out += '}';
}

template <class Items, class Write>
void write_list(std::string& out, std::string_view key, const Items& items, Write write) {
  out.append(",\"").append(key).append("\":[");
  bool first = true;
  for (const auto& item : items) {
    if (!std::exchange(first, false)) out += ',';
    write(out, item);
  }
  out += ']';
}

}  // namespace

void write_manifest(std::string& out, const Function& function) {
  out += R"({"name":)";
  write_string(out, function.name);
  out += R"(,"abi":)";
  write_integer(out, effect::abi_version);
  write_list(out, "routes", function.routes, write_route);
  write_list(out, "statements", function.statements,
             [](std::string& text, const storage::Statement* statement) {
               write_statement(text, *statement);
             });
  json::SchemaSet schemas;
  collect_problem(schemas);
  for (const Route& route : function.routes) route.shapes.collect(schemas);
  out += R"(,"schemas":)";
  schemas.write(out);
  write_list(out, "cron", function.crons, [](std::string& text, const Cron& cron) {
    text += R"({"schedule":)";
    write_string(text, cron.schedule);
    write_field(text, "name", cron.name);
    text += '}';
  });
  write_list(out, "listeners", function.listeners, [](std::string& text, const Listener& listener) {
    text += R"({"topic":)";
    write_string(text, text_of(listener.topic));
    write_field(text, "name", listener.name);
    text += '}';
  });
  out += R"(,"capabilities":{"effects":)";
  write_items(out, effects_of(function));
  write_names(out, "reads", reads_of(function));
  write_names(out, "writes", writes_of(function));
  write_names(out, "keys", function.capabilities.keys);
  write_names(out, "hosts", function.capabilities.hosts);
  out += "}}";
}

}  // namespace arris::http
