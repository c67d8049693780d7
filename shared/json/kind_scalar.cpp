#include <algorithm>
#include <utility>

#include "core/ids.h"
#include "core/text.h"
#include "json/raw.h"
#include "json/scalar.h"
#include "json/type.h"
#include "json/types.h"

namespace arris::json::kind {
namespace {

// Passes a value of another kind and says what was wanted.
bool expect(Reader& reader, Kind wanted, Faults& faults, std::string_view detail) {
  if (reader.peek() == wanted) return true;
  if (!reader.skip().empty()) faults.add("wrong_type", detail);
  return false;
}

std::string_view& as_text(void* out) { return *static_cast<std::string_view*>(out); }

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  const auto domain = text.substr(at + 1);
  const auto dot = domain.find('.');
  if (domain.find('@') != std::string_view::npos || dot == std::string_view::npos || dot == 0)
    return false;
  if (domain.back() == '.') return false;
  return std::ranges::all_of(text, [](char c) {
    return c > ' ' && c != 127 &&
           std::string_view("<>,;:\"\\()[]").find(c) == std::string_view::npos;
  });
}

// Lengths are counted in bytes, of which only what is ASCII has as many as characters.
bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (c & 0x80) != 0; });
}

void find_length_fault(Faults& faults, std::string_view text, const Type& type) {
  const bool is_long = std::cmp_greater(text.size(), type.most);
  if (!is_long && std::cmp_greater_equal(text.size(), type.least)) return;
  if (text.empty()) return faults.add("too_short", "must not be empty");
  std::string detail(is_long ? "is longer than " : "is shorter than ");
  json::write_integer(detail, is_long ? type.most : type.least);
  detail += is_ascii(text) ? " characters" : " bytes";
  faults.add(is_long ? "too_long" : "too_short", detail);
}

void add_range(Faults& faults, const Type& type) {
  std::string detail = "must be from ";
  json::write_integer(detail, type.least);
  detail += " to ";
  json::write_integer(detail, type.most);
  faults.add("out_of_range", detail);
}

}  // namespace

void read_text(Reader& reader, void* out, const Type& type, Faults& faults) {
  if (expect(reader, Kind::string, faults, "must be a string"))
    parse_text(reader.string(), out, type, faults);
}
void parse_text(std::string_view text, void* out, const Type& type, Faults& faults) {
  as_text(out) = text;
  find_length_fault(faults, text, type);
}
void write_text(std::string& out, const void* value, const Type&) {
  write_string(out, *static_cast<const std::string_view*>(value));
}
void text_schema(std::string& out, const Type& type) {
  if (type.most >= INT32_MAX) {
    out += R"({"type":"string"})";
    return;
  }
  write_length_schema(out, "string", "Length", static_cast<std::size_t>(type.least),
                      static_cast<std::size_t>(type.most));
  out += '}';
}

void read_name(Reader& reader, void* out, const Type& type, Faults& faults) {
  if (expect(reader, Kind::string, faults, "must be a string"))
    parse_name(reader.string(), out, type, faults);
}
void parse_name(std::string_view text, void* out, const Type& type, Faults& faults) {
  parse_text(text, out, type, faults);
  const bool blank = std::ranges::all_of(text, [](unsigned char c) { return c <= ' '; });
  if (blank && !text.empty()) faults.add("blank", "must not be blank");
}
void name_schema(std::string& out, const Type& type) {
  text_schema(out, type);
  out.back() = ',';
  out += R"("pattern":"\\S"})";
}

void read_id(Reader& reader, void* out, const Type& type, Faults& faults) {
  if (expect(reader, Kind::string, faults, "must be a string"))
    parse_id(reader.string(), out, type, faults);
}
void parse_id(std::string_view text, void* out, const Type&, Faults& faults) {
  as_text(out) = text;
  if (!is_uuid(text)) faults.add("not_an_id", "must be an id");
}
void id_schema(std::string& out, const Type&) { out += R"({"type":"string","format":"uuid"})"; }

void read_email(Reader& reader, void* out, const Type& type, Faults& faults) {
  if (expect(reader, Kind::string, faults, "must be a string"))
    parse_email(reader.string(), out, type, faults);
}
void parse_email(std::string_view text, void* out, const Type&, Faults& faults) {
  as_text(out) = text;
  if (!is_email(text)) faults.add("not_an_email", "must be an email address");
}
void email_schema(std::string& out, const Type&) {
  out += R"({"type":"string","format":"email","maxLength":254})";
}

void read_bool(Reader& reader, void* out, const Type&, Faults& faults) {
  if (expect(reader, Kind::boolean, faults, "must be true or false"))
    *static_cast<bool*>(out) = reader.boolean();
}
void parse_bool(std::string_view text, void* out, const Type&, Faults& faults) {
  *static_cast<bool*>(out) = text == "true";
  if (text != "true" && text != "false") faults.add("wrong_type", "must be true or false");
}
void write_bool(std::string& out, const void* value, const Type&) {
  out += *static_cast<const bool*>(value) ? "true" : "false";
}
void bool_schema(std::string& out, const Type&) { out += R"({"type":"boolean"})"; }

template <class Width>
void read_integer(Reader& reader, void* out, const Type& type, Faults& faults) {
  if (expect(reader, Kind::number, faults, "must be an integer"))
    parse_integer<Width>(reader.number(), out, type, faults);
}
template <class Width>
void parse_integer(std::string_view text, void* out, const Type& type, Faults& faults) {
  const auto value = to_integer(text);
  if (!value) return faults.add("wrong_type", "must be an integer");
  if (*value < type.least || *value > type.most) return add_range(faults, type);
  *static_cast<Width*>(out) = static_cast<Width>(*value);
}
template <class Width>
void write_integer(std::string& out, const void* value, const Type&) {
  json::write_integer(out, static_cast<std::int64_t>(*static_cast<const Width*>(value)));
}
#define ARRIS_WIDTH(Width)                                                           \
  template void read_integer<Width>(Reader&, void*, const Type&, Faults&);           \
  template void parse_integer<Width>(std::string_view, void*, const Type&, Faults&); \
  template void write_integer<Width>(std::string&, const void*, const Type&);
ARRIS_WIDTH(std::int8_t)
ARRIS_WIDTH(std::int16_t)
ARRIS_WIDTH(std::int32_t)
ARRIS_WIDTH(std::int64_t)
ARRIS_WIDTH(std::uint8_t)
ARRIS_WIDTH(std::uint16_t)
ARRIS_WIDTH(std::uint32_t)
#undef ARRIS_WIDTH
void integer_schema(std::string& out, const Type& type) {
  out += R"({"type":"integer")";
  if (type.least != -integer_max) {
    out += R"(,"minimum":)";
    json::write_integer(out, type.least);
    out += R"(,"maximum":)";
    json::write_integer(out, type.most);
  }
  out += '}';
}

void read_choice(Reader& reader, void* out, const Type& type, Faults& faults) {
  if (expect(reader, Kind::string, faults, "must be a string"))
    parse_choice(reader.string(), out, type, faults);
}
void parse_choice(std::string_view text, void* out, const Type& type, Faults& faults) {
  for (std::size_t i = 0; i < type.choices.size(); ++i) {
    if (text == type.choices[i])
      return void(*static_cast<std::uint8_t*>(out) = static_cast<std::uint8_t>(i));
  }
  std::string detail = "must be one of";
  for (std::size_t i = 0; i < type.choices.size(); ++i)
    detail.append(i == 0 ? " " : ", ").append(type.choices[i]);
  faults.add("not_a_choice", detail);
}
void write_choice(std::string& out, const void* value, const Type& type) {
  const std::size_t place = *static_cast<const std::uint8_t*>(value);
  write_string(out, place < type.choices.size() ? type.choices[place] : std::string_view());
}
void choice_schema(std::string& out, const Type& type) {
  out += R"({"type":"string","enum":)";
  char separator = '[';
  for (const auto choice : type.choices) {
    out += std::exchange(separator, ',');
    write_string(out, choice);
  }
  out += "]}";
}

void read_raw(Reader& reader, void* out, const Type&, Faults& faults) {
  static_cast<Raw*>(out)->text = json::read_raw(reader, faults);
}
void write_raw(std::string& out, const void* value, const Type&) {
  const auto text = static_cast<const Raw*>(value)->text;
  out += text.empty() ? std::string_view("null") : text;
}
void raw_schema(std::string& out, const Type&) { out += "{}"; }

}  // namespace arris::json::kind
