#pragma once
// The effects of one frame on their way: gates first and in order, then the rest in parallel. What
// comes after a gate that does not open is skipped.

#include <optional>
#include <string>
#include <vector>

#include "effects/answer.h"

namespace arris::wasmtime {

class EffectRun {
 public:
  // What the effects refer to must live until the run has ended.
  void reset(std::vector<effect::Effect> effects);

  // Calls `start(index)` for each effect whose turn it is; `start` may call `answer` at once. True
  // when nothing is left to wait for.
  template <class Start>
  bool advance(Start start) {
    while (next_gate_ < end_ && !rest_started_) {
      if (effects_[next_gate_].gate == effect::Gate::yes && !pass_gate(start)) return false;
      ++next_gate_;
    }
    if (!rest_started_) {
      rest_started_ = true;
      for (std::size_t i = 0; i < end_; ++i) {
        if (effects_[i].gate == effect::Gate::no) start_one(start, i);
      }
    }
    return outstanding_ == 0;
  }
  void answer(std::size_t index, effects::Answer answer);
  const effect::Payload& payload(std::size_t index) const { return effects_[index].payload; }
  bool is_fetch(std::size_t index) const {
    return std::holds_alternative<effect::Fetch>(payload(index)) ||
           std::holds_alternative<effect::ReadStream>(payload(index));
  }
  std::size_t outstanding() const { return outstanding_; }

  // The results frame. An answer that does not fit any more has failed as too large.
  std::string results() const;

 private:
  template <class Start>
  void start_one(Start& start, std::size_t index) {
    ++outstanding_;
    started_ = index + 1;
    start(index);
  }
  template <class Start>
  bool pass_gate(Start& start) {
    if (started_ != next_gate_ + 1) start_one(start, next_gate_);
    const auto& answer = answers_[next_gate_];
    if (!answer) return false;
    if (answer->failure != effect::Failure::none || answer->opens == effect::Gate::no)
      end_ = next_gate_;
    return true;
  }

  std::vector<effect::Effect> effects_;
  std::vector<std::optional<effects::Answer>> answers_;
  std::size_t next_gate_ = 0, end_ = 0, outstanding_ = 0, started_ = 0;
  bool rest_started_ = false;
};

}  // namespace arris::wasmtime
