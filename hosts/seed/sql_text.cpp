#include <sqlite3.h>

#include <algorithm>

#include "core/text.h"
#include "seed/reading.h"
#include "seed/rows.h"

namespace arris::seed {
namespace {

constexpr std::size_t statement_max_bytes = 90'000, text_max_bytes = 40'000;

std::string literal_of_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out += "'";
}

std::string_view bytes_of(sqlite3_value* value) {
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
  return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::string literal_of(sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
      return "NULL";
    case SQLITE_INTEGER:
      return std::to_string(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
      return reinterpret_cast<const char*>(sqlite3_value_text(value));
    case SQLITE_BLOB:
      return "X'" + to_hex(as_bytes(bytes_of(value))) + "'";
    default:
      return literal_of_text(bytes_of(value));
  }
}

// Cuts a text between two characters.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    std::size_t size = std::min(text.size(), text_max_bytes);
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
    pieces.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return pieces;
}

// The statements of one table. A text that is too long for one is begun in its row and goes on behind it.
class TableText {
 public:
  TableText(std::FILE* file, const Table& table) : file_(file), table_(table) {}
  ~TableText() { end(); }

  void add(Reading& rows) {
    std::string row = "(";
    later_.clear();
    for (int i = 0; i < static_cast<int>(table_.columns.size()); ++i)
      (row += i == 0 ? "" : ",") += value_of(rows.value(i), i);
    if (values_.size() + row.size() > statement_max_bytes) end();
    (values_ += values_.empty() ? "" : ",\n") += row + ")";
    if (later_.empty()) return;
    end();
    std::string where;
    for (int i = 0; i < static_cast<int>(table_.columns.size()); ++i)
      if (std::ranges::find(table_.key, table_.columns[static_cast<std::size_t>(i)]) !=
          table_.key.end())
        where += (where.empty() ? "" : " AND ") + name(i) + " = " + literal_of(rows.value(i));
    for (const auto& [column, piece] : later_)
      std::fprintf(file_, "UPDATE \"%s\" SET %s = %s || %s WHERE %s;\n", table_.name.c_str(),
                   name(column).c_str(), name(column).c_str(), piece.c_str(), where.c_str());
  }

 private:
  std::string name(int column) const {
    return "\"" + table_.columns[static_cast<std::size_t>(column)] + "\"";
  }
  std::string value_of(sqlite3_value* value, int column) {
    if (sqlite3_value_type(value) != SQLITE_TEXT) return literal_of(value);
    const auto pieces = pieces_of(bytes_of(value));
    if (pieces.size() < 2) return literal_of(value);
    for (std::size_t i = 1; i < pieces.size(); ++i)
      later_.emplace_back(column, literal_of_text(pieces[i]));
    return literal_of_text(pieces[0]);
  }
  void end() {
    if (values_.empty()) return;
    std::fprintf(file_, "INSERT INTO \"%s\" (%s) VALUES\n%s;\n", table_.name.c_str(),
                 joined(table_.columns).c_str(), values_.c_str());
    values_.clear();
  }

  std::FILE* file_;
  const Table& table_;
  std::string values_;
  std::vector<std::pair<int, std::string>> later_;
};

void drop(std::FILE* file, const Catalogue& catalogue) {
  for (const auto& trigger : catalogue.summing)
    std::fprintf(file, "DROP TRIGGER \"%s\";\n", trigger.name.c_str());
}
void make_again(std::FILE* file, const Catalogue& catalogue) {
  for (const auto& trigger : catalogue.summing) std::fprintf(file, "%s;\n", trigger.sql.c_str());
}

}  // namespace

Kept write_rows(sqlite::Connection& from, std::FILE* file, const std::string& org,
                const std::string& owner) {
  Kept kept;
  const auto catalogue = read_catalogue(from);
  drop(file, catalogue);
  for (const auto& part : parts_of(from, org, owner)) {
    Reading rows(from, part);
    TableText text(file, part.table);
    for (; rows.next(); ++kept.rows) text.add(rows);
  }
  make_again(file, catalogue);
  return kept;
}

void write_removal(sqlite::Connection& any, std::FILE* file) {
  const auto catalogue = read_catalogue(any);
  auto tables = catalogue.tables;
  std::ranges::reverse(tables);
  drop(file, catalogue);
  for (const auto& table : tables)
    std::fprintf(file,
                 "DELETE FROM \"%s\" WHERE org_id IN (SELECT id FROM orgs WHERE sample = 1);\n",
                 table.name.c_str());
  for (const auto* sql : ends_of_removal) std::fprintf(file, "%s;\n", sql);
  make_again(file, catalogue);
}

}  // namespace arris::seed
