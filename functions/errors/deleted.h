#pragma once
// What a deleted org leaves here.

#include "http/deleted_orgs.h"

namespace arris::errors {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("errors", "error_events", "id"),
    ARRIS_ROWS_OF_DELETED("errors", "error_history", "id"),
    ARRIS_ROWS_OF_DELETED("errors", "error_facets", "issue_id, kind, value"),
    ARRIS_ROWS_OF_DELETED("errors", "error_people", "issue_id, person"),
    ARRIS_ROWS_OF_DELETED("errors", "error_fingerprints", "project_id, fingerprint"),
    ARRIS_ROWS_OF_DELETED("errors", "error_issues", "id"),
    ARRIS_ROWS_OF_DELETED("errors", "error_hours", "issue_id, hour_at_ms"),
    ARRIS_ROWS_OF_DELETED("errors", "projects", "id"),
};

}  // namespace arris::errors
