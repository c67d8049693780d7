#pragma once
// Whole files, read and replaced.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace arris::wasmtime {

// nullopt when it can't be read.
std::optional<std::string> read_file(const std::filesystem::path& path);

// Through a temporary file beside it, so that nobody ever sees a part. Only the owner may read it.
// False when that is not possible.
bool replace_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace arris::wasmtime
