#pragma once
// The statements on webhooks and what they show.

#include "http/common.h"
#include "notifications/webhook_shapes.h"

namespace arris::notifications {

using storage::Query;

struct WebhookRow {
  WebhookId id;
  std::string_view user_id, url, description, topics;
  WebhookState state;
  std::optional<DisabledBecause> disabled_because;
  std::int64_t failures, held_until_ms;
  std::optional<std::int64_t> delivered_at_ms;
  std::int64_t secret_number, previous_until_ms, created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(WebhookRow, (),
                      (id, user_id, url, description, topics, state, disabled_because, failures,
                       held_until_ms, delivered_at_ms, secret_number, previous_until_ms,
                       created_at_ms, version))

#define ARRIS_WEBHOOK_COLUMNS                                                                 \
  "id, user_id, url, description, topics, state, disabled_because, failures, held_until_ms, " \
  "delivered_at_ms, secret_number, previous_until_ms, created_at_ms, version"

// Newest first, before ?2.
inline constexpr Query<WebhookRow(OrgId, std::string_view, std::int64_t)> list_webhook_rows{
    "notifications.list_webhook_rows", "SELECT " ARRIS_WEBHOOK_COLUMNS R"sql(
    FROM webhooks WHERE org_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT CAST(?3 AS INTEGER)
)sql"};

inline constexpr Query<WebhookRow(OrgId, WebhookId)> find_webhook{
    "notifications.find_webhook",
    "SELECT " ARRIS_WEBHOOK_COLUMNS " FROM webhooks WHERE org_id = ?1 AND id = ?2"};

// Fails with not_found unless there is this webhook, and with conflict when ?3 is 1 and it is disabled.
inline constexpr Query<void(OrgId, WebhookId, bool)> require_webhook{
    "notifications.require_webhook", R"sql(
  SELECT CASE WHEN w.id IS NULL THEN json_extract('{}', 'not_found')
              WHEN ?3 AND w.state = 'disabled' THEN json_extract('{}', 'conflict: The webhook is disabled') END
    FROM (SELECT 1) LEFT JOIN webhooks w ON w.org_id = ?1 AND w.id = ?2
)sql"};

inline constexpr std::int64_t webhooks_max = 200;

// Nothing when the org has as many as it may.
inline constexpr Query<void(OrgId, WebhookId, std::string_view, std::string_view, std::string_view,
                            std::string_view, std::int64_t, std::int64_t)>
    add_webhook_row{"notifications.add_webhook_row", R"sql(
  INSERT INTO webhooks (org_id, id, user_id, url, description, topics, state, created_at_ms)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, 'active', CAST(?7 AS INTEGER)
   WHERE (SELECT count(*) FROM webhooks WHERE org_id = ?1) < ?8
)sql"};

// Null is what stays. Whoever makes it active forgives it.
inline constexpr Query<void(OrgId, WebhookId, std::optional<std::string_view>,
                            std::optional<std::string_view>, std::optional<std::string_view>,
                            std::optional<WebhookState>, std::optional<std::int64_t>)>
    change_webhook_row{"notifications.change_webhook_row", R"sql(
  UPDATE webhooks
     SET url = coalesce(?3, url), description = coalesce(?4, description), topics = coalesce(?5, topics),
         state = coalesce(?6, state),
         disabled_because = CASE ?6 WHEN 'active' THEN NULL WHEN 'disabled' THEN coalesce(disabled_because, 'asked')
                            ELSE disabled_because END,
         failures = iif(?6 = 'active', 0, failures), held_until_ms = iif(?6 = 'active', 0, held_until_ms),
         version = version + 1
   WHERE org_id = ?1 AND id = ?2 AND version = coalesce(CAST(?7 AS INTEGER), version)
)sql"};

inline constexpr Query<void(OrgId, WebhookId, std::optional<std::int64_t>)> delete_webhook_row{
    "notifications.delete_webhook_row", R"sql(
  DELETE FROM webhooks WHERE org_id = ?1 AND id = ?2 AND version = coalesce(CAST(?3 AS INTEGER), version)
)sql"};

// To the next number; the one before is good until ?3.
inline constexpr Query<void(OrgId, WebhookId, std::int64_t)> turn_secret{
    "notifications.turn_secret", R"sql(
  UPDATE webhooks
     SET secret_number = secret_number + 1, previous_until_ms = CAST(?3 AS INTEGER), version = version + 1
   WHERE org_id = ?1 AND id = ?2
)sql"};

// Newest first, before ?3; of one message and one outcome when these are given.
inline constexpr Query<WebhookAttempt(OrgId, WebhookId, std::string_view,
                                      std::optional<std::string_view>, std::optional<Outcome>,
                                      std::int64_t)>
    list_attempt_rows{"notifications.list_attempt_rows", R"sql(
  SELECT a.id, a.message_id, m.type, a.number, a.outcome, a.status, a.answer, a.at_ms, a.duration_ms, m.state,
         m.next_at_ms
    FROM webhook_attempts a
    JOIN webhook_messages m ON m.org_id = ?1 AND m.webhook_id = ?2 AND m.id = a.message_id
   WHERE a.org_id = ?1 AND a.webhook_id = ?2 AND a.id < ?3 AND (?4 IS NULL OR a.message_id = ?4)
     AND (?5 IS NULL OR a.outcome = ?5)
   ORDER BY a.id DESC LIMIT CAST(?6 AS INTEGER)
)sql"};

// Fails with not_found unless the webhook was sent this message, or shall be.
inline constexpr Query<void(OrgId, WebhookId, std::string_view)> require_message{
    "notifications.require_message", R"sql(
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM webhook_messages WHERE org_id = ?1 AND webhook_id = ?2 AND id = ?3)
              THEN json_extract('{}', 'not_found') END
)sql"};

// The message ?3, unless it is being sent; without one, all that failed since ?4.
inline constexpr Query<void(OrgId, WebhookId, std::optional<std::string_view>, std::int64_t,
                            std::int64_t)>
    wait_again{"notifications.wait_again", R"sql(
  UPDATE webhook_messages SET state = 'waiting', next_at_ms = CAST(?5 AS INTEGER)
   WHERE org_id = ?1 AND webhook_id = ?2
     AND CASE WHEN ?3 IS NULL THEN state = 'failed' AND created_at_ms >= CAST(?4 AS INTEGER)
         ELSE id = ?3 AND state <> 'sending' END
)sql"};

}  // namespace arris::notifications
