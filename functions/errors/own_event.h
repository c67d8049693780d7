#pragma once
// The body of our own POST /errors, as the facts that a Sentry event has too.

#include <optional>
#include <span>
#include <string_view>

#include "errors/event_facts.h"
#include "errors/stacktrace.h"

namespace arris::errors {

struct OwnEvent {
  std::string_view message;
  std::string_view error_type;
  std::string_view stack_trace;
  std::string_view release;
  std::string_view environment;
  std::span<const Tag> tags;
  std::span<const std::string_view> fingerprint;
  std::optional<Severity> severity;
};

// A type or a stack trace makes an exception, else it is a log message. What the body leaves out is
// taken from the stack trace's text.
EventFacts facts_of(const OwnEvent& event);

// What the sender says, else the rule of severity.h.
Severity severity_of(const OwnEvent& event, const EventFacts& facts);

}  // namespace arris::errors
