#include "notifications/preferences.h"

#include "core/range.h"
#include "http/as_json.h"
#include "notifications/digest.h"
#include "notifications/handlers.h"
#include "notifications/show.h"

namespace arris::notifications {
namespace {

constexpr PreferencesRow defaults{"------------", {}, {}, "UTC", 0};

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

// REQUIRES: the zone is known
void set_digest(PreferencesRow& row, const NewDigest& digest, std::int64_t now_ms) {
  row.digest = digest.every;
  if (digest.at_min) row.digest_at_min = digest.at_min->value;
  if (digest.zone) row.digest_zone = digest.zone->text;
  row.digest_due_at_ms = next_digest_ms(digest.every, row.digest_at_min,
                                        find_zone(row.digest_zone).value_or(Zone{}), now_ms);
}

// REQUIRES: the zones are known
PreferencesRow row_of(Context context, const NewPreferences& body) {
  const Categories chosen = body.categories.value_or(Categories{});
  std::string choices;
  for (const auto* one : {&chosen.workflow, &chosen.system, &chosen.team, &chosen.billing})
    add_choices(choices, *one);
  PreferencesRow row = defaults;
  row.choices = context.keep(choices);
  if (body.digest) set_digest(row, *body.digest, context.now_ms());
  if (!body.quiet_hours) return row;
  row.quiet_from_min = body.quiet_hours->from_min.value;
  row.quiet_to_min = body.quiet_hours->to_min.value;
  row.zone = body.quiet_hours->zone.text;
  return row;
}

std::optional<bool> choice_of(char choice) {
  return choice == '-' ? std::nullopt : std::optional(choice == '1');
}

ShownPreferences shown(const PreferencesRow& row, std::int64_t now_ms) {
  ShownPreferences shown{};
  Channels* const places[] = {&shown.categories.workflow, &shown.categories.system,
                              &shown.categories.team, &shown.categories.billing};
  for (std::size_t i = 0; i < category_count; ++i) {
    const auto of = row.choices.substr(i * channel_count, channel_count);
    *places[i] = {choice_of(of[0]), choice_of(of[1]), choice_of(of[2])};
  }
  const Preferences preferences = preferences_of(row);
  if (preferences.quiet) {
    shown.quiet_hours = {{*row.quiet_from_min}, {*row.quiet_to_min}, {row.zone}};
    shown.quiet_now = is_quiet(*preferences.quiet, now_ms);
  }
  if (row.digest)
    shown.digest = {*row.digest, row.digest_at_min, row.digest_zone,
                    row.digest_due_at_ms.value_or(0)};
  shown.version = row.version;
  return shown;
}

// What changes by itself: whether it is quiet, and when the next digest is due.
std::int64_t content_of(const ShownPreferences& shown) {
  return (shown.digest ? shown.digest->next_at_ms / minute_ms * 2 : 0) + (shown.quiet_now ? 1 : 0);
}

}  // namespace

void find_faults(const QuietSpan& span, json::Faults& faults) {
  if (!find_zone(span.zone.text))
    faults.add_at("zone", "unknown_zone", "an IANA name such as Europe/Berlin");
}

void find_faults(const NewDigest& digest, json::Faults& faults) {
  if (digest.zone && !find_zone(digest.zone->text))
    faults.add_at("zone", "unknown_zone", "an IANA name such as Europe/Berlin");
}

Preferences preferences_of(const PreferencesRow& row) {
  Preferences preferences{row.choices, {}};
  if (!row.quiet_from_min || !row.quiet_to_min) return preferences;
  preferences.quiet = {static_cast<int>(*row.quiet_from_min), static_cast<int>(*row.quiet_to_min),
                       find_zone(row.zone).value_or(Zone{})};
  return preferences;
}

json::Written as_raw(Context context, const Decisions& decisions) {
  std::vector<DecisionShown> shown;
  for (const Decision& one : decisions) {
    const auto because = one.because();
    shown.push_back({one.channel, one.verdict, {because.begin(), because.end()}, {}});
    if (one.verdict == Verdict::held) shown.back().until_ms = one.until_ms;
  }
  return {as_json(context, shown)};
}

effect::Task<Reply<ShownPreferences>> show_preferences(Call<> call) {
  Context context = call.context;
  const http::Who& who = context.who();
  const auto row = co_await context.db().find(find_preferences(who.org, who.user));
  const auto& stored = row ? *row : defaults;
  auto answer = shown(stored, context.now_ms());
  const auto content = content_of(answer);
  co_return reply(std::move(answer)).version(stored.version, content);
}

effect::Task<Reply<ShownPreferences>> save_preferences(
    Call<Nothing, Nothing, NewPreferences> call) {
  Context context = call.context;
  const http::Who& who = context.who();
  const auto row = row_of(context, call.body);
  storage::Batch batch;
  batch
      .add(put_preferences(who.org, who.user, row.choices, row.quiet_from_min, row.quiet_to_min,
                           row.zone, context.if_match(), row.digest, row.digest_at_min,
                           row.digest_zone, row.digest_due_at_ms, context.now_ms()))
      .or_fail(Code::precondition_failed);
  const auto stored =
      co_await context.db().write(std::move(batch), find_preferences(who.org, who.user));
  auto answer = shown(stored, context.now_ms());
  const auto content = content_of(answer);
  co_return reply(std::move(answer)).version(stored.version, content);
}

effect::Task<Reply<TrialResult>> try_preferences(Call<Nothing, Nothing, Trial> call) {
  Context context = call.context;
  const http::Who& who = context.who();
  const Trial& trial = call.body;
  const auto stored = co_await context.db().find(find_preferences(who.org, who.user));
  PreferencesRow row = stored ? *stored : defaults;
  if (trial.preferences) row = row_of(context, *trial.preferences);
  const Matter matter{trial.category, trial.type.value_or(Type::info),
                      trial.critical.value_or(false)};
  const auto at_ms = trial.at_ms ? trial.at_ms->value : context.now_ms();
  co_return reply(TrialResult{as_raw(context, decide_all(matter, preferences_of(row), at_ms))});
}

}  // namespace arris::notifications
