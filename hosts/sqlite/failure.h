#pragma once
// Why a SQL call failed, in the words of the seam, so that every host answers the same failure for
// the same fault of a statement.

#include <string>

#include "effect/frame.h"

struct sqlite3;

namespace arris::sqlite {

// Nothing failed while `kind` is none.
struct SqlFailure {
  effect::Failure kind = effect::Failure::none;
  std::string message;

  explicit operator bool() const { return kind != effect::Failure::none; }
};

// What the last call on `connection` failed with.
// REQUIRES: that call returned `code`, which is neither OK, ROW nor DONE
SqlFailure failure_of(sqlite3* connection, int code);

// The text of SQLite's message `bad JSON path: 'TEXT'`, by which a statement ends its transaction
// on purpose; empty when the message is another one.
std::string raised_text(std::string_view message);

}  // namespace arris::sqlite
