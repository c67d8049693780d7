#pragma once
// The API reference: one page that reads /openapi.json and lists every route with its shapes, its
// refusals and a form to try it. It needs nothing from elsewhere.

#include "web/server.h"

namespace arris::wasmtime {

web::Response docs_page();

}  // namespace arris::wasmtime
