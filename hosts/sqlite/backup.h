#pragma once
// A copy of a database while others read and write it.

#include <string>

#include "core/result.h"

namespace arris::sqlite {

// One file that needs no WAL, as the database was at one moment; on the disk when it returns. The copy
// is checked, each page and each foreign key: a database that is damaged has no copy.
// REQUIRES: there is no file at `to`.
Status copy_database(const std::string& from, const std::string& to);

// What is wrong with a database; "" when it is sound.
std::string damage_of(const std::string& path);

}  // namespace arris::sqlite
