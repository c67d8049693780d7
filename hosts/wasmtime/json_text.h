#pragma once
// JSON texts, appended.

#include <string>
#include <string_view>

namespace arris::wasmtime {

// With its quotes. Bytes that aren't UTF-8 become U+FFFD, so that a line stays a line and JSON
// whatever it holds.
void append_json(std::string& out, std::string_view text);

}  // namespace arris::wasmtime
