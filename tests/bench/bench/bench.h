#pragma once
// bench - the routes that scripts/bench measures: one without work, one of JSON alone, one read,
// one write. The same folder is a module and, linked natively, its own peer.

#include "http/function.h"

namespace arris::bench {

extern const http::Function function;

}  // namespace arris::bench
