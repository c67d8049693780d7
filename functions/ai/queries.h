#pragma once
// Every statement that ai may run.

#include "ai/claim_queries.h"
#include "ai/deleted.h"
#include "ai/rule_queries.h"
#include "ai/settings_queries.h"
#include "ai/shapes.h"
#include "http/common.h"
#include "metering/budget_room.h"
#include "metering/price_book.h"
#include "vault/credential.h"

namespace arris::ai {

using storage::Query;

struct ProviderKey {
  KeyId id;
  Service service;
  std::string_view name, base_url;
  effect::Bytes org_key;
  std::int64_t org_key_version;
  effect::Bytes sealed_key, sealed;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(ProviderKey, (),
                      (id, service, name, base_url, org_key, org_key_version, sealed_key, sealed,
                       version))

// The secrets that may be shown to a service at ?3, the best first: those that it has not refused, then the newest. ?4
// names one, by id or by name; only that one, or those that a rule names, may be of a service of the org's own that speaks
// the protocol. They come last.
inline constexpr Query<ProviderKey(OrgId, Service, std::int64_t, std::optional<std::string_view>)>
    find_provider_keys{"ai.find_provider_keys", R"sql(
  SELECT k.id, k.service, k.name, k.base_url, o.sealed AS org_key, o.version AS org_key_version, v.sealed_key, v.sealed,
         v.version
    FROM vault_keys k
    JOIN vault_versions v ON v.org_id = k.org_id AND v.key_id = k.id AND v.version = k.secret_version
    JOIN org_keks o ON o.org_id = k.org_id AND o.version = v.org_key_version
   WHERE k.org_id = ?1 AND k.revoked_at_ms IS NULL
     AND (k.expires_at_ms IS NULL OR k.expires_at_ms > CAST(?3 AS INTEGER))
     AND (k.service = ?2 OR (k.service = 'custom' AND ?2 = 'openai'))
     AND CASE WHEN ?4 IS NOT NULL THEN ?4 IN (k.id, k.name)
              ELSE k.service = ?2 OR k.id IN (SELECT j.value FROM ai_rules r JOIN json_each(r.vault_key_ids) j
                                               WHERE r.org_id = ?1 AND r.enabled = 1) END
   ORDER BY k.service <> ?2, coalesce(k.check_verdict, '') = 'refused', k.created_at_ms DESC, k.id DESC
   LIMIT iif(EXISTS (SELECT 1 FROM ai_rules WHERE org_id = ?1 AND vault_key_ids <> '[]'), 100, 4)
)sql"};

// The prices in force at ?3 of the models of ?2, a JSON array of names, and of those that rules name: the org's first, then the
// catalogue's. Each name is looked up.
inline constexpr Query<metering::PriceRow(OrgId, std::string_view, std::int64_t)> find_prices_now{
    "ai.find_prices_now", R"sql(
  SELECT p.org_id, p.id, p.provider, p.model, p.effective_from_ms, p.tiers
    FROM json_each(json_array(?1, '')) o
   CROSS JOIN prices p ON p.org_id = o.value AND p.model IN (
         SELECT value FROM json_each(?2)
          UNION ALL
         SELECT m.value FROM ai_rules r CROSS JOIN json_each(r.model_names) m WHERE r.org_id = ?1 AND r.enabled = 1)
   WHERE p.effective_from_ms <= CAST(?3 AS INTEGER)
     AND NOT EXISTS (SELECT 1 FROM prices q
                      WHERE q.org_id = p.org_id AND q.model = p.model AND q.provider = p.provider
                        AND q.effective_from_ms <= CAST(?3 AS INTEGER)
                        AND (q.effective_from_ms, q.id) > (p.effective_from_ms, p.id))
   ORDER BY p.org_id DESC
)sql"};

// A call on its way into the log. `usage` is JSON text, null for a call that used nothing.
struct NewRequest {
  RequestId id;
  std::int64_t at_ms;
  Service provider;
  std::string_view endpoint, model, answered_model;
  std::int64_t status;
  Ending ending;
  std::string_view error, finish_reason, provider_request_id;
  std::int64_t streamed, estimated, cached, first_byte_ms;
  std::optional<std::string_view> usage;
  std::string_view tags, routing;
  std::optional<std::string_view> vault_key_id, key_id, user_id, agent_id, pipeline_id,
      execution_id, session_id;
};

// Only the database knows what time it is at the end of a long answer.
inline constexpr Query<void(
    OrgId, RequestId, std::int64_t, Service, std::string_view, std::string_view, std::string_view,
    std::int64_t, Ending, std::string_view, std::string_view, std::string_view, std::int64_t,
    std::int64_t, std::int64_t, std::int64_t, std::optional<std::string_view>, std::string_view,
    std::string_view, std::optional<std::string_view>, std::optional<std::string_view>,
    std::optional<std::string_view>, std::optional<std::string_view>,
    std::optional<std::string_view>, std::optional<std::string_view>,
    std::optional<std::string_view>)>
    add_request{"ai.add_request", R"sql(
  INSERT INTO ai_requests (org_id, id, at_ms, provider, endpoint, model, answered_model, status, ending, error,
                           finish_reason, provider_request_id, streamed, estimated, cached, first_byte_ms,
                           duration_ms, usage, tags, routing, vault_key_id, key_id, user_id, agent_id, pipeline_id, execution_id,
                           session_id)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
          max(?16, CAST(unixepoch('subsec') * 1000 AS INTEGER) - ?3), ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)
)sql"};

struct RequestRow {
  RequestId id;
  std::int64_t at_ms;
  Service provider;
  std::string_view endpoint, model, answered_model;
  std::int64_t status;
  Ending ending;
  std::string_view error, finish_reason, provider_request_id;
  std::int64_t streamed, estimated, cached, first_byte_ms, duration_ms;
  std::optional<std::string_view> usage;
  std::string_view tags;
  std::optional<std::string_view> routing, vault_key_id, key_id, user_id, agent_id, pipeline_id,
      execution_id, session_id;
  std::optional<std::int64_t> input_tokens, output_tokens, cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(RequestRow, (),
                      (id, at_ms, provider, endpoint, model, answered_model, status, ending, error,
                       finish_reason, provider_request_id, streamed, estimated, cached,
                       first_byte_ms, duration_ms, usage, tags, routing, vault_key_id, key_id,
                       user_id, agent_id, pipeline_id, execution_id, session_id, input_tokens,
                       output_tokens, cost_nano_usd))

#define ARRIS_AI_REQUESTS \
  R"sql(
  SELECT r.id, r.at_ms, r.provider, r.endpoint, r.model, r.answered_model, r.status, r.ending, r.error, r.finish_reason,
         r.provider_request_id, r.streamed, r.estimated, r.cached, r.first_byte_ms, r.duration_ms, r.usage, r.tags,
         r.routing, r.vault_key_id, r.key_id, r.user_id, r.agent_id, r.pipeline_id, r.execution_id, r.session_id,
         u.input + u.input_audio + u.input_image + u.cache_read + u.cache_read_audio + u.cache_write_5m
           + u.cache_write_1h AS input_tokens,
         u.output + u.reasoning + u.output_audio + u.output_image AS output_tokens,
         iif(r.cached = 1, 0, u.cost_nano_usd) AS cost_nano_usd
    FROM ai_requests r
    LEFT JOIN token_usage u ON u.org_id = r.org_id AND u.request_id = r.id
)sql"

// The newest first, those before (?4, ?5).
inline constexpr Query<RequestRow(OrgId, std::int64_t, std::int64_t, std::int64_t, std::string_view,
                                  std::optional<Service>, std::optional<std::string_view>,
                                  std::optional<std::string_view>, std::optional<std::string_view>,
                                  std::optional<std::string_view>, std::optional<std::string_view>,
                                  std::optional<std::string_view>, std::optional<std::string_view>,
                                  std::optional<Ending>, std::optional<std::int64_t>, std::int64_t,
                                  std::optional<bool>)>
    list_requests_page{"ai.list_requests_page", ARRIS_AI_REQUESTS R"sql(
   WHERE r.org_id = ?1 AND r.at_ms >= CAST(?2 AS INTEGER) AND r.at_ms < CAST(?3 AS INTEGER)
     AND (r.at_ms, r.id) < (CAST(?4 AS INTEGER), ?5)
     AND (?6 IS NULL OR r.provider = ?6) AND (?7 IS NULL OR r.model = ?7) AND (?8 IS NULL OR r.key_id = ?8)
     AND (?9 IS NULL OR r.user_id = ?9) AND (?10 IS NULL OR r.agent_id = ?10)
     AND (?11 IS NULL OR r.pipeline_id = ?11) AND (?12 IS NULL OR r.execution_id = ?12)
     AND (?13 IS NULL OR r.session_id = ?13) AND (?14 IS NULL OR r.ending = ?14)
     AND (?15 IS NULL OR r.status = CAST(?15 AS INTEGER)) AND (?17 IS NULL OR r.cached = CAST(?17 AS INTEGER))
   ORDER BY r.at_ms DESC, r.id DESC
   LIMIT CAST(?16 AS INTEGER)
)sql"};

inline constexpr Query<RequestRow(OrgId, RequestId)> find_request{"ai.find_request",
                                                                  ARRIS_AI_REQUESTS R"sql(
   WHERE r.org_id = ?1 AND r.id = ?2
)sql"};
#undef ARRIS_AI_REQUESTS

struct HealthRow {
  Service provider;
  std::int64_t requests, failures, limited;
  std::optional<std::int64_t> average_first_byte_ms;
};
BOOST_DESCRIBE_STRUCT(HealthRow, (), (provider, requests, failures, limited, average_first_byte_ms))

// What is the provider's fault: no answer, one that broke off, 5xx. A call that no provider was asked for says nothing of it.
inline constexpr Query<HealthRow(OrgId, std::int64_t)> sum_health{"ai.sum_health", R"sql(
  SELECT provider, count(*) AS requests, sum(status >= 500 OR ending IN ('cut', 'failed')) AS failures,
         sum(status = 429) AS limited, CAST(avg(first_byte_ms) AS INTEGER) AS average_first_byte_ms
    FROM ai_requests
   WHERE org_id = ?1 AND at_ms >= CAST(?2 AS INTEGER) AND cached = 0
     AND (routing IS NULL OR json_array_length(routing, '$.attempts') > 0)
   GROUP BY provider
   ORDER BY provider
   LIMIT 10
)sql"};

struct ModelRow {
  std::string_view provider, model;
  std::int64_t own_price, effective_from_ms;
  std::string_view tiers;
  std::optional<std::int64_t> context_tokens, output_max_tokens;
  std::string_view capabilities;
  std::optional<std::string_view> retires_on;
};
BOOST_DESCRIBE_STRUCT(ModelRow, (),
                      (provider, model, own_price, effective_from_ms, tiers, context_tokens,
                       output_max_tokens, capabilities, retires_on))

// Behind (?2, ?3), as of ?4.
inline constexpr Query<ModelRow(OrgId, std::string_view, std::string_view, std::int64_t,
                                std::optional<std::string_view>, std::optional<std::string_view>,
                                std::optional<std::string_view>, std::int64_t)>
    list_models_page{"ai.list_models_page", R"sql(
  SELECT p.provider, p.model, p.org_id <> '' AS own_price, p.effective_from_ms, p.tiers, m.context_tokens,
         m.output_max_tokens, coalesce(m.capabilities, '[]') AS capabilities, m.retires_on
    FROM json_each(json_array(?1, '')) o
    JOIN prices p ON p.org_id = o.value
    LEFT JOIN ai_models m ON m.provider = p.provider AND m.model = p.model
   WHERE p.model >= ?2 AND (p.model, p.provider) > (?2, ?3) AND p.effective_from_ms <= CAST(?4 AS INTEGER)
     AND (?5 IS NULL OR p.provider = ?5) AND (?6 IS NULL OR p.model = ?6)
     AND (?7 IS NULL OR EXISTS (SELECT 1 FROM json_each(m.capabilities) c WHERE c.value = ?7))
     AND NOT EXISTS (SELECT 1 FROM json_each(json_array(?1, '')) b
                       JOIN prices n ON n.org_id = b.value AND n.model = p.model AND n.provider = p.provider
                      WHERE n.effective_from_ms <= CAST(?4 AS INTEGER)
                        AND (n.org_id, n.effective_from_ms, n.id) > (p.org_id, p.effective_from_ms, p.id))
   ORDER BY p.model, p.provider
   LIMIT CAST(?8 AS INTEGER)
)sql"};

inline constexpr Query<void(std::int64_t)> delete_old_requests{"ai.delete_old_requests", R"sql(
  DELETE FROM ai_requests
   WHERE (org_id, id) IN (SELECT org_id, id FROM ai_requests WHERE at_ms < CAST(?1 AS INTEGER) LIMIT 5000)
)sql"};

inline constexpr auto statements = storage::join(
    storage::join(http::common_statements, storage::catalogue(rows_of_deleted)),
    storage::catalogue(
        find_provider_keys, metering::find_rooms, find_prices_now, add_request, list_requests_page,
        find_request, sum_health, list_models_page, delete_old_requests, find_rules, list_rules,
        find_rule, check_secrets, add_rule, check_rule, change_rule, audit_rule, delete_rule,
        find_limit_use, add_limit_use, delete_old_limit_use, http::append_audit, end_claims, claim,
        find_claim, settle_claim, drop_claim, find_settings, check_settings, set_settings,
        add_content, find_content, delete_old_content, delete_old_unwanted));

}  // namespace arris::ai
