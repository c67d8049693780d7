#include "notifications/decide.h"

#include "core/range.h"

namespace arris::notifications {
namespace {

void add(Decision& decision, Reason reason) { decision.reasons[decision.reason_count++] = reason; }

Reason preference_of(const Matter& matter, Channel channel, const Preferences& preferences) {
  const auto place =
      static_cast<std::size_t>(matter.category) * channel_count + static_cast<std::size_t>(channel);
  const char choice = place < preferences.choices.size() ? preferences.choices[place] : '-';
  if (choice == '1') return Reason::preferred_on;
  if (choice == '0') return Reason::preferred_off;
  return default_of(matter.category, channel, matter.type) ? Reason::default_on
                                                           : Reason::default_off;
}

// A day that is quiet throughout holds a mail for a day.
std::int64_t held_until_ms(const QuietHours& quiet, std::int64_t now_ms) {
  return quiet.from_min == quiet.to_min ? now_ms + day_ms : quiet_end_ms(quiet, now_ms);
}

void keep_quiet(Decision& decision, const Preferences& preferences, std::int64_t now_ms) {
  if (!preferences.quiet) return add(decision, Reason::no_quiet_hours);
  if (!is_quiet(*preferences.quiet, now_ms)) return add(decision, Reason::outside_quiet_hours);
  add(decision, Reason::quiet_hours);
  decision.verdict = decision.channel == Channel::in_app ? Verdict::silent : Verdict::held;
  if (decision.verdict == Verdict::held)
    decision.until_ms = held_until_ms(*preferences.quiet, now_ms);
}

}  // namespace

// Mail only for what a person has to act on and hears of rarely.
bool default_of(Category category, Channel channel, Type type) {
  if (channel != Channel::email) return true;
  const bool bad = type == Type::error || type == Type::warning;
  return category == Category::billing || (category != Category::workflow && bad);
}

Decision decide(const Matter& matter, Channel channel, const Preferences& preferences,
                std::int64_t now_ms) {
  Decision decision;
  decision.channel = channel;
  if (matter.critical) return add(decision, Reason::critical), decision;
  add(decision, Reason::not_critical);
  const Reason preference = preference_of(matter, channel, preferences);
  add(decision, preference);
  if (preference == Reason::preferred_off || preference == Reason::default_off)
    decision.verdict = Verdict::off;
  else
    keep_quiet(decision, preferences, now_ms);
  return decision;
}

Decisions decide_all(const Matter& matter, const Preferences& preferences, std::int64_t now_ms) {
  return {decide(matter, Channel::in_app, preferences, now_ms),
          decide(matter, Channel::email, preferences, now_ms),
          decide(matter, Channel::webhook, preferences, now_ms)};
}

bool is_quiet(const QuietHours& quiet, std::int64_t at_ms) {
  const int minute = minute_of_day(quiet.zone, at_ms);
  if (quiet.from_min == quiet.to_min) return true;
  if (quiet.from_min < quiet.to_min) return minute >= quiet.from_min && minute < quiet.to_min;
  return minute >= quiet.from_min || minute < quiet.to_min;
}

// Over a change of clocks the end lies elsewhere than the minutes say, so it is looked for.
std::int64_t quiet_end_ms(const QuietHours& quiet, std::int64_t at_ms) {
  const std::int64_t minute_begin_ms = at_ms - at_ms % minute_ms;
  const int left = (quiet.to_min - minute_of_day(quiet.zone, at_ms) + 1440) % 1440;
  std::int64_t end_ms = minute_begin_ms + left * minute_ms;
  if (offset_ms(quiet.zone, end_ms) == offset_ms(quiet.zone, at_ms)) return end_ms;
  for (end_ms = minute_begin_ms + minute_ms; is_quiet(quiet, end_ms);) end_ms += minute_ms;
  return end_ms;
}

}  // namespace arris::notifications
