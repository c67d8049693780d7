#pragma once
// Encodes the rows of a statement as they are stepped, in the bytes of effect::Rows, so that no
// row exists twice.

#include <cstdint>
#include <string>

#include "sqlite/failure.h"

struct sqlite3_stmt;

namespace arris::sqlite {

void append_u32(std::string& out, std::uint32_t number);

class RowsEncoder {
 public:
  RowsEncoder(std::string& out, int columns);

  // Adds the row on which `statement` stands. Fails on an integer beyond 2^53, which D1 would
  // change silently, and on an answer over its limit.
  SqlFailure add_row(sqlite3_stmt* statement);
  void close(std::uint32_t changes);

 private:
  SqlFailure add_value(sqlite3_stmt* statement, int column);

  std::string& out_;
  std::size_t start_;
  int columns_;
  std::uint32_t count_ = 0;
};

}  // namespace arris::sqlite
