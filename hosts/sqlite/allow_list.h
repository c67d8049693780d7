#pragma once
// The part of SQLite that D1 allows too. What is not listed is refused on this host, so that a
// statement which would fail at the edge fails here first.

#include <string_view>

namespace arris::sqlite {

// Names are compared without regard to ASCII case.
bool is_function_allowed(std::string_view name);

// Whether a pragma may be read bare, or used with an argument.
enum class PragmaUse { bare, with_argument };
bool is_pragma_allowed(std::string_view name, PragmaUse use);

// Pragmas whose argument changes the connection itself: for migrations alone, because a request
// would leave the change behind for the next one.
bool does_pragma_outlive(std::string_view name);

bool is_module_allowed(std::string_view virtual_table_module);

// Table-valued functions that read their arguments alone.
bool is_table_function(std::string_view name);

}  // namespace arris::sqlite
