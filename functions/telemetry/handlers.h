#pragma once
// The handlers of telemetry, in the order of the route table.

#include "http/call.h"
#include "telemetry/answers.h"
#include "telemetry/event_shapes.h"
#include "telemetry/signal_shapes.h"

namespace arris::telemetry {

using http::Call;
using http::Page;
using http::Reply;
using http::reply;

// ingest.cpp
effect::Task<Reply<TakenEvents>> take_events(Call<Nothing, Nothing, NewTelemetryEvents> call);

// events.cpp
effect::Task<Reply<Page<StoredEvent>>> show_events(Call<Nothing, EventsAsked> call);

// shows.cpp
effect::Task<Reply<Summary>> show_summary(Call<Nothing, RangeAsked> call);
effect::Task<Reply<Page<Component>>> show_components(Call<Nothing, ComponentsAsked> call);
effect::Task<Reply<Trend>> show_trend(Call<Nothing, TrendAsked> call);
effect::Task<Reply<Engagement>> show_engagement(Call<Nothing, RangeAsked> call);
effect::Task<Reply<Performance>> show_performance(Call<Nothing, PerformanceAsked> call);

// export.cpp
effect::Task<Reply<http::RawAnswer>> export_report(Call<Nothing, ExportAsked> call);

// signals.cpp
effect::Task<Reply<Page<Trace>>> show_traces(Call<Nothing, TraceFilter> call);
effect::Task<Reply<TraceDetail>> show_trace(Call<TracePath> call);
effect::Task<Reply<Page<Packed>>> show_logs(Call<Nothing, SignalLogFilter> call);
effect::Task<Reply<Page<SentMetric>>> show_metrics(Call<Nothing, MetricFilter> call);
effect::Task<Reply<Page<Packed>>> show_points(Call<MetricPath, PointFilter> call);

}  // namespace arris::telemetry
