#pragma once
// Small files that only the user who runs arris may read: keys. Written whole or not at all, and
// there after a loss of power once the call has answered. Errors say the path and what to do.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace arris::crypto {

// A file that is there already, from a start at the same moment, stays.
Status create_private(const std::filesystem::path& path, std::string_view text);
Status replace_private(const std::filesystem::path& path, std::string_view text);

// Nothing when there is no such file. A file of another user, one that others may read, or one
// above 64 KiB is an error. The caller wipes the text.
Result<std::optional<std::string>> read_private(const std::filesystem::path& path);

}  // namespace arris::crypto
