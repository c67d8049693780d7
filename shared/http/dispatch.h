#pragma once
// From an event to an answer: finds the route, lets the preflight hold, runs the handler, commits,
// answers. The one place that turns an Error into a status.

#include "effect/machine.h"
#include "http/caller_key.h"
#include "http/function.h"
#include "http/preflight.h"

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
  std::optional<std::size_t> put_first(std::vector<effect::Effect>& effects,
                                       const storage::Batch& batch);
  void claim_key(std::vector<effect::Effect>& effects);
  bool keeps_answer() const;
  bool claim_refused(std::span<const effect::EffectResult> results);
  void count_use(std::vector<effect::Effect>& effects);
  void touch(std::vector<effect::Effect>& effects);
  void forget_undone(std::span<const effect::EffectResult> results);
  effect::Outcome commit();
  effect::Outcome committed(const effect::EffectResult& result);
  effect::Outcome replayed(const effect::EffectResult& result);
  effect::Outcome look_up_again();
  effect::Outcome preflight_alone(Error refusal);
  std::optional<Code> refused_by_host() const;
  std::string_view write_refusal(const Error& error);
  effect::Outcome fail(Error error);
  effect::Outcome answer(Prepared prepared);
  effect::Outcome go_on(effect::Outcome answer, std::unique_ptr<Sequel> sequel);
  effect::Outcome with_use(effect::Outcome outcome);
  effect::Outcome stream(Prepared prepared);
  effect::Outcome finish(std::uint16_t status, std::vector<effect::Header> headers);
  std::string_view etag_of(const Prepared& prepared);
  bool not_modified(std::string_view etag) const;

  const Function& function_;
  RequestState state_;
  const Route* route_ = nullptr;
  PathValues path_values_;
  MessageId message_;
  Cors cors_ = Cors::same_origin;
  CallerKey caller_key_;
  // Of the idempotency key, by a handler that writes by itself.
  enum class Claim : std::uint8_t { none, asked, held };
  Claim claim_ = Claim::none;
  std::size_t claimed_by_ = 0;  // the place of the effect that claims
  bool touched_ = false;        // that the caller was here is written
  // The place, from the end, of the effect in flight that writes so or counts a use; 0: none.
  std::size_t noted_from_end_ = 0;
  bool counts_beside_ = false;  // the last effect of the frame in flight is the dispatcher's own
  Preflight preflight_;
  Stage stage_ = Stage::handling;
  std::optional<PreparedTask> task_;
  std::optional<effect::Task<Nothing>> cron_;
  std::optional<effect::Task<Change>> listener_;
  std::optional<Prepared> prepared_;
  std::string body_;
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
