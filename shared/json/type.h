#pragma once
// Types as constant tables, so that one loop serves every struct: a module's size grows with its
// facts, not with its templates. What a table's functions take as void* is a value of the table's
// own type.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "json/faults.h"
#include "json/reader.h"

namespace arris::json {

class SchemaSet;
struct Type;

struct Member {
  std::string_view name;
  std::uint32_t offset_bytes;
  const Type* type;

  void* at(void* object) const { return static_cast<char*>(object) + offset_bytes; }
  const void* at(const void* object) const {
    return static_cast<const char*>(object) + offset_bytes;
  }
};

enum class Presence : std::uint8_t {
  required,
  nullable,
  omitted
};  // omitted: not written while absent

struct Type {
  void (*read)(Reader& reader, void* out, const Type& type, Faults& faults);
  void (*parse)(std::string_view text, void* out, const Type& type,
                Faults& faults);  // null: not in a query
  void (*write)(std::string& out, const void* value, const Type& type);
  void (*schema)(std::string& out, const Type& type);
  void (*collect)(SchemaSet& schemas, const Type& type);  // null: nothing to collect

  Presence presence = Presence::required;
  std::string_view name{};                      // of a struct
  std::span<const Member> members{};            // of a struct
  std::span<const std::string_view> choices{};  // of an enumeration whose values are 0, 1, 2 ...
  const Type* inner = nullptr;                  // of a list, a map or an optional
  void* (*grow)(void* container) = nullptr;     // a new item, map entry or engaged optional
  const void* (*item)(const void* container, std::size_t index) = nullptr;  // null behind the last
  std::int64_t least = 0, most = 0;  // length, items, or the integer's range
  // What no member can tell alone; null when there is nothing.
  void (*check)(const void* object, Faults& faults) = nullptr;
};

// Named schemas, each once: what the document's components hold.
class SchemaSet {
 public:
  // False when the name is there already.
  bool enter(std::string_view name);
  void leave(std::string_view name, std::string schema);
  // {"Name":{...},...}
  void write(std::string& out) const;

 private:
  std::vector<std::pair<std::string_view, std::string>> schemas_;
};

// The rows of the tables: one function for each kind of type.
namespace kind {

void read_object(Reader&, void*, const Type&, Faults&);
void write_object(std::string&, const void*, const Type&);
void object_schema(std::string&, const Type&);
void collect_object(SchemaSet&, const Type&);

void read_list(Reader&, void*, const Type&, Faults&);
void write_list(std::string&, const void*, const Type&);
void list_schema(std::string&, const Type&);
void collect_inner(SchemaSet&, const Type&);

void read_optional(Reader&, void*, const Type&, Faults&);
void parse_optional(std::string_view, void*, const Type&, Faults&);
void write_optional(std::string&, const void*, const Type&);
void optional_schema(std::string&, const Type&);

void read_choice(Reader&, void*, const Type&, Faults&);
void parse_choice(std::string_view, void*, const Type&, Faults&);
void write_choice(std::string&, const void*, const Type&);
void choice_schema(std::string&, const Type&);

void read_text(Reader&, void*, const Type&, Faults&);  // bytes from least to most
void parse_text(std::string_view, void*, const Type&, Faults&);
void write_text(std::string&, const void*, const Type&);
void text_schema(std::string&, const Type&);

void read_name(Reader&, void*, const Type&, Faults&);  // a text that is not blank
void parse_name(std::string_view, void*, const Type&, Faults&);
void name_schema(std::string&, const Type&);

void read_id(Reader&, void*, const Type&, Faults&);
void parse_id(std::string_view, void*, const Type&, Faults&);
void id_schema(std::string&, const Type&);

void read_email(Reader&, void*, const Type&, Faults&);
void parse_email(std::string_view, void*, const Type&, Faults&);
void email_schema(std::string&, const Type&);

void read_bool(Reader&, void*, const Type&, Faults&);
void parse_bool(std::string_view, void*, const Type&, Faults&);
void write_bool(std::string&, const void*, const Type&);
void bool_schema(std::string&, const Type&);

// Reads into and writes from the integer type of `Width`; range from least to most.
template <class Width>
void read_integer(Reader&, void*, const Type&, Faults&);
template <class Width>
void parse_integer(std::string_view, void*, const Type&, Faults&);
template <class Width>
void write_integer(std::string&, const void*, const Type&);
void integer_schema(std::string&, const Type&);

void read_raw(Reader&, void*, const Type&, Faults&);
void write_raw(std::string&, const void*, const Type&);
void raw_schema(std::string&, const Type&);

void read_map(Reader&, void*, const Type&, Faults&);
void write_map(std::string&, const void*, const Type&);
void map_schema(std::string&, const Type&);

}  // namespace kind
}  // namespace arris::json
