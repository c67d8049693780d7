#pragma once
// What an org's rules make of a call. Pure.

#include <span>

#include "ai/rule_shapes.h"
#include "core/arena.h"

namespace arris::ai {

// A rule as it is kept: `conditions` is a RuleWhen, `actions` a RuleThen, both JSON.
struct KeptRule {
  std::string_view id, conditions, actions;
};

struct ReadRule {
  std::string_view id;
  RuleWhen when;
  RuleThen then;
};
std::vector<ReadRule> read_rules(std::span<const KeptRule> kept, Arena& arena);

// What conditions look at; a text is empty when the call does not say it.
struct RuledCall {
  Service service;
  std::string_view model, key_id, user_id, agent_id;
  std::vector<std::string_view> tags;
};

// Several reasons at once, one bit each.
using TroubleMask = std::uint8_t;
constexpr TroubleMask mask_of(Trouble trouble) {
  return static_cast<TroubleMask>(1u << static_cast<unsigned>(trouble));
}
inline constexpr TroubleMask any_trouble = 0b111;

struct Retries {
  int max = 0;
  TroubleMask on = any_trouble;
  std::int64_t backoff_ms = 250, wait_max_ms = 5'000;  // of all waits of a call together
};

// A limit and whom the call counts for: `bucket` names both, and differs between rules.
struct HeldLimit {
  LimitUnit unit;
  std::int64_t max, window_ms;
  std::string bucket;
};

struct Ruling {
  std::vector<std::string_view> rules;  // those that had a say, in order
  std::string_view model;               // as asked for, or the default one
  bool is_allowed = true;
  std::vector<RuleTarget> targets, fallbacks;
  TroubleMask fallback_on = any_trouble;
  std::optional<std::uint32_t> timeout_ms;
  Retries retries;
  std::vector<HeldLimit> limits;
  bool holds_all = true;  // else the call names too many tags to hold it to the limits of each
  std::optional<std::int64_t> cache_ttl_s;
};

Ruling rule_on(std::span<const ReadRule> rules, RuledCall call);

// Whether a model's name is what a rule names: whole, or up to its `*`.
bool is_named(std::string_view pattern, std::string_view model);

// The place of the target that a draw falls on, by weight. REQUIRES: there is one
std::size_t drawn(std::span<const RuleTarget> targets, std::uint64_t draw);

}  // namespace arris::ai
