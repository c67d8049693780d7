#pragma once
// From an event to an answer: finds the route, lets the preflight hold, runs the handler, commits,
// answers.

#include "effect/machine.h"
#include "http/answer_writer.h"
#include "http/caller_key.h"
#include "http/notes.h"

namespace arris::http {

class Exchange final : public effect::Job {
 public:
  explicit Exchange(const Function& function) : function_(function) {}

  effect::Outcome begin(const effect::Event& event) override;
  effect::Outcome resume(std::span<const effect::EffectResult> results) override;
  std::optional<std::size_t> kept_bytes() const override;

 private:
  enum class Stage : std::uint8_t {
    identifying,
    handling,
    committing,
    replaying,
    publishing,
    going_on
  };

  effect::Outcome begin_request();
  effect::Outcome begin_cron(const effect::CronEvent& event);
  effect::Outcome begin_message(const effect::MessageEvent& event);
  effect::Outcome end_message(Change change);
  effect::Outcome publish(std::vector<LiveEvent> events);
  effect::Outcome identify(std::string_view key);
  effect::Outcome identified(std::span<const effect::EffectResult> results);
  effect::Outcome start();
  effect::Outcome advance();
  effect::Outcome wait(std::vector<effect::Effect> effects);
  bool keeps_answer() const;
  void count_use(std::vector<effect::Effect>& effects);
  effect::Outcome commit();
  effect::Outcome committed(const effect::EffectResult& result);
  effect::Outcome replayed(const effect::EffectResult& result);
  effect::Outcome look_up_again();
  effect::Outcome preflight_alone(Error refusal);
  std::optional<Code> refused_by_host() const;
  effect::Outcome fail(Error error);
  effect::Outcome answer(Prepared prepared);
  effect::Outcome go_on(effect::Outcome answer, std::unique_ptr<Sequel> sequel);
  effect::Outcome with_use(effect::Outcome outcome);

  const Function& function_;
  RequestState state_;
  const Route* route_ = nullptr;
  PathValues path_values_;
  MessageId message_;
  CallerKey caller_key_;
  Notes notes_;
  Preflight preflight_;
  Stage stage_ = Stage::handling;
  std::optional<PreparedTask> task_;
  std::optional<effect::Task<Nothing>> cron_;
  std::optional<effect::Task<Change>> listener_;
  std::optional<Prepared> prepared_;
  AnswerWriter writer_{function_, state_, preflight_};
  std::unique_ptr<Sequel> sequel_;
};

class Exchanges final : public effect::JobFactory {
 public:
  explicit Exchanges(const Function& function) : function_(function) {}
  std::unique_ptr<effect::Job> make() const override {
    return std::make_unique<Exchange>(function_);
  }

 private:
  const Function& function_;
};

}  // namespace arris::http
