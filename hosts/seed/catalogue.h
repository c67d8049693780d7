#pragma once
// Which tables hold what of an org, read from the database itself, so that a table that somebody adds is never
// forgotten.

#include <string>
#include <vector>

#include "sqlite/connection.h"

namespace arris::seed {

struct Table {
  std::string name;
  std::vector<std::string> columns;  // all but a number of the row that SQLite gives
  std::vector<std::string> key;      // of the primary key, in order
  // Its rows are in an index of texts as well, which triggers alone can fill and empty. All other triggers only keep
  // sums of rows that are copied and removed like any others.
  bool is_searched = false;
  bool is_tenants = false;  // rows belong to an org, and not to a person who acts in one
};

struct Trigger {
  std::string name, sql;
};

struct Catalogue {
  // With a column org_id, each after those that it refers to; the memberships last.
  std::vector<Table> tables;
  std::vector<Trigger> summing;  // of tables that aren't searched
};

// Throws StartError.
Catalogue read_catalogue(sqlite::Connection& connection);

// The one row of one text that a statement gives; empty for none. Throws StartError.
std::string find_text(sqlite::Connection& connection, const std::string& sql,
                      const std::vector<std::string>& parameters = {});
std::vector<std::vector<std::string>> list_texts(sqlite::Connection& connection,
                                                 const std::string& sql,
                                                 const std::vector<std::string>& parameters = {});

std::string joined(const std::vector<std::string>& names, std::string_view before = "",
                   std::string_view between = ", ");

}  // namespace arris::seed
