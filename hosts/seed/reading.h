#pragma once
// The rows of the sample org, table after table, in the order in which they can be written again.

#include <sqlite3.h>

#include "seed/catalogue.h"

namespace arris::seed {

class Prepared {
 public:
  // Throws StartError.
  Prepared(sqlite::Connection& connection, const std::string& sql);
  ~Prepared() { sqlite3_finalize(statement_); }
  Prepared(const Prepared&) = delete;

  sqlite3_stmt* get() { return statement_; }
  // Runs it to its end, and makes it ready for other values. Throws StartError.
  void step();

 private:
  sqlite3_stmt* statement_ = nullptr;
};

struct Part {
  Table table;
  std::string sql;  // of its rows
};

// The org, its people but for the owner, who exists already, and the tenant's tables.
std::vector<Part> parts_of(sqlite::Connection& from, const std::string& org,
                           const std::string& owner);

class Reading {
 public:
  Reading(sqlite::Connection& connection, const Part& part) : rows_(connection, part.sql) {}
  bool next() { return sqlite3_step(rows_.get()) == SQLITE_ROW; }
  sqlite3_value* value(int column) { return sqlite3_column_value(rows_.get(), column); }

 private:
  Prepared rows_;
};

// Statements behind the removal of the tenants' rows. The mark goes last, so a removal that was cut is found again.
// Nobody real has an address that ends in .invalid.
inline constexpr const char* ends_of_removal[] = {
    "DELETE FROM users WHERE email LIKE '%@sample.invalid' "
    "AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = users.id)",
    "UPDATE users SET last_org_id = NULL "
    "WHERE last_org_id IN (SELECT id FROM orgs WHERE sample = 1)",
    "DELETE FROM orgs WHERE sample = 1",
};

}  // namespace arris::seed
