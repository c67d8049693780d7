#pragma once
// The handlers of telemetry, in the order of the route table.

#include "http/call.h"
#include "telemetry/shapes.h"

namespace arris::telemetry {

using http::Call;
using http::Reply;
using http::reply;

// ingest.cpp
effect::Task<Reply<TakenEvents>> take_events(Call<Nothing, Nothing, NewEvents> call);

}  // namespace arris::telemetry
