#include "wasmtime/effect_run.h"

namespace arris::wasmtime {

void EffectRun::reset(std::vector<effect::Effect> effects) {
  effects_ = std::move(effects);
  answers_.assign(effects_.size(), std::nullopt);
  next_gate_ = outstanding_ = started_ = 0;
  end_ = effects_.size();
  rest_started_ = false;
}

void EffectRun::answer(std::size_t index, effects::Answer answer) {
  answers_[index] = std::move(answer);
  --outstanding_;
}

std::string EffectRun::results() const {
  constexpr std::size_t overhead_bytes = 64;
  effect::Results results;
  std::size_t left_bytes = effect::frame_in_max_bytes - overhead_bytes * (effects_.size() + 1);
  for (const auto& answer : answers_) {
    if (!answer) {
      results.list.emplace_back(effect::Skipped{});
    } else if (answer->bytes.size() > left_bytes) {
      results.list.emplace_back(effect::Failed{effect::Failure::too_large, answer->statement, ""});
    } else {
      left_bytes -= answer->bytes.size();
      if (answer->failure == effect::Failure::none)
        results.list.emplace_back(effect::Succeeded{{answer->bytes}});
      else
        results.list.emplace_back(
            effect::Failed{answer->failure, answer->statement, answer->bytes});
    }
  }
  std::string frame;
  effect::encode(frame, results);
  return frame;
}

}  // namespace arris::wasmtime
