#pragma once
// The statements of budgets. Spending, thresholds and the state that the gateway asks for are decided
// in SQL, in the batch of the usage, so that no budget is missed or told of twice.

#include "http/audit.h"
#include "http/versioned.h"
#include "metering/budget_room.h"
#include "storage/batch.h"
#include "tokens/shapes.h"

namespace arris::tokens {

using metering::Spending;
using storage::Query;

inline constexpr Query<void(OrgId, std::string_view)> charge_budgets{
    "tokens.charge_budgets",
    "INSERT INTO budget_periods (org_id, budget_id, period_at_ms, spent_nano_usd)"
    " SELECT ?1, b.id, " ARRIS_PERIOD_OF("(n.value->>'at_ms')") " AS period_at_ms,"
    " sum(n.value->>'cost_nano_usd') FROM" ARRIS_BUDGETS_OF_CALLS
    " GROUP BY b.id, period_at_ms HAVING true"
    " ON CONFLICT (org_id, budget_id, period_at_ms) DO UPDATE"
    " SET spent_nano_usd = spent_nano_usd + excluded.spent_nano_usd"};

// A message for each period that reached a threshold above those told: of the highest, which says what the lower ones
// would. ?3 is a fresh id whose end is counted up. Of the periods that hold ?4 or that a call of ?2 fell in.
inline constexpr Query<void(OrgId, std::string_view, std::string_view, std::int64_t)>
    tell_thresholds{"tokens.tell_thresholds",
                    R"sql(
  INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
  SELECT ?1, substr(?3, 1, 24) || format('%012x', row_number() OVER (ORDER BY b.id, p.period_at_ms)),
         'budget.threshold',
         json_object('budget_id', b.id, 'name', b.name, 'scope', b.scope, 'subject', b.subject, 'period', b.period,
                     'period_at_ms', p.period_at_ms, 'percent', t.value, 'limit_nano_usd', b.limit_nano_usd,
                     'spent_nano_usd', p.spent_nano_usd,
                     'blocked', json(iif(b.on_limit = 'block' AND p.spent_nano_usd >= b.limit_nano_usd, 'true', 'false'))),
         b.id || ':' || p.period_at_ms || ':' || t.value, CAST(?4 AS INTEGER)
    FROM budgets b
    JOIN budget_periods p ON p.org_id = ?1 AND p.budget_id = b.id
    JOIN json_each(b.thresholds) t
   WHERE b.org_id = ?1 AND t.value > p.told_percent AND p.spent_nano_usd * 100 >= b.limit_nano_usd * t.value
     AND NOT EXISTS (SELECT 1 FROM json_each(b.thresholds) higher
                      WHERE higher.value > t.value AND p.spent_nano_usd * 100 >= b.limit_nano_usd * higher.value)
     AND p.period_at_ms IN (SELECT )sql" ARRIS_PERIOD_OF(
                        "(m.value->>'at_ms')") R"sql( FROM json_each(?2) m)
      ON CONFLICT (org_id, topic, dedupe_key) DO NOTHING
)sql"};

inline constexpr Query<void(OrgId, std::string_view)> mark_thresholds{
    "tokens.mark_thresholds",
    R"sql(
  UPDATE budget_periods
     SET told_percent = reached.percent
    FROM (SELECT b.id AS budget_id, p.period_at_ms, max(t.value) AS percent
            FROM budgets b
            JOIN budget_periods p ON p.org_id = ?1 AND p.budget_id = b.id
            JOIN json_each(b.thresholds) t
           WHERE b.org_id = ?1 AND t.value > p.told_percent AND p.spent_nano_usd * 100 >= b.limit_nano_usd * t.value
             AND p.period_at_ms IN (SELECT )sql" ARRIS_PERIOD_OF(
        "(m.value->>'at_ms')") R"sql( FROM json_each(?2) m)
           GROUP BY b.id, p.period_at_ms) AS reached
   WHERE budget_periods.org_id = ?1 AND budget_periods.budget_id = reached.budget_id
     AND budget_periods.period_at_ms = reached.period_at_ms
)sql"};

struct BlockedRow {
  std::int64_t place;
};
BOOST_DESCRIBE_STRUCT(BlockedRow, (), (place))

// The places in ?2 of the calls whose like would be stopped at ?3.
inline constexpr Query<BlockedRow(OrgId, std::string_view, std::int64_t)> find_blocked{
    "tokens.find_blocked",
    "SELECT DISTINCT n.key AS place FROM" ARRIS_BUDGETS_OF_CALLS
    " JOIN budget_periods p ON p.org_id = ?1 AND p.budget_id = b.id"
    " AND p.period_at_ms = " ARRIS_PERIOD_OF("CAST(?3 AS INTEGER)")
    " WHERE b.on_limit = 'block' AND p.spent_nano_usd >= b.limit_nano_usd"};

struct BudgetRow {
  BudgetId id;
  std::string_view name;
  Scope scope;
  std::string_view subject;
  Period period;
  std::int64_t utc_offset_min, limit_nano_usd;
  std::string_view thresholds;
  OnLimit on_limit;
  std::int64_t created_at_ms, version, period_at_ms;
  std::optional<std::int64_t> spent_nano_usd;
};
BOOST_DESCRIBE_STRUCT(BudgetRow, (),
                      (id, name, scope, subject, period, utc_offset_min, limit_nano_usd, thresholds,
                       on_limit, created_at_ms, version, period_at_ms, spent_nano_usd))

#define ARRIS_BUDGET_WITH_PERIOD(now) \
  "SELECT b.id, b.name, b.scope, b.subject, b.period, b.utc_offset_min, b.limit_nano_usd, "      \
  "b.thresholds, b.on_limit, b.created_at_ms, b.version, " ARRIS_PERIOD_OF(now) " AS period_at_ms," \
  " (SELECT p.spent_nano_usd FROM budget_periods p WHERE p.org_id = ?1 AND p.budget_id = b.id"   \
  " AND p.period_at_ms = " ARRIS_PERIOD_OF(now) ") AS spent_nano_usd FROM "

inline constexpr Query<BudgetRow(OrgId, std::int64_t)> list_budgets{
    "tokens.list_budgets",
    ARRIS_BUDGET_WITH_PERIOD(
        "CAST(?2 AS INTEGER)") "budgets b WHERE b.org_id = ?1 ORDER BY b.id LIMIT 100"};

inline constexpr Query<BudgetRow(OrgId, std::int64_t, BudgetId)> find_budget{
    "tokens.find_budget",
    ARRIS_BUDGET_WITH_PERIOD("CAST(?2 AS INTEGER)") "budgets b WHERE b.org_id = ?1 AND b.id = ?3"};

// The budgets that a call of ?2 would count to at ?3.
inline constexpr Query<BudgetRow(OrgId, std::string_view, std::int64_t)> find_gate{
    "tokens.find_gate", ARRIS_BUDGET_WITH_PERIOD("CAST(?3 AS INTEGER)") ARRIS_BUDGETS_OF_CALLS
    " ORDER BY b.id LIMIT 100"};

// Fails with conflict beyond 100 budgets.
inline constexpr Query<void(OrgId, BudgetId, std::string_view, Scope, std::string_view, Period,
                            std::int64_t, std::int64_t, std::string_view, OnLimit, std::int64_t)>
    add_budget{"tokens.add_budget", R"sql(
  INSERT INTO budgets (org_id, id, name, scope, subject, period, utc_offset_min, limit_nano_usd, thresholds, on_limit,
                       created_at_ms)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
   WHERE (SELECT count(*) FROM budgets WHERE org_id = ?1) < 100
)sql"};

// What stands behind a model's name and says only of when it is.
#define ARRIS_MODEL_SUFFIXES                                                        \
  R"('["", "-latest", "-preview", "-default", "[-@][0-9][0-9][0-9]",)"              \
  R"( "[-@][0-9][0-9][0-9][0-9]", "[-@][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]",)" \
  R"( "-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"]')"

// What the period that holds ?3 has spent already: to the hour, for a part of the org. A model's dated names count to it.
inline constexpr Query<void(OrgId, BudgetId, std::int64_t)> open_period{"tokens.open_period", R"sql(
  INSERT INTO budget_periods (org_id, budget_id, period_at_ms, spent_nano_usd)
  SELECT ?1, b.id, )sql" ARRIS_PERIOD_OF("CAST(?3 AS INTEGER)") R"sql(,
         (SELECT coalesce(sum(h.cost_nano_usd), 0) FROM token_hours h
           WHERE h.org_id = ?1 AND h.kind = iif(b.scope = 'org', 'total', b.scope)
             AND h.at_ms >= )sql" ARRIS_PERIOD_OF("CAST(?3 AS INTEGER)") R"sql(
             AND CASE b.scope WHEN 'model' THEN EXISTS (
                       SELECT 1 FROM json_each(json_array(h.value, substr(h.value, instr(h.value, '/') + 1))) m
                         JOIN json_each()sql" ARRIS_MODEL_SUFFIXES R"sql() s
                        WHERE lower(substr(m.value, 1, length(b.subject))) = lower(b.subject)
                          AND lower(substr(m.value, length(b.subject) + 1)) GLOB s.value)
                 ELSE h.value = b.subject END)
    FROM budgets b
   WHERE b.org_id = ?1 AND b.id = ?2
)sql"};

// Fails with not_found or precondition_failed unless the budget is there and has the version ?3, if one is given.
inline constexpr Query<void(OrgId, BudgetId, std::optional<std::int64_t>)> check_budget{
    "tokens.check_budget", ARRIS_CHECK_VERSION("budgets", "")};

// Null is what stays. ?5 and ?6: the thresholds of a budget that tells, and of one that blocks, which always has 100.
inline constexpr Query<void(OrgId, BudgetId, std::optional<std::string_view>,
                            std::optional<std::int64_t>, std::optional<std::string_view>,
                            std::optional<std::string_view>, std::optional<OnLimit>)>
    change_budget{"tokens.change_budget", R"sql(
  UPDATE budgets
     SET name = coalesce(?3, name), limit_nano_usd = coalesce(CAST(?4 AS INTEGER), limit_nano_usd),
         thresholds = CASE WHEN coalesce(?7, on_limit) = 'tell' THEN coalesce(?5, thresholds) ELSE coalesce(?6,
           (SELECT json_group_array(value)
              FROM (SELECT DISTINCT value FROM json_each(json_insert(thresholds, '$[#]', 100)) ORDER BY value))) END,
         on_limit = coalesce(?7, on_limit), version = version + 1
   WHERE org_id = ?1 AND id = ?2
)sql"};

// What happened to the budget ?9, by its name.
inline constexpr http::AppendAudit audit_budget{"audit.budget", ARRIS_AUDIT_NAMED("?7", "budgets")};

inline constexpr Query<void(OrgId, BudgetId, std::optional<std::int64_t>)> delete_budget{
    "tokens.delete_budget", R"sql(
  DELETE FROM budgets WHERE org_id = ?1 AND id = ?2 AND version = coalesce(CAST(?3 AS INTEGER), version)
)sql"};

}  // namespace arris::tokens
