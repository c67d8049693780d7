#pragma once
// Which budgets a call counts to, in which of their periods, and what they leave of it. Decided in SQL, so that everyone
// who asks gets the same answer.

#include <boost/describe/class.hpp>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "storage/query.h"

namespace arris::metering {

// The start of the period of a budget `b` that holds an instant.
#define ARRIS_PERIOD_OF(at)                                                         \
  "CASE b.period"                                                                   \
  " WHEN 'day' THEN (" at                                                           \
  " + b.utc_offset_min * 60000) / 86400000 * 86400000 - b.utc_offset_min * 60000"   \
  " WHEN 'week' THEN (" at                                                          \
  " + b.utc_offset_min * 60000 - 345600000) / 604800000 * 604800000 + 345600000 - " \
  "b.utc_offset_min * 60000"                                                        \
  " ELSE unixepoch((" at                                                            \
  " + b.utc_offset_min * 60000) / 1000, 'unixepoch', 'start of month') * 1000 - "   \
  "b.utc_offset_min * 60000 END"

// A call as the statements of budgets read it: when, for whom, and what it cost. `models` are all the names of its model
// under which a budget may mean it (budget_subjects).
struct Spending {
  std::int64_t at_ms;
  std::optional<std::string_view> user_id, key_id, agent_id;
  std::vector<std::string_view> models;
  std::int64_t cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(Spending, (), (at_ms, user_id, key_id, agent_id, models, cost_nano_usd))

// The budgets `b` that a call `n` of ?2, a JSON array of Spending, counts to; those of a model where `means_model` holds.
#define ARRIS_BUDGETS_WHERE(means_model)                                                 \
  " json_each(?2) n JOIN budgets b ON b.org_id = ?1"                                     \
  " AND CASE b.scope WHEN 'org' THEN 1 WHEN 'user' THEN b.subject = n.value->>'user_id'" \
  " WHEN 'key' THEN b.subject = n.value->>'key_id'"                                      \
  " WHEN 'agent' THEN b.subject = n.value->>'agent_id' ELSE " means_model " END "
#define ARRIS_BUDGETS_OF_CALLS                                                   \
  ARRIS_BUDGETS_WHERE(                                                           \
      "lower(b.subject) IN (SELECT m.value FROM json_each(n.value, '$.models') " \
      "m)")

// `model`: as budget_subjects writes it; empty for the budgets that hold whatever the model is.
struct BudgetRoom {
  std::string_view model;
  std::int64_t left_nano_usd;
};
BOOST_DESCRIBE_STRUCT(BudgetRoom, (), (model, left_nano_usd))

// What the fullest of the budgets with a hard stop leaves of ?2, a JSON array of one Spending whatever its model, at ?3, and of
// each model that has such a budget: zero or less when it is used up. Without such a budget there is no row.
inline constexpr storage::Query<BudgetRoom(OrgId, std::string_view, std::int64_t)> find_rooms{
    "metering.find_rooms",
    "SELECT iif(b.scope = 'model', lower(b.subject), '') AS model,"
    " min(b.limit_nano_usd - coalesce(p.spent_nano_usd, 0)) AS left_nano_usd"
    " FROM" ARRIS_BUDGETS_WHERE(
        "1") " LEFT JOIN budget_periods p ON p.org_id = ?1 AND p.budget_id = b.id"
             " AND p.period_at_ms = " ARRIS_PERIOD_OF("CAST(?3 AS INTEGER)")
             " WHERE b.on_limit = 'block' GROUP BY 1"};

}  // namespace arris::metering
