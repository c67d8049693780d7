#pragma once
// Every statement that telemetry may run.

#include "telemetry/ingest_queries.h"

namespace arris::telemetry {

inline constexpr auto statements = storage::join(
    http::common_statements,
    storage::catalogue(add_batch, add_hours, add_days, add_components_hours, add_components_days,
                       add_components_weeks, add_pages, add_people));

}  // namespace arris::telemetry
