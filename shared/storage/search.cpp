#include "storage/search.h"

namespace arris::storage {
namespace {

// FTS5 takes its query as a C string, so a NUL would end it inside a quoted word.
bool parts_words(char c) { return static_cast<unsigned char>(c) <= ' '; }

std::string_view next_word(std::string_view& typed) {
  std::size_t start = 0;
  while (start < typed.size() && parts_words(typed[start])) ++start;
  std::size_t end = start;
  while (end < typed.size() && !parts_words(typed[end])) ++end;
  const auto word = typed.substr(start, end - start);
  typed.remove_prefix(end);
  return word;
}

}  // namespace

void add_typed_words(std::string& match, std::string_view columns, std::string_view typed) {
  for (auto word = next_word(typed); !word.empty(); word = next_word(typed)) {
    match.append(" AND ").append(columns).append(" : \"");
    for (const char c : word) match.append(c == '"' ? 2 : 1, c);
    match += "\"*";
  }
}

}  // namespace arris::storage
