#pragma once
// What a deleted org leaves here.

#include "http/deleted_orgs.h"

namespace arris::otlp {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("otlp", "otlp_spans", "trace_id, id"),
    ARRIS_ROWS_OF_DELETED("otlp", "otlp_traces", "trace_id"),
    ARRIS_ROWS_OF_DELETED("otlp", "otlp_logs", "id"),
    ARRIS_ROWS_OF_DELETED("otlp", "otlp_points", "name, id"),
    ARRIS_ROWS_OF_DELETED("otlp", "otlp_metrics", "name"),
    ARRIS_ROWS_OF_DELETED("otlp", "otlp_resources", "id"),
};

}  // namespace arris::otlp
