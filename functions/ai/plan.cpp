#include "ai/plan.h"

#include <algorithm>

#include "core/hash.h"
#include "metering/model_name.h"

namespace arris::ai {
namespace {

// A model that a rule names is a part of Gemini's path.
bool may_be_sent(const RuleTarget& target, Service service) {
  return service != Service::gemini || !target.model || is_path_name(target.model->text, service);
}

// The secrets of the service itself come first.
const ProviderKey* key_of(const std::vector<ProviderKey>& keys, const RuleTarget& target,
                          Service service) {
  if (!may_be_sent(target, service)) return nullptr;
  if (!target.vault_key_id)
    return !keys.empty() && keys.front().service == service ? &keys.front() : nullptr;
  const auto place = std::ranges::find(keys, *target.vault_key_id, &ProviderKey::id);
  return place == keys.end() ? nullptr : &*place;
}

// Targets whose secret is gone, or that may not be used now, are passed over.
void add_targets(std::vector<Target>& targets, const std::vector<ProviderKey>& keys,
                 std::span<const RuleTarget> named, const PassedCall& call) {
  for (const RuleTarget& one : named) {
    const auto* key = key_of(keys, one, call.endpoint->service);
    if (key) targets.push_back({key, one.model ? one.model->text : call.model});
  }
}

// A name that JSON escapes counts as one that is not kept.
bool is_kept(const std::vector<ActiveRule>& rules, std::string_view name) {
  const auto quoted = '"' + std::string(name) + '"';
  return std::ranges::any_of(rules, [&quoted](const ActiveRule& rule) {
    return rule.model_names && rule.model_names->find(quoted) != std::string_view::npos;
  });
}

}  // namespace

Ruling ruling_on(const PassedCall& call, const std::vector<ActiveRule>& rules) {
  std::vector<KeptRule> kept;
  if (call.endpoint->metered == Metered::yes) {
    for (const ActiveRule& rule : rules) {
      if (rule.id) kept.push_back({*rule.id, *rule.conditions, *rule.actions});
    }
  }
  const auto read = read_rules(kept, call.context.arena());
  return rule_on(read, {call.endpoint->service, call.model, call.context.who().key.text,
                        user_of(call).value_or(""), call.by.agent_id.value_or(""), call.by.tags});
}

Plan plan_of(const PassedCall& call, const std::vector<ProviderKey>& keys, const Ruling& ruling,
             Pinned pinned) {
  Plan plan;
  plan.fallback_on = ruling.fallback_on;
  plan.retries = ruling.retries;
  plan.timeout_ms = ruling.timeout_ms.value_or(plan.timeout_ms);
  if (pinned == Pinned::yes) {
    if (!keys.empty()) plan.targets.push_back({&keys.front(), call.model});
    return plan;
  }
  std::vector<RuleTarget> usable;
  for (const RuleTarget& target : ruling.targets) {
    if (key_of(keys, target, call.endpoint->service)) usable.push_back(target);
  }
  if (usable.empty()) usable.emplace_back();
  const std::size_t place = drawn(usable, Hash128{}.add(call.id.text).low);
  add_targets(plan.targets, keys, std::span(usable).subspan(place, 1), call);
  add_targets(plan.targets, keys, ruling.fallbacks, call);
  return plan;
}

std::vector<std::string_view> models_of(const Plan& plan) {
  std::vector<std::string_view> models;
  for (const Target& target : plan.targets) {
    if (std::ranges::find(models, target.model) == models.end()) models.push_back(target.model);
  }
  return models;
}

bool are_priced(const PassedCall& call, const Plan& plan, const std::vector<ActiveRule>& rules) {
  for (const auto model : models_of(plan)) {
    if (model == call.routing.asked_model) continue;
    for (const auto& name : metering::model_candidates(model))
      if (!is_kept(rules, name)) return false;
  }
  return true;
}

}  // namespace arris::ai
