#include "sqlite/migrations.h"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "core/text.h"
#include "crypto/primitives.h"

namespace arris::sqlite {

namespace fs = std::filesystem;

namespace {

constexpr auto create_table = R"sql(
  CREATE TABLE IF NOT EXISTS d1_migrations(
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT UNIQUE,
    applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
  ))sql";

constexpr auto create_sums = R"sql(
  CREATE TABLE IF NOT EXISTS migration_sums(
    name   TEXT NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL
  ) STRICT)sql";

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

// The first column of every row.
Result<std::vector<std::string>> list(Connection& connection, std::string_view sql) {
  connection.authorizer().act_as(Authority::host);
  SqlFailure failure;
  auto* statement = connection.prepare(sql, failure);
  if (!statement) return internal(failure.message);
  std::vector<std::string> texts;
  while (sqlite3_step(statement) == SQLITE_ROW)
    texts.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  const int code = sqlite3_finalize(statement);
  if (code != SQLITE_OK) return internal(sqlite3_errmsg(connection.handle()));
  return texts;
}

SqlFailure run(Connection& connection, std::string_view sql,
               std::initializer_list<std::string_view> parameters) {
  connection.authorizer().act_as(Authority::host);
  SqlFailure failure;
  auto* statement = connection.prepare(sql, failure);
  if (!statement) return failure;
  int place = 0;
  for (const auto text : parameters)
    sqlite3_bind_text(statement, ++place, text.data(), static_cast<int>(text.size()),
                      SQLITE_STATIC);
  const int code = sqlite3_step(statement);
  if (code != SQLITE_DONE) failure = failure_of(connection.handle(), code);
  sqlite3_finalize(statement);
  return failure;
}

std::string sum_of_text(std::string_view text) { return to_hex(crypto::sha256(text)); }

SqlFailure note_sum(Connection& connection, std::string_view name, std::string_view sum) {
  return run(connection, "INSERT INTO migration_sums (name, sha256) VALUES (?1, ?2)", {name, sum});
}

SqlFailure note_applied(Connection& connection, const std::string& name, const std::string& sql) {
  auto failure = run(connection, "INSERT INTO d1_migrations (name) VALUES (?1)", {name});
  return failure ? failure : note_sum(connection, name, sum_of_text(sql));
}

// The migrations whose sums are known, as "NAME SUM". A database that is read may lack the table.
Result<std::vector<std::string>> known_sums(Connection& connection) {
  auto tables = list(connection, "SELECT name FROM sqlite_schema WHERE name = 'migration_sums'");
  if (!tables || tables->empty()) return tables;
  return list(connection, "SELECT name || ' ' || sha256 FROM migration_sums");
}

// Those of `applied` whose sums are not known yet. Fails at one whose file has changed.
Result<std::vector<std::string>> check_sums(Connection& connection, const std::string& folder,
                                            const std::vector<std::string>& applied) {
  auto known = known_sums(connection);
  if (!known) return known;
  std::vector<std::string> unknown;
  for (const std::string& name : applied) {
    const auto noted = std::ranges::find_if(
        known.value(), [&](const std::string& one) { return one.starts_with(name + " "); });
    if (noted == known->end()) {
      unknown.push_back(name);
      continue;
    }
    auto sum = sum_of((fs::path(folder) / name).string());
    if (!sum) return std::move(sum.error());
    if (*noted != name + " " + sum.value())
      return internal("the migration " + name +
                      " has changed since this database was made: use the files that made it");
  }
  return unknown;
}

SqlFailure apply(Connection& connection, const std::string& name, const std::string& sql) {
  SqlFailure failure = connection.execute("BEGIN IMMEDIATE");
  if (!failure) failure = connection.execute_script(sql, Authority::schema);
  if (!failure) failure = note_applied(connection, name, sql);
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

Result<std::string> sum_of(const std::string& path) {
  auto text = read_file(path);
  if (!text) return text;
  return sum_of_text(text.value());
}

Result<MigrationState> migration_state(Connection& connection, const std::string& folder) {
  auto names = list_migrations(folder);
  if (!names) return std::move(names.error());
  if (auto failure = connection.execute(create_table)) return internal(failure.message);
  auto applied = list(connection, "SELECT name FROM d1_migrations ORDER BY id");
  if (!applied) return std::move(applied.error());
  MigrationState state{std::move(applied).value(), {}};
  for (const std::string& name : state.applied)
    if (std::ranges::find(names.value(), name) == names->end())
      return internal("the database is newer than this program: it has the migration " + name);
  auto unsummed = check_sums(connection, folder, state.applied);
  if (!unsummed) return std::move(unsummed.error());
  state.unsummed = std::move(unsummed).value();
  for (const std::string& name : names.value())
    if (std::ranges::find(state.applied, name) == state.applied.end())
      state.pending.push_back(name);
  return state;
}

Result<std::vector<std::string>> migrate(Connection& connection, const std::string& folder) {
  auto state = migration_state(connection, folder);
  if (!state) return std::move(state.error());
  if (auto failure = connection.execute(create_sums)) return internal(failure.message);
  for (const std::string& name : state->unsummed) {
    auto sum = sum_of((fs::path(folder) / name).string());
    if (!sum) return std::move(sum.error());
    if (auto failure = note_sum(connection, name, sum.value())) return internal(failure.message);
  }
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
