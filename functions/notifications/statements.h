#pragma once
// Every statement that notifications may run.

#include "notifications/fan_out_queries.h"
#include "notifications/preferences.h"

namespace arris::notifications {

inline constexpr auto statements = storage::join(
    http::common_statements,
    storage::catalogue(find_preferences, put_preferences, list_inbox, count_changed, list_unread,
                       find_notification, list_missed, list_counts, require_notification, mark,
                       mark_all_read, mark_all_seen, archive_all_read, delete_notification,
                       list_explained, delete_old, find_facts, list_recipients, add_notices,
                       tell_later, list_added, list_user_counts, find_letter, forget_person,
                       forget_preferences, find_posted, find_member));

}  // namespace arris::notifications
