#include <cstring>
#include <utility>

#include "json/put.h"
#include "json/scalar.h"
#include "json/sink.h"
#include "json/type.h"
#include "json/types.h"

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

namespace kind {
namespace {

bool expect(Reader& reader, Kind wanted, Faults& faults, std::string_view detail) {
  if (reader.peek() == wanted) return true;
  if (!reader.skip().empty()) faults.add("wrong_type", detail);
  return false;
}

// Members mostly come in the order of their declaration, so the search starts behind the last one.
std::size_t place_of(std::span<const Member> members, std::string_view key, std::size_t expected) {
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::size_t place =
        expected + i < members.size() ? expected + i : expected + i - members.size();
    const std::string_view name = members[place].name;
    if (name.size() == key.size() && is_at(key.data(), name)) return place;
  }
  return members.size();
}

void require_all(const Type& type, std::uint64_t seen, Faults& faults) {
  for (std::size_t i = 0; i < type.members.size(); ++i) {
    if ((seen >> i & 1) != 0 || type.members[i].type->presence != Presence::required) continue;
    const Faults::Inside inside(faults, type.members[i].name);
    faults.add("required", "is required");
  }
}

bool is_absent(const Member& member, const void* value) {
  return member.type->presence == Presence::omitted && !member.type->item(value, 0);
}

constexpr std::size_t small_bytes = 24;  // what fits any integer, `null` and the like

bool write_plain_text(Sink& sink, std::string_view text) {
  char* const to = sink.room(text.size() + 2);
  char* const end = put_plain(to + 1, text);
  if (end == nullptr) return false;
  *to = *end = '"';
  sink.wrote(end + 1);
  return true;
}

// The commonest types without a call; all others by the function of their table.
// REQUIRES: room for small_bytes
void write_field(Sink& sink, const void* field, const Type& outer) {
  const Type* type = &outer;
  if (type->write == write_optional) {
    field = type->item(field, 0);
    if (field == nullptr) return sink.wrote(put(sink.room(4), "null"));
    type = type->inner;
  }
  if (type->write == write_text) {
    if (write_plain_text(sink, *static_cast<const std::string_view*>(field))) return;
  } else if (type->write == write_integer<std::int64_t>) {
    return sink.wrote(
        put_integer(sink.room(small_bytes), *static_cast<const std::int64_t*>(field)));
  } else if (type->write == write_choice) {
    const std::size_t place = *static_cast<const std::uint8_t*>(field);
    if (place < type->choices.size() && write_plain_text(sink, type->choices[place])) return;
  }
  sink.lend([&](std::string& out) { type->write(out, field, *type); });
}

}  // namespace

void read_object(Reader& reader, void* out, const Type& type, Faults& faults) {
  if (!expect(reader, Kind::object, faults, "must be an object")) return;
  std::uint64_t seen = 0;
  std::size_t place = 0;
  std::string_view key;
  for (reader.begin_object();;) {
    std::size_t found = place;
    if (place < type.members.size() && reader.take_key(type.members[place].name))
      key = type.members[place].name;
    else if (reader.next_key(key))
      found = place_of(type.members, key, place < type.members.size() ? place : 0);
    else
      break;
    const Faults::Inside inside(faults, key);
    if (found == type.members.size()) {
      reader.skip();
      faults.add("unknown_field", "is not a field of this object");
      continue;
    }
    if ((seen >> found & 1) != 0) faults.add("duplicate_field", "appears twice");
    seen |= std::uint64_t{1} << found;
    place = found + 1;
    const Member& member = type.members[found];
    member.type->read(reader, member.at(out), *member.type, faults);
  }
  if (reader.failed()) return;
  require_all(type, seen, faults);
  if (type.check) type.check(out, faults);
}

void write_object(std::string& out, const void* value, const Type& type) {
  char separator = '{';
  Sink sink(out);
  for (const Member& member : type.members) {
    const void* field = member.at(value);
    if (is_absent(member, field)) continue;
    char* const to = sink.room(member.name.size() + 4 + small_bytes);
    *to = std::exchange(separator, ',');
    to[1] = '"';
    char* const behind = put(to + 2, member.name);
    std::memcpy(behind, "\":", 2);
    sink.wrote(behind + 2);
    write_field(sink, field, *member.type);
  }
  char* const end = sink.room(2);
  if (separator == '{') *end = '{';
  end[separator == '{'] = '}';
  sink.wrote(end + (separator == '{' ? 2 : 1));
}

void object_schema(std::string& out, const Type& type) {
  out.append(R"({"$ref":"#/components/schemas/)").append(type.name).append("\"}");
}

void collect_object(SchemaSet& schemas, const Type& type) {
  if (!schemas.enter(type.name)) return;
  std::string out = R"({"type":"object","additionalProperties":false,"properties":)";
  std::string required;
  char separator = '{';
  for (const Member& member : type.members) {
    out += std::exchange(separator, ',');
    out.append("\"").append(member.name).append("\":");
    member.type->schema(out, *member.type);
    if (member.type->collect) member.type->collect(schemas, *member.type);
    if (member.type->presence == Presence::required)
      required.append(required.empty() ? "\"" : ",\"").append(member.name).append("\"");
  }
  out += separator == '{' ? "{}" : "}";
  if (!required.empty()) out.append(R"(,"required":[)").append(required).append("]");
  schemas.leave(type.name, out + "}");
}

void read_list(Reader& reader, void* out, const Type& type, Faults& faults) {
  if (!expect(reader, Kind::array, faults, "must be a list")) return;
  std::int64_t count = 0;
  for (reader.begin_array(); reader.next_item(); ++count) {
    const Faults::Inside inside(faults, static_cast<std::size_t>(count));
    if (count < type.most)
      type.inner->read(reader, type.grow(out), *type.inner, faults);
    else
      reader.skip();
  }
  if (count < type.least) faults.add("too_few", "has too few items");
  if (count > type.most) faults.add("too_many", "has too many items");
}

void write_list(std::string& out, const void* value, const Type& type) {
  char separator = '[';
  for (std::size_t i = 0;; ++i) {
    const void* item = type.item(value, i);
    if (!item) break;
    out += std::exchange(separator, ',');
    type.inner->write(out, item, *type.inner);
  }
  out += separator == '[' ? "[]" : "]";
}

void list_schema(std::string& out, const Type& type) {
  if (type.most >= INT32_MAX)
    out += R"({"type":"array")";
  else
    write_length_schema(out, "array", "Items", static_cast<std::size_t>(type.least),
                        static_cast<std::size_t>(type.most));
  out += R"(,"items":)";
  type.inner->schema(out, *type.inner);
  out += '}';
}

void collect_inner(SchemaSet& schemas, const Type& type) {
  if (type.inner->collect) type.inner->collect(schemas, *type.inner);
}

// Of an optional within another, null is the inner one's, so that it differs from a member that is left out.
void read_optional(Reader& reader, void* out, const Type& type, Faults& faults) {
  const bool nested = type.inner->read == read_optional;
  if (!nested && reader.peek() == Kind::null) return reader.null();
  type.inner->read(reader, type.grow(out), *type.inner, faults);
}
void parse_optional(std::string_view text, void* out, const Type& type, Faults& faults) {
  type.inner->parse(text, type.grow(out), *type.inner, faults);
}
void write_optional(std::string& out, const void* value, const Type& type) {
  const void* inner = type.item(value, 0);
  if (inner)
    type.inner->write(out, inner, *type.inner);
  else
    out += "null";
}
void optional_schema(std::string& out, const Type& type) {
  if (type.presence == Presence::omitted) return type.inner->schema(out, *type.inner);
  out += R"({"anyOf":[)";
  type.inner->schema(out, *type.inner);
  out += R"(,{"type":"null"}]})";
}

// An entry starts with its key; the value follows at `inner`'s place, which `item` and `grow` give.
void read_map(Reader& reader, void* out, const Type& type, Faults& faults) {
  if (!expect(reader, Kind::object, faults, "must be an object")) return;
  std::size_t count = 0;
  std::string_view key;
  for (reader.begin_object(); reader.next_key(key); ++count) {
    const Faults::Inside inside(faults, key);
    if (count >= map_entries_max)
      return faults.add("too_many", "has too many entries"), reader.fail();
    for (std::size_t i = 0; i < count; ++i) {
      if (static_cast<const MapEntry*>(type.item(out, i))->key == key)
        faults.add("duplicate_key", "appears twice");
    }
    auto* entry = static_cast<MapEntry*>(type.grow(out));
    entry->key = key;
    type.inner->read(reader, type.members.front().at(entry), *type.inner, faults);
  }
}
void write_map(std::string& out, const void* value, const Type& type) {
  char separator = '{';
  for (std::size_t i = 0;; ++i) {
    const auto* entry = static_cast<const MapEntry*>(type.item(value, i));
    if (!entry) break;
    out += std::exchange(separator, ',');
    write_string(out, entry->key);
    out += ':';
    type.inner->write(out, type.members.front().at(entry), *type.inner);
  }
  out += separator == '{' ? "{}" : "}";
}
void map_schema(std::string& out, const Type& type) {
  out += R"({"type":"object","additionalProperties":)";
  type.inner->schema(out, *type.inner);
  out += '}';
}

}  // namespace kind
}  // namespace arris::json
