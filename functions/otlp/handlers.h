#pragma once
// The handlers of otlp, in the order of the route table.

#include "http/call.h"

namespace arris::otlp {

using http::Call;
using http::RawAnswer;
using http::RawBody;
using http::Reply;

// take_traces.cpp
effect::Task<Reply<RawAnswer>> take_traces(Call<Nothing, Nothing, RawBody> call);
// take_logs.cpp
effect::Task<Reply<RawAnswer>> take_logs(Call<Nothing, Nothing, RawBody> call);
// take_metrics.cpp
effect::Task<Reply<RawAnswer>> take_metrics(Call<Nothing, Nothing, RawBody> call);

}  // namespace arris::otlp
