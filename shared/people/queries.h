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

inline constexpr Query<void(OrgId, Text, std::int64_t)> add_org{"people.add_org", R"sql(
  INSERT INTO orgs (id, name, created_at_ms) VALUES (?1, ?2, ?3)
)sql"};

inline constexpr Query<void(OrgId, UserId, Role, std::optional<UserId>, std::int64_t)> add_member{
    "people.add_member", R"sql(
  INSERT INTO memberships (org_id, user_id, role, status, invited_by, joined_at_ms,
                           last_active_at_ms)
  VALUES (?1, ?2, ?3, 'active', ?4, ?5, ?5)
)sql"};

// Where and when a person was last seen.
inline constexpr Query<void(OrgId, UserId, std::int64_t)> touch_member{"people.touch_member", R"sql(
  UPDATE memberships SET last_active_at_ms = ?3 WHERE org_id = ?1 AND user_id = ?2
)sql"};
inline constexpr Query<void(UserId, std::int64_t)> touch_user{"people.touch_user", R"sql(
  UPDATE users SET last_active_at_ms = ?2 WHERE id = ?1
)sql"};

// The same of a session's person in its org, if the statement before changed a row.
inline constexpr Query<void(SessionId, std::int64_t)> touch_user_of{"people.touch_user_of", R"sql(
  UPDATE users SET last_active_at_ms = ?2
   WHERE id = (SELECT user_id FROM sessions WHERE id = ?1) AND changes() > 0
)sql"};
inline constexpr Query<void(SessionId, std::int64_t)> touch_member_of{"people.touch_member_of",
                                                                      R"sql(
  UPDATE memberships SET last_active_at_ms = ?2
   WHERE org_id = (SELECT org_id FROM sessions WHERE id = ?1)
     AND user_id = (SELECT user_id FROM sessions WHERE id = ?1) AND changes() > 0
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

// Fails with session_ended unless it is alive. (session, user, version, now)
inline constexpr Query<void(SessionId, UserId, std::int64_t, std::int64_t)> require_session{
    "people.require_session", R"sql(
  SELECT CASE WHEN NOT EXISTS (
                SELECT 1 FROM sessions
                 WHERE id = ?1 AND user_id = ?2 AND version = CAST(?3 AS INTEGER)
                   AND revoked_at_ms IS NULL AND expires_at_ms > CAST(?4 AS INTEGER))
              THEN json_extract('{}', 'session_ended') END AS refusal
)sql"};

inline constexpr Query<void(UserId, OrgId)> remember_org{"people.remember_org", R"sql(
  UPDATE users SET last_org_id = ?2 WHERE id = ?1
)sql"};

// What ends a person's tokens of one org at once. Their sessions live on for their other orgs: a
// refresh gives a token by the membership that holds then, or none.
inline constexpr Query<void(OrgId, UserId)> outdate_sessions{"people.outdate_sessions", R"sql(
  UPDATE sessions SET version = version + 1
   WHERE user_id = ?2 AND org_id = ?1 AND revoked_at_ms IS NULL
)sql"};

// Ends the secret keys that somebody issued, and so has seen; public ones are known to everybody.
// (org, user, now)
inline constexpr Query<void(OrgId, UserId, std::int64_t)> end_issued_keys{"people.end_issued_keys",
                                                                          R"sql(
  UPDATE access_keys SET revoked_at_ms = ?3
   WHERE org_id = ?1 AND created_by = ?2 AND kind = 'secret'
     AND (revoked_at_ms IS NULL OR revoked_at_ms > CAST(?3 AS INTEGER))
)sql"};

#define ARRIS_RANK(role) \
  "CASE " role " WHEN 'owner' THEN 3 WHEN 'admin' THEN 2 WHEN 'member' THEN 1 ELSE 0 END"

// The same, if the member is about to lose something. (org, user, new role, new status)
inline constexpr Query<void(OrgId, UserId, std::optional<Role>, std::optional<Standing>)>
    outdate_lowered_sessions{"people.outdate_lowered_sessions", R"sql(
  UPDATE sessions SET version = version + 1
   WHERE user_id = ?2 AND org_id = ?1 AND revoked_at_ms IS NULL
     AND EXISTS (SELECT 1 FROM memberships m
                  WHERE m.org_id = ?1 AND m.user_id = ?2
                    AND (m.status = 'active' AND coalesce(?4, 'active') <> 'active'
                         OR )sql" ARRIS_RANK("coalesce(?3, m.role)") " < " ARRIS_RANK(
                                                                    "m.role") "))"};
#undef ARRIS_RANK

inline constexpr auto statements =
    storage::catalogue(add_user, add_org, add_member, touch_member, touch_user, touch_user_of,
                       touch_member_of, add_session, move_session, require_session, remember_org,
                       outdate_sessions, outdate_lowered_sessions);

}  // namespace arris::people
