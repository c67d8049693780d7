#pragma once
// `arris seed`: an org of its own with 90 days of sample data, and its removal. The server may be running.

#include <cstdint>
#include <optional>
#include <string>

#include "wasmtime/settings.h"

namespace arris::seed {

struct SeedArguments {
  std::string size = "small";
  std::optional<std::int64_t> now_ms;  // when the 90 days end; none for today
  std::string email;                   // of the owner; empty for the first there is
  std::string owner;                   // their id, for a file
  std::string sql_file;  // where statements for D1 go; empty for the database of --data
  bool remove = false;
};

// The exit code. Throws StartError, which becomes one line and exit code 2.
int seed(const wasmtime::Settings& settings, const SeedArguments& arguments);

}  // namespace arris::seed
