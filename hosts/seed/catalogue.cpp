#include "seed/catalogue.h"

#include <sqlite3.h>

#include <algorithm>

#include "wasmtime/fault.h"

namespace arris::seed {

using wasmtime::StartError;

namespace {

std::vector<std::string> first_of(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::string> list;
  for (const auto& row : rows) list.push_back(row.at(0));
  return list;
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::ranges::find(list, text) != list.end();
}

struct Schema {
  sqlite::Connection& connection;

  std::vector<std::string> list(const std::string& sql, const std::string& parameter = {}) {
    return first_of(list_texts(
        connection, sql, parameter.empty() ? std::vector<std::string>{} : std::vector{parameter}));
  }
  std::vector<std::string> names() {
    return list(
        "SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND EXISTS ("
        "SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'org_id') ORDER BY m.name");
  }
  std::vector<std::string> parents(const std::string& table) {
    return list("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?1)", table);
  }
  bool is_searched(const std::string& table) {
    for (const auto& index :
         list("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'"))
      if (!list("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 "
                "AND sql LIKE '%INTO " +
                    index + " %'",
                table)
               .empty())
        return true;
    return false;
  }
  // A person's session names the org in which they act, too, but not first in any of its keys.
  bool is_tenants(const std::string& table) {
    return !list("SELECT name FROM pragma_table_info(?1) WHERE name = 'org_id' AND pk = 1", table)
                .empty() ||
           !list(
                "SELECT l.name FROM pragma_index_list(?1) l, pragma_index_info(l.name) i "
                "WHERE l.\"unique\" = 1 AND i.seqno = 0 AND i.name = 'org_id'",
                table)
                .empty();
  }
  Table describe(const std::string& table) {
    Table found{
        .name = table,
        .columns = list("SELECT name FROM pragma_table_info(?1) WHERE name <> 'rowid'", table),
        .key = list("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk", table)};
    found.is_searched = is_searched(table);
    found.is_tenants = is_tenants(table);
    return found;
  }
};

// Those that nothing unplaced is referred to by come next.
std::vector<std::string> in_order(Schema& schema, std::vector<std::string> waiting) {
  std::vector<std::string> placed;
  while (!waiting.empty()) {
    const auto before = placed.size();
    std::erase_if(waiting, [&](const std::string& table) {
      for (const auto& parent : schema.parents(table))
        if (parent != table && contains(waiting, parent) && !contains(placed, parent)) return false;
      placed.push_back(table);
      return true;
    });
    if (placed.size() == before) throw StartError("tables refer to each other in a circle");
  }
  const auto people = std::ranges::find(placed, "memberships");
  if (people != placed.end()) std::rotate(people, people + 1, placed.end());
  return placed;
}

}  // namespace

std::vector<std::vector<std::string>> list_texts(sqlite::Connection& connection,
                                                 const std::string& sql,
                                                 const std::vector<std::string>& parameters) {
  connection.authorizer().act_as(sqlite::Authority::host);
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    throw StartError(sqlite3_errmsg(connection.handle()));
  for (std::size_t i = 0; i < parameters.size(); ++i)
    sqlite3_bind_text(statement, static_cast<int>(i) + 1, parameters[i].c_str(), -1, SQLITE_STATIC);
  std::vector<std::vector<std::string>> rows;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    auto& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
      row.emplace_back(text != nullptr ? text : "");
    }
  }
  sqlite3_finalize(statement);
  if (code != SQLITE_DONE) throw StartError(sqlite3_errmsg(connection.handle()));
  return rows;
}

std::string find_text(sqlite::Connection& connection, const std::string& sql,
                      const std::vector<std::string>& parameters) {
  const auto rows = list_texts(connection, sql, parameters);
  return rows.empty() ? std::string() : rows[0].at(0);
}

Catalogue read_catalogue(sqlite::Connection& connection) {
  Schema schema{connection};
  Catalogue catalogue;
  for (const auto& name : in_order(schema, schema.names()))
    catalogue.tables.push_back(schema.describe(name));
  for (const auto& table : catalogue.tables) {
    if (table.is_searched) continue;
    for (auto& row : list_texts(connection,
                                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' "
                                "AND tbl_name = ?1 ORDER BY rowid",
                                {table.name}))
      catalogue.summing.push_back({row[0], row[1]});
  }
  return catalogue;
}

std::string joined(const std::vector<std::string>& names, std::string_view before,
                   std::string_view between) {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += between;
    out.append(before).append("\"").append(name).append("\"");
  }
  return out;
}

}  // namespace arris::seed
