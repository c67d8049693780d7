#pragma once
// What a deleted org leaves here.

#include "http/deleted_orgs.h"

namespace arris::tokens {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("tokens", "token_usage", "id"),
    ARRIS_ROWS_OF_DELETED("tokens", "token_hours", "kind, at_ms, value"),
    ARRIS_ROWS_OF_DELETED("tokens", "prices", "model, provider, effective_from_ms, id"),
    ARRIS_ROWS_OF_DELETED("tokens", "budget_periods", "budget_id, period_at_ms"),
    ARRIS_ROWS_OF_DELETED("tokens", "budgets", "id"),
};

}  // namespace arris::tokens
