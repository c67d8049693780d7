#pragma once
// The statements on members and the org. Whether a change is allowed is asked in the transaction
// that makes it, by the roles that hold there.

#include "people/end_org.h"
#include "team/shapes.h"

namespace arris::team {

using storage::Query;
using Text = std::string_view;

#define ARRIS_MEMBER_COLUMNS \
  R"sql(
  SELECT m.user_id AS id, u.email, u.name, m.role, m.status, m.invited_by, m.joined_at_ms,
         max(m.last_active_at_ms, m.joined_at_ms) AS last_active_at_ms, m.version)sql"

// In the order of joining. Runs are counted by whole days. (org, role, status, q, joined_at_ms, id,
// limit, activity since)
inline constexpr Query<ListedMember(OrgId, std::optional<Role>, std::optional<Standing>,
                                    std::optional<Text>, std::int64_t, Text, std::int64_t,
                                    std::int64_t)>
    list_members{"team.list_members", ARRIS_MEMBER_COLUMNS R"sql(,
         coalesce((SELECT sum(d.runs) FROM execution_people_days d
                    WHERE d.org_id = ?1 AND d.person = m.user_id
                      AND d.day_at_ms > CAST(?8 AS INTEGER) - 86400000), 0) AS runs_30d,
         coalesce(t.calls, 0) AS calls_30d, coalesce(t.tokens, 0) AS tokens_30d,
         coalesce(t.cost_nano_usd, 0) AS cost_nano_usd_30d
    FROM memberships m
    JOIN users u ON u.id = m.user_id
    LEFT JOIN (SELECT value, sum(requests) AS calls, sum(cost_nano_usd) AS cost_nano_usd,
                      sum(input + input_audio + input_image + cache_read + cache_read_audio
                          + cache_write_5m + cache_write_1h + output + reasoning + output_audio
                          + output_image) AS tokens
                 FROM token_hours
                WHERE org_id = ?1 AND kind = 'user' AND at_ms >= CAST(?8 AS INTEGER)
                GROUP BY value) t ON t.value = m.user_id
   WHERE m.org_id = ?1 AND (?2 IS NULL OR m.role = ?2) AND (?3 IS NULL OR m.status = ?3)
     AND (?4 IS NULL OR instr(lower(u.name || char(10) || u.email), lower(?4)) > 0)
     AND (m.joined_at_ms, m.user_id) > (CAST(?5 AS INTEGER), ?6)
   ORDER BY m.joined_at_ms, m.user_id
   LIMIT CAST(?7 AS INTEGER)
)sql"};

struct Counted {
  std::int64_t total;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (total))

// How many the list has in all; reads nothing unless ?5 is 1. (org, role, status, q, whether)
inline constexpr Query<Counted(OrgId, std::optional<Role>, std::optional<Standing>,
                               std::optional<Text>, bool)>
    count_members{"team.count_members", R"sql(
  SELECT count(*) AS total
    FROM memberships m JOIN users u ON u.id = m.user_id
   WHERE m.org_id = ?1 AND (?2 IS NULL OR m.role = ?2) AND (?3 IS NULL OR m.status = ?3)
     AND (?4 IS NULL OR instr(lower(u.name || char(10) || u.email), lower(?4)) > 0) AND ?5
)sql"};

inline constexpr Query<Member(OrgId, UserId)> find_member{"team.find_member",
                                                          ARRIS_MEMBER_COLUMNS R"sql(
    FROM memberships m JOIN users u ON u.id = m.user_id
   WHERE m.org_id = ?1 AND m.user_id = ?2
)sql"};
#undef ARRIS_MEMBER_COLUMNS

// Fails unless the actor may give the target this role and status: not_found, precondition_failed
// (an If-Match that doesn't match), forbidden (an owner is concerned and the actor is none),
// last_owner. An absent role or status stays; 'none' is a removal.
// (org, actor, target, role, status, version)
inline constexpr Query<void(OrgId, UserId, UserId, std::optional<Text>, std::optional<Standing>,
                            std::optional<std::int64_t>)>
    check_change{"team.check_change", R"sql(
  SELECT CASE
           WHEN t.user_id IS NULL THEN json_extract('{}', 'not_found')
           WHEN ?6 IS NOT NULL AND t.version <> CAST(?6 AS INTEGER)
             THEN json_extract('{}', 'precondition_failed')
           WHEN coalesce(a.role, '') <> 'owner' AND (t.role = 'owner' OR coalesce(?4, '') = 'owner')
             THEN json_extract('{}', 'forbidden')
           WHEN t.role = 'owner' AND t.status = 'active'
                AND (coalesce(?4, 'owner') <> 'owner' OR coalesce(?5, 'active') <> 'active')
                AND NOT EXISTS (SELECT 1 FROM memberships o
                                 WHERE o.org_id = ?1 AND o.user_id <> ?3 AND o.role = 'owner'
                                   AND o.status = 'active')
             THEN json_extract('{}', 'last_owner')
         END AS refusal
    FROM (SELECT 1)
    LEFT JOIN memberships t ON t.org_id = ?1 AND t.user_id = ?3
    LEFT JOIN memberships a ON a.org_id = ?1 AND a.user_id = ?2 AND a.status = 'active'
)sql"};

inline constexpr Query<void(OrgId, UserId, std::optional<Role>, std::optional<Standing>)>
    change_member{"team.change_member", R"sql(
  UPDATE memberships
     SET role = coalesce(?3, role), status = coalesce(?4, status), version = version + 1
   WHERE org_id = ?1 AND user_id = ?2
     AND (role <> coalesce(?3, role) OR status <> coalesce(?4, status))
)sql"};

inline constexpr Query<void(OrgId, UserId)> remove_member{"team.remove_member", R"sql(
  DELETE FROM memberships WHERE org_id = ?1 AND user_id = ?2
)sql"};

// Fails with not_found unless the target may become the owner.
inline constexpr Query<void(OrgId, UserId)> check_heir{"team.check_heir", R"sql(
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM memberships
                                WHERE org_id = ?1 AND user_id = ?2 AND status = 'active')
              THEN json_extract('{}', 'not_found') END AS refusal
)sql"};

// (org, the owner until now, the owner from now on)
inline constexpr Query<void(OrgId, UserId, UserId)> transfer_ownership{"team.transfer_ownership",
                                                                       R"sql(
  UPDATE memberships
     SET role = CASE user_id WHEN ?3 THEN 'owner' ELSE 'admin' END, version = version + 1
   WHERE org_id = ?1 AND user_id IN (?2, ?3)
)sql"};

// ---- the org

inline constexpr Query<Org(OrgId)> find_org{"team.find_org", R"sql(
  SELECT id, name, created_at_ms, version, sample FROM orgs WHERE id = ?1
)sql"};

// Fails with precondition_failed when an If-Match does not match.
inline constexpr Query<void(OrgId, std::optional<std::int64_t>)> check_org{"team.check_org", R"sql(
  SELECT CASE WHEN ?2 IS NOT NULL AND version <> CAST(?2 AS INTEGER)
              THEN json_extract('{}', 'precondition_failed') END AS refusal
    FROM orgs WHERE id = ?1
)sql"};

inline constexpr Query<void(OrgId, std::optional<Text>)> rename_org{"team.rename_org", R"sql(
  UPDATE orgs SET name = ?2, version = version + 1 WHERE id = ?1 AND ?2 IS NOT NULL AND name <> ?2
)sql"};

// Fails with precondition_failed, or with other_name unless ?2 is what the org is called.
inline constexpr Query<void(OrgId, Text, std::optional<std::int64_t>)> check_deletion{
    "team.check_deletion", R"sql(
  SELECT CASE WHEN ?3 IS NOT NULL AND version <> CAST(?3 AS INTEGER)
              THEN json_extract('{}', 'precondition_failed')
              WHEN name <> ?2 THEN json_extract('{}', 'other_name') END AS refusal
    FROM orgs WHERE id = ?1
)sql"};

inline constexpr auto member_statements = storage::join(
    people::end_org_statements,
    storage::catalogue(people::end_issued_keys, list_members, count_members, find_member,
                       check_change, change_member, remove_member, check_heir, transfer_ownership,
                       find_org, check_org, rename_org, check_deletion));

}  // namespace arris::team
