#pragma once
// What a deleted org leaves here.

#include "http/deleted_orgs.h"

namespace arris::ai {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("ai", "ai_contents", "request_id"),
    ARRIS_ROWS_OF_DELETED("ai", "ai_requests", "id"),
    ARRIS_ROWS_OF_DELETED("ai", "ai_rules", "id"),
    ARRIS_ROWS_OF_DELETED("ai", "ai_limit_use", "bucket, window_at_ms"),
    ARRIS_ROWS_OF_DELETED("ai", "ai_claims", "request_id, budget_id"),
    ARRIS_ROWS_OF_DELETED("ai", "ai_settings", "org_id"),
};

}  // namespace arris::ai
