#pragma once
// The bodies of tokens: what goes in and what comes out. Times are Unix ms UTC, money is nano-USD
// beside its text in USD.

#include "core/ids.h"
#include "http/list.h"
#include "http/range.h"
#include "metering/price_book.h"
#include "metering/tier.h"
#include "metering/usage_object.h"
#include "tokens/recommend.h"

namespace arris::tokens {

using UsageId = Id<struct UsageTag>;
using BudgetId = Id<struct BudgetTag>;

enum class By : std::uint8_t { model, provider, agent, pipeline, key, user };
BOOST_DESCRIBE_ENUM(By, model, provider, agent, pipeline, key, user)

BOOST_DESCRIBE_ENUM(Advice, use_cache, stop_caching, use_smaller_model, lower_reasoning, set_price)

enum class Format : std::uint8_t { csv };
BOOST_DESCRIBE_ENUM(Format, csv)

enum class Scope : std::uint8_t { org, user, key, agent, model };
BOOST_DESCRIBE_ENUM(Scope, org, user, key, agent, model)

enum class Period : std::uint8_t { day, week, month };
BOOST_DESCRIBE_ENUM(Period, day, week, month)

enum class OnLimit : std::uint8_t { tell, block };
BOOST_DESCRIBE_ENUM(OnLimit, tell, block)

using Name = json::Name<200>;
using http::Limit;
using metering::ShortText;

// ---- in

// `usage` is the provider's own usage object, or our buckets by name (usage_object.h).
struct NewUsage {
  Name provider, model;
  UsageObject usage;
  std::optional<ShortText> service_tier, request_id, user_id, key_id, agent_id, pipeline_id,
      execution_id;
  std::optional<std::int64_t> occurred_at_ms;
};
BOOST_DESCRIBE_STRUCT(NewUsage, (),
                      (provider, model, usage, service_tier, request_id, user_id, key_id, agent_id,
                       pipeline_id, execution_id, occurred_at_ms))
void find_faults(const NewUsage& usage, json::Faults& faults);

struct NewUsages {
  json::List<NewUsage, 1, 100> usage;
};
BOOST_DESCRIBE_STRUCT(NewUsages, (), (usage))

// At most one of the values narrows the sums.
struct UsageFilter {
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<Bucket> bucket;
  std::optional<http::UtcOffset> utc_offset_min;
  std::optional<http::Compare> compare;
  std::optional<std::string_view> model, provider, agent_id, pipeline_id, key_id, user_id,
      execution_id;
};
BOOST_DESCRIBE_STRUCT(UsageFilter, (),
                      (range, from_ms, to_ms, bucket, utc_offset_min, compare, model, provider,
                       agent_id, pipeline_id, key_id, user_id, execution_id))
void find_faults(const UsageFilter& filter, json::Faults& faults);

struct BreakdownFilter {
  By by;
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<Limit> limit;
};
BOOST_DESCRIBE_STRUCT(BreakdownFilter, (), (by, range, from_ms, to_ms, limit))
inline void find_faults(const BreakdownFilter& filter, json::Faults& faults) {
  http::find_range_faults(http::range_of(filter), faults, http::Range::month);
}

struct RecordFilter {
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<std::string_view> model, provider, agent_id, pipeline_id, key_id, user_id,
      execution_id, request_id;
  std::optional<bool> priced;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(RecordFilter, (),
                      (range, from_ms, to_ms, model, provider, agent_id, pipeline_id, key_id,
                       user_id, execution_id, request_id, priced, limit, cursor))
inline void find_faults(const RecordFilter& filter, json::Faults& faults) {
  http::find_range_faults(http::range_of(filter), faults, http::Range::month);
}

struct ExportFilter {
  std::optional<Format> format;
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<std::string_view> model, provider, agent_id, pipeline_id, key_id, user_id,
      execution_id, request_id;
  std::optional<bool> priced;
  std::optional<json::Integer<1, 5000>> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(ExportFilter, (),
                      (format, range, from_ms, to_ms, model, provider, agent_id, pipeline_id,
                       key_id, user_id, execution_id, request_id, priced, limit, cursor))
inline void find_faults(const ExportFilter& filter, json::Faults& faults) {
  http::find_range_faults(http::range_of(filter), faults, http::Range::month);
}

struct NewPrice {
  Name provider, model;
  json::List<Tier, 1, 16> tiers;
  std::optional<json::Integer<0, 253'402'300'800'000>> effective_from_ms;
};
BOOST_DESCRIBE_STRUCT(NewPrice, (), (provider, model, tiers, effective_from_ms))
void find_faults(const NewPrice& price, json::Faults& faults);

enum class PriceSource : std::uint8_t { org, catalogue };
BOOST_DESCRIBE_ENUM(PriceSource, org, catalogue)

struct PriceFilter {
  std::optional<std::string_view> provider, model;
  std::optional<PriceSource> source;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(PriceFilter, (), (provider, model, source, limit, cursor))

using Percents = json::List<json::Integer<1, 1000>, 0, 10>;
using Spend = json::Integer<1, 1'000'000'000'000'000>;  // up to a million USD

struct NewBudget {
  Name name;
  Scope scope;
  std::optional<Name> subject;
  Period period;
  Spend limit_nano_usd;
  std::optional<Percents> thresholds;
  std::optional<OnLimit> on_limit;
  std::optional<json::Integer<-840, 840>> utc_offset_min;
};
BOOST_DESCRIBE_STRUCT(NewBudget, (),
                      (name, scope, subject, period, limit_nano_usd, thresholds, on_limit,
                       utc_offset_min))
void find_faults(const NewBudget& budget, json::Faults& faults);

struct BudgetChange {
  std::optional<Name> name;
  std::optional<Spend> limit_nano_usd;
  std::optional<Percents> thresholds;
  std::optional<OnLimit> on_limit;
};
BOOST_DESCRIBE_STRUCT(BudgetChange, (), (name, limit_nano_usd, thresholds, on_limit))

struct BudgetPath {
  BudgetId id;
};
BOOST_DESCRIBE_STRUCT(BudgetPath, (), (id))

// Who a call would be made for.
struct GateFilter {
  std::optional<std::string_view> user_id, key_id, agent_id, provider, model;
};
BOOST_DESCRIBE_STRUCT(GateFilter, (), (user_id, key_id, agent_id, provider, model))

struct Recommending {
  std::optional<http::Range> range;
};
BOOST_DESCRIBE_STRUCT(Recommending, (), (range))

// `dry_run` unless said otherwise; `cursor` is what the call before answered.
struct Reprice {
  std::int64_t from_ms;
  std::optional<std::int64_t> to_ms;
  std::optional<Name> provider, model;
  std::optional<bool> dry_run;
  std::optional<json::Integer<1, 500>> limit;
  std::optional<json::Text<1, 100>> cursor;
};
BOOST_DESCRIBE_STRUCT(Reprice, (), (from_ms, to_ms, provider, model, dry_run, limit, cursor))
void find_faults(const Reprice& body, json::Faults& faults);

// ---- out

// `blocked`: a budget with a hard stop that this call belongs to is used up.
struct Recorded {
  UsageId id;
  std::string_view request_id;
  bool duplicate;
  Buckets buckets;
  std::int64_t input_tokens, output_tokens, total_tokens;
  bool adjusted, priced;
  std::optional<std::string_view> price_id;
  std::int64_t cost_nano_usd;
  std::string_view cost_usd;
  bool blocked;
};
BOOST_DESCRIBE_STRUCT(Recorded, (),
                      (id, request_id, duplicate, buckets, input_tokens, output_tokens,
                       total_tokens, adjusted, priced, price_id, cost_nano_usd, cost_usd, blocked))

struct RecordedMany {
  std::vector<Recorded> data;
};
BOOST_DESCRIBE_STRUCT(RecordedMany, (), (data))

struct Totals {
  std::int64_t requests, unpriced;
  Buckets buckets;
  std::int64_t input_tokens, output_tokens, total_tokens, cost_nano_usd;
  std::string_view cost_usd;
};
BOOST_DESCRIBE_STRUCT(Totals, (),
                      (requests, unpriced, buckets, input_tokens, output_tokens, total_tokens,
                       cost_nano_usd, cost_usd))

struct Point {
  std::int64_t at_ms, requests, input_tokens, output_tokens, total_tokens, cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(Point, (),
                      (at_ms, requests, input_tokens, output_tokens, total_tokens, cost_nano_usd))

// In whole percent of the earlier period; null when that had nothing.
struct Changes {
  std::optional<std::int64_t> requests, total_tokens, cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(Changes, (), (requests, total_tokens, cost_nano_usd))

struct Earlier {
  std::int64_t from_ms, to_ms;
  Totals totals;
};
BOOST_DESCRIBE_STRUCT(Earlier, (), (from_ms, to_ms, totals))

// `utc_offset_min` is what the buckets hold to: for a single value, the whole hour before what was asked for.
struct UsageReport {
  std::int64_t from_ms, to_ms;
  Bucket bucket;
  std::int64_t utc_offset_min;
  Totals totals;
  Earlier previous;
  Changes change_percent;
  std::vector<Point> series;
};
BOOST_DESCRIBE_STRUCT(UsageReport, (),
                      (from_ms, to_ms, bucket, utc_offset_min, totals, previous, change_percent,
                       series))

// `provider` is null unless the parts are models.
struct Part {
  std::string_view key;
  std::optional<std::string_view> provider;
  std::int64_t share_percent;
  Totals totals;
};
BOOST_DESCRIBE_STRUCT(Part, (), (key, provider, share_percent, totals))

// `rest` is what no part in `data` holds: calls without the value, and parts beyond the limit.
struct Breakdown {
  By by;
  std::int64_t from_ms, to_ms;
  Totals totals;
  std::vector<Part> data;
  Totals rest;
};
BOOST_DESCRIBE_STRUCT(Breakdown, (), (by, from_ms, to_ms, totals, data, rest))

struct Record {
  UsageId id;
  std::string_view request_id, provider, model, service_tier;
  std::int64_t at_ms;
  std::optional<std::string_view> user_id, key_id, agent_id, pipeline_id, execution_id;
  Buckets buckets;
  std::int64_t input_tokens, output_tokens, total_tokens;
  bool adjusted;
  std::optional<std::string_view> price_id;
  std::int64_t cost_nano_usd;
  std::string_view cost_usd;
};
BOOST_DESCRIBE_STRUCT(Record, (),
                      (id, request_id, provider, model, service_tier, at_ms, user_id, key_id,
                       agent_id, pipeline_id, execution_id, buckets, input_tokens, output_tokens,
                       total_tokens, adjusted, price_id, cost_nano_usd, cost_usd))

// `tiers` is as NewPrice's.
struct Price {
  PriceId id;
  PriceSource source;
  std::string_view provider, model;
  std::int64_t effective_from_ms;
  json::Written tiers;
  std::string_view origin;
  std::int64_t created_at_ms;
};
BOOST_DESCRIBE_STRUCT(Price, (),
                      (id, source, provider, model, effective_from_ms, tiers, origin,
                       created_at_ms))

enum class BudgetState : std::uint8_t { ok, warned, exceeded, blocked };
BOOST_DESCRIBE_ENUM(BudgetState, ok, warned, exceeded, blocked)

// `spent_nano_usd` is of the period that began at period_at_ms and holds at the moment.
struct Budget {
  BudgetId id;
  std::string_view name;
  Scope scope;
  std::optional<std::string_view> subject;
  Period period;
  std::int64_t utc_offset_min, limit_nano_usd;
  std::string_view limit_usd;
  json::Written thresholds;
  OnLimit on_limit;
  std::int64_t period_at_ms, spent_nano_usd;
  std::string_view spent_usd;
  std::int64_t spent_percent;
  BudgetState state;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(Budget, (),
                      (id, name, scope, subject, period, utc_offset_min, limit_nano_usd, limit_usd,
                       thresholds, on_limit, period_at_ms, spent_nano_usd, spent_usd, spent_percent,
                       state, created_at_ms, version))

struct Budgets {
  std::vector<Budget> data;
};
BOOST_DESCRIBE_STRUCT(Budgets, (), (data))

struct BudgetSaved {
  BudgetId id;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(BudgetSaved, (), (id, version))

struct Gate {
  bool blocked;
  std::vector<Budget> budgets;  // those that the call would count to
};
BOOST_DESCRIBE_STRUCT(Gate, (), (blocked, budgets))

struct PriceSaved {
  PriceId id;
  std::int64_t effective_from_ms;
};
BOOST_DESCRIBE_STRUCT(PriceSaved, (), (id, effective_from_ms))

// What was seen, of the whole range, and what the saving takes for granted.
struct Evidence {
  std::int64_t requests, unpriced;
  Buckets buckets;
  std::int64_t average_input_tokens, average_output_tokens, cost_nano_usd;
  std::string_view assumption;
};
BOOST_DESCRIBE_STRUCT(Evidence, (),
                      (requests, unpriced, buckets, average_input_tokens, average_output_tokens,
                       cost_nano_usd, assumption))

struct Recommendation {
  Advice kind;
  std::string_view title, provider, model;
  std::optional<std::string_view> alternative;
  Evidence evidence;
  std::int64_t saving_nano_usd;
  std::string_view saving_usd;
};
BOOST_DESCRIBE_STRUCT(Recommendation, (),
                      (kind, title, provider, model, alternative, evidence, saving_nano_usd,
                       saving_usd))

struct Recommendations {
  std::int64_t from_ms, to_ms;
  std::vector<Recommendation> data;  // the largest saving first
};
BOOST_DESCRIBE_STRUCT(Recommendations, (), (from_ms, to_ms, data))

struct Repriced {
  bool dry_run;
  std::int64_t examined, changed, before_nano_usd, after_nano_usd, difference_nano_usd;
  std::string_view difference_usd;
  std::optional<std::string_view> next_cursor;
};
BOOST_DESCRIBE_STRUCT(Repriced, (),
                      (dry_run, examined, changed, before_nano_usd, after_nano_usd,
                       difference_nano_usd, difference_usd, next_cursor))

}  // namespace arris::tokens
