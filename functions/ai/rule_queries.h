#pragma once
// The statements of rules and of what their limits have counted.

#include "ai/rule_shapes.h"
#include "http/audit.h"
#include "http/versioned.h"

namespace arris::ai {

using storage::Query;

// The first look at an org: `content_days` is null where it keeps no words of calls, the rest where it has no rule. There is
// always a row. `clock_ms` is the time of the look by the database, the only clock that goes on during a call.
struct ActiveRule {
  std::int64_t clock_ms;
  std::optional<std::int64_t> content_days;
  std::optional<std::string_view> id, conditions, actions, model_names;
};
BOOST_DESCRIBE_STRUCT(ActiveRule, (),
                      (clock_ms, content_days, id, conditions, actions, model_names))

inline constexpr Query<ActiveRule(OrgId)> find_rules{"ai.find_rules", R"sql(
  SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS clock_ms, s.content_days, r.id, r.conditions, r.actions,
         r.model_names
    FROM (SELECT 1)
    LEFT JOIN ai_settings s ON s.org_id = ?1 AND s.keep_content = 1
    LEFT JOIN ai_rules r ON r.org_id = ?1 AND r.enabled = 1
   ORDER BY r.position, r.id
   LIMIT 50
)sql"};

struct RuleRow {
  RuleId id;
  std::string_view name;
  std::int64_t enabled, position;
  std::string_view conditions, actions;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(RuleRow, (),
                      (id, name, enabled, position, conditions, actions, created_at_ms, version))

inline constexpr Query<RuleRow(OrgId)> list_rules{"ai.list_rules", R"sql(
  SELECT id, name, enabled, position, conditions, actions, created_at_ms, version
    FROM ai_rules WHERE org_id = ?1 ORDER BY position, id LIMIT 50
)sql"};

inline constexpr Query<RuleRow(OrgId, RuleId)> find_rule{"ai.find_rule", R"sql(
  SELECT id, name, enabled, position, conditions, actions, created_at_ms, version
    FROM ai_rules WHERE org_id = ?1 AND id = ?2
)sql"};

// Fails unless every secret of ?2, a JSON array of ids, is in the org's vault.
inline constexpr Query<void(OrgId, std::string_view)> check_secrets{"ai.check_secrets", R"sql(
  SELECT json_extract('{}', 'no_such_secret') AS refusal
    FROM json_each(?2) j
   WHERE NOT EXISTS (SELECT 1 FROM vault_keys k
                      WHERE k.org_id = ?1 AND k.id = j.value AND k.revoked_at_ms IS NULL)
)sql"};

// Fails with conflict beyond 50 rules. Without a position ?5 it comes behind all others.
inline constexpr Query<void(OrgId, RuleId, std::string_view, std::int64_t,
                            std::optional<std::int64_t>, std::string_view, std::string_view,
                            std::string_view, std::string_view, std::int64_t)>
    add_rule{"ai.add_rule", R"sql(
  INSERT INTO ai_rules (org_id, id, name, enabled, position, conditions, actions, vault_key_ids, model_names,
                        created_at_ms)
  SELECT ?1, ?2, ?3, ?4,
         coalesce(?5, (SELECT min(max(position) + 10, 1000000) FROM ai_rules WHERE org_id = ?1), 0), ?6, ?7, ?8, ?9, ?10
   WHERE (SELECT count(*) FROM ai_rules WHERE org_id = ?1) < 50
)sql"};

inline constexpr Query<void(OrgId, RuleId, std::optional<std::int64_t>)> check_rule{
    "ai.check_rule", ARRIS_CHECK_VERSION("ai_rules", "")};

// Null is what stays.
inline constexpr Query<void(OrgId, RuleId, std::optional<std::string_view>,
                            std::optional<std::int64_t>, std::optional<std::int64_t>,
                            std::optional<std::string_view>, std::optional<std::string_view>,
                            std::optional<std::string_view>, std::optional<std::string_view>)>
    change_rule{"ai.change_rule", R"sql(
  UPDATE ai_rules
     SET name = coalesce(?3, name), enabled = coalesce(CAST(?4 AS INTEGER), enabled),
         position = coalesce(CAST(?5 AS INTEGER), position), conditions = coalesce(?6, conditions),
         actions = coalesce(?7, actions), vault_key_ids = coalesce(?8, vault_key_ids),
         model_names = coalesce(?9, model_names), version = version + 1
   WHERE org_id = ?1 AND id = ?2
)sql"};

inline constexpr http::AppendAudit audit_rule{"audit.rule", ARRIS_AUDIT_NAMED("?7", "ai_rules")};

inline constexpr Query<void(OrgId, RuleId, std::optional<std::int64_t>)> delete_rule{
    "ai.delete_rule", R"sql(
  DELETE FROM ai_rules WHERE org_id = ?1 AND id = ?2 AND version = coalesce(CAST(?3 AS INTEGER), version)
)sql"};

struct LimitUse {
  std::string_view bucket;
  std::int64_t tokens, cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(LimitUse, (), (bucket, tokens, cost_nano_usd))

// What was counted in the windows that hold ?3, by the limits of all rules, for ?2: a JSON array of {per, subject}. Buckets are
// named as rule_on names them.
inline constexpr Query<LimitUse(OrgId, std::string_view, std::int64_t)> find_limit_use{
    "ai.find_limit_use", R"sql(
  SELECT u.bucket, u.tokens, u.cost_nano_usd
    FROM ai_rules r
   CROSS JOIN json_each(r.actions, '$.limits') l
   CROSS JOIN json_each(?2) s
   CROSS JOIN ai_limit_use u ON u.org_id = ?1
         AND u.bucket = 'rule/' || r.id || '/' || l.key || '/' || (s.value->>'subject')
         AND u.window_at_ms = CAST(?3 AS INTEGER) / (l.value->>'window_s' * 1000) * (l.value->>'window_s' * 1000)
   WHERE r.org_id = ?1 AND r.enabled = 1 AND l.value->>'unit' <> 'requests' AND l.value->>'per' = s.value->>'per'
)sql"};

// ?2: a JSON array of {bucket, window_at_ms, ends_at_ms}; each window counts ?3 tokens and ?4 of cost more.
inline constexpr Query<void(OrgId, std::string_view, std::int64_t, std::int64_t)> add_limit_use{
    "ai.add_limit_use", R"sql(
  INSERT INTO ai_limit_use (org_id, bucket, window_at_ms, ends_at_ms, tokens, cost_nano_usd)
  SELECT ?1, j.value->>'bucket', j.value->>'window_at_ms', j.value->>'ends_at_ms', ?3, ?4
    FROM json_each(?2) j
   WHERE true
      ON CONFLICT (org_id, bucket, window_at_ms) DO UPDATE
     SET tokens = tokens + excluded.tokens, cost_nano_usd = cost_nano_usd + excluded.cost_nano_usd
)sql"};

inline constexpr Query<void(std::int64_t)> delete_old_limit_use{"ai.delete_old_limit_use", R"sql(
  DELETE FROM ai_limit_use
   WHERE (org_id, bucket, window_at_ms) IN (SELECT org_id, bucket, window_at_ms FROM ai_limit_use
                                             WHERE ends_at_ms < CAST(?1 AS INTEGER) LIMIT 5000)
)sql"};

}  // namespace arris::ai
