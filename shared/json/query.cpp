#include "json/query.h"

#include <algorithm>

namespace arris::json {
namespace {

std::optional<std::string_view> decode_part(std::string_view part, Arena& arena) {
  if (part.find_first_of("%+") == std::string_view::npos && is_utf8(part)) return part;
  std::string spaced(part);
  std::ranges::replace(spaced, '+', ' ');
  const auto decoded = percent_decode(spaced);
  if (!decoded || !is_utf8(*decoded)) return std::nullopt;
  return arena.keep(*decoded);
}

}  // namespace

std::vector<Parameter> split_query(std::string_view query, Arena& arena, Faults& faults) {
  std::vector<Parameter> parameters;
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    const auto name = decode_part(pair.substr(0, equals), arena);
    const auto value = decode_part(pair.substr(std::min(equals + 1, pair.size())), arena);
    if (!name || !value) {
      faults.add("malformed", "A parameter is not percent-encoded UTF-8");
      continue;
    }
    const Faults::Inside inside(faults, *name);
    if (std::ranges::find(parameters, *name, &Parameter::name) != parameters.end())
      faults.add("repeated_parameter", "appears twice");
    else if (parameters.size() < 100)
      parameters.push_back({*name, *value});
  }
  return parameters;
}

}  // namespace arris::json
