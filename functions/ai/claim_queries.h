#pragma once
// Claims of calls under way on the budgets that would stop them.

#include "ai/shapes.h"
#include "metering/budget_room.h"
#include "storage/query.h"

namespace arris::ai {

using storage::Query;

// Those whose call is in the ledger, and those of calls whose end nobody wrote. (org, now)
inline constexpr Query<void(OrgId, std::int64_t)> end_claims{"ai.end_claims", R"sql(
  DELETE FROM ai_claims
   WHERE org_id = ?1
     AND (ends_at_ms <= CAST(?2 AS INTEGER)
          OR EXISTS (SELECT 1 FROM token_usage u WHERE u.org_id = ?1 AND u.request_id = ai_claims.request_id))
)sql"};

// What call ?4 claims, ?5 or what is left, of each budget with a hard stop that ?2, a JSON array of its Spending, counts to at
// ?3, until ?6. Nothing where one of them has nothing left, or has less than ?5 while a call is under way that took its rest: each
// such call may cost more than it claims, so that they follow each other.
// REQUIRES: end_claims before, in the same batch
inline constexpr Query<void(OrgId, std::string_view, std::int64_t, RequestId, std::int64_t,
                            std::int64_t)>
    claim{
        "ai.claim",
        "INSERT INTO ai_claims (org_id, request_id, budget_id, nano_usd, room_nano_usd, ends_at_ms)"
        " SELECT ?1, ?4, budget_id, min(CAST(?5 AS INTEGER), room), room, CAST(?6 AS INTEGER)"
        " FROM (SELECT budget_id, min(rest) OVER () AS room,"
        " max(rest < CAST(?5 AS INTEGER) AND rest_is_taken) OVER () AS waits FROM ("
        "SELECT b.id AS budget_id, b.limit_nano_usd - coalesce(p.spent_nano_usd, 0)"
        " - coalesce((SELECT sum(c.nano_usd) FROM ai_claims c"
        " WHERE c.org_id = ?1 AND c.budget_id = b.id), 0) AS rest,"
        " EXISTS (SELECT 1 FROM ai_claims c WHERE c.org_id = ?1 AND c.budget_id = b.id"
        " AND c.nano_usd = c.room_nano_usd) AS rest_is_taken"
        " FROM" ARRIS_BUDGETS_OF_CALLS
        " LEFT JOIN budget_periods p ON p.org_id = ?1 AND p.budget_id = b.id"
        " AND p.period_at_ms = " ARRIS_PERIOD_OF("CAST(?3 AS INTEGER)")  //
        " WHERE b.on_limit = 'block')) WHERE room > 0 AND NOT waits"};

struct Claimed {
  std::int64_t room_nano_usd;
};
BOOST_DESCRIBE_STRUCT(Claimed, (), (room_nano_usd))

inline constexpr Query<Claimed(OrgId, RequestId)> find_claim{"ai.find_claim", R"sql(
  SELECT room_nano_usd FROM ai_claims WHERE org_id = ?1 AND request_id = ?2 LIMIT 1
)sql"};

// The call has ended, and cost ?3; until ?4 the ledger may be behind.
inline constexpr Query<void(OrgId, RequestId, std::int64_t, std::int64_t)> settle_claim{
    "ai.settle_claim", R"sql(
  UPDATE ai_claims SET nano_usd = max(1, CAST(?3 AS INTEGER)), ends_at_ms = CAST(?4 AS INTEGER)
   WHERE org_id = ?1 AND request_id = ?2
)sql"};

inline constexpr Query<void(OrgId, RequestId)> drop_claim{"ai.drop_claim", R"sql(
  DELETE FROM ai_claims WHERE org_id = ?1 AND request_id = ?2
)sql"};

}  // namespace arris::ai
