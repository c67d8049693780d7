#pragma once
// What the tests of the schema ask: the schema as one text that two databases can be compared by,
// and what a statement reads, writes, gives and scans.

#include <string>
#include <vector>

#include "sqlite/connection.h"

namespace arris::sqlite {

// Every object by type and name with its SQL; comments, spacing and what a tool keeps for itself
// are left out, so that equal texts mean equal schemas.
Result<std::string> schema_text(Connection& connection);

enum class Writes { no, yes };

struct StatementFacts {
  std::vector<std::string> columns;         // names, in order
  std::vector<std::string> declared_types;  // "" where a column is an expression
  std::vector<std::string> reads, writes;   // tables, sorted
  std::vector<std::string> plan;            // the details of EXPLAIN QUERY PLAN, in order
  int parameters = 0;
  Writes changes = Writes::no;
};

// Prepares under the rules of a request with all tables; the error's `cause` says what is refused.
Result<StatementFacts> inspect(Connection& connection, std::string_view sql);

}  // namespace arris::sqlite
