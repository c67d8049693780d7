#pragma once
// What a deleted org leaves here, and what all functions write: messages have a day to be heard. Its row in orgs stays,
// without a name, so that what comes late is known to be of a deleted org.

#include "http/deleted_orgs.h"

namespace arris::team {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("team", "invites", "id"),
    ARRIS_ROWS_OF_DELETED("team", "memberships", "user_id"),
    ARRIS_ROWS_OF_DELETED("team", "audit_log", "sequence"),
    ARRIS_ROWS_OF_DELETED("team", "audit_heads", "org_id"),
    ARRIS_ROWS_OF_DELETED("team", "idempotency_keys", "principal, route, key"),
    ARRIS_ROWS_OF_LONG_DELETED("team", "outbox", "id", "86400000"),
};

}  // namespace arris::team
