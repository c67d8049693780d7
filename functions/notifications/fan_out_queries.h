#pragma once
// The statements that turn one message into a row for each recipient.

#include "http/common.h"
#include "notifications/notice.h"
#include "notifications/queries.h"

namespace arris::notifications {

BOOST_DESCRIBE_STRUCT(Facts, (),
                      (subject_id, subject_name, detail, kind, number, user_id, user_name,
                       limit_nano_usd, spent_nano_usd))

// What the payload ?2 and the rows that it names say. Whoever tells decides what it holds, so nothing in it is missed.
inline constexpr Query<Facts(OrgId, std::string_view)> find_facts{"notifications.find_facts", R"sql(
  SELECT coalesce(?2->>'issue_id', ?2->>'budget_id', ?2->>'key_id', ?2->>'webhook_id', ?2->>'id', '') AS subject_id,
         coalesce(i.title, ?2->>'name', '') AS subject_name,
         coalesce(i.severity, ?2->>'error_message', ?2->>'role', ?2->>'detail', '') AS detail,
         coalesce(i.environment, iif(?2->>'blocked', 'blocked', NULL), ?2->>'status', ?2->>'kind', '') AS kind,
         CAST(coalesce(?2->>'percent', ?2->>'expires_at_ms', 0) AS INTEGER) AS number,
         coalesce(?2->>'user_id', ?2->>'started_by', ?2->>'actor_id', '') AS user_id,
         coalesce(u.name, '') AS user_name, CAST(coalesce(?2->>'limit_nano_usd', 0) AS INTEGER) AS limit_nano_usd,
         CAST(coalesce(?2->>'spent_nano_usd', 0) AS INTEGER) AS spent_nano_usd
    FROM (SELECT 1)
    LEFT JOIN error_issues i ON i.org_id = ?1 AND i.id = ?2->>'issue_id'
    LEFT JOIN users u ON u.id = coalesce(?2->>'user_id', ?2->>'started_by', ?2->>'actor_id')
)sql"};

struct RecipientRow {
  UserId user_id;
  http::Role role;
  std::string_view choices;
  std::optional<std::int64_t> quiet_from_min, quiet_to_min;
  std::string_view zone;
};
BOOST_DESCRIBE_STRUCT(RecipientRow, (),
                      (user_id, role, choices, quiet_from_min, quiet_to_min, zone))

inline constexpr Query<RecipientRow(OrgId)> list_recipients{"notifications.list_recipients", R"sql(
  SELECT m.user_id, m.role, coalesce(p.choices, '------------') AS choices, p.quiet_from_min, p.quiet_to_min,
         coalesce(p.zone, 'UTC') AS zone
    FROM memberships m
    LEFT JOIN notification_preferences p ON p.org_id = ?1 AND p.user_id = m.user_id
   WHERE m.org_id = ?1 AND m.status = 'active'
   ORDER BY m.user_id LIMIT 10000
)sql"};

// A row for each of ?2, a JSON array of {user_id, in_app, silent, decisions}.
inline constexpr Query<void(OrgId, std::string_view, NotificationId, Type, Category,
                            std::string_view, bool, std::string_view, std::string_view,
                            std::optional<std::string_view>, std::optional<std::string_view>,
                            std::string_view, std::int64_t)>
    add_notices{"notifications.add_notices", R"sql(
  INSERT INTO notifications (org_id, user_id, id, type, category, topic, critical, title, message, action_url,
                             action_label, dedupe_key, in_app, silent, decisions, created_at_ms)
  SELECT ?1, n.value->>'user_id', ?3, ?4, ?5, ?6, CAST(?7 AS INTEGER), ?8, ?9, ?10, ?11, ?12, n.value->>'in_app',
         n.value->>'silent', n.value->'decisions', CAST(?13 AS INTEGER)
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, user_id, dedupe_key) DO NOTHING
)sql"};

// Messages of one topic, of ?3, a JSON array of {id, payload, at_ms}: delivered no earlier than at_ms.
inline constexpr Query<void(OrgId, std::string_view, std::string_view)> tell_later{
    "notifications.tell_later", R"sql(
  INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
  SELECT ?1, n.value->>'id', ?2, n.value->>'payload', n.value->>'id', n.value->>'at_ms' FROM json_each(?3) n
)sql"};

// What person after person has got under one id. ?3: a JSON array of user ids.
struct AddedRow : InboxRow {
  UserId user_id;
};
BOOST_DESCRIBE_STRUCT(AddedRow, (InboxRow), (user_id))

inline constexpr Query<AddedRow(OrgId, NotificationId, std::string_view)> list_added{
    "notifications.list_added", "SELECT " ARRIS_INBOX_COLUMNS R"sql(, user_id
    FROM notifications
   WHERE org_id = ?1 AND user_id IN (SELECT value FROM json_each(?3)) AND id = ?2 AND in_app = 1
)sql"};

struct UserCountRow {
  UserId user_id;
  Category category;
  std::int64_t unread, unseen, revision;
};
BOOST_DESCRIBE_STRUCT(UserCountRow, (), (user_id, category, unread, unseen, revision))

inline constexpr Query<UserCountRow(OrgId, std::string_view)> list_user_counts{
    "notifications.list_user_counts",
    R"sql(
  SELECT user_id, category, unread, unseen, revision
    FROM notification_counts
   WHERE org_id = ?1 AND user_id IN (SELECT value FROM json_each(?2))
   LIMIT 400
)sql"};

struct LetterRow {
  std::string_view email, org_name, title, message;
  std::optional<std::string_view> action_url;
};
BOOST_DESCRIBE_STRUCT(LetterRow, (), (email, org_name, title, message, action_url))

// Nothing for a person who has left, or a notice that is gone.
inline constexpr Query<LetterRow(OrgId, UserId, NotificationId)> find_letter{
    "notifications.find_letter", R"sql(
  SELECT u.email, o.name AS org_name, n.title, n.message, n.action_url
    FROM notifications n
    JOIN memberships m ON m.org_id = ?1 AND m.user_id = ?2 AND m.status = 'active'
    JOIN users u ON u.id = ?2
    JOIN orgs o ON o.id = ?1
   WHERE n.org_id = ?1 AND n.user_id = ?2 AND n.id = ?3
)sql"};

inline constexpr Query<void(OrgId, UserId)> forget_person{"notifications.forget_person", R"sql(
  DELETE FROM notifications WHERE org_id = ?1 AND user_id = ?2
)sql"};
inline constexpr Query<void(OrgId, UserId)> forget_preferences{"notifications.forget_preferences",
                                                               R"sql(
  DELETE FROM notification_preferences WHERE org_id = ?1 AND user_id = ?2
)sql"};

inline constexpr Query<void(OrgId)> forget_org_webhooks{"notifications.forget_org_webhooks", R"sql(
  DELETE FROM webhooks WHERE org_id = ?1
)sql"};
inline constexpr Query<void(OrgId)> forget_org_preferences{"notifications.forget_org_preferences",
                                                           R"sql(
  DELETE FROM notification_preferences WHERE org_id = ?1
)sql"};

// What was posted under this key, if it still waits or was delivered less than a week ago.
struct PostedRow {
  NotificationId id;
};
BOOST_DESCRIBE_STRUCT(PostedRow, (), (id))

inline constexpr Query<PostedRow(OrgId, std::string_view)> find_posted{"notifications.find_posted",
                                                                       R"sql(
  SELECT payload->>'id' AS id FROM outbox WHERE org_id = ?1 AND topic = 'notification.posted' AND dedupe_key = ?2
)sql"};

// Fails with not_a_member unless the person ?3 is in the org, or the same news was posted before under ?2.
inline constexpr Query<void(OrgId, std::string_view, std::string_view)> check_addressee{
    "notifications.check_addressee", R"sql(
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM memberships
                                WHERE org_id = ?1 AND user_id = ?3 AND status = 'active')
               AND NOT EXISTS (SELECT 1 FROM outbox
                                WHERE org_id = ?1 AND topic = 'notification.posted' AND dedupe_key = ?2)
              THEN json_extract('{}', 'not_a_member') END AS refusal
)sql"};

}  // namespace arris::notifications
