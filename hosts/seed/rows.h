#pragma once
// Brings the rows of the sample org from where they were made to where they are kept, and away again: straight into
// the database of our own server, or as statements for D1.
//
// (1) Rows come and go as they are: no trigger sums them once more. (2) The memberships come last and go first, so
// people see the org when it is whole. (3) Into SQLite they go in short transactions, so a server beside them waits
// for none of it; a run that was cut is made good by the next one.

#include <cstdio>
#include <functional>

#include "seed/catalogue.h"

namespace arris::seed {

struct Kept {
  std::int64_t rows = 0;
};

// REQUIRES: both have the same migrations
Kept copy_rows(sqlite::Connection& from, sqlite::Connection& to, const std::string& org,
               const std::string& owner);
// Every row of the org, and the people who were in no other.
Kept remove_rows(sqlite::Connection& connection, const std::string& org);

// The same as text: statements of at most 100 KB.
Kept write_rows(sqlite::Connection& from, std::FILE* file, const std::string& org,
                const std::string& owner);
// Removes what is marked as sample data, whatever its id.
void write_removal(sqlite::Connection& any, std::FILE* file);

}  // namespace arris::seed
