#include "errors/issue_state.h"

#include <doctest/doctest.h>

#include <string>

namespace arris::errors {
namespace {

constexpr std::int64_t t = 1'000'000;  // when the issue entered its state

IssueState resolved(std::string_view release, std::int64_t first_seen_ms = 0) {
  return {.state = State::resolved,
          .since_ms = t,
          .resolved_in_release = release,
          .resolved_release_first_seen_ms = first_seen_ms};
}
IssueState muted(std::int64_t until_ms, std::int64_t until_events, std::int64_t seen = 0) {
  return {.state = State::muted,
          .since_ms = t,
          .muted_until_ms = until_ms,
          .muted_until_events = until_events,
          .events_since_muted = seen};
}
Occurrence at(std::int64_t ms, std::string_view release = "", std::int64_t first_seen_ms = 0) {
  return {.release = release,
          .release_first_seen_ms = first_seen_ms,
          .occurred_at_ms = ms,
          .received_at_ms = ms};
}

struct EventCase {
  std::string_view name;
  std::optional<IssueState> current;
  Occurrence event;
  State want_state;
  Transition want;
};

const EventCase event_cases[] = {
    {"in flight when it was resolved", resolved(""), at(t), State::resolved, Transition::none},
    {"happened before, arrived late",
     resolved(""),
     {.occurred_at_ms = t - 1, .received_at_ms = t + 9'000},
     State::resolved,
     Transition::none},
    {"an older release", resolved("1.2.0"), at(t + 1, "1.1.9"), State::resolved, Transition::none},
    {"an older pre-release", resolved("1.2.0"), at(t + 1, "1.2.0-rc.1"), State::resolved,
     Transition::none},
    {"the release that awaits its successor", resolved(">1.2.0"), at(t + 1, "1.2.0"),
     State::resolved, Transition::none},
    {"a hash first seen before the fix", resolved("bbb", 500), at(t + 1, "aaa", 400),
     State::resolved, Transition::none},
    {"muted for ever", muted(0, 0), at(t + 99'999'999), State::muted, Transition::none},
    {"muted, its time not reached", muted(t + 100, 0), at(t + 99), State::muted, Transition::none},
    {"muted, its events not reached", muted(0, 3, 1), at(t + 1), State::muted, Transition::none},
    {"unresolved stays", IssueState{.since_ms = t}, at(t + 1), State::unresolved, Transition::none},
    {"a new issue", std::nullopt, at(t), State::unresolved, Transition::created},
    {"happened after", resolved(""), at(t + 1), State::unresolved, Transition::regressed},
    {"a client's clock is ahead",
     resolved(""),
     {.occurred_at_ms = t + 9'000, .received_at_ms = t + 1},
     State::unresolved,
     Transition::regressed},
    {"a client without a clock",
     resolved(""),
     {.received_at_ms = t + 1},
     State::unresolved,
     Transition::regressed},
    {"the resolving release", resolved("1.2.0"), at(t + 1, "1.2.0"), State::unresolved,
     Transition::regressed},
    {"a later release", resolved("1.2.0"), at(t + 1, "1.10.0"), State::unresolved,
     Transition::regressed},
    {"the next release", resolved(">1.2.0"), at(t + 1, "1.2.1"), State::unresolved,
     Transition::regressed},
    {"an event without a release", resolved("1.2.0"), at(t + 1), State::unresolved,
     Transition::regressed},
    {"another package", resolved("app@1.2.0"), at(t + 1, "cart@1.0.0"), State::unresolved,
     Transition::regressed},
    {"a hash first seen after the fix", resolved("aaa", 400), at(t + 1, "bbb", 500),
     State::unresolved, Transition::regressed},
    {"the same hash", resolved("aaa", 400), at(t + 1, "aaa", 400), State::unresolved,
     Transition::regressed},
    {"a hash, times unknown", resolved("aaa"), at(t + 1, "bbb"), State::unresolved,
     Transition::regressed},
    {"the mute's time", muted(t + 100, 0), at(t + 100), State::unresolved, Transition::unmuted},
    {"the mute's events", muted(0, 3, 2), at(t + 1), State::unresolved, Transition::unmuted},
    {"events before time", muted(t + 100, 1), at(t + 1), State::unresolved, Transition::unmuted},
    {"time before events", muted(t + 100, 9), at(t + 100), State::unresolved, Transition::unmuted},
};

struct RequestCase {
  std::string_view name;
  IssueState current;
  StateChange change;
  std::string_view want;  // a transition, or the refused field, or "conflict"
};

const IssueState open{.since_ms = t};

const RequestCase request_cases[] = {
    {"resolve and mute at once",
     open,
     {.state = State::resolved, .muted_until_ms = t + 9},
     "#/muted_until_ms"},
    {"mute with a release",
     open,
     {.state = State::muted, .resolved_in_release = "1"},
     "#/resolved_in_release"},
    {"reopen with a release",
     resolved(""),
     {.state = State::unresolved, .resolved_in_release = "1"},
     "#/resolved_in_release"},
    {"reopen with a mute",
     muted(0, 0),
     {.state = State::unresolved, .muted_until_events = 3},
     "#/muted_until_events"},
    {"a condition of another state", open, {.muted_until_events = 3}, "#/muted_until_events"},
    {"a mute that has ended",
     open,
     {.state = State::muted, .muted_until_ms = t},
     "#/muted_until_ms"},
    {"a mute of no events",
     open,
     {.state = State::muted, .muted_until_events = 0},
     "#/muted_until_events"},
    {"our own notation",
     open,
     {.state = State::resolved, .resolved_in_release = ">1"},
     "#/resolved_in_release"},
    {"mute what is resolved", resolved(""), {.state = State::muted}, "conflict"},
    {"nothing asked", open, {}, "none"},
    {"the same state", resolved("1"), {.state = State::resolved}, "none"},
    {"resolve", open, {.state = State::resolved}, "resolved"},
    {"resolve in a release",
     open,
     {.state = State::resolved, .resolved_in_release = "1.2"},
     "resolved"},
    {"resolve what is muted", muted(t + 9, 0), {.state = State::resolved}, "resolved"},
    {"another release", resolved("1"), {.resolved_in_release = "2"}, "changed"},
    {"mute", open, {.state = State::muted}, "muted"},
    {"mute until a time", open, {.state = State::muted, .muted_until_ms = t + 9}, "muted"},
    {"mute longer", muted(t + 9, 0), {.muted_until_ms = t + 99}, "changed"},
    {"reopen what is resolved", resolved("1"), {.state = State::unresolved}, "reopened"},
    {"unmute", muted(0, 3), {.state = State::unresolved}, "reopened"},
};

std::string outcome(const Result<Decision>& result) {
  if (result) return std::string(text_of(result->transition));
  return result.error().faults.empty() ? std::string(text_of(result.error().code))
                                       : result.error().faults[0].pointer;
}

// Invariant (1) of the header.
bool is_legal(const IssueState& issue) {
  const bool mute =
      issue.muted_until_ms != 0 || issue.muted_until_events != 0 || issue.events_since_muted != 0;
  const bool resolution = !issue.resolved_in_release.empty();
  return (!mute || issue.state == State::muted) && (!resolution || issue.state == State::resolved);
}

}  // namespace

TEST_CASE("issue state: what an event does") {
  for (const EventCase& c : event_cases) {
    CAPTURE(c.name);
    const Decision decision = on_event(c.current, c.event);
    CHECK(text_of(decision.next.state) == text_of(c.want_state));
    CHECK(text_of(decision.transition) == text_of(c.want));
    CHECK(is_legal(decision.next));
  }
}

TEST_CASE("issue state: what a person may ask for") {
  for (const RequestCase& c : request_cases) {
    CAPTURE(c.name);
    Arena arena;
    const Result<Decision> result = on_request(c.current, c.change, {}, t, arena);
    CHECK(outcome(result) == c.want);
    if (result) CHECK(is_legal(result->next));
  }
}

TEST_CASE("issue state: next and latest name the newest release") {
  Arena arena;
  const LatestRelease latest{.name = "1.4.0", .first_seen_ms = 77};
  const StateChange next{.state = State::resolved, .resolved_in_release = "next"};
  CHECK(outcome(on_request(open, next, {}, t, arena)) == "#/resolved_in_release");
  const auto decision = on_request(open, next, latest, t, arena);
  REQUIRE(decision.ok());
  CHECK(decision->next.resolved_in_release == ">1.4.0");
  CHECK(decision->next.resolved_release_first_seen_ms == 77);
  const StateChange now{.state = State::resolved, .resolved_in_release = "latest"};
  CHECK(on_request(open, now, latest, t, arena)->next.resolved_in_release == "1.4.0");
}

TEST_CASE("issue state: a muted issue counts its events") {
  std::optional<IssueState> issue = muted(0, 3);
  for (int i = 0; i < 2; ++i) {
    const Decision decision = on_event(issue, at(t + i));
    CHECK(decision.transition == Transition::none);
    issue = decision.next;
  }
  CHECK(issue->events_since_muted == 2);
  CHECK(on_event(issue, at(t + 2)).transition == Transition::unmuted);
}

TEST_CASE("issue state: names are read back") {
  for (const std::string_view name : {"unresolved", "resolved", "muted"}) {
    CHECK(text_of(*state_of(name)) == name);
  }
  CHECK(!state_of("closed"));
}

}  // namespace arris::errors
