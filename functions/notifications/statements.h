#pragma once
// Every statement that notifications may run.

#include "http/audit.h"
#include "notifications/deleted.h"
#include "notifications/digest_queries.h"
#include "notifications/fan_out_queries.h"
#include "notifications/preferences.h"
#include "notifications/sending_queries.h"
#include "notifications/webhook_queries.h"

namespace arris::notifications {

inline constexpr auto statements = storage::join(
    storage::join(storage::join(http::common_statements, storage::catalogue(rows_of_deleted)),
                  http::audit_statements),
    storage::catalogue(
        find_preferences, put_preferences, list_inbox, count_changed, list_unread,
        find_notification, list_missed, list_counts, require_notification, mark, mark_all_read,
        mark_all_seen, archive_all_read, delete_notification, list_explained, delete_old,
        find_facts, list_recipients, add_notices, tell_later, list_added, list_user_counts,
        find_letter, forget_person, forget_preferences, find_posted, check_addressee,
        list_webhook_rows, find_webhook, require_webhook, add_webhook_row, change_webhook_row,
        delete_webhook_row, turn_secret, list_attempt_rows, require_message, wait_again, list_hooks,
        add_hook_messages, start_attempts, tell_attempts, tell_end_of_rest, find_sending,
        add_attempt_row, settle_message, note_success, note_failure, disable_webhook, fail_waiting,
        forget_webhooks, delete_old_messages, list_due_digests, claim_digest, find_digest_to,
        list_digest, forget_org_webhooks, forget_org_preferences));

}  // namespace arris::notifications
