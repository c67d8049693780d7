#include "sqlite/integrity.h"

#include <sqlite3.h>

namespace arris::sqlite {

namespace {

constexpr int lines_max = 100;

std::string text_of(sqlite3_stmt* statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return text ? text : "";
}

Status add_lines(Connection& connection, const char* sql, std::vector<std::string>& lines) {
  SqlFailure failure;
  auto* statement = connection.prepare(sql, failure);
  if (!statement) return internal(failure.message);
  int code = SQLITE_ROW;
  for (int i = 0; i < lines_max && (code = sqlite3_step(statement)) == SQLITE_ROW; ++i)
    lines.push_back(text_of(statement, 0));
  sqlite3_finalize(statement);
  if (code == SQLITE_ROW || code == SQLITE_DONE) return success();
  return internal(sqlite3_errmsg(connection.handle()));
}

}  // namespace

Result<std::vector<std::string>> find_damage(Connection& connection) {
  connection.authorizer().act_as(Authority::host);
  std::vector<std::string> lines;
  auto pages = add_lines(connection, "PRAGMA quick_check(100)", lines);
  if (!pages) return std::move(pages.error());
  if (lines == std::vector<std::string>{"ok"}) lines.clear();
  constexpr auto keys = R"sql(
    SELECT "table" || ': row ' || coalesce(rowid, '?') || ' refers to no row of ' || parent
      FROM pragma_foreign_key_check)sql";
  auto checked = add_lines(connection, keys, lines);
  if (!checked) return std::move(checked.error());
  return lines;
}

}  // namespace arris::sqlite
