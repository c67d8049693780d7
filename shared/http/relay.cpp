#include "http/relay.h"

#include "http/write_after.h"

namespace arris::http {
namespace {

class PassedOn final : public Sequel {
 public:
  PassedOn(Context context, std::unique_ptr<Relay> relay, std::uint32_t handle)
      : relay_(std::move(relay)), handle_(handle), after_(context) {}

  effect::Outcome begin(effect::Outcome answer) override {
    answer.done = effect::Done::no;
    return read_more(std::move(answer));
  }
  effect::Outcome resume(const effect::EffectResult& result) override {
    return ended_ ? go_on(result) : pass(result);
  }
  std::optional<std::size_t> kept_bytes() const override {
    if (ended_) return std::nullopt;
    return relay_->kept_bytes();
  }

 private:
  effect::Outcome read_more(effect::Outcome outcome) const {
    outcome.effects.push_back({effect::ReadStream{handle_}});
    return outcome;
  }
  effect::Outcome pass(const effect::EffectResult& result);
  effect::Outcome end(Ended ended, std::string_view last);
  effect::Outcome go_on(const effect::EffectResult& result);
  effect::Outcome then_keep(effect::Outcome outcome, effect::Done done);

  std::unique_ptr<Relay> relay_;
  std::uint32_t handle_;
  WriteAfter after_;
  std::string last_;
  bool ended_ = false, kept_ = false;
};

effect::Outcome PassedOn::pass(const effect::EffectResult& result) {
  if (const auto* failed = std::get_if<effect::Failed>(&result))
    return end(failed->failure == effect::Failure::gone ? Ended::gone : Ended::cut, {});
  const auto& payload = std::get<effect::Succeeded>(result).payload.data;
  const auto piece = effect::decode_answer<effect::ReadAnswer>(payload);
  if (!piece) return end(Ended::cut, {});
  const auto passed = relay_->pass(piece->chunk.data);
  if (piece->last != 0 || relay_->is_full()) return end(Ended::whole, passed);
  effect::Outcome outcome;
  outcome.chunk = {passed};
  return read_more(std::move(outcome));
}

effect::Outcome PassedOn::end(Ended ended, std::string_view last) {
  ended_ = true;
  last_ = last;
  last_ += relay_->end(ended);
  effect::Outcome outcome;
  outcome.done = effect::Done::yes;
  outcome.chunk = {last_};
  after_.set(relay_->settle());
  return then_keep(after_.begin(std::move(outcome)), effect::Done::answered);
}

effect::Outcome PassedOn::go_on(const effect::EffectResult& result) {
  effect::Outcome outcome;
  outcome.done = effect::Done::yes;
  return kept_ ? outcome : then_keep(after_.resume(result), effect::Done::no);
}

// Nothing is lost with what is not kept, so it comes last and no failure of it matters.
effect::Outcome PassedOn::then_keep(effect::Outcome outcome, effect::Done done) {
  if (outcome.done != effect::Done::yes) return outcome;
  const auto entry = relay_->keep();
  if (!entry) return outcome;
  kept_ = true;
  outcome.done = done;
  outcome.effects.push_back({*entry});
  return outcome;
}

}  // namespace

std::unique_ptr<Sequel> pass_on(Context context, std::unique_ptr<Relay> relay,
                                std::uint32_t handle) {
  return std::make_unique<PassedOn>(context, std::move(relay), handle);
}

}  // namespace arris::http
