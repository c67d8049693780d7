#include "sqlite/migrations.h"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

namespace arris::sqlite {

namespace fs = std::filesystem;

namespace {

constexpr auto create_table = R"sql(
  CREATE TABLE IF NOT EXISTS d1_migrations(
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT UNIQUE,
    applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
  ))sql";

std::uint64_t number_of(const std::string& name) {
  auto number = std::numeric_limits<std::uint64_t>::max();
  std::from_chars(name.data(), name.data() + name.size(), number);
  return number;
}

Result<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return internal("cannot read " + path.string());
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<std::vector<std::string>> names_applied(Connection& connection) {
  connection.authorizer().act_as(Authority::host);
  SqlFailure failure;
  auto* statement = connection.prepare("SELECT name FROM d1_migrations ORDER BY id", failure);
  if (!statement) return internal(failure.message);
  std::vector<std::string> names;
  while (sqlite3_step(statement) == SQLITE_ROW)
    names.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  const int code = sqlite3_finalize(statement);
  if (code != SQLITE_OK) return internal(sqlite3_errmsg(connection.handle()));
  return names;
}

SqlFailure note_applied(Connection& connection, const std::string& name) {
  connection.authorizer().act_as(Authority::host);
  SqlFailure failure;
  auto* statement = connection.prepare("INSERT INTO d1_migrations (name) VALUES (?1)", failure);
  if (!statement) return failure;
  sqlite3_bind_text(statement, 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
  const int code = sqlite3_step(statement);
  if (code != SQLITE_DONE) failure = failure_of(connection.handle(), code);
  sqlite3_finalize(statement);
  return failure;
}

SqlFailure apply(Connection& connection, const std::string& name, const std::string& sql) {
  SqlFailure failure = connection.execute("BEGIN IMMEDIATE");
  if (!failure) failure = connection.execute_script(sql, Authority::schema);
  if (!failure) failure = note_applied(connection, name);
  if (!failure) failure = connection.execute("COMMIT");
  if (connection.in_transaction()) connection.execute("ROLLBACK");
  return failure;
}

}  // namespace

Result<std::vector<std::string>> list_migrations(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".sql") names.push_back(entry.path().filename().string());
  if (error) return internal("cannot read the folder " + folder + ": " + error.message());
  std::ranges::sort(names, {},
                    [](const std::string& name) { return std::pair(number_of(name), name); });
  return names;
}

Result<MigrationState> migration_state(Connection& connection, const std::string& folder) {
  auto names = list_migrations(folder);
  if (!names) return std::move(names.error());
  if (auto failure = connection.execute(create_table)) return internal(failure.message);
  auto applied = names_applied(connection);
  if (!applied) return std::move(applied.error());
  MigrationState state{std::move(applied).value(), {}};
  for (const std::string& name : state.applied)
    if (std::ranges::find(names.value(), name) == names->end())
      return internal("the database is newer than this program: it has the migration " + name);
  for (const std::string& name : names.value())
    if (std::ranges::find(state.applied, name) == state.applied.end())
      state.pending.push_back(name);
  return state;
}

Result<std::vector<std::string>> migrate(Connection& connection, const std::string& folder) {
  auto state = migration_state(connection, folder);
  if (!state) return std::move(state.error());
  for (const std::string& name : state->pending) {
    auto sql = read_file(fs::path(folder) / name);
    if (!sql) return std::move(sql.error());
    if (auto failure = apply(connection, name, sql.value()))
      return internal("the migration " + name + " failed: " + failure.message);
  }
  return std::move(state->pending);
}

Result<std::vector<std::string>> migrate(const std::string& path, const std::string& folder) {
  auto connection = Connection::open(path);
  if (!connection) return std::move(connection.error());
  return migrate(*connection.value(), folder);
}

}  // namespace arris::sqlite
