#pragma once
// What a deleted org leaves here.

#include "http/deleted_orgs.h"

namespace arris::executions {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("executions", "execution_logs", "execution_id, number"),
    ARRIS_ROWS_OF_DELETED("executions", "executions", "id"),
    ARRIS_ROWS_OF_DELETED("executions", "execution_hours", "pipeline_id, hour_at_ms"),
    ARRIS_ROWS_OF_DELETED("executions", "execution_durations", "pipeline_id, day_at_ms, bucket"),
    ARRIS_ROWS_OF_DELETED("executions", "execution_people_days", "person, day_at_ms"),
};

}  // namespace arris::executions
