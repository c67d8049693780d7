#pragma once
// What performing one effect gave, owning its bytes, so that it can cross threads and outlive the
// request's frames.

#include <functional>
#include <string>

#include "effect/frame.h"

namespace arris::effects {

struct Answer {
  effect::Failure failure = effect::Failure::none;
  std::uint16_t statement = effect::no_statement;
  std::string bytes;                       // the encoded payload, or the failure's message
  effect::Gate opens = effect::Gate::yes;  // of a gate: whether what follows may be performed

  static Answer failed(effect::Failure failure, std::string message,
                       std::uint16_t statement = effect::no_statement) {
    return {failure, statement, std::move(message), effect::Gate::no};
  }
  template <class Payload>
  static Answer of(const Payload& payload, effect::Gate opens = effect::Gate::yes) {
    Answer answer{.opens = opens};
    effect::encode_answer(answer.bytes, payload);
    return answer;
  }
};

// Called once, on any thread.
using Completion = std::function<void(Answer)>;

}  // namespace arris::effects
