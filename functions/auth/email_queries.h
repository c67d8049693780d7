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

// The address that was asked for is theirs from now on. (user, token_hash, now)
inline constexpr Query<void(UserId, Text, std::int64_t)> change_email{"auth.change_email", R"sql(
  UPDATE users SET email = c.email, version = version + 1
    FROM email_changes c
   WHERE users.id = ?1 AND c.user_id = ?1 AND c.token_hash = ?2
     AND c.expires_at_ms > CAST(?3 AS INTEGER)
)sql"};
inline constexpr Query<void(UserId)> drop_email_change{"auth.drop_email_change", R"sql(
  DELETE FROM email_changes WHERE user_id = ?1
)sql"};

struct OfPerson {
  UserId user_id;
};
BOOST_DESCRIBE_STRUCT(OfPerson, (), (user_id))

// To the address that a person has by now; its payload is OfPerson.
inline constexpr http::AddMessage tell_present_address{
    "http.tell_present_address",
    ARRIS_ADD_MESSAGE("json_object('email', t.email)",
                      "(SELECT email FROM users WHERE id = ?4->>'user_id') t")};

inline constexpr Query<void(std::int64_t)> delete_old_email_changes{"auth.delete_old_email_changes",
                                                                    R"sql(
  DELETE FROM email_changes
   WHERE user_id IN (SELECT user_id FROM email_changes WHERE expires_at_ms < CAST(?1 AS INTEGER) LIMIT 1000)
)sql"};

inline constexpr auto email_statements = storage::join(
    http::every_org_statements,
    storage::catalogue(http::forget_message, find_sign_in, keep_email_change, drop_email_change,
                       change_email, tell_present_address, delete_old_email_changes));

}  // namespace arris::auth
