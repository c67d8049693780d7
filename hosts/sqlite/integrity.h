#pragma once
// The online check of a database: its pages and its foreign keys, on the caller's thread and on a
// snapshot, so that neither readers nor the writer wait for it.

#include "sqlite/connection.h"

namespace arris::sqlite {

// What is wrong, one line each; none when the database is sound.
Result<std::vector<std::string>> find_damage(Connection& connection);

}  // namespace arris::sqlite
