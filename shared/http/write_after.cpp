#include "http/write_after.h"

namespace arris::http {
namespace {

constexpr int tries_max = 3;

bool passes(effect::Failure failure) {
  return failure == effect::Failure::unavailable || failure == effect::Failure::timeout;
}

}  // namespace

std::unique_ptr<Sequel> write_after(Context context, storage::Batch writes) {
  return std::make_unique<WriteAfter>(context, std::move(writes));
}

effect::Outcome WriteAfter::begin(effect::Outcome answer) {
  if (!writes_.empty()) write(answer, effect::Done::answered);
  return answer;
}

effect::Outcome WriteAfter::resume(const effect::EffectResult& result) {
  effect::Outcome outcome;
  outcome.done = effect::Done::yes;
  const auto* failed = std::get_if<effect::Failed>(&result);
  if (!failed) return outcome;
  if (passes(failed->failure) && tries_ < tries_max) {
    write(outcome, effect::Done::no);
    return outcome;
  }
  const auto text = "what follows the answer was not written: " + std::string(failed->message);
  outcome.logs.push_back({effect::LogLevel::error, context_.keep(text), "{}"});
  return outcome;
}

void WriteAfter::write(effect::Outcome& outcome, effect::Done done) {
  ++tries_;
  outcome.done = done;
  outcome.effects.push_back({context_.db().write(writes_).sql});
}

}  // namespace arris::http
