#pragma once
// The folder that holds everything of one deployment: arris.db, root.key, mail/, cache/, faults/.
// One process at a time serves it.

#include <filesystem>
#include <string>

namespace arris::wasmtime {

class DataFolder {
 public:
  // Creates it when it is missing. Throws StartError when it can't be written, or when another
  // process holds it.
  explicit DataFolder(const std::filesystem::path& path);
  ~DataFolder();
  // "process 123" where one holds it.
  static std::string holder_of(const std::filesystem::path& path);
  DataFolder(const DataFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string database() const { return (path_ / "arris.db").string(); }
  std::filesystem::path mail() const { return path_ / "mail"; }
  std::filesystem::path cache() const { return path_ / "cache"; }
  std::filesystem::path faults() const { return path_ / "faults"; }

 private:
  const std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace arris::wasmtime
