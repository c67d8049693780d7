#pragma once
// Whose project a Sentry client reports to: its DSN shows the project's number and public key. What was found is
// remembered for a minute, so that an event costs no look-up. That lets nobody in: the batch of the events asks anew
// (check_project), so a DSN that was replaced, paused or deleted ends on every host with that change.

#include "errors/ingest.h"
#include "errors/ingest_queries.h"

namespace arris::errors {

inline constexpr std::uint32_t project_remembered_ms = 60'000;

// The origin with its org and project, as remembered. forbidden when no project has its number and key, or it is paused.
effect::Task<Origin> find_origin(http::Context context, Origin origin);
// The same as a read of the database has just told it.
effect::Task<Origin> found_origin(http::Context context, Origin origin,
                                  const std::vector<FoundProject>* found);
// The same as the database has it now.
effect::Task<Origin> look_up_origin(http::Context context, Origin origin);

}  // namespace arris::errors
