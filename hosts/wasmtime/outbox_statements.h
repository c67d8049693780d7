#pragma once
// The host's own statements on outbox, deliveries, subscribers and jobs, also for operators, and on
// the answers that are kept for retries.
// hosts/workerd/src/outbox.ts has the same.

#include "sqlite/statement_set.h"

namespace arris::wasmtime {

enum class OutboxStatement : std::uint16_t {
  forget_subscribers,  // (JSON list of {topic, function})
  add_subscribers,     // (JSON list of {topic, function})
  wake_all,            // (now)
  claim,               // (now, lease until, how many, JSON list of topics to leave out) -> Claimed
  fail,                // (org, message, function, next at or null when dead, error)
  next_due,            // () -> next_at_ms
  remove_old,          // (before)
  remove_answers,      // (before, how many)
  add_job,             // (function, name, now) -> last_at_ms
  note_job,            // (function, name, scheduled at)
  list,                // (state) -> what waits or is dead
  count,               // () -> waiting, dead
  replay,              // (message or '' for all, now)
};

sqlite::Statements outbox_statements();

}  // namespace arris::wasmtime
