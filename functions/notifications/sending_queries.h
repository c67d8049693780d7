#pragma once
// The statements by which messages reach webhooks. A webhook has few attempts under way at once, so that one that is slow
// keeps nobody else waiting: a message waits here until `start_attempts` finds room for it.

#include "http/common.h"
#include "notifications/webhook_shapes.h"

namespace arris::notifications {

using storage::Query;

struct HookRow {
  WebhookId id;
  UserId user_id;
};
BOOST_DESCRIBE_STRUCT(HookRow, (), (id, user_id))

// The webhooks that hear of a topic; user_id is empty for those that hear everything.
inline constexpr Query<HookRow(OrgId, std::string_view)> list_hooks{"notifications.list_hooks",
                                                                    R"sql(
  SELECT id, user_id FROM webhooks
   WHERE org_id = ?1 AND state = 'active'
     AND (topics = '[]' OR EXISTS (SELECT 1 FROM json_each(webhooks.topics) t WHERE t.value = ?2))
   LIMIT 200
)sql"};

// A message of type ?4 with the data ?5 for each of ?2, a JSON array of {webhook_id, at_ms}. Nothing when a notice was a
// duplicate: the person ?7 has no notification of the message's id.
inline constexpr Query<void(OrgId, std::string_view, NotificationId, std::string_view,
                            std::string_view, std::int64_t, std::optional<std::string_view>)>
    add_hook_messages{"notifications.add_hook_messages", R"sql(
  INSERT INTO webhook_messages (org_id, webhook_id, id, type, body, state, next_at_ms, created_at_ms)
  SELECT ?1, w.id, ?3, ?4,
         json_object('type', ?4, 'timestamp', strftime('%Y-%m-%dT%H:%M:%fZ', CAST(?6 AS INTEGER) / 1000.0, 'unixepoch'),
                     'data', json(?5)),
         'waiting', h.value->>'at_ms', CAST(?6 AS INTEGER)
    FROM json_each(?2) h
    JOIN webhooks w ON w.org_id = ?1 AND w.id = h.value->>'webhook_id'
   WHERE ?7 IS NULL OR EXISTS (SELECT 1 FROM notifications WHERE org_id = ?1 AND user_id = ?7 AND id = ?3)
      ON CONFLICT (org_id, webhook_id, id) DO NOTHING
)sql"};

// Hands messages that are due at ?3 to attempts that end before ?4, as many as there is room for: four at once, one
// after a failure, none while the endpoint rests.
inline constexpr Query<void(OrgId, WebhookId, std::int64_t, std::int64_t)> start_attempts{
    "notifications.start_attempts", R"sql(
  UPDATE webhook_messages SET state = 'sending', next_at_ms = CAST(?4 AS INTEGER)
   WHERE org_id = ?1 AND webhook_id = ?2 AND id IN (
           SELECT id FROM webhook_messages
            WHERE org_id = ?1 AND webhook_id = ?2 AND next_at_ms <= CAST(?3 AS INTEGER)
            ORDER BY next_at_ms, id
            LIMIT max(0, coalesce((SELECT iif(failures = 0, 4, 1) FROM webhooks
                                    WHERE org_id = ?1 AND id = ?2 AND state = 'active'
                                      AND held_until_ms <= CAST(?3 AS INTEGER)), 0)
                         - (SELECT count(*) FROM webhook_messages
                             WHERE org_id = ?1 AND webhook_id = ?2 AND next_at_ms > CAST(?3 AS INTEGER)
                               AND state = 'sending')))
)sql"};

// Tells of those that the statement before has handed over. ?5: a JSON array of four ids.
inline constexpr Query<void(OrgId, WebhookId, std::int64_t, std::int64_t, std::string_view)>
    tell_attempts{"notifications.tell_attempts", R"sql(
  INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
  SELECT ?1, ?5 ->> ('$[' || (row_number() OVER (ORDER BY id) - 1) || ']'), 'webhook.attempt',
         json_object('webhook_id', webhook_id, 'message_id', id, 'number', attempts + 1),
         webhook_id || '.' || id || '.' || (attempts + 1) || '.' || next_at_ms, CAST(?3 AS INTEGER)
    FROM webhook_messages
   WHERE org_id = ?1 AND webhook_id = ?2 AND next_at_ms = CAST(?4 AS INTEGER) AND state = 'sending'
      ON CONFLICT (org_id, topic, dedupe_key) DO NOTHING
)sql"};

// While the endpoint rests, one message that comes when it may be asked again.
inline constexpr Query<void(OrgId, WebhookId, std::int64_t, MessageId)> tell_end_of_rest{
    "notifications.tell_end_of_rest", R"sql(
  INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
  SELECT ?1, ?4, 'webhook.due', json_object('webhook_id', id), id || '.' || held_until_ms, held_until_ms
    FROM webhooks
   WHERE org_id = ?1 AND id = ?2 AND state = 'active' AND held_until_ms > CAST(?3 AS INTEGER)
      ON CONFLICT (org_id, topic, dedupe_key) DO NOTHING
)sql"};

struct SendingRow {
  std::string_view url;
  WebhookState webhook_state;
  std::int64_t secret_number, previous_until_ms, attempts;
  std::string_view body;
  std::int64_t created_at_ms;
};
BOOST_DESCRIBE_STRUCT(SendingRow, (),
                      (url, webhook_state, secret_number, previous_until_ms, attempts, body,
                       created_at_ms))

inline constexpr Query<SendingRow(OrgId, WebhookId, NotificationId)> find_sending{
    "notifications.find_sending", R"sql(
  SELECT w.url, w.state AS webhook_state, w.secret_number, w.previous_until_ms, m.attempts, m.body,
         m.created_at_ms
    FROM webhook_messages m JOIN webhooks w ON w.org_id = ?1 AND w.id = ?2
   WHERE m.org_id = ?1 AND m.webhook_id = ?2 AND m.id = ?3
)sql"};

// Nothing for a number that there is already.
inline constexpr Query<void(OrgId, WebhookId, AttemptId, NotificationId, std::int64_t, Outcome,
                            std::optional<std::int64_t>, std::string_view, std::int64_t,
                            std::optional<std::int64_t>)>
    add_attempt_row{"notifications.add_attempt_row", R"sql(
  INSERT INTO webhook_attempts (org_id, webhook_id, id, message_id, number, outcome, status, answer, at_ms, duration_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      ON CONFLICT (org_id, webhook_id, message_id, number) DO NOTHING
)sql"};

// The end of attempt ?4.
inline constexpr Query<void(OrgId, WebhookId, NotificationId, std::int64_t, MessageState,
                            std::optional<std::int64_t>)>
    settle_message{"notifications.settle_message", R"sql(
  UPDATE webhook_messages SET attempts = CAST(?4 AS INTEGER), state = ?5, next_at_ms = CAST(?6 AS INTEGER)
   WHERE org_id = ?1 AND webhook_id = ?2 AND id = ?3 AND attempts < ?4
)sql"};

inline constexpr Query<void(OrgId, WebhookId, std::int64_t)> note_success{
    "notifications.note_success", R"sql(
  UPDATE webhooks SET failures = 0, held_until_ms = 0, delivered_at_ms = max(coalesce(delivered_at_ms, 0), CAST(?3 AS INTEGER))
   WHERE org_id = ?1 AND id = ?2
)sql"};

// Rests until ?4, and from the fifth failure in a row on for half a minute after each.
inline constexpr Query<void(OrgId, WebhookId, std::int64_t, std::int64_t)> note_failure{
    "notifications.note_failure", R"sql(
  UPDATE webhooks
     SET failures = failures + 1,
         held_until_ms = max(held_until_ms, CAST(?4 AS INTEGER), iif(failures >= 4, CAST(?3 AS INTEGER) + 30000, 0))
   WHERE org_id = ?1 AND id = ?2
)sql"};

// Unless something was delivered at ?4 or later.
inline constexpr Query<void(OrgId, WebhookId, DisabledBecause, std::int64_t)> disable_webhook{
    "notifications.disable_webhook", R"sql(
  UPDATE webhooks SET state = 'disabled', disabled_because = ?3, version = version + 1
   WHERE org_id = ?1 AND id = ?2 AND state = 'active' AND coalesce(delivered_at_ms, 0) < CAST(?4 AS INTEGER)
)sql"};

// What waits for a webhook that is disabled.
inline constexpr Query<void(OrgId, WebhookId)> fail_waiting{"notifications.fail_waiting", R"sql(
  UPDATE webhook_messages SET state = 'failed', next_at_ms = NULL
   WHERE org_id = ?1 AND webhook_id = ?2 AND next_at_ms IS NOT NULL
     AND EXISTS (SELECT 1 FROM webhooks WHERE org_id = ?1 AND id = ?2 AND state = 'disabled')
)sql"};

inline constexpr Query<void(OrgId, UserId)> forget_webhooks{"notifications.forget_webhooks", R"sql(
  DELETE FROM webhooks WHERE org_id = ?1 AND user_id = ?2
)sql"};

// Runs nightly over all tenants, in pieces.
inline constexpr Query<void(std::int64_t)> delete_old_messages{"notifications.delete_old_messages",
                                                               R"sql(
  DELETE FROM webhook_messages
   WHERE (org_id, webhook_id, id) IN (SELECT org_id, webhook_id, id FROM webhook_messages
                                       WHERE created_at_ms < CAST(?1 AS INTEGER) ORDER BY created_at_ms LIMIT 1000)
)sql"};

}  // namespace arris::notifications
