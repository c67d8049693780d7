#pragma once
// The exports of a module (hosts/ABI.md). Each module defines `function()`; CMake's add_function
// writes it.

#include "http/function.h"

namespace arris::guest {

const http::Function& function();

}  // namespace arris::guest
