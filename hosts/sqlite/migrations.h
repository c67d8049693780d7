#pragma once
// Brings a database to the schema of a folder of migrations, with the same files, order and table
// as wrangler, so that either tool may continue what the other began.
//
// (1) A file and its row in d1_migrations are one transaction: a run that is killed resumes.
// (2) The first file that fails ends the run, and nothing of it stays. (3) A database with a
// migration that the folder lacks is newer than this program and is not touched. (4) So is one with a
// migration whose file has changed since: migration_sums keeps what each file's sum was when it was
// applied, or when a program that knows sums first saw it.

#include <string>
#include <vector>

#include "sqlite/connection.h"

namespace arris::sqlite {

struct MigrationState {
  std::vector<std::string> applied, pending;  // names of files, in order
  std::vector<std::string> unsummed;          // of those applied
};

// The *.sql of a folder: by the number that begins their names, then by name.
Result<std::vector<std::string>> list_migrations(const std::string& folder);

// The lower-case hexadecimal SHA-256 of a file.
Result<std::string> sum_of(const std::string& path);

// The error's `cause` begins with "the database is newer" where (3) holds, with "the migration" where
// (4) does.
Result<MigrationState> migration_state(Connection& connection, const std::string& folder);

// The names of what was applied; none when there was nothing to do. The error's `cause` names the
// file that failed.
Result<std::vector<std::string>> migrate(Connection& connection, const std::string& folder);
Result<std::vector<std::string>> migrate(const std::string& path, const std::string& folder);

}  // namespace arris::sqlite
