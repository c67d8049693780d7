#pragma once
// The statements that the dispatcher runs on behalf of every function.

#include <boost/describe/class.hpp>

#include "http/allow.h"
#include "storage/batch.h"

namespace arris::http {

// Fails with session_ended or forbidden unless the session is alive and its person has the rank in
// the org. One row by primary keys; it rides in the request's own first transaction. idle: whether
// `note_activity` has something to note.
inline constexpr storage::Query<void(SessionId, UserId, OrgId, std::int64_t, std::int64_t,
                                     std::int64_t)>
    authorize{"http.authorize", R"sql(
  SELECT CASE
           WHEN s.id IS NULL OR m.role IS NULL THEN json_extract('{}', 'session_ended')
           WHEN CASE m.role WHEN 'owner' THEN 3 WHEN 'admin' THEN 2 WHEN 'member' THEN 1 ELSE 0 END < ?5
             THEN json_extract('{}', 'forbidden')
         END AS refusal,
         m.last_active_at_ms < CAST(?6 AS INTEGER) - 300000 AS idle
    FROM (SELECT 1)
    LEFT JOIN sessions s ON s.id = ?1 AND s.user_id = ?2 AND s.version = CAST(?4 AS INTEGER)
              AND s.revoked_at_ms IS NULL AND s.expires_at_ms > CAST(?6 AS INTEGER)
    LEFT JOIN memberships m ON m.org_id = ?3 AND m.user_id = ?2 AND m.status = 'active'
)sql"};

// The same for an access key. ?3: the bits of the scope and of `admin`, which stands for every scope.
inline constexpr storage::Query<void(OrgId, std::string_view, std::int64_t, std::int64_t)>
    authorize_key{"http.authorize_key", R"sql(
  SELECT CASE
           WHEN k.id IS NULL OR k.revoked_at_ms <= CAST(?4 AS INTEGER) THEN json_extract('{}', 'invalid_key')
           WHEN k.expires_at_ms <= CAST(?4 AS INTEGER) THEN json_extract('{}', 'key_expired')
           WHEN k.scopes & CAST(?3 AS INTEGER) = 0 THEN json_extract('{}', 'insufficient_scope')
         END AS refusal
    FROM (SELECT 1)
    LEFT JOIN access_keys k ON k.org_id = ?1 AND k.key_hash = ?2
)sql"};

// Where a person was last seen, to five minutes.
inline constexpr storage::Query<void(OrgId, UserId, std::int64_t)> note_activity{
    "http.note_activity", R"sql(
  UPDATE memberships SET last_active_at_ms = ?3
   WHERE org_id = ?1 AND user_id = ?2 AND last_active_at_ms < CAST(?3 AS INTEGER) - 300000
)sql"};

struct DeletedOrg {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(DeletedOrg, (), (id))

// Any of those that were deleted before ?1.
inline constexpr storage::Query<DeletedOrg(std::int64_t)> find_deleted_org{"http.find_deleted_org",
                                                                           R"sql(
  SELECT id FROM orgs WHERE deleted_at_ms < CAST(?1 AS INTEGER) LIMIT 1
)sql"};

struct KeyOwner {
  OrgId org_id;
  KeyId id;
  std::optional<std::int64_t> limit_capacity, limit_window_ms;
};
BOOST_DESCRIBE_STRUCT(KeyOwner, (), (org_id, id, limit_capacity, limit_window_ms))

inline constexpr storage::Query<KeyOwner(std::string_view)> find_key_owner{"http.find_key_owner",
                                                                           R"sql(
  SELECT org_id, id, limit_capacity, limit_window_ms FROM access_keys WHERE key_hash = ?1
)sql"};

// Adds ?2 uses at ?3 to the key's day and to its total, which is day 0; nothing for a key that is not good.
inline constexpr storage::Query<void(std::string_view, std::int64_t, std::int64_t)> count_key_uses{
    "http.count_key_uses", R"sql(
  INSERT INTO key_usage_days (org_id, key_id, day_at_ms, uses, last_used_at_ms)
  SELECT k.org_id, k.id, CAST(?3 AS INTEGER) / 86400000 * d.value, ?2, ?3
    FROM access_keys k, json_each('[0, 86400000]') d
   WHERE k.key_hash = ?1 AND (k.revoked_at_ms IS NULL OR k.revoked_at_ms > CAST(?3 AS INTEGER))
     AND (k.expires_at_ms IS NULL OR k.expires_at_ms > CAST(?3 AS INTEGER))
      ON CONFLICT (org_id, key_id, day_at_ms) DO UPDATE
     SET uses = uses + excluded.uses, last_used_at_ms = max(last_used_at_ms, excluded.last_used_at_ms)
)sql"};

struct KeptAnswer {
  std::string_view request_hash;
  std::int64_t status;
  std::string_view etag, body;
};
BOOST_DESCRIBE_STRUCT(KeptAnswer, (), (request_hash, status, etag, body))

inline constexpr storage::Query<KeptAnswer(OrgId, std::string_view, std::string_view,
                                           std::string_view, std::int64_t)>
    find_kept_answer{"http.find_kept_answer", R"sql(
  SELECT request_hash, status, etag, body
    FROM idempotency_keys
   WHERE org_id = ?1 AND principal = ?2 AND route = ?3 AND key = ?4 AND created_at_ms > CAST(?5 AS INTEGER)
)sql"};

// Changes nothing while a younger answer is kept under the key.
inline constexpr storage::Query<void(OrgId, std::string_view, std::string_view, std::string_view,
                                     std::string_view, std::int64_t, std::string_view,
                                     std::string_view, std::int64_t, std::int64_t)>
    keep_answer{"http.keep_answer", R"sql(
  INSERT INTO idempotency_keys (org_id, principal, route, key, request_hash, status, etag, body, created_at_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      ON CONFLICT (org_id, principal, route, key) DO UPDATE
     SET request_hash = excluded.request_hash, status = excluded.status, etag = excluded.etag,
         body = excluded.body, created_at_ms = excluded.created_at_ms
   WHERE idempotency_keys.created_at_ms <= CAST(?10 AS INTEGER)
)sql"};

// The answer of a request that claimed its key with status 0.
inline constexpr storage::Query<void(OrgId, std::string_view, std::string_view, std::string_view,
                                     std::int64_t, std::string_view, std::string_view)>
    settle_answer{"http.settle_answer", R"sql(
  UPDATE idempotency_keys SET status = ?5, etag = ?6, body = ?7
   WHERE org_id = ?1 AND principal = ?2 AND route = ?3 AND key = ?4
)sql"};

// A message for whoever listens; a trigger makes a delivery for each. The last parameter is 1 when
// it is told only if the statement before changed a row.
using AddMessage = storage::Query<void(OrgId, MessageId, std::string_view, std::string_view,
                                       std::string_view, std::int64_t, std::int64_t)>;

// A message whose org (?1) and payload (?4) are completed by the row of `source`, a subquery in
// parentheses; none without that row. Such a statement is named "http.tell_THING".
#define ARRIS_ADD_MESSAGE_IN(org, payload, source)                                         \
  "INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms) SELECT " org \
  ", ?2, ?3, " payload ", ?5, CAST(?6 AS INTEGER) FROM " source                            \
  " WHERE ?7 = 0 OR changes() > 0 ON CONFLICT (org_id, topic, dedupe_key) DO NOTHING"
#define ARRIS_ADD_MESSAGE(payload, source) ARRIS_ADD_MESSAGE_IN("?1", payload, source)
inline constexpr AddMessage add_message{"http.add_message", ARRIS_ADD_MESSAGE("?4", "(SELECT 1)")};

// The same message to every org of the person whom the payload names as user_id.
inline constexpr AddMessage tell_every_org{
    "http.tell_every_org",
    ARRIS_ADD_MESSAGE_IN("t.org_id", "?4",
                         "(SELECT org_id FROM memberships WHERE user_id = ?4->>'user_id') t")};

// Ends a delivery: no row is left of one that succeeded.
inline constexpr storage::Query<void(OrgId, MessageId, std::string_view)> end_delivery{
    "http.end_delivery", R"sql(
  DELETE FROM deliveries WHERE org_id = ?1 AND message_id = ?2 AND function = ?3
)sql"};

// Before its time, with the deliveries that were left.
inline constexpr storage::Query<void(OrgId, MessageId)> forget_message{"http.forget_message",
                                                                       R"sql(
  DELETE FROM outbox WHERE org_id = ?1 AND id = ?2
)sql"};

inline constexpr auto common_statements =
    storage::catalogue(storage::require_change, authorize, authorize_key, find_key_owner,
                       count_key_uses, note_activity, find_deleted_org, find_kept_answer,
                       keep_answer, settle_answer, add_message, end_delivery);

}  // namespace arris::http
