#pragma once
// The bodies of rules: for which calls one holds, and what it says of them.

#include "ai/shapes.h"
#include "json/faults.h"

namespace arris::ai {

using RuleId = Id<struct RuleTag>;
using RuleName = json::Name<200>;
using RuleNames = json::List<RuleName, 1, 50>;

// Every member that is there must fit: a list by any of its items. A `*` at the end of a model's name stands for any rest.
struct RuleWhen {
  json::Maybe<json::List<Service, 1, 3>> providers;
  json::Maybe<RuleNames> models, key_ids, user_ids, agent_ids, tags;
};
BOOST_DESCRIBE_STRUCT(RuleWhen, (), (providers, models, key_ids, user_ids, agent_ids, tags))

// What is left out stays as the call has it. `weight` counts among targets alone.
struct RuleTarget {
  json::Maybe<RuleName> model;
  json::Maybe<KeyId> vault_key_id;
  json::Maybe<json::Integer<1, 1000>> weight;
};
BOOST_DESCRIBE_STRUCT(RuleTarget, (), (model, vault_key_id, weight))
void find_faults(const RuleTarget& target, json::Faults& faults);

// Why another attempt may help: 429; 5xx or nobody there; no answer in time, 408 or 504.
enum class Trouble : std::uint8_t { rate_limited, server_error, timeout };
BOOST_DESCRIBE_ENUM(Trouble, rate_limited, server_error, timeout)
using Troubles = json::List<Trouble, 1, 3>;

struct RuleRetries {
  json::Integer<1, 5> max;
  json::Maybe<Troubles> on;
  json::Maybe<json::Integer<10, 5'000>> backoff_ms;
  json::Maybe<json::Integer<0, 10'000>> wait_max_ms;
};
BOOST_DESCRIBE_STRUCT(RuleRetries, (), (max, on, backoff_ms, wait_max_ms))

enum class LimitUnit : std::uint8_t { requests, tokens, cost_nano_usd };
BOOST_DESCRIBE_ENUM(LimitUnit, requests, tokens, cost_nano_usd)
enum class LimitPer : std::uint8_t { org, key, user, tag };
BOOST_DESCRIBE_ENUM(LimitPer, org, key, user, tag)

struct RuleLimit {
  LimitUnit unit;
  LimitPer per;
  json::Integer<1, 1'000'000'000'000'000> max;
  json::Integer<1, 86'400> window_s;
};
BOOST_DESCRIBE_STRUCT(RuleLimit, (), (unit, per, max, window_s))
void find_faults(const RuleLimit& limit, json::Faults& faults);

struct RuleThen {
  json::Maybe<RuleNames> allowed_models;
  json::Maybe<RuleName> default_model;
  json::Maybe<json::List<RuleTarget, 1, 10>> targets;
  json::Maybe<json::List<RuleTarget, 1, 5>> fallbacks;
  json::Maybe<Troubles> fallback_on;
  json::Maybe<json::Integer<100, 300'000>> timeout_ms;
  json::Maybe<RuleRetries> retries;
  json::Maybe<json::List<RuleLimit, 1, 5>> limits;
  json::Maybe<json::Integer<1, 86'400>> cache_ttl_s;
};
BOOST_DESCRIBE_STRUCT(RuleThen, (),
                      (allowed_models, default_model, targets, fallbacks, fallback_on, timeout_ms,
                       retries, limits, cache_ttl_s))
void find_faults(const RuleThen& then, json::Faults& faults);

using RulePosition = json::Integer<0, 1'000'000>;

struct NewRule {
  json::Name<100> name;
  json::Maybe<bool> enabled;
  json::Maybe<RulePosition> position;
  json::Maybe<RuleWhen> when;
  RuleThen then;
};
BOOST_DESCRIBE_STRUCT(NewRule, (), (name, enabled, position, when, then))

struct RuleChange {
  json::Maybe<json::Name<100>> name;
  json::Maybe<bool> enabled;
  json::Maybe<RulePosition> position;
  json::Maybe<RuleWhen> when;
  json::Maybe<RuleThen> then;
};
BOOST_DESCRIBE_STRUCT(RuleChange, (), (name, enabled, position, when, then))

struct RulePath {
  RuleId id;
};
BOOST_DESCRIBE_STRUCT(RulePath, (), (id))

// Rules are looked at by rising position, then by age. Of what several say, the first that fits holds; limits and allowed models
// of all that fit do.
struct Rule {
  RuleId id;
  std::string_view name;
  bool enabled;
  std::int64_t position;
  json::Written when, then;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(Rule, (), (id, name, enabled, position, when, then, created_at_ms, version))

struct Rules {
  std::vector<Rule> data;
};
BOOST_DESCRIBE_STRUCT(Rules, (), (data))

struct RuleSaved {
  RuleId id;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(RuleSaved, (), (id, version))

}  // namespace arris::ai
