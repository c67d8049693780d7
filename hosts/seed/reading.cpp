#include "seed/reading.h"

#include <algorithm>

#include "wasmtime/fault.h"

namespace arris::seed {

using wasmtime::StartError;

namespace {

// Of ids that this program or a person's set-up made.
std::string quoted(const std::string& id) { return "'" + id + "'"; }

Part part_of(sqlite::Connection& from, const std::string& table, const std::string& where) {
  Table found{.name = table};
  for (const auto& row : list_texts(from, "SELECT name FROM pragma_table_info(?1)", {table}))
    found.columns.push_back(row[0]);
  return {found, "SELECT " + joined(found.columns) + " FROM " + table + " WHERE " + where};
}

}  // namespace

Prepared::Prepared(sqlite::Connection& connection, const std::string& sql) {
  connection.authorizer().act_as(sqlite::Authority::host);
  if (sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK)
    throw StartError(sqlite3_errmsg(connection.handle()));
}

void Prepared::step() {
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_DONE) throw StartError(sqlite3_errmsg(sqlite3_db_handle(statement_)));
  sqlite3_reset(statement_);
}

std::vector<Part> parts_of(sqlite::Connection& from, const std::string& org,
                           const std::string& owner) {
  std::vector<Part> parts{
      part_of(from, "orgs", "id = " + quoted(org)),
      part_of(from, "users", "email LIKE '%@sample.invalid' AND id <> " + quoted(owner))};
  auto tables = read_catalogue(from).tables;
  std::erase_if(tables, [](const Table& table) { return !table.is_tenants; });
  for (const auto& table : tables)
    parts.push_back({table, "SELECT " + joined(table.columns) + " FROM \"" + table.name +
                                "\" WHERE org_id = " + quoted(org) +
                                (table.is_searched ? " ORDER BY rowid" : "")});
  return parts;
}

}  // namespace arris::seed
