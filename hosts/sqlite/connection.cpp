#include "sqlite/connection.h"

#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

namespace arris::sqlite {

namespace fs = std::filesystem;
using effect::Failure;

namespace {

constexpr int opening_timeout_ms = 1'000;
constexpr int busy_timeout_ms = 5'000;
constexpr int progress_operations = 20'000;  // between two looks at the clock

Error error_of(Code code, std::string cause) { return {code, "", {}, std::move(cause)}; }

// What SQLite reports only as "unable to open database file".
Status check_path(const std::string& path) {
  const fs::path file(path);
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::error_code error;
  if (fs::is_directory(file, error)) return internal(path + " is a folder, not a database");
  if (!fs::is_directory(folder, error))
    return internal("the folder " + folder.string() + " does not exist");
  if (access(folder.c_str(), W_OK | X_OK) != 0)
    return internal("the folder " + folder.string() + " is read-only");
  if (fs::exists(file, error) && access(file.c_str(), R_OK | W_OK) != 0)
    return internal("the database " + path + " is read-only");
  return success();
}

Error opening_error(const std::string& path, int code, const char* message) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return error_of(Code::unavailable, "the database " + path + " is locked by another process");
    case SQLITE_NOTADB:
      return internal(path + " is not a SQLite database");
    case SQLITE_CORRUPT:
      return internal("the database " + path + " is damaged: " + message);
    case SQLITE_READONLY:
      return internal("the database " + path + " is read-only");
    default:
      return internal("cannot open the database " + path + ": " + message);
  }
}

std::string_view trim_start(std::string_view sql) {
  const auto start = sql.find_first_not_of(" \t\r\n;");
  return start == std::string_view::npos ? std::string_view() : sql.substr(start);
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access) {
  if (sqlite3_libversion_number() < version_min)
    return internal(std::string("SQLite is older than 3.51.3: ") + sqlite3_libversion());
  if (path != in_memory) {
    auto checked = check_path(path);
    if (!checked) return std::move(checked.error());
  }
  std::unique_ptr<Connection> connection(new Connection);
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &connection->handle_, flags, nullptr);
  if (code != SQLITE_OK) return opening_error(path, code, sqlite3_errmsg(connection->handle_));
  auto configured = connection->configure(access);
  if (!configured) {
    auto* handle = connection->handle_;
    return opening_error(path, sqlite3_errcode(handle), sqlite3_errmsg(handle));
  }
  return connection;
}

Connection::~Connection() {
  for (auto& [id, statements] : prepared_)
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

Status Connection::configure(Access access) {
  authorizer_.install(handle_);
  sqlite3_busy_timeout(handle_, opening_timeout_ms);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // Stricter than D1: a misspelt column in double quotes is an error and not a text.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_progress_handler(handle_, progress_operations, &Connection::is_over, this);
  constexpr auto pragmas =
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
      "PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;";
  SqlFailure failure = execute(pragmas);
  if (!failure && access == Access::read) failure = execute("PRAGMA query_only=ON");
  if (failure) return internal(failure.message);
  sqlite3_busy_timeout(handle_, busy_timeout_ms);
  limit();
  return success();
}

void Connection::limit() {
  constexpr int limits[][2] = {{SQLITE_LIMIT_LENGTH, value_max_bytes},
                               {SQLITE_LIMIT_SQL_LENGTH, 100'000},
                               {SQLITE_LIMIT_COLUMN, 100},
                               {SQLITE_LIMIT_EXPR_DEPTH, 100},
                               {SQLITE_LIMIT_COMPOUND_SELECT, 5},
                               {SQLITE_LIMIT_VDBE_OP, 25'000},
                               {SQLITE_LIMIT_FUNCTION_ARG, 32},
                               {SQLITE_LIMIT_ATTACHED, 0},
                               {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
                               {SQLITE_LIMIT_VARIABLE_NUMBER, parameters_max},
                               {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
                               {SQLITE_LIMIT_WORKER_THREADS, 0}};
  for (const auto& [which, value] : limits) sqlite3_limit(handle_, which, value);
}

SqlFailure Connection::execute(const char* sql) {
  authorizer_.act_as(Authority::host);
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? SqlFailure{} : failure_of(handle_, code);
}

SqlFailure Connection::step_kept(HostCall call) {
  static const StatementSet calls("host",
                                  {{"begin", "BEGIN"},
                                   {"begin_write", "BEGIN IMMEDIATE"},
                                   {"commit", "COMMIT"},
                                   {"savepoint", "SAVEPOINT batch"},
                                   {"release", "RELEASE batch"}},
                                  Capabilities::all());
  authorizer_.act_as(Authority::host);
  SqlFailure failure;
  auto* statement = find_prepared(calls, static_cast<std::size_t>(call), failure);
  if (!statement) return failure;
  const int code = sqlite3_step(statement);
  if (code != SQLITE_DONE) failure = failure_of(handle_, code);
  sqlite3_reset(statement);
  return failure;
}

SqlFailure Connection::execute_script(std::string_view sql, Authority authority) {
  const std::string text(sql);
  const char* rest = text.c_str();
  while (*rest) {
    authorizer_.act_as(authority);
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v3(handle_, rest, -1, 0, &statement, &rest);
    while (code == SQLITE_OK && statement && sqlite3_step(statement) == SQLITE_ROW) {
    }
    SqlFailure failure;
    if (code == SQLITE_OK) code = sqlite3_errcode(handle_);
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
      failure = failure_of(handle_, code);
    sqlite3_finalize(statement);
    if (failure && !authorizer_.refusal().empty()) failure.message = authorizer_.refusal();
    if (failure) return failure;
  }
  return {};
}

sqlite3_stmt* Connection::prepare(std::string_view sql, SqlFailure& failure) {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &tail);
  if (code != SQLITE_OK) {
    failure = failure_of(handle_, code);
    if (!authorizer_.refusal().empty()) failure = {Failure::refused, authorizer_.refusal()};
    return nullptr;
  }
  if (!statement)
    failure = {Failure::invalid, "there is no statement"};
  else if (!trim_start({tail, sql.data() + sql.size()}).empty())
    failure = {Failure::invalid, "more than one statement"};
  else
    failure = resolve_tables();
  if (!failure) return statement;
  sqlite3_finalize(statement);
  return nullptr;
}

SqlFailure Connection::resolve_tables() {
  for (const std::string& name : authorizer_.take_unresolved())
    if (is_table(name) && !authorizer_.may_read(name))
      return {Failure::refused, authorizer_.refusal()};
  return {};
}

bool Connection::is_table(const std::string& name) {
  return sqlite3_table_column_metadata(handle_, "main", name.c_str(), nullptr, nullptr, nullptr,
                                       nullptr, nullptr, nullptr) == SQLITE_OK;
}

sqlite3_stmt* Connection::find_prepared(const StatementSet& set, std::size_t index,
                                        SqlFailure& failure) {
  auto& statements = prepared_[set.id()];
  if (statements.empty()) statements.resize(set.statements().size());
  if (index >= statements.size()) {
    failure = {Failure::refused, "the module declares no such statement"};
    return nullptr;
  }
  if (!statements[index]) statements[index] = prepare(set.statements()[index].sql, failure);
  return statements[index];
}

bool Connection::in_transaction() const { return !sqlite3_get_autocommit(handle_); }

int Connection::is_over(void* self) {
  return std::chrono::steady_clock::now() > static_cast<Connection*>(self)->deadline_;
}

}  // namespace arris::sqlite
