#include "manifest/words.h"

#include "manifest/words_text.h"

namespace arris::manifest {
namespace {

using nlohmann::json;

const json& words() {
  static const json all = json::parse(words_text);
  return all;
}

bool ends_with(std::string_view name, const json& ending) {
  return name.ends_with(ending.get<std::string>());
}

// The name that a reference leads to.
std::string target_of(const json& schema) {
  const auto path = schema.at("$ref").get<std::string>();
  return path.substr(path.rfind('/') + 1);
}

json text_like(const json& schema, std::string_view name) {
  const auto format = schema.value("format", std::string());
  if (format == "uuid") return "0199d0a0-0000-7000-8000-000000000000";
  if (format == "email") return "ann@example.com";
  std::string text = words()["examples"].value(std::string(name), std::string("text"));
  const auto at_most = schema.value("maxLength", std::size_t{1000});
  const auto at_least = schema.value("minLength", std::size_t{0});
  if (text.size() > at_most) text.resize(at_most);
  if (text.size() < at_least) text.append(at_least - text.size(), 'x');
  return text;
}

json number_like(const json& schema, std::string_view name) {
  std::int64_t number = name.ends_with("at_ms") ? 1'795'860'300'000 : 1;
  if (schema.contains("minimum")) number = std::max(number, schema["minimum"].get<std::int64_t>());
  if (schema.contains("maximum")) number = std::min(number, schema["maximum"].get<std::int64_t>());
  return number;
}

json list_like(const json& schema, const json& schemas, std::string_view name) {
  const auto items = schema.value("items", json::object());
  const auto count = schema.value("minItems", std::size_t{1});
  return json(std::max<std::size_t>(count, 1), example_like(items, schemas, name));
}

json object_like(const json& schema, const json& schemas) {
  const auto members = schema.value("properties", json::object());
  json object = json::object();
  for (const auto& name : schema.value("required", json::array())) {
    const auto member = name.get<std::string>();
    object[member] = example_like(members.value(member, json::object()), schemas, member);
  }
  if (object.empty() && !members.empty())
    object[members.begin().key()] =
        example_like(members.begin().value(), schemas, members.begin().key());
  return object;
}

}  // namespace

std::string description_of(std::string_view name) {
  const auto& names = words()["names"];
  if (const auto found = names.find(name); found != names.end()) return *found;
  for (const auto& ending : words()["endings"])
    if (ends_with(name, ending[0])) return ending[1];
  return {};
}

void describe(json& schema) {
  if (schema.is_array())
    for (auto& one : schema) describe(one);
  if (!schema.is_object()) return;
  for (auto& [key, value] : schema.items()) {
    if (key != "properties") {
      describe(value);
      continue;
    }
    for (auto& [name, member] : value.items()) {
      describe(member);
      if (const auto said = description_of(name); !said.empty() && !member.contains("description"))
        member["description"] = said;
    }
  }
}

json example_like(const json& schema, const json& schemas, std::string_view name) {
  if (schema.contains("$ref"))
    return example_like(schemas.value(target_of(schema), json::object()), schemas, name);
  if (schema.contains("enum")) return schema["enum"][0];
  for (const char* choice : {"anyOf", "oneOf"})
    if (schema.contains(choice)) return example_like(schema[choice][0], schemas, name);
  const auto type = schema.value("type", json());
  if (type == "string") return text_like(schema, name);
  if (type == "integer" || type == "number") return number_like(schema, name);
  if (type == "boolean") return false;
  if (type == "array") return list_like(schema, schemas, name);
  if (type == "object") return object_like(schema, schemas);
  return json::object();
}

}  // namespace arris::manifest
