#pragma once
// Every function of functions/CMakeLists.txt by its name; the table is made by the build.

#include <map>
#include <string_view>

#include "http/function.h"

extern const std::map<std::string_view, const arris::http::Function&, std::less<>> all_functions;
