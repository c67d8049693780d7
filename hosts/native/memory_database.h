#pragma once
// The whole database of a test, in memory: every migration applied, and every statement under the
// limits, the authorizer and the capabilities that the server has.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "http/function.h"
#include "sqlite/database.h"

namespace arris::native {

class MemoryDatabase {
 public:
  explicit MemoryDatabase(const std::filesystem::path& migrations);

  effects::Answer perform(const http::Function& function, const effect::Sql& sql);

  // Rows of any statement as text, for assertions; NULL is "NULL".
  std::vector<std::vector<std::string>> rows(const std::string& sql);
  void run(const std::string& sql);

 private:
  std::unique_ptr<sqlite::Database> database_;
  std::map<const http::Function*, sqlite::Statements> statements_;
};

}  // namespace arris::native
