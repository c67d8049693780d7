#pragma once
// What is deleted when it is old.

#include "http/context.h"

namespace arris::otlp {

effect::Task<Nothing> remove_old(http::Context context);

}  // namespace arris::otlp
