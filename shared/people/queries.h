#pragma once
// The statements by which a person comes into an org and a session begins. More than one function
// runs them, so that a person who founds an org and one who was invited into it are written alike.

#include "http/common.h"
#include "people/shapes.h"

namespace arris::people {

using storage::Query;
using Text = std::string_view;

inline constexpr Query<void(UserId, Text, Text, std::optional<Text>, OrgId, std::int64_t)> add_user{
    "people.add_user", R"sql(
  INSERT INTO users (id, email, name, password_phc, last_org_id, created_at_ms, last_active_at_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
)sql"};

inline constexpr Query<void(OrgId, UserId, Role, std::optional<UserId>, std::int64_t)> add_member{
    "people.add_member", R"sql(
  INSERT INTO memberships (org_id, user_id, role, status, invited_by, joined_at_ms)
  VALUES (?1, ?2, ?3, 'active', ?4, ?5)
)sql"};

inline constexpr Query<void(UserId, std::int64_t)> touch_user{"people.touch_user", R"sql(
  UPDATE users SET last_active_at_ms = ?2 WHERE id = ?1
)sql"};

inline constexpr Query<void(SessionId, UserId, OrgId, Text, std::int64_t, std::int64_t,
                            std::int64_t)>
    add_session{"people.add_session", R"sql(
  INSERT INTO sessions (id, user_id, org_id, user_agent, created_at_ms, refreshed_at_ms,
                        expires_at_ms, absolute_expires_at_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7)
)sql"};

inline constexpr Query<void(SessionId, OrgId)> move_session{"people.move_session", R"sql(
  UPDATE sessions SET org_id = ?2 WHERE id = ?1 AND revoked_at_ms IS NULL
)sql"};

inline constexpr Query<void(UserId, OrgId)> remember_org{"people.remember_org", R"sql(
  UPDATE users SET last_org_id = ?2 WHERE id = ?1
)sql"};

inline constexpr auto statements =
    storage::catalogue(add_user, add_member, touch_user, add_session, move_session, remember_org);

}  // namespace arris::people
