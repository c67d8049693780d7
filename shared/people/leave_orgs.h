#pragma once
// How a person who deletes their account goes out of every org that they belong to.
//
// (1) Where others would be left without an active owner, they can't go.
// (2) Where nobody else is, the org goes along, and only if whoever asks has named it.
// Both hold in the transaction that makes it so, however many go at once.

#include "http/audit.h"
#include "people/queries.h"

namespace arris::people {

// What becomes of an org when one of its people deletes their account; `blocking`: they can't.
enum class OrgFate : std::uint8_t { left, deleted, blocking };
BOOST_DESCRIBE_ENUM(OrgFate, left, deleted, blocking)

struct LeftOrg {
  OrgId id;
  Text name;
  Role role;
  std::int64_t members;  // with the person, and those who are suspended
  OrgFate fate;
};
BOOST_DESCRIBE_STRUCT(LeftOrg, (), (id, name, role, members, fate))

#define ARRIS_FATE \
  R"sql(CASE WHEN NOT EXISTS (SELECT 1 FROM memberships o
                               WHERE o.org_id = m.org_id AND o.user_id <> m.user_id)
               THEN 'deleted'
             WHEN m.role = 'owner' AND m.status = 'active'
                  AND NOT EXISTS (SELECT 1 FROM memberships o
                                   WHERE o.org_id = m.org_id AND o.user_id <> m.user_id
                                     AND o.role = 'owner' AND o.status = 'active')
               THEN 'blocking'
             ELSE 'left' END AS fate)sql"

// Where they are suspended the org is closed to them: it is left without a word of it, unless it goes along.
inline constexpr Query<LeftOrg(UserId)> list_left_orgs{"people.list_left_orgs", R"sql(
  SELECT m.org_id AS id, g.name, m.role,
         (SELECT count(*) FROM memberships c WHERE c.org_id = m.org_id) AS members,
         )sql" ARRIS_FATE R"sql(
    FROM memberships m JOIN orgs g ON g.id = m.org_id
   WHERE m.user_id = ?1 AND (m.status = 'active' OR fate = 'deleted')
   ORDER BY m.org_id
   LIMIT 1000
)sql"};

// Fails with last_owner where an org is blocking, with conflict unless exactly those of ?2 go along.
inline constexpr Query<void(UserId, Text)> check_left_orgs{"people.check_left_orgs", R"sql(
  SELECT CASE WHEN total(fate = 'blocking') > 0 THEN json_extract('{}', 'last_owner')
              WHEN total((fate = 'deleted') <> named) > 0 OR total(named) <> json_array_length(?2)
                THEN json_extract('{}', 'conflict: Your organizations have changed meanwhile') END AS refusal
    FROM (SELECT m.org_id IN (SELECT value FROM json_each(?2)) AS named, )sql" ARRIS_FATE R"sql(
            FROM memberships m WHERE m.user_id = ?1)
)sql"};
#undef ARRIS_FATE

#define ARRIS_ORGS_OF_PERSON "org_id IN (SELECT org_id FROM memberships WHERE user_id = ?1)"
// As end_issued_keys in every org. (user, now)
inline constexpr Query<void(UserId, std::int64_t)> end_all_issued_keys{
    "people.end_all_issued_keys",
    "UPDATE access_keys SET revoked_at_ms = ?2 WHERE " ARRIS_ORGS_OF_PERSON
    " AND created_by = ?1 AND kind = 'secret'"
    " AND (revoked_at_ms IS NULL OR revoked_at_ms > CAST(?2 AS INTEGER))"};
// An answer that is kept for them holds what they were told.
inline constexpr Query<void(UserId)> forget_kept_answers{
    "people.forget_kept_answers",
    "DELETE FROM idempotency_keys WHERE " ARRIS_ORGS_OF_PERSON " AND principal = ?1"};
#undef ARRIS_ORGS_OF_PERSON
// An invite that they accepted holds their address, also in an org that they left before. SCAN: no index leads from a
// person to orgs that are no longer theirs, and an account ends once.
inline constexpr Query<void(UserId)> forget_accepted_invites{
    "people.forget_accepted_invites", "DELETE FROM invites WHERE accepted_by = ?1"};
inline constexpr Query<void(UserId)> leave_every_org{"people.leave_every_org", R"sql(
  DELETE FROM memberships WHERE user_id = ?1
)sql"};

inline constexpr auto leave_orgs_statements =
    storage::catalogue(list_left_orgs, check_left_orgs, end_all_issued_keys,
                       forget_accepted_invites, forget_kept_answers, leave_every_org);

// The caller goes out of all of them; `deleted` are those that go along. To use it: http::every_org_statements in the
// catalogue.
void leave_orgs(storage::Batch& batch, http::Context context, std::span<const LeftOrg> deleted);

}  // namespace arris::people
