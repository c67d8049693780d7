#pragma once
// A handler's view of its request: a small handle, passed by value.

#include "core/text.h"
#include "effect/effects.h"
#include "http/request.h"
#include "storage/database.h"

namespace arris::http {

class Context {
 public:
  explicit Context(RequestState& state) : state_(&state) {}

  std::int64_t now_ms() const { return state_->now_ms; }
  const Who& who() const { return state_->who; }
  Arena& arena() const { return state_->task.arena; }
  const RequestState& request() const { return *state_; }
  storage::Database db() const { return storage::Database(state_->statements, &state_->meanings); }
  // Where this list goes on; nothing on its first page.
  const std::optional<Position>& position() const { return state_->position; }

  // The version that an If-Match wants; nothing without one. A tag of another shape never matches:
  // -1.
  std::optional<std::int64_t> if_match() const;

  // For what has no version: no tag matches it.
  Result<Nothing> check_no_tag() const;

  template <class I>
  I new_id() const {
    return {state_->ids.next(arena())};
  }
  // 32 random bytes, the same ones at every call of one request: for one secret, never for ids.
  std::string_view secret() const { return state_->entropy.substr(32, 32); }
  std::string_view keep(std::string_view text) const { return arena().keep(text); }
  // Of a job that has more to do than fits into one run: the host runs it again at once.
  Nothing run_again() const {
    state_->job_end = JobEnd::again;
    return {};
  }

  // Of a handler that writes nothing, whatever its method: a use of a key is then counted as a read's
  // is. REQUIRES: before its first effect
  void only_reads() const { state_->writes = false; }

  // The name of a live channel of the caller's org; of one thing in it when `id` is given.
  std::string_view channel(std::string_view name, std::string_view id = {}) const;
  // After which event a stream goes on; empty for a new one.
  std::string_view last_event_id() const { return state_->header("last-event-id"); }

 private:
  RequestState* state_;
};

}  // namespace arris::http
