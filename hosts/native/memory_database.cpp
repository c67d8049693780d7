#include "native/memory_database.h"

#include <algorithm>
#include <deque>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace arris::native {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Binder {
  sqlite3_stmt* statement;
  int place;
  int operator()(effect::Null) const { return sqlite3_bind_null(statement, place); }
  int operator()(std::int64_t value) const {
    return sqlite3_bind_double(statement, place, static_cast<double>(value));
  }
  int operator()(double value) const { return sqlite3_bind_double(statement, place, value); }
  int operator()(std::string_view text) const {
    return sqlite3_bind_text64(statement, place, text.data() ? text.data() : "", text.size(),
                               SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  int operator()(effect::Bytes bytes) const {
    return sqlite3_bind_blob64(statement, place, bytes.data.data(), bytes.data.size(),
                               SQLITE_TRANSIENT);
  }
};

bool is_integral(double value) {
  return value >= -9007199254740992.0 && value <= 9007199254740992.0 &&
         value == static_cast<double>(static_cast<std::int64_t>(value));
}

effect::Value column(sqlite3_stmt* statement, int i, std::deque<std::string>& kept) {
  switch (sqlite3_column_type(statement, i)) {
    case SQLITE_NULL:
      return effect::Null{};
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, i)};
    case SQLITE_FLOAT: {
      const double value = sqlite3_column_double(statement, i);
      if (is_integral(value)) return static_cast<std::int64_t>(value);
      return value;
    }
    default:
      break;
  }
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
  kept.emplace_back(bytes ? std::string(bytes, size) : std::string());
  if (sqlite3_column_type(statement, i) == SQLITE_BLOB) return effect::Bytes{kept.back()};
  return std::string_view(kept.back());
}

}  // namespace

MemoryDatabase::MemoryDatabase(const std::filesystem::path& migrations) {
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  database_.reset(database);
  run("PRAGMA foreign_keys = ON");
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(migrations))
    files.push_back(entry.path());
  std::ranges::sort(files);
  for (const auto& file : files) run(read_file(file));
}

void MemoryDatabase::run(const std::string& sql) {
  char* message = nullptr;
  if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK)
    throw std::runtime_error(message ? message : "sqlite");
}

std::vector<std::vector<std::string>> MemoryDatabase::rows(const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(handle()));
  const Prepared statement(raw);
  std::vector<std::vector<std::string>> rows;
  while (sqlite3_step(raw) == SQLITE_ROW) {
    auto& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(raw); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
      row.emplace_back(text ? text : "NULL");
    }
  }
  return rows;
}

effects::Answer MemoryDatabase::failure() const {
  using effect::Failure;
  const std::string message = sqlite3_errmsg(database_.get());
  constexpr std::string_view raised = "bad JSON path: '";
  if (message.starts_with(raised))
    return effects::Answer::failed(
        Failure::raised, message.substr(raised.size(), message.size() - raised.size() - 1));
  const bool constraint = sqlite3_errcode(database_.get()) == SQLITE_CONSTRAINT;
  return effects::Answer::failed(constraint ? Failure::constraint : Failure::invalid, message);
}

std::optional<effects::Answer> MemoryDatabase::run_statement(const storage::Statement& statement,
                                                             const effect::Statement& bound,
                                                             effect::Mode mode,
                                                             effect::SqlAnswer& answer,
                                                             std::vector<std::string>&) {
  static thread_local std::deque<std::string> kept;
  if (answer.statements.empty()) kept.clear();
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle(), statement.sql.data(), static_cast<int>(statement.sql.size()),
                         &raw, nullptr) != SQLITE_OK)
    return failure();
  const Prepared prepared(raw);
  if (mode == effect::Mode::read && !sqlite3_stmt_readonly(raw))
    return effects::Answer::failed(effect::Failure::refused, "a read that writes");
  for (std::size_t i = 0; i < bound.parameters.size(); ++i) {
    if (std::visit(Binder{raw, static_cast<int>(i + 1)}, bound.parameters[i]) != SQLITE_OK)
      return failure();
  }
  effect::Rows rows;
  rows.columns = static_cast<std::uint16_t>(sqlite3_column_count(raw));
  int step = 0;
  while ((step = sqlite3_step(raw)) == SQLITE_ROW) {
    ++rows.count;
    for (int i = 0; i < rows.columns; ++i) rows.values.push_back(column(raw, i, kept));
  }
  if (step != SQLITE_DONE) return failure();
  rows.changes =
      sqlite3_stmt_readonly(raw) ? 0 : static_cast<std::uint32_t>(sqlite3_changes(handle()));
  answer.statements.push_back(std::move(rows));
  return std::nullopt;
}

effects::Answer MemoryDatabase::perform(storage::Catalogue statements, const effect::Sql& sql) {
  effect::SqlAnswer answer;
  std::vector<std::string> kept;
  run("BEGIN");
  for (const effect::Statement& bound : sql.statements) {
    if (auto failed = run_statement(*statements[bound.query], bound, sql.mode, answer, kept)) {
      run("ROLLBACK");
      return std::move(*failed);
    }
  }
  run("COMMIT");
  return effects::Answer::of(answer);
}

}  // namespace arris::native
