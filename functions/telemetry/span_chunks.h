#pragma once
// Chunks of spans as functions/otlp keeps them: a JSON list, packed, of which those without an id are kept by another chunk;
// or, without any ids, a list that is not packed, as chunks were before.

#include <vector>

#include "http/context.h"
#include "telemetry/signal_queries.h"

namespace arris::telemetry {

// One JSON list of them all. Internal for a chunk that nobody has packed.
Result<Text> spans_of(http::Context context, const std::vector<SpansRow>& chunks);

}  // namespace arris::telemetry
