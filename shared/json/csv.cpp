#include "json/csv.h"

namespace arris::json {
namespace {

void write_text(std::string& out, std::string_view text) {
  constexpr std::string_view formula = "=+-@\t\r", special = ",\"\r\n";
  const bool quoted = text.find_first_of(special) != std::string_view::npos;
  if (quoted) out += '"';
  if (!text.empty() && formula.find(text[0]) != std::string_view::npos) out += '\'';
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  if (quoted) out += '"';
}

void write_field(std::string& out, void* row, const Member& member) {
  void* const field = member.at(row);
  if (member.type->write == kind::write_text)
    return write_text(out, *static_cast<const std::string_view*>(field));
  const auto before = out.size();
  member.type->write(out, field, *member.type);
  if (std::string_view(out).substr(before) == "null") out.resize(before);
}

}  // namespace

void write_csv(std::string& out, const void* list, const Type& type) {
  const auto members = type.inner->members;
  for (const auto& member : members)
    out.append(&member == &members.front() ? "" : ",").append(member.name);
  out += "\r\n";
  for (std::size_t i = 0; const void* row = type.item(list, i); ++i) {
    for (const auto& member : members) {
      if (&member != &members.front()) out += ',';
      write_field(out, const_cast<void*>(row), member);
    }
    out += "\r\n";
  }
}

}  // namespace arris::json
