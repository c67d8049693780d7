#include "json/codec.h"

namespace arris::json {

bool SchemaSet::enter(std::string_view name) {
  for (const auto& [known, schema] : schemas_) {
    if (known == name) return false;
  }
  schemas_.emplace_back(name, std::string());
  return true;
}

void SchemaSet::leave(std::string_view name, std::string schema) {
  for (auto& [known, kept] : schemas_) {
    if (known == name) kept = std::move(schema);
  }
}

void SchemaSet::write(std::string& out) const {
  char separator = '{';
  for (const auto& [name, schema] : schemas_) {
    out += std::exchange(separator, ',');
    out.append("\"").append(name).append("\":").append(schema);
  }
  out += separator == '{' ? "{}" : "}";
}

void EmailRule::check(std::string_view text, Faults& faults) {
  const auto at = text.find('@');
  const auto domain = text.substr(std::min(at, text.size() - 1) + 1);
  const auto dot = domain.find('.');
  bool ok = text.size() <= 254 && at != std::string_view::npos && at > 0 && at <= 64 &&
            domain.find('@') == std::string_view::npos && dot != std::string_view::npos &&
            dot > 0 && domain.back() != '.';
  for (const char c : text)
    ok = ok && c > ' ' && c != 127 && c != '<' && c != '>' && c != ',' && c != ';';
  if (!ok) faults.add("not_an_email", "must be an email address");
}

}  // namespace arris::json
