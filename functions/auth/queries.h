#pragma once
// Every statement that auth may run. People, sessions and links belong to no tenant: they are found
// by their own keys. Memberships are found by person here, because a person chooses among orgs.

#include <boost/describe/class.hpp>

#include "auth/shapes.h"
#include "http/audit.h"
#include "people/queries.h"

namespace arris::auth {

// ---- attempts, counted before they are evaluated (lockout.h)

struct Reserved {
  std::int64_t attempts;
};
BOOST_DESCRIBE_STRUCT(Reserved, (), (attempts))

// (subject, now, quiet_ms, attempts_max) - no row when the budget is spent.
#define ARRIS_RESERVE_ATTEMPT(condition) \
  R"sql(
  INSERT INTO login_attempts (subject, attempts, last_at_ms)
  SELECT ?1, 1, CAST(?2 AS INTEGER) WHERE )sql" condition R"sql(
      ON CONFLICT (subject) DO UPDATE
     SET attempts = CASE WHEN last_at_ms <= CAST(?2 AS INTEGER) - CAST(?3 AS INTEGER) THEN 1
                         ELSE attempts + 1 END,
         last_at_ms = excluded.last_at_ms
   WHERE last_at_ms <= CAST(?2 AS INTEGER) - CAST(?3 AS INTEGER) OR attempts < CAST(?4 AS INTEGER)
  RETURNING attempts
)sql"
inline constexpr Query<Reserved(Text, std::int64_t, std::int64_t, std::int64_t)> reserve_attempt{
    "auth.reserve_attempt", ARRIS_RESERVE_ATTEMPT("true")};
// Only if the statement before it reserved one.
inline constexpr Query<Reserved(Text, std::int64_t, std::int64_t, std::int64_t)>
    reserve_attempt_too{"auth.reserve_attempt_too", ARRIS_RESERVE_ATTEMPT("changes() > 0")};
#undef ARRIS_RESERVE_ATTEMPT

struct CountedAttempts {
  Text subject;
  std::int64_t attempts, last_at_ms;
};
BOOST_DESCRIBE_STRUCT(CountedAttempts, (), (subject, attempts, last_at_ms))

inline constexpr Query<CountedAttempts(Text, Text)> find_attempts{"auth.find_attempts", R"sql(
  SELECT subject, attempts, last_at_ms FROM login_attempts WHERE subject IN (?1, ?2)
)sql"};

// After a success: the account starts anew, the address gets back what this attempt took.
inline constexpr Query<void(Text, Text)> forget_attempts{"auth.forget_attempts", R"sql(
  UPDATE login_attempts
     SET attempts = CASE subject WHEN ?1 THEN 0 ELSE max(attempts - 1, 0) END
   WHERE subject IN (?1, ?2)
)sql"};

// ---- people

// The org that a person enters: the last one chosen, else the oldest.
#define ARRIS_ENTERED_ORG(person) \
  R"sql( LEFT JOIN memberships m ON m.user_id = )sql" person R"sql(.id AND m.org_id = (
           SELECT b.org_id FROM memberships b
            WHERE b.user_id = )sql" person R"sql(.id AND b.status = 'active'
            ORDER BY b.org_id = )sql" person R"sql(.last_org_id DESC, b.joined_at_ms, b.org_id
            LIMIT 1)
    LEFT JOIN orgs o ON o.id = m.org_id)sql"

struct Person {
  UserId user_id;
  Text email, name;
  std::optional<Text> password_phc;
  std::int64_t version;
  std::optional<OrgId> org_id;
  std::optional<Text> org_name;
  std::optional<Role> role;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (user_id, email, name, password_phc, version, org_id, org_name, role))

inline constexpr Query<Person(Text)> find_person{"auth.find_person", R"sql(
  SELECT u.id AS user_id, u.email, u.name, u.password_phc, u.version, m.org_id,
         o.name AS org_name, m.role
    FROM users u)sql" ARRIS_ENTERED_ORG("u") R"sql(
   WHERE u.email = ?1
)sql"};

inline constexpr Query<Person(UserId)> find_person_by_id{"auth.find_person_by_id", R"sql(
  SELECT u.id AS user_id, u.email, u.name, u.password_phc, u.version, m.org_id,
         o.name AS org_name, m.role
    FROM users u)sql" ARRIS_ENTERED_ORG("u") R"sql(
   WHERE u.id = ?1
)sql"};

// Fails with gone when the product is set up already. SCAN: one row answers it.
inline constexpr Query<void()> require_no_owner{"auth.require_no_owner", R"sql(
  SELECT CASE WHEN EXISTS (SELECT 1 FROM memberships WHERE role = 'owner')
              THEN json_extract('{}', 'gone') END AS refusal
)sql"};

// The hash is of the same password, made with today's parameters.
inline constexpr Query<void(UserId, Text, Text)> rehash_password{"auth.rehash_password", R"sql(
  UPDATE users SET password_phc = ?3 WHERE id = ?1 AND password_phc = ?2
)sql"};

inline constexpr Query<void(UserId, Text, std::optional<Text>)> change_password{
    "auth.change_password", R"sql(
  UPDATE users SET password_phc = ?2, version = version + 1 WHERE id = ?1 AND password_phc IS ?3
)sql"};

inline constexpr Query<void(Text, Text)> reset_password{"auth.reset_password", R"sql(
  UPDATE users SET password_phc = ?2, version = version + 1 WHERE email = ?1
)sql"};

// Without a new name nothing changes but the version is checked.
inline constexpr Query<void(UserId, std::optional<Text>, std::optional<std::int64_t>)>
    change_profile{"auth.change_profile", R"sql(
  UPDATE users SET name = coalesce(?2, name), version = version + (?2 IS NOT NULL)
   WHERE id = ?1 AND version = coalesce(CAST(?3 AS INTEGER), version)
)sql"};

// ---- sessions

struct RefreshRow {
  std::int64_t session_version, counter, refreshed_at_ms, expires_at_ms, absolute_expires_at_ms;
  std::optional<std::int64_t> revoked_at_ms;
  OrgId session_org_id;
  UserId user_id;
  Text email, name;
  std::int64_t version;
  std::optional<OrgId> org_id;
  std::optional<Text> org_name;
  std::optional<Role> role;
};
BOOST_DESCRIBE_STRUCT(RefreshRow, (),
                      (session_version, counter, refreshed_at_ms, expires_at_ms,
                       absolute_expires_at_ms, revoked_at_ms, session_org_id, user_id, email, name,
                       version, org_id, org_name, role))

// A session with its person, in its org or, when they left that one, in another of theirs.
inline constexpr Query<RefreshRow(SessionId)> find_session{"auth.find_session", R"sql(
  SELECT s.version AS session_version, s.counter, s.refreshed_at_ms, s.expires_at_ms,
         s.absolute_expires_at_ms, s.revoked_at_ms, s.org_id AS session_org_id,
         u.id AS user_id, u.email, u.name, u.version, m.org_id, o.name AS org_name, m.role
    FROM sessions s
    JOIN users u ON u.id = s.user_id
    LEFT JOIN memberships m ON m.user_id = u.id AND m.org_id = (
           SELECT b.org_id FROM memberships b
            WHERE b.user_id = u.id AND b.status = 'active'
            ORDER BY b.org_id = s.org_id DESC, b.joined_at_ms, b.org_id
            LIMIT 1)
    LEFT JOIN orgs o ON o.id = m.org_id
   WHERE s.id = ?1
)sql"};

// Of parallel refreshes with one token, one changes the row; the others find its child there. The
// session goes on in its org or, when its person left that one, in another of theirs.
// (session, counter, now, ttl_ms)
inline constexpr Query<void(SessionId, std::int64_t, std::int64_t, std::int64_t)> advance_session{
    "auth.advance_session", R"sql(
  UPDATE sessions
     SET counter = counter + 1, refreshed_at_ms = CAST(?3 AS INTEGER),
         expires_at_ms = min(CAST(?3 AS INTEGER) + CAST(?4 AS INTEGER), absolute_expires_at_ms),
         org_id = m.org_id
    FROM memberships m
   WHERE sessions.id = ?1 AND counter = CAST(?2 AS INTEGER) AND revoked_at_ms IS NULL
     AND expires_at_ms > CAST(?3 AS INTEGER) AND m.user_id = sessions.user_id
     AND m.org_id = (SELECT b.org_id FROM memberships b
                      WHERE b.user_id = sessions.user_id AND b.status = 'active'
                      ORDER BY b.org_id = sessions.org_id DESC, b.joined_at_ms, b.org_id
                      LIMIT 1)
)sql"};

// Without a person: whoever has it.
inline constexpr Query<void(SessionId, std::optional<UserId>, std::int64_t)> end_session{
    "auth.end_session", R"sql(
  UPDATE sessions SET revoked_at_ms = ?3, version = version + 1
   WHERE id = ?1 AND user_id = coalesce(?2, user_id) AND revoked_at_ms IS NULL
     AND expires_at_ms > ?3
)sql"};

// Fails as a refresh with the token would (people/refresh_token.h), but not where the session has
// ended. (session, counter, now, grace_ms)
inline constexpr Query<void(SessionId, std::int64_t, std::int64_t, std::int64_t)> check_counter{
    "auth.check_counter", R"sql(
  SELECT CASE WHEN s.id IS NULL THEN json_extract('{}', 'session_ended')
              WHEN s.revoked_at_ms IS NULL AND s.expires_at_ms > CAST(?3 AS INTEGER)
                   AND (s.counter < CAST(?2 AS INTEGER)
                        OR s.counter > CAST(?2 AS INTEGER) + 1
                           AND CAST(?3 AS INTEGER) - s.refreshed_at_ms > CAST(?4 AS INTEGER))
              THEN json_extract('{}', 'invalid_token') END AS refusal
    FROM (SELECT 1) LEFT JOIN sessions s ON s.id = ?1
)sql"};

// All sessions of a person but the one that may stay ('' for none).
inline constexpr Query<void(UserId, SessionId, std::int64_t)> end_sessions{"auth.end_sessions",
                                                                           R"sql(
  UPDATE sessions SET revoked_at_ms = ?3, version = version + 1
   WHERE user_id = ?1 AND id <> ?2 AND revoked_at_ms IS NULL
)sql"};

inline constexpr Query<void(Text, std::int64_t)> end_sessions_of_email{"auth.end_sessions_of_email",
                                                                       R"sql(
  UPDATE sessions SET revoked_at_ms = ?2, version = version + 1
   WHERE user_id = (SELECT id FROM users WHERE email = ?1) AND revoked_at_ms IS NULL
)sql"};

struct CurrentRow {
  std::int64_t expires_at_ms;
  UserId user_id;
  Text email, name;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(CurrentRow, (), (expires_at_ms, user_id, email, name, version))

inline constexpr Query<CurrentRow(SessionId)> find_current{"auth.find_current", R"sql(
  SELECT s.expires_at_ms, u.id AS user_id, u.email, u.name, u.version
    FROM sessions s JOIN users u ON u.id = s.user_id
   WHERE s.id = ?1
)sql"};

inline constexpr Query<OrgMembership(UserId)> list_orgs{"auth.list_orgs", R"sql(
  SELECT o.id, o.name, m.role
    FROM memberships m JOIN orgs o ON o.id = m.org_id
   WHERE m.user_id = ?1 AND m.status = 'active'
   ORDER BY m.org_id
   LIMIT 200
)sql"};

// Fails with not_found unless the person may act in the org.
inline constexpr Query<void(OrgId, UserId)> require_member{"auth.require_member", R"sql(
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM memberships
                                WHERE org_id = ?1 AND user_id = ?2 AND status = 'active')
              THEN json_extract('{}', 'not_found') END AS refusal
)sql"};

// A session's person in the org that it acts in.
struct EnteredRow {
  UserId user_id;
  Text email, name;
  std::int64_t version;
  OrgId org_id;
  Text org_name;
  Role role;
};
BOOST_DESCRIBE_STRUCT(EnteredRow, (), (user_id, email, name, version, org_id, org_name, role))

inline constexpr Query<EnteredRow(OrgId, SessionId)> find_entered{"auth.find_entered", R"sql(
  SELECT u.id AS user_id, u.email, u.name, u.version, m.org_id, o.name AS org_name, m.role
    FROM sessions s
    JOIN users u ON u.id = s.user_id
    JOIN memberships m ON m.org_id = ?1 AND m.user_id = s.user_id
    JOIN orgs o ON o.id = ?1
   WHERE s.id = ?2
)sql"};

// The living sessions of a person, newest first.
inline constexpr Query<ListedSession(UserId, SessionId, std::int64_t, std::int64_t, Text,
                                     std::int64_t)>
    list_sessions{"auth.list_sessions", R"sql(
  SELECT id, id = ?2 AS current, org_id, user_agent, created_at_ms, refreshed_at_ms, expires_at_ms
    FROM sessions
   WHERE user_id = ?1 AND revoked_at_ms IS NULL AND expires_at_ms > CAST(?3 AS INTEGER)
     AND (created_at_ms, id) < (CAST(?4 AS INTEGER), ?5)
   ORDER BY created_at_ms DESC, id DESC
   LIMIT CAST(?6 AS INTEGER)
)sql"};

// ---- links

enum class Purpose : std::uint8_t { signup, login, reset };
BOOST_DESCRIBE_ENUM(Purpose, signup, login, reset)

struct AddedLink {
  bool known;  // the address has an account
};
BOOST_DESCRIBE_STRUCT(AddedLink, (), (known))

// No row when the address has got ?10 links since ?9. Someone who has an account signs up again by
// signing in.
inline constexpr Query<AddedLink(Text, Purpose, Text, Text, Text, Text, std::int64_t, std::int64_t,
                                 std::int64_t, std::int64_t)>
    add_link{"auth.add_link", R"sql(
  INSERT INTO login_links (token_hash, purpose, email, browser_hash, code_mac, details,
                           created_at_ms, expires_at_ms)
  SELECT ?1, iif(?2 = 'signup' AND EXISTS (SELECT 1 FROM users WHERE email = ?3), 'login', ?2), ?3,
         ?4, ?5, ?6, CAST(?7 AS INTEGER), CAST(?8 AS INTEGER)
   WHERE (SELECT count(*) FROM login_links
           WHERE email = ?3 AND created_at_ms > CAST(?9 AS INTEGER)) < CAST(?10 AS INTEGER)
  RETURNING EXISTS (SELECT 1 FROM users WHERE email = ?3) AS known
)sql"};

struct LinkRow {
  Text token_hash;
  Purpose purpose;
  Text email, browser_hash, code_mac, details;
  std::optional<UserId> user_id;
  std::optional<Text> user_email, name;
  std::optional<std::int64_t> version;
  std::optional<OrgId> org_id;
  std::optional<Text> org_name;
  std::optional<Role> role;
};
BOOST_DESCRIBE_STRUCT(LinkRow, (),
                      (token_hash, purpose, email, browser_hash, code_mac, details, user_id,
                       user_email, name, version, org_id, org_name, role))

#define ARRIS_LINK_ROW \
  R"sql(
  SELECT l.token_hash, l.purpose, l.email, l.browser_hash, l.code_mac, l.details,
         u.id AS user_id, u.email AS user_email, u.name, u.version, m.org_id, o.name AS org_name,
         m.role
    FROM login_links l
    LEFT JOIN users u ON u.email = l.email)sql" ARRIS_ENTERED_ORG("u")

// A link that is still good, with the person whose address it was mailed to.
inline constexpr Query<LinkRow(Text, std::int64_t)> find_link{"auth.find_link",
                                                              ARRIS_LINK_ROW R"sql(
   WHERE l.token_hash = ?1 AND l.used_at_ms IS NULL AND l.expires_at_ms > CAST(?2 AS INTEGER)
)sql"};

#define ARRIS_NEWEST_LINK \
  R"sql((SELECT n.token_hash FROM login_links n
          WHERE n.email = ?1 AND n.purpose <> 'reset' AND n.used_at_ms IS NULL
            AND n.expires_at_ms > CAST(?2 AS INTEGER)
          ORDER BY n.created_at_ms DESC LIMIT 1))sql"

// The newest good link that was mailed to an address.
inline constexpr Query<LinkRow(Text, std::int64_t)> find_newest_link{
    "auth.find_newest_link", ARRIS_LINK_ROW " WHERE l.token_hash = " ARRIS_NEWEST_LINK};

// Counts a try of a link's code before it is compared; no change when its tries are spent.
inline constexpr Query<void(Text, std::int64_t)> try_code{"auth.try_code", R"sql(
  UPDATE login_links SET code_attempts = code_attempts + 1
   WHERE token_hash = ?1 AND code_attempts < 5 AND used_at_ms IS NULL
     AND expires_at_ms > CAST(?2 AS INTEGER)
)sql"};
inline constexpr Query<void(Text, std::int64_t)> try_newest_code{
    "auth.try_newest_code",
    "UPDATE login_links SET code_attempts = code_attempts + 1 WHERE code_attempts < 5 AND "
    "token_hash = " ARRIS_NEWEST_LINK};

#undef ARRIS_LINK_ROW
#undef ARRIS_NEWEST_LINK
#undef ARRIS_ENTERED_ORG

inline constexpr Query<void(Text, Purpose, std::int64_t)> use_link{"auth.use_link", R"sql(
  UPDATE login_links SET used_at_ms = CAST(?3 AS INTEGER)
   WHERE token_hash = ?1 AND purpose = ?2 AND used_at_ms IS NULL
     AND expires_at_ms > CAST(?3 AS INTEGER)
)sql"};

// Links that were mailed before a change of password open nothing.
inline constexpr Query<void(UserId, std::int64_t)> void_links{"auth.void_links", R"sql(
  UPDATE login_links SET used_at_ms = ?2
   WHERE email = (SELECT email FROM users WHERE id = ?1) AND used_at_ms IS NULL
)sql"};
inline constexpr Query<void(Text, std::int64_t)> void_links_of_email{"auth.void_links_of_email",
                                                                     R"sql(
  UPDATE login_links SET used_at_ms = ?2 WHERE email = ?1 AND used_at_ms IS NULL
)sql"};

// ---- upkeep, in pieces

inline constexpr Query<void(std::int64_t)> delete_old_links{"auth.delete_old_links", R"sql(
  DELETE FROM login_links
   WHERE token_hash IN (SELECT token_hash FROM login_links WHERE expires_at_ms < CAST(?1 AS INTEGER) LIMIT 1000)
)sql"};
inline constexpr Query<void(std::int64_t)> delete_old_attempts{"auth.delete_old_attempts", R"sql(
  DELETE FROM login_attempts
   WHERE subject IN (SELECT subject FROM login_attempts WHERE last_at_ms < CAST(?1 AS INTEGER) LIMIT 1000)
)sql"};
inline constexpr Query<void(std::int64_t)> delete_old_sessions{"auth.delete_old_sessions", R"sql(
  DELETE FROM sessions
   WHERE id IN (SELECT id FROM sessions WHERE absolute_expires_at_ms < CAST(?1 AS INTEGER) LIMIT 1000)
)sql"};

inline constexpr auto statements = storage::join(
    storage::join(storage::join(http::common_statements, http::audit_statements),
                  people::statements),
    storage::catalogue(
        reserve_attempt, reserve_attempt_too, find_attempts, forget_attempts, find_person,
        find_person_by_id, require_no_owner, rehash_password, change_password, reset_password,
        change_profile, find_session, advance_session, check_counter, end_session, end_sessions,
        end_sessions_of_email, find_current, list_orgs, require_member, find_entered, list_sessions,
        add_link, find_link, find_newest_link, try_code, try_newest_code, use_link, void_links,
        void_links_of_email, delete_old_links, delete_old_attempts, delete_old_sessions));

}  // namespace arris::auth
