#pragma once
// A full-text query (FTS5) out of what a person typed.

#include <string>
#include <string_view>

namespace arris::storage {

// Adds to `match`, for each word of `typed`, that some word of `columns` begins with it. Whatever
// was typed is literal: quotes, operators and control characters mean nothing.
// `match` already holds the condition on the tenant. `columns` is a name, or names in braces.
void add_typed_words(std::string& match, std::string_view columns, std::string_view typed);

}  // namespace arris::storage
