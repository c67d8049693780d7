#include "sqlite/batch.h"

#include <sqlite3.h>

#include <cstring>

#include "sqlite/encode.h"

namespace arris::sqlite {

using effect::Failure;
using effects::Answer;

namespace {

SqlFailure bind_integer(sqlite3_stmt* statement, int place, std::int64_t number) {
  if (number > exact_integer_max || number < -exact_integer_max)
    return {Failure::invalid, "an integer beyond 2^53 is bound as text"};
  sqlite3_bind_double(statement, place, static_cast<double>(number));
  return {};
}

enum class Kind { text, blob };

SqlFailure bind_bytes(sqlite3_stmt* statement, int place, std::string_view bytes, Kind kind) {
  if (bytes.size() > value_max_bytes)
    return {Failure::too_large, "a value is over 2,000,000 bytes"};
  const int size = static_cast<int>(bytes.size());
  const char* data = bytes.data() ? bytes.data() : "";
  const int code = kind == Kind::text
                       ? sqlite3_bind_text(statement, place, data, size, SQLITE_STATIC)
                       : sqlite3_bind_blob(statement, place, data, size, SQLITE_STATIC);
  return code == SQLITE_OK ? SqlFailure{} : failure_of(sqlite3_db_handle(statement), code);
}

struct Binder {
  sqlite3_stmt* statement;
  int place;

  SqlFailure operator()(effect::Null) const { return {}; }
  SqlFailure operator()(std::int64_t value) const { return bind_integer(statement, place, value); }
  SqlFailure operator()(double value) const {
    sqlite3_bind_double(statement, place, value);
    return {};
  }
  SqlFailure operator()(std::string_view text) const {
    return bind_bytes(statement, place, text, Kind::text);
  }
  SqlFailure operator()(effect::Bytes bytes) const {
    return bind_bytes(statement, place, bytes.data, Kind::blob);
  }
};

SqlFailure bind_all(sqlite3_stmt* statement, const std::vector<effect::Value>& values) {
  const int wanted = sqlite3_bind_parameter_count(statement);
  if (wanted != static_cast<int>(values.size()))
    return {Failure::invalid, "the statement has " + std::to_string(wanted) + " parameters, not " +
                                  std::to_string(values.size())};
  for (int i = 0; i < wanted; ++i)
    if (auto failure = std::visit(Binder{statement, i + 1}, values[i])) return failure;
  return {};
}

SqlFailure step_all(sqlite3_stmt* statement, RowsEncoder& rows) {
  for (;;) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW) return failure_of(sqlite3_db_handle(statement), code);
    if (auto failure = rows.add_row(statement)) return failure;
  }
}

// Gives the statement back clean however its run ends.
struct Borrowed {
  sqlite3_stmt* statement;
  ~Borrowed() {
    if (!statement) return;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

SqlFailure run_one(Connection& connection, const StatementSet& set, effect::Mode mode,
                   const effect::Statement& wanted, std::string& out) {
  SqlFailure failure;
  const Borrowed borrowed{connection.find_prepared(set, wanted.query, failure)};
  sqlite3_stmt* statement = borrowed.statement;
  if (!statement) return failure;
  const bool writes = !sqlite3_stmt_readonly(statement);
  if (writes && mode == effect::Mode::read) return {Failure::refused, "a read may not write"};
  failure = bind_all(statement, wanted.parameters);
  if (failure) return failure;
  RowsEncoder rows(out, sqlite3_column_count(statement));
  failure = step_all(statement, rows);
  if (failure) return failure;
  rows.close(writes ? static_cast<std::uint32_t>(sqlite3_changes64(connection.handle())) : 0);
  return {};
}

Answer failed(SqlFailure failure, std::size_t statement, const std::string& refusal) {
  // A statement may be prepared again while it runs, when the schema has changed.
  if (failure.kind == Failure::refused && !refusal.empty()) failure.message = refusal;
  return Answer::failed(failure.kind, std::move(failure.message),
                        static_cast<std::uint16_t>(statement));
}

}  // namespace

Answer run_batch(Connection& connection, const StatementSet& set, const effect::Sql& sql,
                 const BatchRules& rules) {
  if (sql.statements.empty()) return Answer::failed(Failure::invalid, "there is no statement");
  connection.authorizer().act_as(Authority::request, &set.capabilities());
  connection.set_deadline(std::chrono::steady_clock::now() + rules.timeout);
  Answer answer;
  append_u32(answer.bytes, static_cast<std::uint32_t>(sql.statements.size()));
  for (std::size_t i = 0; i < sql.statements.size(); ++i) {
    SqlFailure failure;
    if (rules.fault && *rules.fault)
      if (const Failure injected = (*rules.fault)(); injected != Failure::none)
        failure = {injected, "the call was made to fail"};
    if (!failure) failure = run_one(connection, set, sql.mode, sql.statements[i], answer.bytes);
    if (failure) return failed(std::move(failure), i, connection.authorizer().refusal());
  }
  return answer;
}

OwnedSql::OwnedSql(const effect::Sql& sql) : sql_(sql) {
  std::size_t size = 0;
  for (const auto& statement : sql.statements)
    for (const auto& value : statement.parameters) {
      if (const auto* text = std::get_if<std::string_view>(&value)) size += text->size();
      if (const auto* blob = std::get_if<effect::Bytes>(&value)) size += blob->data.size();
    }
  bytes_ = std::make_unique_for_overwrite<char[]>(size + 1);
  for (auto& statement : sql_.statements)
    for (auto& value : statement.parameters) {
      if (auto* text = std::get_if<std::string_view>(&value)) *text = keep(*text);
      if (auto* blob = std::get_if<effect::Bytes>(&value)) blob->data = keep(blob->data);
    }
}

std::string_view OwnedSql::keep(std::string_view text) {
  char* start = bytes_.get() + used_;
  if (!text.empty()) std::memcpy(start, text.data(), text.size());
  used_ += text.size();
  return {start, text.size()};
}

}  // namespace arris::sqlite
