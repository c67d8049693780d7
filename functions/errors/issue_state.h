#pragma once
// When an issue changes its state: by an event that arrives, or by what a person asks for.
//
// (1) unresolved, resolved or muted; never two of them: a resolution and a mute don't stand side by
// side. (2) A resolved issue regresses by an event of the resolving release or a later one. Where
// releases have no
//     order, the times at which the project first saw them decide; where these aren't known, the
//     event counts.
// (3) An event that happened before the issue was resolved never reopens it, however late it
// arrives. (4) A mute ends by its time or by its number of events, whichever comes first; without
// either it stays. (5) The result depends on the arguments alone.

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/arena.h"
#include "core/result.h"

namespace arris::errors {

// Stored by name: never rename.
enum class State : std::uint8_t { unresolved, resolved, muted };
enum class Transition : std::uint8_t {
  none,
  created,    // the first event of an issue
  regressed,  // resolved, and it came back
  unmuted,    // the mute has ended
  resolved,   // by a person, as all that follow
  reopened,
  muted,
  changed  // the same state with other conditions
};

std::string_view text_of(State state);
std::string_view text_of(Transition transition);
std::optional<State> state_of(std::string_view text);

struct IssueState {
  State state = State::unresolved;
  std::int64_t since_ms = 0;  // when the state was entered

  // resolved: "" at once; "1.2.0" from that release on; ">1.2.0" in any later release.
  std::string_view resolved_in_release{};
  std::int64_t resolved_release_first_seen_ms = 0;  // 0: not known

  // muted: 0 is no such condition.
  std::int64_t muted_until_ms = 0;
  std::int64_t muted_until_events = 0;
  std::int64_t events_since_muted = 0;
};

struct Occurrence {
  std::string_view release{};
  std::int64_t release_first_seen_ms = 0;  // 0: not known
  std::int64_t occurred_at_ms = 0;         // by the client's clock
  std::int64_t received_at_ms = 0;         // by ours
};

struct Decision {
  IssueState next;
  Transition transition = Transition::none;
};

// What an event does to an issue; nullopt is an issue that does not exist yet.
Decision on_event(const std::optional<IssueState>& current, const Occurrence& event);

// What a person asks for. An absent field is left as it is.
struct StateChange {
  std::optional<State> state{};
  std::optional<std::string_view> resolved_in_release{};  // also "next" and "latest"
  std::optional<std::int64_t> muted_until_ms{};
  std::optional<std::int64_t> muted_until_events{};
};

// The newest release that the project knows; "" is none.
struct LatestRelease {
  std::string_view name{};
  std::int64_t first_seen_ms = 0;
};

// invalid: conditions that don't belong to the state, a mute that would end at once, "next" without
// a release. conflict: muting a resolved issue. The arena keeps ">RELEASE".
Result<Decision> on_request(const IssueState& current, const StateChange& change,
                            const LatestRelease& latest, std::int64_t now_ms, Arena& arena);

}  // namespace arris::errors
