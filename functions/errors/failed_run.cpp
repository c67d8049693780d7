#include "errors/ingest.h"
#include "errors/listeners.h"

namespace arris::errors {
namespace {

using http::Context;

NewEvent event_of(const http::RunTold& run, std::int64_t at_ms) {
  NewEvent event;
  event.message.text = clip_utf8(run.error_message.value_or("The run failed"), 8192);
  event.error_type.text = clip_utf8(run.error_type.value_or("RunFailed"), 200);
  if (run.stack_trace) event.stack_trace = {clip_utf8(*run.stack_trace, 65536)};
  event.execution_id = ShortText{run.id};
  if (run.pipeline_id) event.pipeline_id = ShortText{*run.pipeline_id};
  event.occurred_at_ms = {at_ms};
  return event;
}

}  // namespace

effect::Task<http::Change> report_failed_run(Context context, http::Message message) {
  const auto run = co_await message.read<http::RunTold>(context);
  if (run.status == "failed") {
    std::vector<Incoming> events;
    events.push_back(incoming_of(context, event_of(run, message.created_at_ms),
                                 event_id_of(context, "failed_run", message.org, run.id)));
    co_await store(context, Origin{message.org, {}}, std::move(events));
  }
  co_return http::Change{};
}

}  // namespace arris::errors
