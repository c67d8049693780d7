// What was stored before a migration that makes tables anew is there after it.

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>
#include <sstream>

#include "sqlite/connection.h"
#include "sqlite/migrations.h"

namespace arris {
namespace {

constexpr std::string_view made_anew = "0026_sketch_rows.sql";
constexpr const char* tables[] = {
    "telemetry_minutes",          "telemetry_hours",           "telemetry_days",
    "telemetry_components_hours", "telemetry_components_days", "telemetry_components_weeks"};

using Connection = sqlite::Connection;

void run_migration(Connection& connection, const std::string& name) {
  std::stringstream text;
  text << std::ifstream("migrations/" + name).rdbuf();
  REQUIRE_FALSE(connection.execute_script(text.str(), sqlite::Authority::schema));
}

std::vector<std::string> rows_of(Connection& connection, const std::string& sql) {
  connection.authorizer().act_as(sqlite::Authority::host);
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement, nullptr) ==
          SQLITE_OK);
  std::vector<std::string> rows;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    auto& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
      row += std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, i))) + "|";
  }
  CHECK(sqlite3_finalize(statement) == SQLITE_OK);
  return rows;
}

// Every column has a value of its own, so that none can take another's place.
void add_rows(Connection& connection, const std::string& table) {
  for (const std::string org : {"b", "a"}) {
    std::string values;
    for (const auto& column :
         rows_of(connection, "SELECT name, type, cid FROM pragma_table_info('" + table + "')")) {
      const auto number = column.substr(column.find('|', column.find('|') + 1) + 1);
      const auto cid = number.substr(0, number.size() - 1);
      const bool is_text = column.find("|TEXT|") != column.npos;
      values += (values.empty() ? "" : ",") + (is_text ? "'" + org + cid + "'" : cid);
    }
    REQUIRE_FALSE(connection.execute_script("INSERT INTO " + table + " VALUES (" + values + ")",
                                            sqlite::Authority::schema));
  }
}

std::vector<std::string> all_of(Connection& connection, const std::string& table) {
  return rows_of(connection, "SELECT * FROM " + table + " ORDER BY org_id");
}

}  // namespace

TEST_CASE("a migration that makes tables anew keeps their rows") {
  auto connection = Connection::open(sqlite::in_memory).value();
  for (const auto& name : sqlite::list_migrations("migrations").value())
    if (name < made_anew) run_migration(*connection, name);
  for (const char* table : tables) add_rows(*connection, table);
  std::vector<std::vector<std::string>> before;
  for (const char* table : tables) before.push_back(all_of(*connection, table));
  run_migration(*connection, std::string(made_anew));
  for (std::size_t i = 0; i < std::size(tables); ++i) {
    CAPTURE(tables[i]);
    CHECK(before[i].size() == 2);
    CHECK(all_of(*connection, tables[i]) == before[i]);
  }
}

}  // namespace arris
