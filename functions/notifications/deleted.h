#pragma once
// What a deleted org leaves here.

#include "http/deleted_orgs.h"

namespace arris::notifications {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("notifications", "notifications", "user_id, id"),
    ARRIS_ROWS_OF_DELETED("notifications", "notification_counts", "user_id, category"),
    ARRIS_ROWS_OF_DELETED("notifications", "notification_preferences", "user_id"),
    ARRIS_ROWS_OF_DELETED("notifications", "webhook_attempts", "webhook_id, id"),
    ARRIS_ROWS_OF_DELETED("notifications", "webhook_messages", "webhook_id, id"),
    ARRIS_ROWS_OF_DELETED("notifications", "webhooks", "id"),
};

}  // namespace arris::notifications
