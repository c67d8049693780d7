#pragma once
// Spans as rows: those of one trace together, packed.

#include <vector>

#include "otlp/exchange.h"
#include "otlp/rows.h"
#include "otlp/traces.h"

namespace arris::otlp {

// REQUIRES: spans by trace and time
std::vector<SpansRow> span_rows(http::Context context, ChunkIds& ids,
                                const std::vector<Span>& spans);

}  // namespace arris::otlp
