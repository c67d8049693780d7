#pragma once
// What a module says about itself, as the JSON of hosts/ABI.md.

#include <string>

#include "http/function.h"

namespace arris::http {

void write_manifest(std::string& out, const Function& function);

}  // namespace arris::http
