#pragma once
// The statements that end an account. auth.h says what stays.

#include "auth/email_queries.h"
#include "people/end_org.h"
#include "people/leave_orgs.h"

namespace arris::auth {

inline constexpr Query<void(UserId)> delete_sessions{"auth.delete_sessions", R"sql(
  DELETE FROM sessions WHERE user_id = ?1
)sql"};
inline constexpr Query<void(Text)> delete_links{"auth.delete_links", R"sql(
  DELETE FROM login_links WHERE email = ?1
)sql"};
inline constexpr Query<void(Text, Text)> delete_attempts{"auth.delete_attempts", R"sql(
  DELETE FROM login_attempts WHERE subject IN (?1, ?2)
)sql"};
// No change if the address or the password is another one by now.
inline constexpr Query<void(UserId, std::int64_t)> delete_user{"auth.delete_user", R"sql(
  DELETE FROM users WHERE id = ?1 AND version = CAST(?2 AS INTEGER)
)sql"};

inline constexpr auto deletion_statements =
    storage::join(storage::join(people::end_org_statements, people::leave_orgs_statements),
                  storage::catalogue(delete_sessions, delete_links, delete_attempts, delete_user));

}  // namespace arris::auth
