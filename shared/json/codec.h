#pragma once
// How a C++ type is read, written and described. A layer adds a type by specialising Codec for it:
//   static void read(Reader&, T&, Faults&);      consumes one value, adds what is wrong
//   static void parse(std::string_view, T&, Faults&);   from a query parameter; scalars only
//   static void write(std::string&, const T&);
//   static void schema(std::string&);            JSON Schema 2020-12
//   static void collect(SchemaSet&);             named schemas that it refers to

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <string>

#include "core/ids.h"
#include "core/text.h"
#include "json/faults.h"
#include "json/reader.h"
#include "json/scalar.h"
#include "json/types.h"

namespace arris::json {

template <class T>
struct Codec;

// Named schemas, each once: what the document's components hold.
class SchemaSet {
 public:
  // False when the name is there already.
  bool enter(std::string_view name);
  void leave(std::string_view name, std::string schema);
  // {"Name":{…},…}
  void write(std::string& out) const;

 private:
  std::vector<std::pair<std::string_view, std::string>> schemas_;
};

namespace detail {

// Passes a value of another kind and says what was wanted.
inline bool expect(Reader& reader, Kind kind, Faults& faults, std::string_view detail) {
  if (reader.peek() == kind) return true;
  if (!reader.skip().empty()) faults.add("wrong_type", detail);
  return false;
}

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_optional<Maybe<T>> = true;

// The last word of the compiler's own name for T, "Issue" of "arris::errors::Issue".
template <class T>
constexpr std::string_view type_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  const auto colon = name.substr(0, name.find('<')).rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace detail

template <>
struct Codec<bool> {
  static void read(Reader& reader, bool& out, Faults& faults) {
    if (detail::expect(reader, Kind::boolean, faults, "must be true or false"))
      out = reader.boolean();
  }
  static void parse(std::string_view text, bool& out, Faults& faults) {
    out = text == "true";
    if (!out && text != "false") faults.add("wrong_type", "must be true or false");
  }
  static void write(std::string& out, bool value) { out += value ? "true" : "false"; }
  static void schema(std::string& out) { out += R"({"type":"boolean"})"; }
  static void collect(SchemaSet&) {}
};

template <class T>
  requires std::integral<T>
struct Codec<T> {
  static void read(Reader& reader, T& out, Faults& faults) {
    if (detail::expect(reader, Kind::number, faults, "must be an integer"))
      parse(reader.number(), out, faults);
  }
  static void parse(std::string_view text, T& out, Faults& faults) {
    const auto value = to_integer(text);
    if (!value) return faults.add("wrong_type", "must be an integer");
    if (!std::in_range<T>(*value)) return faults.add("out_of_range", "is out of range");
    out = static_cast<T>(*value);
  }
  static void write(std::string& out, T value) {
    write_integer(out, static_cast<std::int64_t>(value));
  }
  static void schema(std::string& out) { out += R"({"type":"integer","format":"int64"})"; }
  static void collect(SchemaSet&) {}
};

template <>
struct Codec<std::string_view> {
  static void read(Reader& reader, std::string_view& out, Faults& faults) {
    if (detail::expect(reader, Kind::string, faults, "must be a string")) out = reader.string();
  }
  static void parse(std::string_view text, std::string_view& out, Faults&) { out = text; }
  static void write(std::string& out, std::string_view value) { write_string(out, value); }
  static void schema(std::string& out) { out += R"({"type":"string"})"; }
  static void collect(SchemaSet&) {}
};

template <>
struct Codec<std::string> {
  static void read(Reader& reader, std::string& out, Faults& faults) {
    std::string_view text;
    Codec<std::string_view>::read(reader, text, faults);
    out = text;
  }
  static void write(std::string& out, const std::string& value) { write_string(out, value); }
  static void schema(std::string& out) { Codec<std::string_view>::schema(out); }
  static void collect(SchemaSet&) {}
};

// A type that is a string with a rule: `Rule::check(text, faults)` and `Rule::schema(out)`.
template <class T, class Rule>
struct StringCodec {
  static void read(Reader& reader, T& out, Faults& faults) {
    if (detail::expect(reader, Kind::string, faults, "must be a string"))
      parse(reader.string(), out, faults);
  }
  static void parse(std::string_view text, T& out, Faults& faults) {
    out.text = text;
    Rule::check(text, faults);
  }
  static void write(std::string& out, const T& value) { write_string(out, value.text); }
  static void schema(std::string& out) { Rule::schema(out); }
  static void collect(SchemaSet&) {}
};

template <std::size_t Min, std::size_t Max>
struct LengthRule {
  static void check(std::string_view text, Faults& faults) {
    if (text.size() < Min) faults.add("too_short", Min == 1 ? "must not be empty" : "is too short");
    if (text.size() > Max) faults.add("too_long", "is too long");
  }
  static void schema(std::string& out) {
    write_length_schema(out, "string", "Length", Min, Max);
    out += '}';
  }
};
template <std::size_t Min, std::size_t Max>
struct Codec<Text<Min, Max>> : StringCodec<Text<Min, Max>, LengthRule<Min, Max>> {};

struct UuidRule {
  static void check(std::string_view text, Faults& faults) {
    if (!is_uuid(text)) faults.add("not_an_id", "must be an id");
  }
  static void schema(std::string& out) { out += R"({"type":"string","format":"uuid"})"; }
};
template <class Tag>
struct Codec<Id<Tag>> : StringCodec<Id<Tag>, UuidRule> {};

struct EmailRule {
  static void check(std::string_view text, Faults& faults);
  static void schema(std::string& out) {
    out += R"({"type":"string","format":"email","maxLength":254})";
  }
};
template <>
struct Codec<Email> : StringCodec<Email, EmailRule> {};

template <std::int64_t Min, std::int64_t Max>
struct Codec<Integer<Min, Max>> {
  using T = Integer<Min, Max>;
  static void read(Reader& reader, T& out, Faults& faults) {
    if (detail::expect(reader, Kind::number, faults, "must be an integer"))
      parse(reader.number(), out, faults);
  }
  static void parse(std::string_view text, T& out, Faults& faults) {
    const auto value = to_integer(text);
    if (!value) return faults.add("wrong_type", "must be an integer");
    out.value = *value;
    if (out.value >= Min && out.value <= Max) return;
    std::string detail = "must be from ";
    write_integer(detail, Min);
    detail += " to ";
    write_integer(detail, Max);
    faults.add("out_of_range", detail);
  }
  static void write(std::string& out, const T& value) { write_integer(out, value.value); }
  static void schema(std::string& out) {
    out += R"({"type":"integer","minimum":)";
    write_integer(out, Min);
    out += R"(,"maximum":)";
    write_integer(out, Max);
    out += '}';
  }
  static void collect(SchemaSet&) {}
};

template <class T>
  requires(boost::describe::has_describe_enumerators<T>::value)
struct Codec<T> {
  static void read(Reader& reader, T& out, Faults& faults) {
    if (detail::expect(reader, Kind::string, faults, "must be a string"))
      parse(reader.string(), out, faults);
  }
  static void parse(std::string_view text, T& out, Faults& faults) {
    bool found = false;
    std::string names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
      if (text == enumerator.name) out = enumerator.value, found = true;
      names.append(names.empty() ? "must be one of " : ", ").append(enumerator.name);
    });
    if (!found) faults.add("not_a_choice", names);
  }
  static void write(std::string& out, T value) {
    out += '"';
    out += boost::describe::enum_to_string(value, "");
    out += '"';
  }
  static void schema(std::string& out) {
    out += R"({"type":"string","enum":[)";
    bool first = true;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
      out.append(std::exchange(first, false) ? "\"" : ",\"").append(enumerator.name).append("\"");
    });
    out += "]}";
  }
  static void collect(SchemaSet&) {}
};

template <>
struct Codec<Raw> {
  static void read(Reader& reader, Raw& out, Faults&) { out.text = reader.skip(); }
  static void write(std::string& out, const Raw& value) {
    out += value.text.empty() ? "null" : value.text;
  }
  static void schema(std::string& out) { out += "{}"; }
  static void collect(SchemaSet&) {}
};

template <class T>
struct OptionalCodec {
  using Inner = typename T::value_type;
  static void read(Reader& reader, T& out, Faults& faults) {
    if (reader.peek() == Kind::null) return reader.null(), out.reset();
    Codec<Inner>::read(reader, out.emplace(), faults);
  }
  static void parse(std::string_view text, T& out, Faults& faults) {
    Codec<Inner>::parse(text, out.emplace(), faults);
  }
  static void write(std::string& out, const T& value) {
    if (value)
      Codec<Inner>::write(out, *value);
    else
      out += "null";
  }
  static void collect(SchemaSet& schemas) { Codec<Inner>::collect(schemas); }
};
template <class T>
struct Codec<std::optional<T>> : OptionalCodec<std::optional<T>> {
  static void schema(std::string& out) {
    out += R"({"anyOf":[)";
    Codec<T>::schema(out);
    out += R"(,{"type":"null"}]})";
  }
};
template <class T>
struct Codec<Maybe<T>> : OptionalCodec<Maybe<T>> {
  static void schema(std::string& out) { Codec<T>::schema(out); }
};

template <class T>
void read_items(Reader& reader, std::vector<T>& out, Faults& faults) {
  if (!detail::expect(reader, Kind::array, faults, "must be a list")) return;
  for (reader.begin_array(); reader.next_item();) {
    const Faults::Inside inside(faults, out.size());
    Codec<T>::read(reader, out.emplace_back(), faults);
  }
}
template <class Items>
void write_items(std::string& out, const Items& items) {
  char separator = '[';
  for (const auto& item : items) {
    out += std::exchange(separator, ',');
    Codec<std::remove_cvref_t<decltype(item)>>::write(out, item);
  }
  out += separator == '[' ? "[]" : "]";
}

template <class T>
struct Codec<std::vector<T>> {
  static void read(Reader& reader, std::vector<T>& out, Faults& faults) {
    read_items(reader, out, faults);
  }
  static void write(std::string& out, const std::vector<T>& value) { write_items(out, value); }
  static void schema(std::string& out) {
    out += R"({"type":"array","items":)";
    Codec<T>::schema(out);
    out += '}';
  }
  static void collect(SchemaSet& schemas) { Codec<T>::collect(schemas); }
};

template <class T, std::size_t Min, std::size_t Max>
struct Codec<List<T, Min, Max>> {
  static void read(Reader& reader, List<T, Min, Max>& out, Faults& faults) {
    read_items(reader, out.items, faults);
    if (out.items.size() < Min) faults.add("too_few", "has too few items");
    if (out.items.size() > Max) faults.add("too_many", "has too many items");
  }
  static void write(std::string& out, const List<T, Min, Max>& value) {
    write_items(out, value.items);
  }
  static void schema(std::string& out) {
    write_length_schema(out, "array", "Items", Min, Max);
    out += R"(,"items":)";
    Codec<T>::schema(out);
    out += '}';
  }
  static void collect(SchemaSet& schemas) { Codec<T>::collect(schemas); }
};

template <class T>
struct Codec<Map<T>> {
  static void read(Reader& reader, Map<T>& out, Faults& faults) {
    if (!detail::expect(reader, Kind::object, faults, "must be an object")) return;
    std::string_view key;
    for (reader.begin_object(); reader.next_key(key);) {
      const Faults::Inside inside(faults, key);
      if (out.entries.size() >= map_entries_max)
        return faults.add("too_many", "has too many entries"), reader.fail();
      for (const auto& entry : out.entries) {
        if (entry.first == key) faults.add("duplicate_key", "appears twice");
      }
      out.entries.emplace_back(key, T{});
      Codec<T>::read(reader, out.entries.back().second, faults);
    }
  }
  static void write(std::string& out, const Map<T>& value) {
    char separator = '{';
    for (const auto& [key, item] : value.entries) {
      out += std::exchange(separator, ',');
      write_string(out, key);
      out += ':';
      Codec<T>::write(out, item);
    }
    out += separator == '{' ? "{}" : "}";
  }
  static void schema(std::string& out) {
    out += R"({"type":"object","additionalProperties":)";
    Codec<T>::schema(out);
    out += '}';
  }
  static void collect(SchemaSet& schemas) { Codec<T>::collect(schemas); }
};

}  // namespace arris::json
