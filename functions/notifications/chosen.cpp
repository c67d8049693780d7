#include "notifications/chosen.h"

namespace arris::notifications {
namespace {

struct DecisionShown {
  Channel channel;
  Verdict verdict;
  std::vector<Reason> because;
  json::Maybe<std::int64_t> until_ms;
};
BOOST_DESCRIBE_STRUCT(DecisionShown, (), (channel, verdict, because, until_ms))

void add_choice(std::string& choices, const std::optional<bool>& choice) {
  choices += !choice ? '-' : *choice ? '1' : '0';
}

void add_choices(std::string& choices, const std::optional<Channels>& channels) {
  const Channels chosen = channels.value_or(Channels{});
  add_choice(choices, chosen.in_app);
  add_choice(choices, chosen.email);
  add_choice(choices, chosen.webhook);
}

void find_zone_faults(std::string_view zone, json::Faults& faults) {
  if (!find_zone(zone))
    faults.add_at("zone", "unknown_zone", "must be an IANA name such as Europe/Berlin");
}

}  // namespace

void find_faults(const QuietSpan& span, json::Faults& faults) {
  find_zone_faults(span.zone.text, faults);
}

void find_faults(const NewDigest& digest, json::Faults& faults) {
  if (digest.zone) find_zone_faults(digest.zone->text, faults);
}

std::string_view choices_of(const NewPreferences& chosen, Arena& arena) {
  const Categories categories = chosen.categories.value_or(Categories{});
  std::string choices;
  for (const auto* one :
       {&categories.workflow, &categories.system, &categories.team, &categories.billing})
    add_choices(choices, *one);
  return arena.keep(choices);
}

Preferences preferences_of(const NewPreferences& chosen, Arena& arena) {
  Preferences preferences{choices_of(chosen, arena), {}};
  if (!chosen.quiet_hours) return preferences;
  const QuietSpan& span = *chosen.quiet_hours;
  preferences.quiet = {static_cast<int>(span.from_min.value), static_cast<int>(span.to_min.value),
                       find_zone(span.zone.text).value_or(Zone{})};
  return preferences;
}

Decisions decide_trial(const Trial& trial, const Preferences& preferences, std::int64_t now_ms) {
  const Matter matter{trial.category, trial.type.value_or(Type::info),
                      trial.critical.value_or(false)};
  return decide_all(matter, preferences, trial.at_ms ? trial.at_ms->value : now_ms);
}

std::string text_of(const Decisions& decisions) {
  std::vector<DecisionShown> shown;
  for (const Decision& one : decisions) {
    const auto because = one.because();
    shown.push_back({one.channel, one.verdict, {because.begin(), because.end()}, {}});
    if (one.verdict == Verdict::held) shown.back().until_ms = one.until_ms;
  }
  std::string text;
  json::encode(text, shown);
  return text;
}

}  // namespace arris::notifications
