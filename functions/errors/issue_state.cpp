#include "errors/issue_state.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "errors/release.h"
#include "json/faults.h"

namespace arris::errors {
namespace {

constexpr std::string_view states[] = {"unresolved", "resolved", "muted"};
constexpr std::string_view transitions[] = {"none",     "created",  "regressed", "unmuted",
                                            "resolved", "reopened", "muted",     "changed"};
constexpr std::size_t release_bytes = 200;  // what Sentry allows as well

IssueState unresolved(std::int64_t now_ms) { return {.since_ms = now_ms}; }

// A clock that runs ahead must not reopen an issue that was resolved in between.
std::int64_t happened_ms(const Occurrence& event) {
  if (event.occurred_at_ms == 0) return event.received_at_ms;
  return std::min(event.occurred_at_ms, event.received_at_ms);
}

enum class Boundary : std::uint8_t { included, excluded };

bool reaches(const IssueState& issue, const Occurrence& event, std::string_view release,
             Boundary boundary) {
  const std::partial_ordering order = compare_releases(event.release, release);
  if (order == std::partial_ordering::equivalent) return boundary == Boundary::included;
  if (order != std::partial_ordering::unordered) return order == std::partial_ordering::greater;
  const std::int64_t fixed_ms = issue.resolved_release_first_seen_ms;
  if (fixed_ms == 0 || event.release_first_seen_ms == 0) return true;
  return event.release_first_seen_ms >= fixed_ms;
}

bool regresses(const IssueState& issue, const Occurrence& event) {
  if (happened_ms(event) <= issue.since_ms) return false;
  const std::string_view fixed = issue.resolved_in_release;
  if (fixed.empty() || event.release.empty()) return true;
  if (fixed.starts_with('>')) return reaches(issue, event, fixed.substr(1), Boundary::excluded);
  return reaches(issue, event, fixed, Boundary::included);
}

bool ends_mute(const IssueState& issue, const Occurrence& event) {
  if (issue.muted_until_ms != 0 && event.received_at_ms >= issue.muted_until_ms) return true;
  return issue.muted_until_events != 0 && issue.events_since_muted >= issue.muted_until_events;
}

void check_resolution(State target, const StateChange& change, const LatestRelease& latest,
                      json::Faults& faults) {
  if (!change.resolved_in_release) return;
  const std::string_view release = *change.resolved_in_release;
  const auto add = [&](std::string_view why) {
    faults.add_at("resolved_in_release", "invalid", why);
  };
  if (target != State::resolved) add("belongs to the state \"resolved\"");
  if (release.size() > release_bytes) add("is longer than 200 bytes");
  if (release.starts_with('>')) add("must not start with \">\"; send \"next\"");
  const bool relative = release == "next" || release == "latest";
  if (relative && latest.name.empty()) add("needs a release, and none was seen yet");
}

void check_mute(State target, const StateChange& change, std::int64_t now_ms,
                json::Faults& faults) {
  const auto until_ms = change.muted_until_ms, until_events = change.muted_until_events;
  if (target != State::muted) {
    if (until_ms) faults.add_at("muted_until_ms", "invalid", "belongs to the state \"muted\"");
    if (until_events)
      faults.add_at("muted_until_events", "invalid", "belongs to the state \"muted\"");
    return;
  }
  if (until_ms && *until_ms <= now_ms)
    faults.add_at("muted_until_ms", "invalid", "is not in the future");
  if (until_events && *until_events < 1)
    faults.add_at("muted_until_events", "invalid", "is less than 1");
}

std::string_view stored_release(std::string_view asked, const LatestRelease& latest, Arena& arena) {
  if (asked == "latest") return latest.name;
  if (asked != "next") return asked;
  return arena.keep(">" + std::string(latest.name));
}

void resolve(IssueState& next, const StateChange& change, const LatestRelease& latest,
             Arena& arena) {
  if (!change.resolved_in_release) return;
  const std::string_view asked = *change.resolved_in_release;
  next.resolved_in_release = stored_release(asked, latest, arena);
  const bool known = asked == "latest" || asked == "next" || asked == latest.name;
  next.resolved_release_first_seen_ms = known ? latest.first_seen_ms : 0;
}

void mute(IssueState& next, const StateChange& change) {
  if (change.muted_until_ms) next.muted_until_ms = *change.muted_until_ms;
  if (change.muted_until_events) {
    next.muted_until_events = *change.muted_until_events;
    next.events_since_muted = 0;
  }
}

bool says_conditions(const StateChange& change) {
  return change.resolved_in_release || change.muted_until_ms || change.muted_until_events;
}

Transition entered(State state) {
  if (state == State::resolved) return Transition::resolved;
  return state == State::muted ? Transition::muted : Transition::reopened;
}

}  // namespace

std::string_view text_of(State state) { return states[static_cast<int>(state)]; }
std::string_view text_of(Transition transition) {
  return transitions[static_cast<int>(transition)];
}

std::optional<State> state_of(std::string_view text) {
  const auto found = std::ranges::find(states, text);
  if (found == std::end(states)) return {};
  return static_cast<State>(found - std::begin(states));
}

Decision on_event(const std::optional<IssueState>& current, const Occurrence& event) {
  const std::int64_t now_ms = event.received_at_ms;
  if (!current) return {unresolved(now_ms), Transition::created};
  Decision decision{*current, Transition::none};
  if (current->state == State::resolved && regresses(*current, event)) {
    return {unresolved(now_ms), Transition::regressed};
  }
  if (current->state != State::muted) return decision;
  ++decision.next.events_since_muted;
  if (ends_mute(decision.next, event)) return {unresolved(now_ms), Transition::unmuted};
  return decision;
}

Result<Decision> on_request(const IssueState& current, const StateChange& change,
                            const LatestRelease& latest, std::int64_t now_ms, Arena& arena) {
  const State target = change.state.value_or(current.state);
  json::Faults faults("#");
  check_resolution(target, change, latest, faults);
  check_mute(target, change, now_ms, faults);
  if (!faults.empty()) return invalid(faults.take());
  if (current.state == State::resolved && target == State::muted) {
    return Error{Code::conflict, "A resolved issue can't be muted: reopen it first"};
  }
  const bool stays = target == current.state;
  if (stays && !says_conditions(change)) return Decision{current, Transition::none};
  IssueState next = stays ? current : IssueState{.state = target, .since_ms = now_ms};
  if (target == State::resolved) resolve(next, change, latest, arena);
  if (target == State::muted) mute(next, change);
  return Decision{next, stays ? Transition::changed : entered(target)};
}

}  // namespace arris::errors
