#pragma once
// The statements that the dispatcher runs on behalf of every function.

#include <boost/describe/class.hpp>

#include "http/allow.h"
#include "storage/batch.h"

namespace arris::http {

// Fails with session_ended or forbidden unless the session is alive and its person has the rank in
// the org. One row by primary keys; it rides in the request's own first transaction.
inline constexpr storage::Query<void(SessionId, UserId, OrgId, std::int64_t, std::int64_t,
                                     std::int64_t)>
    authorize{"http.authorize", R"sql(
  SELECT CASE
           WHEN s.id IS NULL OR m.role IS NULL THEN json_extract('{}', 'session_ended')
           WHEN CASE m.role WHEN 'owner' THEN 3 WHEN 'admin' THEN 2 WHEN 'member' THEN 1 ELSE 0 END < ?5
             THEN json_extract('{}', 'forbidden')
         END AS refusal
    FROM (SELECT 1)
    LEFT JOIN sessions s ON s.id = ?1 AND s.user_id = ?2 AND s.version = CAST(?4 AS INTEGER)
              AND s.revoked_at_ms IS NULL AND s.expires_at_ms > CAST(?6 AS INTEGER)
    LEFT JOIN memberships m ON m.org_id = ?3 AND m.user_id = ?2 AND m.status = 'active'
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

inline constexpr auto common_statements =
    storage::catalogue(storage::require_change, authorize, find_kept_answer, keep_answer);

}  // namespace arris::http
