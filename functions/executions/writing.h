#pragma once
// What the handlers that write a run share.

#include "executions/handlers.h"
#include "http/tell.h"

namespace arris::executions {

template <class Text>
std::optional<std::string_view> text_of(const std::optional<Text>& given) {
  if (!given) return std::nullopt;
  return std::string_view(given->text);
}

// What a run that began at `at_ms` is counted in.
void add_start(storage::Batch& batch, http::Context context, RunId id);
// What a run that ends by the statement before is counted in, and whom it is told to.
void add_end(storage::Batch& batch, http::Context context, RunId id, const RunChange& change);

// The id of a live event of a run whose log has so many lines; `version` is the one that a change
// of the run made, 0 for lines.
std::string_view live_id(http::Context context, std::int64_t lines, std::int64_t version);
// What followers get: {"first_number":...,"lines":[...]}.
std::string lines_text(std::int64_t first_number, std::string_view rows);

// The change as an event of the run's live channels, and the end of its streams behind the last one.
http::LiveEvent live_change(http::Context context, const Run& run);
http::LiveEvent live_end(http::Context context, const Run& run);

}  // namespace arris::executions
