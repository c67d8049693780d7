#include "effect/machine.h"

#include "core/memory.h"
#include "effect/task.h"

namespace arris::effect {

std::string_view Machine::begin(std::string_view event_frame) {
  auto event = decode_event(event_frame);
  if (!event) __builtin_trap();  // the host speaks another seam: nothing useful can be answered
  std::uint32_t task = 0;
  while (task < jobs_.size() && jobs_[task]) ++task;
  if (task == jobs_.size()) jobs_.emplace_back();
  jobs_[task] = factory_.make();
  return finish(task, jobs_[task]->begin(event.value()));
}

std::string_view Machine::resume(std::uint32_t task, std::string_view results_frame) {
  if (task >= jobs_.size() || !jobs_[task]) __builtin_trap();
  auto results = decode_results(results_frame);
  if (!results) __builtin_trap();
  return finish(task, jobs_[task]->resume(results->list));
}

void Machine::cancel(std::uint32_t task) {
  if (task < jobs_.size()) jobs_[task].reset();
}

std::string_view Machine::finish(std::uint32_t task, Outcome outcome) {
  outcome.task = task;
  out_.clear();
  encode(out_, outcome);
  mark(jobs_.size() == 1 ? jobs_[task]->kept_bytes() : std::nullopt);
  if (outcome.done == Done::yes) jobs_[task].reset();
  return out_;
}

// What is kept lies below the mark; where it has grown, it lies anew.
void Machine::mark(std::optional<std::size_t> kept_bytes) {
  const std::size_t kept_now = kept_bytes ? *kept_bytes + out_.capacity() : 0;
  if (!kept_bytes || kept_now != kept_bytes_) mark_ = kept_bytes ? memory_mark() : nullptr;
  kept_bytes_ = kept_now;
}

void Machine::forget() {
  if (mark_ != nullptr) memory_reset(mark_);
}

Status Waiter::settle(std::span<const EffectResult> results) const {
  Status status = success();
  if (results.size() != places.size()) return results_do_not_match();
  for (std::size_t i = 0; i < places.size() && status; ++i)
    status = places[i].take(results[i], places[i].answer);
  if (!attempted) return status;
  *attempted = std::move(status);
  return success();
}

void TaskState::resume(std::span<const EffectResult> results) {
  if (auto settled = std::exchange(waiter, nullptr)->settle(results); !settled)
    return fail(std::move(settled.error()));
  std::exchange(suspended, nullptr).resume();
}

Error results_do_not_match() { return internal("results do not match the effects"); }

namespace {

// A code's text, with ": " and a detail behind it or its title as the detail.
Error raised(std::string_view text) {
  const auto colon = text.find(": ");
  const auto code = code_of(text.substr(0, colon));
  if (!code) return internal(std::string(text));
  if (colon == std::string_view::npos) return Error(*code);
  return {*code, std::string(text.substr(colon + 2))};
}

}  // namespace

Error error_of(const EffectResult& result) {
  const auto* failed = std::get_if<Failed>(&result);
  if (!failed) return {Code::unavailable, "A step before it did not succeed", {}, "effect skipped"};
  const std::string cause(failed->message);
  switch (failed->failure) {
    case Failure::unavailable:
      return {Code::unavailable, "Try again in a moment", {}, cause, 1};
    case Failure::timeout:
      return {Code::timeout, "It took too long", {}, cause};
    case Failure::constraint:
      return {Code::conflict, std::string(title_of(Code::conflict)), {}, cause};
    case Failure::raised:
      return raised(failed->message);
    default:
      return internal(cause);
  }
}

}  // namespace arris::effect
