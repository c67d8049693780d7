#pragma once
// The statements of digests.

#include "http/common.h"
#include "notifications/preference_shapes.h"

namespace arris::notifications {

using storage::Query;

struct DueDigest {
  OrgId org_id;
  UserId user_id;
  DigestEvery digest;
  std::int64_t digest_at_min;
  std::string_view digest_zone;
  std::int64_t digest_from_ms, digest_due_at_ms;
};
BOOST_DESCRIBE_STRUCT(DueDigest, (),
                      (org_id, user_id, digest, digest_at_min, digest_zone, digest_from_ms,
                       digest_due_at_ms))

// Of all tenants, what is due by ?1.
inline constexpr Query<DueDigest(std::int64_t, std::int64_t)> list_due_digests{
    "notifications.list_due_digests", R"sql(
  SELECT org_id, user_id, digest, digest_at_min, digest_zone, digest_from_ms, digest_due_at_ms
    FROM notification_preferences
   WHERE digest_due_at_ms <= CAST(?1 AS INTEGER) AND digest IS NOT NULL
   ORDER BY digest_due_at_ms
   LIMIT CAST(?2 AS INTEGER)
)sql"};

// The one due at ?3 is told of now, at ?5; the next is due at ?4. Nothing when it was claimed before.
inline constexpr Query<void(OrgId, UserId, std::int64_t, std::int64_t, std::int64_t)> claim_digest{
    "notifications.claim_digest", R"sql(
  UPDATE notification_preferences SET digest_due_at_ms = ?4, digest_from_ms = ?5
   WHERE org_id = ?1 AND user_id = ?2 AND digest_due_at_ms = CAST(?3 AS INTEGER) AND digest IS NOT NULL
)sql"};

struct DigestTo {
  std::string_view email, org_name;
};
BOOST_DESCRIBE_STRUCT(DigestTo, (), (email, org_name))

// Nothing for a person who has left.
inline constexpr Query<DigestTo(OrgId, UserId)> find_digest_to{"notifications.find_digest_to",
                                                               R"sql(
  SELECT u.email, o.name AS org_name
    FROM memberships m
    JOIN users u ON u.id = m.user_id
    JOIN orgs o ON o.id = m.org_id
   WHERE m.org_id = ?1 AND m.user_id = ?2 AND m.status = 'active'
)sql"};

struct DigestLine {
  std::string_view title, message;
  std::optional<std::string_view> action_url;
};
BOOST_DESCRIBE_STRUCT(DigestLine, (), (title, message, action_url))

// What came from ?3 up to ?4 and is unread, newest first.
inline constexpr Query<DigestLine(OrgId, UserId, std::int64_t, std::int64_t, std::int64_t)>
    list_digest{"notifications.list_digest", R"sql(
  SELECT title, message, action_url
    FROM notifications INDEXED BY notifications_unread
   WHERE org_id = ?1 AND user_id = ?2 AND in_app = 1 AND read_at_ms IS NULL AND archived_at_ms IS NULL
     AND created_at_ms >= CAST(?3 AS INTEGER) AND created_at_ms < CAST(?4 AS INTEGER)
   ORDER BY id DESC
   LIMIT CAST(?5 AS INTEGER)
)sql"};

}  // namespace arris::notifications
