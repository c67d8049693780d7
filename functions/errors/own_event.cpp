#include "errors/own_event.h"

#include <utility>

namespace arris::errors {
namespace {

Exception exception_of(const OwnEvent& event, Stacktrace trace) {
  Exception exception;
  exception.type = event.error_type.empty() ? trace.type : event.error_type;
  exception.value = event.message.empty() ? trace.value : event.message;
  exception.frames = std::move(trace.frames);
  return exception;
}

}  // namespace

EventFacts facts_of(const OwnEvent& event) {
  EventFacts facts;
  facts.release = event.release;
  facts.environment = event.environment;
  facts.tags.assign(event.tags.begin(), event.tags.end());
  facts.fingerprint.assign(event.fingerprint.begin(), event.fingerprint.end());
  facts.message = event.message;
  facts.platform = "other";
  if (event.error_type.empty() && event.stack_trace.empty()) return facts;
  Stacktrace trace = parse_stacktrace(event.stack_trace);
  facts.platform = platform_of(trace.notation);
  facts.exceptions.push_back(exception_of(event, std::move(trace)));
  return facts;
}

Severity severity_of(const OwnEvent& event, const EventFacts& facts) {
  if (event.severity) return *event.severity;
  return severity_of(facts.level, handled_of(facts), facts.environment, facts.tags);
}

}  // namespace arris::errors
