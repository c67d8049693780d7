#pragma once
// The statements on invites. An invite is open until it is accepted or revoked; its link also has
// to be in time.

#include "team/invite_shapes.h"
#include "team/queries.h"

namespace arris::team {

#define ARRIS_OPEN "accepted_at_ms IS NULL AND revoked_at_ms IS NULL"
#define ARRIS_INVITE_COLUMNS(now) \
  R"sql(
  SELECT id, email, role,
         CASE WHEN accepted_at_ms IS NOT NULL THEN 'accepted'
              WHEN revoked_at_ms IS NOT NULL THEN 'revoked'
              WHEN expires_at_ms <= CAST()sql" now R"sql( AS INTEGER) THEN 'expired'
              ELSE 'pending' END AS state,
         invited_by, created_at_ms, expires_at_ms, accepted_at_ms, revoked_at_ms,
         generation AS times_sent
    FROM invites)sql"

// Newest first. (org, state, now, created_at_ms, id, limit)
inline constexpr Query<Invite(OrgId, std::optional<InviteState>, std::int64_t, std::int64_t, Text,
                              std::int64_t)>
    list_invites{"team.list_invites", ARRIS_INVITE_COLUMNS("?3") R"sql(
   WHERE org_id = ?1 AND (created_at_ms, id) < (CAST(?4 AS INTEGER), ?5)
     AND (?2 IS NULL OR ?2 = CASE WHEN accepted_at_ms IS NOT NULL THEN 'accepted'
                                  WHEN revoked_at_ms IS NOT NULL THEN 'revoked'
                                  WHEN expires_at_ms <= CAST(?3 AS INTEGER) THEN 'expired'
                                  ELSE 'pending' END)
   ORDER BY created_at_ms DESC, id DESC
   LIMIT CAST(?6 AS INTEGER)
)sql"};

inline constexpr Query<Invite(OrgId, InviteId, std::int64_t)> find_invite{
    "team.find_invite", ARRIS_INVITE_COLUMNS("?3") " WHERE org_id = ?1 AND id = ?2"};
#undef ARRIS_INVITE_COLUMNS

// Fails with forbidden when somebody who is no owner grants that role, or the one of the invite ?4.
inline constexpr Query<void(OrgId, UserId, std::optional<Role>, std::optional<InviteId>)>
    check_grant{"team.check_grant", R"sql(
  SELECT CASE WHEN coalesce(?3, (SELECT role FROM invites WHERE org_id = ?1 AND id = ?4)) = 'owner'
               AND NOT EXISTS (
                SELECT 1 FROM memberships
                 WHERE org_id = ?1 AND user_id = ?2 AND role = 'owner' AND status = 'active')
              THEN json_extract('{}', 'forbidden') END AS refusal
)sql"};

// Whether ?1 has sent this already. The message of a sending stays in the outbox for longer than a key acts once.
#define ARRIS_WAS_SENT(once)                                                                    \
  "EXISTS (SELECT 1 FROM outbox WHERE org_id = ?1 AND topic = 'member.invited' AND dedupe_key " \
  "= " once ")"

// (org, rows of {once}, before)
inline constexpr Query<void(OrgId, Text, std::int64_t)> forget_sendings{"http.forget_sendings",
                                                                        R"sql(
  DELETE FROM outbox
   WHERE org_id = ?1 AND topic = 'member.invited' AND created_at_ms <= CAST(?3 AS INTEGER)
     AND dedupe_key IN (SELECT value->>'once' FROM json_each(?2))
)sql"};

#define ARRIS_IS_MEMBER(email)                                                              \
  "EXISTS (SELECT 1 FROM users u JOIN memberships m ON m.org_id = ?1 AND m.user_id = u.id " \
  "WHERE u.email = " email ")"

// New invites, and open ones again; none for a member, nor for what was sent already. ?2: rows of {id, email, token_hash,
// once}, whose id is that of the sending and of an invite that is new. Of several that send at once the last one's link opens.
// (org, rows, role, by, now, expires_at_ms)
inline constexpr Query<void(OrgId, Text, Role, UserId, std::int64_t, std::int64_t)> put_invites{
    "team.put_invites", R"sql(
  INSERT INTO invites (org_id, id, email, role, token_hash, invited_by, created_at_ms,
                       expires_at_ms)
  SELECT ?1, n.value->>'id', n.value->>'email', ?3, n.value->>'token_hash', ?4,
         CAST(?5 AS INTEGER), CAST(?6 AS INTEGER)
    FROM json_each(?2) n
   WHERE NOT )sql" ARRIS_IS_MEMBER("n.value->>'email'") " AND NOT " ARRIS_WAS_SENT(
                            "n.value->>'once'") R"sql(
      ON CONFLICT (org_id, email) WHERE )sql" ARRIS_OPEN R"sql( DO UPDATE
     SET role = excluded.role, token_hash = excluded.token_hash, generation = generation + 1,
         invited_by = excluded.invited_by, expires_at_ms = excluded.expires_at_ms
)sql"};

struct Sent {
  Text email;
  std::optional<InviteId> invite_id;
  std::optional<std::int64_t> times_sent, expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(Sent, (), (email, invite_id, times_sent, expires_at_ms))

// What has become of each address; no invite for a member. Fails with conflict when an invite that a try before has sent
// is over.
inline constexpr Query<Sent(OrgId, Text)> list_sent{"team.list_sent", R"sql(
  SELECT email, CASE WHEN NOT is_member THEN coalesce(invite_id,
                  json_extract('{}', 'conflict: The invite was sent, and revoked since')) END AS invite_id,
         times_sent, expires_at_ms
    FROM (SELECT n.key AS place, n.value->>'email' AS email, i.id AS invite_id, i.generation AS times_sent,
                 i.expires_at_ms, )sql" ARRIS_IS_MEMBER("n.value->>'email'") R"sql( AS is_member
            FROM json_each(?2) n
            LEFT JOIN invites i ON i.org_id = ?1 AND i.email = n.value->>'email' AND )sql" ARRIS_OPEN
                                                                             R"sql()
   ORDER BY place
)sql"};

// The invites that these rows were sent by just now.
#define ARRIS_SENT(rows) \
  "json_each(" rows      \
  ") n CROSS JOIN invites i ON i.org_id = ?1 AND i.token_hash = n.value->>'token_hash'"

// Wakes team itself, which mails what was committed. (org, rows, base_url, now)
inline constexpr Query<void(OrgId, Text, Text, std::int64_t)> tell_invites{"http.tell_invites",
                                                                           R"sql(
  INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
  SELECT ?1, n.value->>'id', 'member.invited',
         json_object('sending_id', n.value->>'id', 'base_url', ?3), n.value->>'once', CAST(?4 AS INTEGER)
    FROM )sql" ARRIS_SENT("?2") R"sql(
   WHERE true
      ON CONFLICT DO NOTHING
)sql"};

// Of those that were sent; the details hold the rows, and the role in words.
inline constexpr http::AppendAudit audit_invites{
    "audit.invites",
    ARRIS_APPEND_AUDIT_OF(
        "?7", "t.id", "t.details",
        "(SELECT i.id, min(n.key), json_object('emails', group_concat(n.value->>'email', ' '), "
        "'role', ?10->>'role') AS details FROM " ARRIS_SENT(
            "?10, '$.rows'") " HAVING count(*) > 0) t")};
#undef ARRIS_SENT

inline constexpr http::AppendAudit audit_invite{
    "audit.invite",
    ARRIS_APPEND_AUDIT("?7", "json_object('email', t.email)",
                       "(SELECT email FROM invites WHERE org_id = ?1 AND id = ?9) t")};

// Whoever sends it again answers for it; what was sent already changes nothing.
// (org, id, token_hash, by, expires_at_ms, once)
inline constexpr Query<void(OrgId, InviteId, Text, UserId, std::int64_t, Text)> renew_invite{
    "team.renew_invite", R"sql(
  UPDATE invites
     SET generation = generation + 1, token_hash = ?3, invited_by = ?4, expires_at_ms = ?5
   WHERE org_id = ?1 AND id = ?2 AND NOT )sql" ARRIS_WAS_SENT("?6") " AND " ARRIS_OPEN};
#undef ARRIS_WAS_SENT
#undef ARRIS_IS_MEMBER

// Fails with not_found when there is nothing open, with conflict when it was accepted.
inline constexpr Query<void(OrgId, InviteId)> check_open{"team.check_open", R"sql(
  SELECT CASE WHEN i.id IS NULL OR i.revoked_at_ms IS NOT NULL THEN json_extract('{}', 'not_found')
              WHEN i.accepted_at_ms IS NOT NULL
                THEN json_extract('{}', 'conflict: The invite was accepted already') END AS refusal
    FROM (SELECT 1) LEFT JOIN invites i ON i.org_id = ?1 AND i.id = ?2
)sql"};

inline constexpr Query<void(OrgId, InviteId, std::int64_t)> revoke_invite{"team.revoke_invite",
                                                                          R"sql(
  UPDATE invites SET revoked_at_ms = ?3 WHERE org_id = ?1 AND id = ?2 AND )sql" ARRIS_OPEN};

// ---- by a link, whose secret names the org

struct Link {
  OrgId org_id;
  Text org_name, email;
  InviteId invite_id;
  Role role;
  UserId invited_by;
  std::optional<Text> inviter_name;
  std::int64_t expires_at_ms;
  std::optional<UserId> account_id;
  std::optional<Text> account_name;
  std::optional<std::int64_t> account_version;
};
BOOST_DESCRIBE_STRUCT(Link, (),
                      (org_id, org_name, email, invite_id, role, invited_by, inviter_name,
                       expires_at_ms, account_id, account_name, account_version))

// Whether whoever sent an invite may still do so; their own role must reach that far.
#define ARRIS_BACKED(invite)                                                                       \
  "EXISTS (SELECT 1 FROM memberships s WHERE s.org_id = " invite ".org_id AND s.user_id = " invite \
  ".invited_by AND s.status = 'active' AND (s.role = 'owner' OR (s.role = 'admin' AND " invite     \
  ".role <> 'owner')))"

// A link that still opens, with the account of the address that it was mailed to.
inline constexpr Query<Link(Text, std::int64_t)> find_link{"team.find_link", R"sql(
  SELECT i.org_id, o.name AS org_name, i.email, i.id AS invite_id, i.role, i.invited_by,
         b.name AS inviter_name, i.expires_at_ms, u.id AS account_id, u.name AS account_name,
         u.version AS account_version
    FROM invites i
    JOIN orgs o ON o.id = i.org_id
    LEFT JOIN users b ON b.id = i.invited_by
    LEFT JOIN users u ON u.email = i.email
   WHERE i.token_hash = ?1 AND i.accepted_at_ms IS NULL AND i.revoked_at_ms IS NULL
     AND i.expires_at_ms > CAST(?2 AS INTEGER) AND )sql" ARRIS_BACKED("i")};

// Of parallel acceptances one changes the row. (org, token_hash, user, now)
inline constexpr Query<void(OrgId, Text, UserId, std::int64_t)> accept_invite{"team.accept_invite",
                                                                              R"sql(
  UPDATE invites SET accepted_at_ms = CAST(?4 AS INTEGER), accepted_by = ?3
   WHERE org_id = ?1 AND token_hash = ?2 AND expires_at_ms > CAST(?4 AS INTEGER)
     AND )sql" ARRIS_OPEN " AND " ARRIS_BACKED("invites")};
#undef ARRIS_BACKED

// ---- mailing

struct Letter {
  Text email, org_name;
  std::optional<Text> inviter_name;
  Role role;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (email, org_name, inviter_name, role))

// What is to be mailed, unless it was, or nobody waits for it, or it was sent again meanwhile.
inline constexpr Query<Letter(OrgId, Text)> find_letter{"team.find_letter", R"sql(
  SELECT i.email, o.name AS org_name, b.name AS inviter_name, i.role
    FROM invites i JOIN orgs o ON o.id = i.org_id LEFT JOIN users b ON b.id = i.invited_by
   WHERE i.org_id = ?1 AND i.token_hash = ?2 AND i.mailed_generation < i.generation
     AND i.accepted_at_ms IS NULL AND i.revoked_at_ms IS NULL
)sql"};

inline constexpr Query<void(OrgId, Text)> note_mailed{"team.note_mailed", R"sql(
  UPDATE invites SET mailed_generation = generation WHERE org_id = ?1 AND token_hash = ?2
)sql"};
#undef ARRIS_OPEN

inline constexpr auto invite_statements = storage::catalogue(
    list_invites, find_invite, check_grant, put_invites, list_sent, forget_sendings, tell_invites,
    audit_invites, audit_invite, renew_invite, check_open, revoke_invite, find_link, accept_invite,
    find_letter, note_mailed);

}  // namespace arris::team
