#include "sqlite/inspect.h"

#include <sqlite3.h>

namespace arris::sqlite {

namespace {

constexpr auto list_schema = R"sql(
  SELECT type || ' ' || name || ': ', sql
    FROM sqlite_schema
   WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND tbl_name NOT IN ('d1_migrations', 'migration_sums')
     AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
   ORDER BY type, name)sql";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

std::size_t end_of_quoted(std::string_view sql, std::size_t start) {
  const char close = sql[start] == '[' ? ']' : sql[start];
  const auto end = sql.find(close, start + 1);
  return end == std::string_view::npos ? sql.size() : end + 1;
}

std::size_t end_of_comment(std::string_view sql, std::size_t start) {
  const std::string_view close = sql[start] == '-' ? "\n" : "*/";
  const auto end = sql.find(close, start + 2);
  return end == std::string_view::npos ? sql.size() : end + close.size();
}

// One space only where two words would otherwise join.
std::string normalized(std::string_view sql) {
  std::string out;
  bool gap = false;
  for (std::size_t i = 0; i < sql.size();) {
    const std::string_view rest = sql.substr(i);
    if (rest.starts_with("--") || rest.starts_with("/*")) {
      i = end_of_comment(sql, i);
      gap = true;
    } else if (is_space(sql[i])) {
      gap = true;
      ++i;
    } else {
      if (gap && !out.empty() && is_word(out.back()) && is_word(sql[i])) out += ' ';
      gap = false;
      const bool quoted = std::string_view("'\"`[").find(sql[i]) != std::string_view::npos;
      const std::size_t end = quoted ? end_of_quoted(sql, i) : i + 1;
      out += sql.substr(i, end - i);
      i = end;
    }
  }
  return out;
}

std::string text_of(sqlite3_stmt* statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return text ? std::string(text, sqlite3_column_bytes(statement, column)) : std::string();
}

Status read_plan(Connection& connection, std::string_view sql, StatementFacts& facts) {
  connection.authorizer().act_as(Authority::host);
  SqlFailure failure;
  auto* plan = connection.prepare("EXPLAIN QUERY PLAN " + std::string(sql), failure);
  if (!plan) return internal(failure.message);
  while (sqlite3_step(plan) == SQLITE_ROW) facts.plan.push_back(text_of(plan, 3));
  sqlite3_finalize(plan);
  return success();
}

void describe(sqlite3_stmt* statement, StatementFacts& facts) {
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    const char* type = sqlite3_column_decltype(statement, i);
    facts.columns.emplace_back(sqlite3_column_name(statement, i));
    facts.declared_types.emplace_back(type ? type : "");
  }
  facts.parameters = sqlite3_bind_parameter_count(statement);
  facts.changes = sqlite3_stmt_readonly(statement) ? Writes::no : Writes::yes;
}

}  // namespace

Result<std::string> schema_text(Connection& connection) {
  connection.authorizer().act_as(Authority::host);
  SqlFailure failure;
  auto* statement = connection.prepare(list_schema, failure);
  if (!statement) return internal(failure.message);
  std::string out;
  while (sqlite3_step(statement) == SQLITE_ROW)
    out += text_of(statement, 0) + normalized(text_of(statement, 1)) + "\n";
  sqlite3_finalize(statement);
  return out;
}

Result<StatementFacts> inspect(Connection& connection, std::string_view sql) {
  const Capabilities everything = Capabilities::all();
  Touched touched;
  connection.authorizer().act_as(Authority::request, &everything);
  connection.authorizer().record(&touched);
  SqlFailure failure;
  auto* statement = connection.prepare(sql, failure);
  connection.authorizer().record(nullptr);
  if (!statement) return internal(failure.message);
  StatementFacts facts;
  describe(statement, facts);
  sqlite3_finalize(statement);
  facts.reads.assign(touched.reads.begin(), touched.reads.end());
  facts.writes.assign(touched.writes.begin(), touched.writes.end());
  auto planned = read_plan(connection, sql, facts);
  if (!planned) return std::move(planned.error());
  return facts;
}

}  // namespace arris::sqlite
