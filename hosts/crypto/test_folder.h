#pragma once
// A folder of its own for a test, gone with it.

#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace arris::crypto {

struct TestFolder {
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "arris_crypto_XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  TestFolder(const TestFolder&) = delete;
  ~TestFolder() { std::filesystem::remove_all(path); }

  void write(const char* name, std::string_view text, mode_t mode = 0600) const {
    std::ofstream(path / name) << text;
    ::chmod((path / name).c_str(), mode);
  }
  std::string read(const char* name) const {
    std::ostringstream text;
    text << std::ifstream(path / name).rdbuf();
    return text.str();
  }

  std::filesystem::path path;
};

}  // namespace arris::crypto
