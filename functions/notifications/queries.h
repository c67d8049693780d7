#pragma once
// The statements on a person's own inbox.

#include "http/common.h"
#include "notifications/shapes.h"

namespace arris::notifications {

using storage::Query;

struct InboxRow {
  NotificationId id;
  Type type;
  Category category;
  std::string_view topic;
  bool critical;
  std::string_view title, message;
  std::optional<std::string_view> action_url, action_label;
  bool silent;
  std::optional<std::int64_t> read_at_ms, seen_at_ms, archived_at_ms;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(InboxRow, (),
                      (id, type, category, topic, critical, title, message, action_url,
                       action_label, silent, read_at_ms, seen_at_ms, archived_at_ms, created_at_ms,
                       version))

#define ARRIS_INBOX_COLUMNS                                                                 \
  "id, type, category, topic, critical, title, message, action_url, action_label, silent, " \
  "read_at_ms, seen_at_ms, archived_at_ms, created_at_ms, version"

#define ARRIS_NARROWED                                                                       \
  " AND (?4 IS NULL OR category = ?4) AND (?5 IS NULL OR type = ?5) ORDER BY id DESC LIMIT " \
  "CAST(?6 AS INTEGER)"

// Newest first, before ?3.
inline constexpr Query<InboxRow(OrgId, UserId, std::string_view, std::optional<Category>,
                                std::optional<Type>, std::int64_t, bool, std::optional<bool>)>
    list_inbox{"notifications.list_inbox", "SELECT " ARRIS_INBOX_COLUMNS R"sql(
    FROM notifications
   WHERE org_id = ?1 AND user_id = ?2 AND id < ?3 AND in_app = 1 AND (archived_at_ms IS NOT NULL) = ?7
     AND (?8 IS NULL OR (read_at_ms IS NULL) = ?8))sql" ARRIS_NARROWED};

// The same of what is unread, by its own index.
inline constexpr Query<InboxRow(OrgId, UserId, std::string_view, std::optional<Category>,
                                std::optional<Type>, std::int64_t)>
    list_unread{"notifications.list_unread", "SELECT " ARRIS_INBOX_COLUMNS R"sql(
    FROM notifications INDEXED BY notifications_unread
   WHERE org_id = ?1 AND user_id = ?2 AND id < ?3 AND in_app = 1 AND read_at_ms IS NULL
     AND archived_at_ms IS NULL)sql" ARRIS_NARROWED};

inline constexpr Query<InboxRow(OrgId, UserId, NotificationId)> find_notification{
    "notifications.find_notification", "SELECT " ARRIS_INBOX_COLUMNS R"sql(
    FROM notifications WHERE org_id = ?1 AND user_id = ?2 AND id = ?3 AND in_app = 1
)sql"};

// Oldest first, after ?3 and without ?4: what a stream has missed.
inline constexpr Query<InboxRow(OrgId, UserId, std::string_view, std::string_view, std::int64_t)>
    list_missed{"notifications.list_missed", "SELECT " ARRIS_INBOX_COLUMNS R"sql(
    FROM notifications
   WHERE org_id = ?1 AND user_id = ?2 AND id > ?3 AND id <> ?4 AND in_app = 1 AND archived_at_ms IS NULL
   ORDER BY id LIMIT CAST(?5 AS INTEGER)
)sql"};

struct CountRow {
  Category category;
  std::int64_t unread, unseen, revision;
};
BOOST_DESCRIBE_STRUCT(CountRow, (), (category, unread, unseen, revision))

inline constexpr Query<CountRow(OrgId, UserId)> list_counts{"notifications.list_counts", R"sql(
  SELECT category, unread, unseen, revision FROM notification_counts WHERE org_id = ?1 AND user_id = ?2 LIMIT 4
)sql"};

// Fails with not_found unless the person has this notification.
inline constexpr Query<void(OrgId, UserId, NotificationId)> require_notification{
    "notifications.require_notification",
    R"sql(
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM notifications
                                WHERE org_id = ?1 AND user_id = ?2 AND id = ?3 AND in_app = 1)
              THEN json_extract('{}', 'not_found') END
)sql"};

// ?5 and ?6: read and archived, null for what stays.
inline constexpr Query<void(OrgId, UserId, NotificationId, std::int64_t, std::optional<bool>,
                            std::optional<bool>, std::optional<std::int64_t>)>
    mark{"notifications.mark", R"sql(
  UPDATE notifications
     SET read_at_ms = CASE ?5 WHEN 1 THEN coalesce(read_at_ms, CAST(?4 AS INTEGER)) WHEN 0 THEN NULL ELSE read_at_ms END,
         seen_at_ms = CASE ?5 WHEN 1 THEN coalesce(seen_at_ms, CAST(?4 AS INTEGER)) ELSE seen_at_ms END,
         archived_at_ms = CASE ?6 WHEN 1 THEN coalesce(archived_at_ms, CAST(?4 AS INTEGER)) WHEN 0 THEN NULL
                          ELSE archived_at_ms END,
         version = version + 1
   WHERE org_id = ?1 AND user_id = ?2 AND id = ?3 AND in_app = 1 AND version = coalesce(CAST(?7 AS INTEGER), version)
)sql"};

inline constexpr Query<void(OrgId, UserId, std::int64_t, std::optional<Category>)> mark_all_read{
    "notifications.mark_all_read", R"sql(
  UPDATE notifications
     SET read_at_ms = CAST(?3 AS INTEGER), seen_at_ms = coalesce(seen_at_ms, CAST(?3 AS INTEGER)), version = version + 1
   WHERE org_id = ?1 AND user_id = ?2 AND in_app = 1 AND read_at_ms IS NULL AND archived_at_ms IS NULL
     AND (?4 IS NULL OR category = ?4)
)sql"};

// What is unread stays so. Seen is no change that a version tells of.
inline constexpr Query<void(OrgId, UserId, std::int64_t, std::optional<Category>)> mark_all_seen{
    "notifications.mark_all_seen", R"sql(
  UPDATE notifications SET seen_at_ms = CAST(?3 AS INTEGER)
   WHERE org_id = ?1 AND user_id = ?2 AND in_app = 1 AND read_at_ms IS NULL AND seen_at_ms IS NULL
     AND archived_at_ms IS NULL AND (?4 IS NULL OR category = ?4)
)sql"};

inline constexpr Query<void(OrgId, UserId, std::int64_t, std::optional<Category>)> archive_all_read{
    "notifications.archive_all_read", R"sql(
  UPDATE notifications SET archived_at_ms = CAST(?3 AS INTEGER), version = version + 1
   WHERE org_id = ?1 AND user_id = ?2 AND in_app = 1 AND read_at_ms IS NOT NULL AND archived_at_ms IS NULL
     AND (?4 IS NULL OR category = ?4)
)sql"};

inline constexpr Query<void(OrgId, UserId, NotificationId, std::optional<std::int64_t>)>
    delete_notification{"notifications.delete_notification", R"sql(
  DELETE FROM notifications
   WHERE org_id = ?1 AND user_id = ?2 AND id = ?3 AND in_app = 1 AND version = coalesce(CAST(?4 AS INTEGER), version)
)sql"};

struct ChangedRow {
  std::int64_t changed;
};
BOOST_DESCRIBE_STRUCT(ChangedRow, (), (changed))

// Of the statement before it. D1's own count holds what triggers changed, too.
inline constexpr Query<ChangedRow()> count_changed{"notifications.count_changed",
                                                   "SELECT changes() AS changed"};

struct ExplainedRow {
  NotificationId id;
  std::string_view topic, title;
  Category category;
  Type type;
  bool critical;
  std::int64_t created_at_ms;
  std::string_view decisions;
};
BOOST_DESCRIBE_STRUCT(ExplainedRow, (),
                      (id, topic, title, category, type, critical, created_at_ms, decisions))

#define ARRIS_EXPLAINED_COLUMNS \
  "id, topic, title, category, type, critical, created_at_ms, decisions"

inline constexpr Query<ExplainedRow(OrgId, UserId, std::string_view, std::int64_t)> list_explained{
    "notifications.list_explained", "SELECT " ARRIS_EXPLAINED_COLUMNS R"sql(
    FROM notifications WHERE org_id = ?1 AND user_id = ?2 AND id < ?3 ORDER BY id DESC LIMIT CAST(?4 AS INTEGER)
)sql"};

// Runs nightly over all tenants, in pieces.
inline constexpr Query<void(std::int64_t, std::int64_t)> delete_old{"notifications.delete_old",
                                                                    R"sql(
  DELETE FROM notifications
   WHERE (org_id, user_id, id) IN (SELECT org_id, user_id, id FROM notifications
                                    WHERE created_at_ms < CAST(?1 AS INTEGER)
                                      AND (created_at_ms < CAST(?2 AS INTEGER) OR archived_at_ms IS NOT NULL)
                                    ORDER BY created_at_ms LIMIT 1000)
)sql"};

}  // namespace arris::notifications
