#pragma once
// The whole database of a test, in memory: every migration applied, SQLite as the hosts run it.

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "effects/answer.h"
#include "storage/query.h"

namespace arris::native {

class MemoryDatabase {
 public:
  explicit MemoryDatabase(const std::filesystem::path& migrations);

  // One transaction. Numbers are bound as REAL; a read that writes is refused.
  effects::Answer perform(storage::Catalogue statements, const effect::Sql& sql);

  // Rows of any statement as text, for assertions; NULL is "NULL".
  std::vector<std::vector<std::string>> rows(const std::string& sql);
  void run(const std::string& sql);
  sqlite3* handle() { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  std::optional<effects::Answer> run_statement(const storage::Statement& statement,
                                               const effect::Statement& bound, effect::Mode mode,
                                               effect::SqlAnswer& answer,
                                               std::vector<std::string>& kept);
  effects::Answer failure() const;

  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace arris::native
