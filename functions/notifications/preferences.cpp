#include "notifications/preferences.h"

#include "core/range.h"
#include "notifications/chosen.h"
#include "notifications/digest.h"
#include "notifications/handlers.h"

namespace arris::notifications {
namespace {

constexpr PreferencesRow defaults{"------------", {}, {}, "UTC", 0};

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
  PreferencesRow row = defaults;
  row.choices = choices_of(body, context.arena());
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

Preferences preferences_of(const PreferencesRow& row) {
  Preferences preferences{row.choices, {}};
  if (!row.quiet_from_min || !row.quiet_to_min) return preferences;
  preferences.quiet = {static_cast<int>(*row.quiet_from_min), static_cast<int>(*row.quiet_to_min),
                       find_zone(row.zone).value_or(Zone{})};
  return preferences;
}

json::Written as_raw(Context context, const Decisions& decisions) {
  return {context.keep(text_of(decisions))};
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
  const auto preferences = trial.preferences ? preferences_of(*trial.preferences, context.arena())
                                             : preferences_of(stored ? *stored : defaults);
  co_return reply(TrialResult{as_raw(context, decide_trial(trial, preferences, context.now_ms()))});
}

}  // namespace arris::notifications
