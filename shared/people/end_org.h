#pragma once
// How an org ends: by its owner's word, or with the account of the only person in it.

#include "http/audit.h"
#include "people/queries.h"

namespace arris::people {

inline constexpr Query<void(OrgId, std::int64_t)> delete_org_row{"people.delete_org", R"sql(
  UPDATE orgs SET name = '', deleted_at_ms = ?2, version = version + 1 WHERE id = ?1
)sql"};
inline constexpr Query<void(OrgId)> delete_org_invites{"people.delete_org_invites", R"sql(
  DELETE FROM invites WHERE org_id = ?1
)sql"};
// The tokens of everybody who acts in the org. Their sessions live on for their other orgs.
inline constexpr Query<void(OrgId)> end_org_sessions{"people.end_org_sessions", R"sql(
  UPDATE sessions SET version = version + 1
   WHERE user_id IN (SELECT user_id FROM memberships WHERE org_id = ?1) AND org_id = ?1
     AND revoked_at_ms IS NULL
)sql"};
inline constexpr Query<void(OrgId, std::int64_t)> end_org_keys{"people.end_org_keys", R"sql(
  UPDATE access_keys SET revoked_at_ms = ?2
   WHERE org_id = ?1 AND (revoked_at_ms IS NULL OR revoked_at_ms > CAST(?2 AS INTEGER))
)sql"};
inline constexpr Query<void(OrgId)> delete_org_members{"people.delete_org_members", R"sql(
  DELETE FROM memberships WHERE org_id = ?1
)sql"};

inline constexpr auto end_org_statements = storage::catalogue(
    delete_org_row, delete_org_invites, end_org_sessions, end_org_keys, delete_org_members);

// Members, invites and keys go first and at once; what functions keep of it they remove (http/deleted_orgs.h).
// The caller ends it, in whichever org they act.
void end_org(storage::Batch& batch, http::Context context, OrgId org, std::string_view name);

}  // namespace arris::people
