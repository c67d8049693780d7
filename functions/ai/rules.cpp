#include "ai/rules.h"

#include <algorithm>

#include "core/text.h"
#include "json/json.h"

namespace arris::ai {
namespace {

constexpr std::size_t tag_limits_max = 100;

template <class Items>
bool has(const Items& items, std::string_view text) {
  return std::ranges::any_of(items.items, [text](const auto& one) { return one.text == text; });
}

bool fits(const RuleWhen& when, const RuledCall& call) {
  if (when.providers &&
      std::ranges::find(when.providers->items, call.service) == when.providers->items.end())
    return false;
  if (when.models && std::ranges::none_of(when.models->items, [&call](const RuleName& name) {
        return is_named(name.text, call.model);
      }))
    return false;
  if (when.key_ids && !has(*when.key_ids, call.key_id)) return false;
  if (when.user_ids && !has(*when.user_ids, call.user_id)) return false;
  if (when.agent_ids && !has(*when.agent_ids, call.agent_id)) return false;
  return !when.tags || std::ranges::any_of(call.tags, [&when](std::string_view tag) {
    return has(*when.tags, tag);
  });
}

TroubleMask mask_of(const Troubles& troubles) {
  TroubleMask mask = 0;
  for (const Trouble trouble : troubles.items) mask |= arris::ai::mask_of(trouble);
  return mask;
}

Retries retries_of(const RuleRetries& said) {
  Retries retries;
  retries.max = static_cast<int>(said.max.value);
  if (said.on) retries.on = mask_of(*said.on);
  if (said.backoff_ms) retries.backoff_ms = said.backoff_ms->value;
  if (said.wait_max_ms) retries.wait_max_ms = said.wait_max_ms->value;
  return retries;
}

// It becomes part of headers and of addresses.
bool is_plain(std::string_view model) {
  return std::ranges::all_of(model, [](char c) { return c > ' ' && c < 0x7f; });
}

class Judge {
 public:
  explicit Judge(RuledCall call) : call_(std::move(call)) {}

  void hear(const ReadRule& rule) {
    if (!fits(rule.when, call_)) return;
    has_say_ = false;
    hear_models(rule.then);
    hear_route(rule.then);
    hear_tries(rule.then);
    hear_limits(rule);
    if (has_say_) ruling_.rules.push_back(rule.id);
  }
  Ruling end() {
    ruling_.model = call_.model;
    return std::move(ruling_);
  }

 private:
  void hear_models(const RuleThen& then) {
    if (then.default_model && call_.model.empty()) {
      call_.model = then.default_model->text;
      has_say_ = true;
    }
    if (!then.allowed_models) return;
    has_say_ = true;
    ruling_.is_allowed &= std::ranges::any_of(
        then.allowed_models->items,
        [this](const RuleName& name) { return is_named(name.text, call_.model); });
  }
  void hear_route(const RuleThen& then) {
    if (then.targets && ruling_.targets.empty()) {
      ruling_.targets = then.targets->items;
      has_say_ = true;
    }
    if (!then.fallbacks || !ruling_.fallbacks.empty()) return;
    ruling_.fallbacks = then.fallbacks->items;
    if (then.fallback_on) ruling_.fallback_on = mask_of(*then.fallback_on);
    has_say_ = true;
  }
  void hear_tries(const RuleThen& then) {
    if (then.timeout_ms && !ruling_.timeout_ms) {
      ruling_.timeout_ms = static_cast<std::uint32_t>(then.timeout_ms->value);
      has_say_ = true;
    }
    if (then.retries && ruling_.retries.max == 0) {
      ruling_.retries = retries_of(*then.retries);
      has_say_ = true;
    }
    if (then.cache_ttl_s && !ruling_.cache_ttl_s) {
      ruling_.cache_ttl_s = then.cache_ttl_s->value;
      has_say_ = true;
    }
  }

  void hear_limits(const ReadRule& rule) {
    if (!rule.then.limits) return;
    std::size_t place = 0;
    for (const RuleLimit& limit : rule.then.limits->items) hear_limit(rule, limit, place++);
  }
  void hear_limit(const ReadRule& rule, const RuleLimit& limit, std::size_t place) {
    if (limit.per == LimitPer::org) return hold(rule, limit, place, "*");
    if (limit.per == LimitPer::key) return hold(rule, limit, place, call_.key_id);
    if (limit.per == LimitPer::user) return hold(rule, limit, place, call_.user_id);
    for (const auto tag : call_.tags) {
      ruling_.holds_all &= tag_limits_++ < tag_limits_max;
      if (ruling_.holds_all) hold(rule, limit, place, tag);
    }
  }
  void hold(const ReadRule& rule, const RuleLimit& limit, std::size_t place,
            std::string_view subject) {
    if (subject.empty()) return;
    std::string bucket = "rule/" + std::string(rule.id) + "/";
    append_decimal(bucket, static_cast<std::int64_t>(place));
    bucket.append("/").append(subject);
    ruling_.limits.push_back(
        {limit.unit, limit.max.value, limit.window_s.value * 1000, std::move(bucket)});
    has_say_ = true;
  }

  RuledCall call_;
  Ruling ruling_;
  std::size_t tag_limits_ = 0;
  bool has_say_ = false;
};

}  // namespace

void find_faults(const RuleTarget& target, json::Faults& faults) {
  if (target.model && !is_plain(target.model->text))
    faults.add_at("model", "malformed", "must have no blanks and only ASCII");
  if (!target.model && !target.vault_key_id)
    faults.add("required", "names a model, a secret, or both");
}

void find_faults(const RuleLimit& limit, json::Faults& faults) {
  constexpr std::int64_t requests_max = 1'000'000;
  if (limit.unit == LimitUnit::requests && limit.max.value > requests_max)
    faults.add_at("max", "too_large", "must be at most 1000000 requests");
}

void find_faults(const RuleThen& then, json::Faults& faults) {
  if (then.fallback_on && !then.fallbacks)
    faults.add_at("fallback_on", "contradicts", "comes with fallbacks");
  if (then.default_model && !is_plain(then.default_model->text))
    faults.add_at("default_model", "malformed", "must have no blanks and only ASCII");
}

std::vector<ReadRule> read_rules(std::span<const KeptRule> kept, Arena& arena) {
  std::vector<ReadRule> rules;
  for (const KeptRule& one : kept) {
    auto when = json::decode<RuleWhen>(one.conditions, arena);
    auto then = json::decode<RuleThen>(one.actions, arena);
    if (when && then) rules.push_back({one.id, std::move(when).value(), std::move(then).value()});
  }
  return rules;
}

Ruling rule_on(std::span<const ReadRule> rules, RuledCall call) {
  Judge judge(std::move(call));
  for (const ReadRule& rule : rules) judge.hear(rule);
  return judge.end();
}

bool is_named(std::string_view pattern, std::string_view model) {
  if (!pattern.ends_with('*')) return pattern == model;
  pattern.remove_suffix(1);
  return model.starts_with(pattern);
}

std::size_t drawn(std::span<const RuleTarget> targets, std::uint64_t draw) {
  const auto weight_of = [](const RuleTarget& target) {
    return static_cast<std::uint64_t>(target.weight ? target.weight->value : 1);
  };
  std::uint64_t total = 0;
  for (const RuleTarget& target : targets) total += weight_of(target);
  draw %= total;
  std::size_t place = 0;
  for (; draw >= weight_of(targets[place]); ++place) draw -= weight_of(targets[place]);
  return place;
}

}  // namespace arris::ai
