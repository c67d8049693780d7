#include "json/query.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

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

const Member* find_member(const Type& type, std::string_view name) {
  const auto found = std::ranges::find(type.members, name, &Member::name);
  return found == type.members.end() ? nullptr : &*found;
}

// Reads one `name=value`; `seen` has a bit for each member.
void read_pair(std::string_view pair, void* out, const Type& type, std::uint64_t& seen,
               Arena& arena, Faults& faults) {
  const auto equals = std::min(pair.find('='), pair.size());
  const auto name = decode_part(pair.substr(0, equals), arena);
  const auto value = decode_part(pair.substr(std::min(equals + 1, pair.size())), arena);
  // What has no name that can be told is named as it was sent.
  const auto shown = name && !name->empty() ? *name : pair;
  const Faults::Inside inside(faults, shown);
  if (!name) return faults.add("malformed", "is not percent-encoded UTF-8");
  const Member* member = find_member(type, *name);
  if (!member || !member->type->parse)
    return faults.add("unknown_parameter", "is not a parameter of this route");
  const std::uint64_t bit = std::uint64_t{1} << (member - type.members.data());
  if (seen & bit) return faults.add("repeated_parameter", "appears twice");
  seen |= bit;
  if (!value) return faults.add("malformed", "is not percent-encoded UTF-8");
  member->type->parse(*value, member->at(out), *member->type, faults);
}

}  // namespace

bool read_query(std::string_view query, void* out, const Type& type, Arena& arena, Faults& faults) {
  std::uint64_t seen = 0;
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    if (!pair.empty()) read_pair(pair, out, type, seen, arena, faults);
  }
  for (const Member& member : type.members) {
    const bool given = seen >> (&member - type.members.data()) & 1;
    if (given || member.type->presence != Presence::required) continue;
    const Faults::Inside inside(faults, member.name);
    faults.add("required", "is required");
  }
  if (type.check) type.check(out, faults);
  return faults.empty();
}

void write_query_schema(std::string& out, const Type& type) {
  char separator = '[';
  for (const Member& member : type.members) {
    const bool required = member.type->presence == Presence::required;
    const Type& shown = required ? *member.type : *member.type->inner;
    out += std::exchange(separator, ',');
    out.append(R"({"name":")").append(member.name).append(R"(","required":)");
    out.append(required ? "true" : "false").append(R"(,"schema":)");
    shown.schema(out, shown);
    out += '}';
  }
  out += separator == '[' ? "[]" : "]";
}

}  // namespace arris::json
