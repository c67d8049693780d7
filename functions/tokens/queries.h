#pragma once
// Every statement that tokens may run. Charts read token_hours; the ledger is read by pages and by the sums of one run.

#include "http/audit.h"
#include "http/common.h"
#include "metering/price_book.h"
#include "tokens/budget_queries.h"
#include "tokens/deleted.h"

namespace arris::tokens {

// ---- recording

// A call on its way into the ledger; `budget_id` is only for a budget's own check.
struct UsageRow {
  UsageId id;
  std::string_view request_id, provider, model, tier;
  std::int64_t at_ms;
  std::optional<std::string_view> user_id, key_id, agent_id, pipeline_id, execution_id;
  std::int64_t ARRIS_BUCKET_NAMES;
  std::int64_t adjusted;
  std::optional<std::string_view> price_id;
  std::int64_t cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(UsageRow, (),
                      (id, request_id, provider, model, tier, at_ms, user_id, key_id, agent_id,
                       pipeline_id, execution_id, ARRIS_BUCKET_NAMES, adjusted, price_id,
                       cost_nano_usd))

inline metering::Call call_of(const UsageRow& row) {
  return {row.provider, row.model, row.tier, row.at_ms, buckets_of(row)};
}

#define ARRIS_BUCKET_COLUMNS                                          \
  "input, input_audio, input_image, cache_read, cache_read_audio, "   \
  "cache_write_5m, cache_write_1h, output, reasoning, output_audio, " \
  "output_image, web_searches"
#define X(name) "n.value->>'" #name "', "
#define ARRIS_BUCKETS_OF_JSON ARRIS_TOKEN_BUCKETS(X)
#define ARRIS_USAGE_COLUMNS                                                                \
  "id, request_id, provider, model, tier, at_ms, user_id, key_id, agent_id, pipeline_id, " \
  "execution_id, " ARRIS_BUCKET_COLUMNS ", adjusted, price_id, cost_nano_usd"

// ?2: a JSON array of UsageRow.
inline constexpr Query<void(OrgId, std::string_view, std::int64_t)> add_usage{"tokens.add_usage",
                                                                              R"sql(
  INSERT INTO token_usage (org_id, recorded_at_ms, )sql" ARRIS_USAGE_COLUMNS R"sql()
  SELECT ?1, CAST(?3 AS INTEGER), n.value->>'id', n.value->>'request_id', n.value->>'provider', n.value->>'model',
         n.value->>'tier', n.value->>'at_ms', n.value->>'user_id', n.value->>'key_id', n.value->>'agent_id',
         n.value->>'pipeline_id', n.value->>'execution_id', )sql" ARRIS_BUCKETS_OF_JSON R"sql(
         n.value->>'adjusted', n.value->>'price_id', n.value->>'cost_nano_usd'
    FROM )sql" ARRIS_ITEMS_OF("?2") " n"};
#undef X

// What is known of the calls named by `ids`, a JSON array of request ids. Each is looked up: SQLite takes a list for longer
// than an org's table, and would else read all of it.
#define ARRIS_RECORDED_OF(ids)                               \
  "FROM (SELECT DISTINCT value AS named FROM json_each(" ids \
  ")) n CROSS JOIN token_usage u ON u.org_id = ?1 AND u.request_id = n.named"

inline constexpr Query<UsageRow(OrgId, std::string_view)> find_recorded{
    "tokens.find_recorded", "SELECT " ARRIS_USAGE_COLUMNS " " ARRIS_RECORDED_OF("?2")};

// Fails with conflict unless ?3, a JSON array of ids, are all revisions of the models of ?2 that the org has, and the
// catalogue, and no call of ?4, a JSON array of request ids, is recorded. A revision never changes. The conflict tells what
// find_recorded and find_prices would find (http/told_rows.h).
inline constexpr Query<void(OrgId, std::string_view, std::string_view, std::string_view)>
    check_known{"tokens.check_known", R"sql(
  SELECT CASE WHEN (SELECT count(*) <> json_array_length(?3)
                        OR total(p.id IN (SELECT value FROM json_each(?3))) <> json_array_length(?3)
                      FROM json_each(json_array(?1, '')) o
                     CROSS JOIN json_each(?2) n
                     CROSS JOIN prices p ON p.org_id = o.value AND p.model = n.value)
                OR EXISTS (SELECT 1 )sql" ARRIS_RECORDED_OF("?4") R"sql()
              THEN json_extract('{}', 'conflict: ' || json_array(
                json((SELECT json_group_array(json_array()sql" ARRIS_USAGE_COLUMNS R"sql())
                        )sql" ARRIS_RECORDED_OF("?4") R"sql()),
                json((SELECT json_group_array(json_array(org_id, id, provider, model, effective_from_ms, tiers))
                        FROM ()sql" ARRIS_PRICES_OF("?2") R"sql())))) END AS refusal
)sql"};
#undef ARRIS_RECORDED_OF

// The revisions that hold at ?2 or from a time before ?3, ordered alike. However many an org has, the catalogue's come.
inline constexpr Query<PriceRow(OrgId, std::int64_t, std::int64_t)> find_prices_between{
    "tokens.find_prices_between", R"sql(
  SELECT org_id, id, provider, model, effective_from_ms, tiers
    FROM (SELECT p.org_id, p.id, p.provider, p.model, p.effective_from_ms, p.tiers,
                 row_number() OVER (PARTITION BY p.org_id ORDER BY p.effective_from_ms DESC, p.id DESC) AS place
            FROM json_each(json_array(?1, '')) o
            JOIN prices p ON p.org_id = o.value
           WHERE p.effective_from_ms < CAST(?3 AS INTEGER)
             AND NOT EXISTS (
                   SELECT 1 FROM prices q
                    WHERE q.org_id = p.org_id AND q.model = p.model AND q.provider = p.provider
                      AND (q.effective_from_ms, q.id) > (p.effective_from_ms, p.id)
                      AND q.effective_from_ms <= CAST(?2 AS INTEGER)))
   WHERE place <= 4000
   ORDER BY org_id DESC, effective_from_ms DESC, id DESC
   LIMIT 8000
)sql"};

// A value of a kind at its time.
struct Hour {
  std::string_view kind;
  std::int64_t at_ms;
  std::string_view value;
};
BOOST_DESCRIBE_STRUCT(Hour, (), (kind, at_ms, value))

// What is added to each of `hours`.
struct HourAmount {
  std::int64_t requests, unpriced;
  std::int64_t ARRIS_BUCKET_NAMES;
  std::int64_t cost_nano_usd;
  std::vector<Hour> hours;
};
BOOST_DESCRIBE_STRUCT(HourAmount, (),
                      (requests, unpriced, ARRIS_BUCKET_NAMES, cost_nano_usd, hours))

#define X(name) "i.value->>'" #name "' AS " #name ", "
#define Y(name) "a." #name ", "
#define Z(name) #name " = " #name " + excluded." #name ", "
// ?2: a JSON array of HourAmount. An amount is taken apart once for all of its hours.
inline constexpr Query<void(OrgId, std::string_view)> add_hours{
    "tokens.add_hours",
    "INSERT INTO token_hours (org_id, kind, at_ms, value, requests, unpriced, " ARRIS_BUCKET_COLUMNS
    R"sql(, cost_nano_usd)
  SELECT ?1, h.value->>'kind', h.value->>'at_ms', h.value->>'value', a.requests, a.unpriced,
         )sql" ARRIS_TOKEN_BUCKETS(Y) R"sql( a.cost_nano_usd
    FROM (WITH amount AS MATERIALIZED (
            SELECT i.value->>'requests' AS requests, i.value->>'unpriced' AS unpriced,
                   )sql" ARRIS_TOKEN_BUCKETS(X) R"sql( i.value->>'cost_nano_usd' AS cost_nano_usd,
                   i.value->'hours' AS hours
              FROM )sql" ARRIS_ITEMS_OF("?2") R"sql( i) SELECT * FROM amount) a
   CROSS JOIN json_each(a.hours) h
   WHERE true
      ON CONFLICT (org_id, kind, at_ms, value) DO UPDATE
     SET requests = requests + excluded.requests, unpriced = unpriced + excluded.unpriced,
         )sql" ARRIS_TOKEN_BUCKETS(Z) R"sql( cost_nano_usd = cost_nano_usd + excluded.cost_nano_usd
)sql"};
#undef Z
#undef Y
#undef X

// A message for each of ?2, a JSON array of provider/model, that none was told of on the day of ?4; ?3 is a fresh id whose
// end is counted up.
inline constexpr Query<void(OrgId, std::string_view, std::string_view, std::int64_t)> tell_unpriced{
    "http.tell_unpriced", R"sql(
  INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
  SELECT ?1, substr(?3, 1, 24) || format('%012x', n.key + 1), 'usage.unpriced',
         json_object('name', n.value, 'provider', substr(n.value, 1, instr(n.value, '/') - 1),
                     'model', substr(n.value, instr(n.value, '/') + 1)),
         (CAST(?4 AS INTEGER) / 86400000) || ' ' || n.value, CAST(?4 AS INTEGER)
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, topic, dedupe_key) DO NOTHING
)sql"};

// ---- reading over time

struct SumRow {
  std::int64_t at_ms;
  std::string_view value;
  std::int64_t requests, unpriced;
  std::int64_t ARRIS_BUCKET_NAMES;
  std::int64_t cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(SumRow, (),
                      (at_ms, value, requests, unpriced, ARRIS_BUCKET_NAMES, cost_nano_usd))

#define X(name) "sum(h." #name ") AS " #name ", "
#define ARRIS_SUMS \
  "sum(h.requests) AS requests, sum(h.unpriced) AS unpriced, " ARRIS_TOKEN_BUCKETS(X) " sum(" \
  "h.cost_nano_usd) AS cost_nano_usd"

// The rows of a JSON array of Span, each read by the table's key.
#define ARRIS_HOURS_IN(spans)                                             \
  "json_each(" spans                                                      \
  ") s CROSS JOIN token_hours h ON h.org_id = ?1 AND h.kind = s.value->>" \
  "'kind' AND h.at_ms >= s.value->>'from_ms' AND h.at_ms < s.value->>'to_ms'"

// Sums of the value ?3 in the spans ?2, in steps of ?4 that begin ?5 after 1970.
inline constexpr Query<SumRow(OrgId, std::string_view, std::string_view, std::int64_t,
                              std::int64_t)>
    sum_series{"tokens.sum_series", R"sql(
  SELECT (h.at_ms - CAST(?5 AS INTEGER)) / CAST(?4 AS INTEGER) * CAST(?4 AS INTEGER) + CAST(?5 AS INTEGER) AS at_ms,
         ?3 AS value, )sql" ARRIS_SUMS R"sql(
    FROM )sql" ARRIS_HOURS_IN("?2") R"sql(
   WHERE h.value = ?3
      OR (h.kind IN ('model', 'model_day') AND substr(h.value, instr(h.value, '/') + 1) = ?3)
   GROUP BY 1
)sql"};

// The same of the calls of the run ?2 from ?3 up to ?4, in steps of ?5 that begin ?6 after 1970: of the ledger, where a run's
// calls have an index.
inline constexpr Query<SumRow(OrgId, std::string_view, std::int64_t, std::int64_t, std::int64_t,
                              std::int64_t)>
    sum_series_of_run{"tokens.sum_series_of_run",
                      R"sql(
  SELECT (h.at_ms - CAST(?6 AS INTEGER)) / CAST(?5 AS INTEGER) * CAST(?5 AS INTEGER) + CAST(?6 AS INTEGER) AS at_ms,
         ?2 AS value, count(*) AS requests, sum(h.price_id IS NULL) AS unpriced, )sql" ARRIS_TOKEN_BUCKETS(
                          X) R"sql( sum(h.cost_nano_usd) AS cost_nano_usd
    FROM token_usage h
   WHERE h.org_id = ?1 AND h.execution_id = ?2 AND h.at_ms >= CAST(?3 AS INTEGER) AND h.at_ms < CAST(?4 AS INTEGER)
   GROUP BY 1
)sql"};

// The costliest values in the spans ?2.
inline constexpr Query<SumRow(OrgId, std::string_view, std::int64_t)> sum_values{
    "tokens.sum_values", R"sql(
  SELECT min(h.at_ms) AS at_ms, h.value, )sql" ARRIS_SUMS R"sql(
    FROM )sql" ARRIS_HOURS_IN("?2") R"sql(
   GROUP BY h.value
   ORDER BY cost_nano_usd DESC, requests DESC, h.value
   LIMIT CAST(?3 AS INTEGER)
)sql"};
#undef ARRIS_HOURS_IN
#undef X

// Minutes older than ?1, of all tenants, in pieces.
inline constexpr Query<void(std::int64_t)> delete_old_minutes{"tokens.delete_old_minutes", R"sql(
  DELETE FROM token_hours
   WHERE kind = 'minute'
     AND (org_id, kind, at_ms, value) IN (
           SELECT org_id, kind, at_ms, value FROM token_hours
            WHERE kind = 'minute' AND at_ms < CAST(?1 AS INTEGER)
            ORDER BY at_ms LIMIT 10000)
)sql"};

// ---- the ledger

using RecordList = Query<UsageRow(
    OrgId, std::int64_t, std::int64_t, std::int64_t, std::string_view,
    std::optional<std::string_view>, std::optional<std::string_view>,
    std::optional<std::string_view>, std::optional<std::string_view>,
    std::optional<std::string_view>, std::optional<std::string_view>,
    std::optional<std::string_view>, std::optional<std::string_view>, std::optional<bool>,
    std::int64_t, std::optional<std::string_view>, std::optional<std::string_view>)>;

// The days of the value that is asked for (?16, ?17: a kind of days and its value) bound what is read, so that a value
// that nobody uses any more is not sought in every call.
#define ARRIS_DAYS_OF_VALUE(bound)                                                          \
  "(SELECT " bound                                                                          \
  " FROM token_hours h WHERE h.org_id = ?1 AND h.kind = ?16 AND h.at_ms >= "                \
  "CAST(?2 AS INTEGER) - 86400000 AND h.at_ms < CAST(?3 AS INTEGER) AND (h.value = ?17 OR " \
  "(h.kind = 'model_day' AND substr(h.value, instr(h.value, '/') + 1) = ?17)))"

#define ARRIS_RECORDS_LIKE \
  R"sql(
     AND (?6 IS NULL OR model = ?6) AND (?7 IS NULL OR provider = ?7) AND (?8 IS NULL OR agent_id = ?8)
     AND (?9 IS NULL OR pipeline_id = ?9) AND (?10 IS NULL OR key_id = ?10) AND (?11 IS NULL OR user_id = ?11)
     AND (?12 IS NULL OR execution_id = ?12) AND (?13 IS NULL OR request_id = ?13)
     AND (?14 IS NULL OR (price_id IS NOT NULL) = CAST(?14 AS INTEGER))
   ORDER BY at_ms DESC, id DESC
   LIMIT CAST(?15 AS INTEGER)
)sql"

inline constexpr RecordList list_records_page{"tokens.list_records",
                                              "SELECT " ARRIS_USAGE_COLUMNS R"sql(
    FROM token_usage
   WHERE org_id = ?1
     AND at_ms >= max(CAST(?2 AS INTEGER), CASE WHEN ?16 IS NULL THEN 0 ELSE
         )sql" ARRIS_DAYS_OF_VALUE("coalesce(min(h.at_ms), 9007199254740992)") R"sql( END)
     AND at_ms < min(CAST(?3 AS INTEGER), CAST(?4 AS INTEGER) + 1, CASE WHEN ?16 IS NULL THEN 9007199254740992 ELSE
         )sql" ARRIS_DAYS_OF_VALUE("coalesce(max(h.at_ms) + 86400000, 0)") R"sql( END)
     AND (+at_ms, id) < (CAST(?4 AS INTEGER), ?5))sql" ARRIS_RECORDS_LIKE};

// Those of one run, by an index of their own; ?16 and ?17 are null.
inline constexpr RecordList list_records_of_run{"tokens.list_records_of_run",
                                                "SELECT " ARRIS_USAGE_COLUMNS R"sql(
    FROM token_usage
   WHERE org_id = ?1 AND at_ms >= CAST(?2 AS INTEGER) AND at_ms < CAST(?3 AS INTEGER)
     AND (at_ms, id) < (CAST(?4 AS INTEGER), ?5) AND coalesce(?16, ?17) IS NULL
     AND execution_id = ?12)sql" ARRIS_RECORDS_LIKE};
#undef ARRIS_RECORDS_LIKE
#undef ARRIS_DAYS_OF_VALUE

// ---- pricing again

// Calls from ?2 up to ?3 behind (?4, ?5), the oldest first.
inline constexpr Query<UsageRow(OrgId, std::int64_t, std::int64_t, std::int64_t, std::string_view,
                                std::optional<std::string_view>, std::optional<std::string_view>,
                                std::int64_t)>
    list_to_reprice{"tokens.list_to_reprice", "SELECT " ARRIS_USAGE_COLUMNS R"sql(
    FROM token_usage
   WHERE org_id = ?1 AND at_ms >= CAST(?2 AS INTEGER) AND at_ms < CAST(?3 AS INTEGER)
     AND (at_ms, id) > (CAST(?4 AS INTEGER), ?5)
     AND (?6 IS NULL OR provider = ?6) AND (?7 IS NULL OR model = ?7)
   ORDER BY at_ms, id
   LIMIT CAST(?8 AS INTEGER)
)sql"};

struct NewCost {
  UsageId id;
  std::int64_t before_nano_usd;
  std::optional<std::string_view> price_id;
  std::int64_t cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(NewCost, (), (id, before_nano_usd, price_id, cost_nano_usd))

// Fails with conflict unless every call of ?2 still costs what was read.
inline constexpr Query<void(OrgId, std::string_view)> check_costs{"tokens.check_costs", R"sql(
  SELECT CASE WHEN EXISTS (
           SELECT 1 FROM json_each(?2) n
             LEFT JOIN token_usage u ON u.org_id = ?1 AND u.id = n.value->>'id'
            WHERE u.cost_nano_usd IS NOT n.value->>'before_nano_usd')
         THEN json_extract('{}', 'conflict') END
)sql"};

inline constexpr Query<void(OrgId, std::string_view)> change_costs{"tokens.change_costs", R"sql(
  WITH n (id, price_id, cost_nano_usd) AS MATERIALIZED (
    SELECT value->>'id', value->>'price_id', value->>'cost_nano_usd' FROM json_each(?2))
  UPDATE token_usage
     SET price_id = n.price_id, cost_nano_usd = n.cost_nano_usd
    FROM n
   WHERE token_usage.org_id = ?1 AND token_usage.id = n.id
)sql"};

// ---- prices

struct ListedPrice {
  OrgId org_id;
  PriceId id;
  std::string_view provider, model;
  std::int64_t effective_from_ms;
  std::string_view tiers, source;
  std::int64_t created_at_ms;
};
BOOST_DESCRIBE_STRUCT(ListedPrice, (),
                      (org_id, id, provider, model, effective_from_ms, tiers, source,
                       created_at_ms))

// By model, behind (?2, ?3): the model and the id of the last row shown.
inline constexpr Query<ListedPrice(OrgId, std::string_view, std::string_view,
                                   std::optional<std::string_view>, std::optional<std::string_view>,
                                   std::optional<PriceSource>, std::int64_t)>
    list_prices_page{"tokens.list_prices", R"sql(
  SELECT p.org_id, p.id, p.provider, p.model, p.effective_from_ms, p.tiers, p.source, p.created_at_ms
    FROM json_each(json_array(?1, '')) o
    JOIN prices p ON p.org_id = o.value
   WHERE p.model >= ?2 AND (p.model, p.id) > (?2, ?3)
     AND (?4 IS NULL OR p.provider = ?4) AND (?5 IS NULL OR p.model = ?5)
     AND (?6 IS NULL OR (p.org_id = '') = (?6 = 'catalogue'))
   ORDER BY p.model, p.id
   LIMIT CAST(?7 AS INTEGER)
)sql"};

inline constexpr Query<void(OrgId, PriceId, std::string_view, std::string_view, std::int64_t,
                            std::string_view, std::int64_t)>
    add_price{"tokens.add_price", R"sql(
  INSERT INTO prices (org_id, id, provider, model, effective_from_ms, tiers, source, created_at_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'org', ?7)
)sql"};

inline constexpr auto statements = storage::join(
    storage::join(storage::join(http::common_statements, storage::catalogue(rows_of_deleted)),
                  http::audit_statements),
    storage::catalogue(add_usage, find_recorded, find_prices, check_known, find_prices_between,
                       add_hours, tell_unpriced, sum_series, sum_series_of_run, sum_values,
                       delete_old_minutes, list_records_page, list_records_of_run, list_to_reprice,
                       check_costs, change_costs, list_prices_page, add_price, charge_budgets,
                       tell_thresholds, mark_thresholds, find_blocked, list_budgets, find_gate,
                       add_budget, check_budget, change_budget, audit_budget, delete_budget,
                       open_period, find_budget));

}  // namespace arris::tokens
