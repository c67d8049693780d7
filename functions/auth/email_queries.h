#pragma once
// The statements of a change of a person's address.

#include "auth/queries.h"

namespace arris::auth {

// When a session began.
struct SignIn {
  std::int64_t created_at_ms;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (created_at_ms))

inline constexpr Query<SignIn(SessionId)> find_sign_in{"auth.find_sign_in", R"sql(
  SELECT created_at_ms FROM sessions WHERE id = ?1
)sql"};

// In place of what the person asked for before, if the statement before it reserved a mail; no row
// otherwise. (user, email, token_hash, expires_at_ms)
inline constexpr Query<AddedLink(UserId, Text, Text, std::int64_t)> keep_email_change{
    "auth.keep_email_change", R"sql(
  INSERT INTO email_changes (user_id, email, token_hash, expires_at_ms)
  SELECT ?1, ?2, ?3, CAST(?4 AS INTEGER) WHERE changes() > 0
      ON CONFLICT (user_id) DO UPDATE
     SET email = excluded.email, token_hash = excluded.token_hash,
         expires_at_ms = excluded.expires_at_ms
  RETURNING EXISTS (SELECT 1 FROM users WHERE email = ?2) AS known
)sql"};

struct EmailChange {
  Text email, former_email;
};
BOOST_DESCRIBE_STRUCT(EmailChange, (), (email, former_email))

// (user, token_hash, now)
inline constexpr Query<EmailChange(UserId, Text, std::int64_t)> find_email_change{
    "auth.find_email_change", R"sql(
  SELECT c.email, u.email AS former_email
    FROM email_changes c JOIN users u ON u.id = c.user_id
   WHERE c.user_id = ?1 AND c.token_hash = ?2 AND c.expires_at_ms > CAST(?3 AS INTEGER)
)sql"};
inline constexpr Query<void(UserId, Text, std::int64_t)> use_email_change{"auth.use_email_change",
                                                                          R"sql(
  DELETE FROM email_changes
   WHERE user_id = ?1 AND token_hash = ?2 AND expires_at_ms > CAST(?3 AS INTEGER)
)sql"};
inline constexpr Query<void(UserId)> drop_email_change{"auth.drop_email_change", R"sql(
  DELETE FROM email_changes WHERE user_id = ?1
)sql"};

inline constexpr Query<void(UserId, Text)> change_email{"auth.change_email", R"sql(
  UPDATE users SET email = ?2, version = version + 1 WHERE id = ?1
)sql"};

struct OwnOrg {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OwnOrg, (), (id))

// Also those that they are suspended in.
inline constexpr Query<OwnOrg(UserId)> list_every_org{"auth.list_every_org", R"sql(
  SELECT org_id AS id FROM memberships WHERE user_id = ?1 ORDER BY org_id LIMIT 1000
)sql"};

inline constexpr Query<void(std::int64_t)> delete_old_email_changes{"auth.delete_old_email_changes",
                                                                    R"sql(
  DELETE FROM email_changes
   WHERE user_id IN (SELECT user_id FROM email_changes WHERE expires_at_ms < CAST(?1 AS INTEGER) LIMIT 1000)
)sql"};

inline constexpr auto email_statements =
    storage::catalogue(find_sign_in, keep_email_change, find_email_change, use_email_change,
                       drop_email_change, change_email, list_every_org, delete_old_email_changes);

}  // namespace arris::auth
