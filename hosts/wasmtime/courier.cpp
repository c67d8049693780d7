#include "wasmtime/courier.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "effects/clock.h"
#include "wasmtime/ids.h"

namespace arris::wasmtime {
namespace {

constexpr std::size_t claimed_at_once = 32;
constexpr std::int64_t retry_max_ms = 3'600'000;
constexpr std::int64_t removed_each_ms = 600'000;

std::string frame_of(decltype(effect::Event::detail) detail, std::string_view request_id) {
  const auto entropy = draw_entropy(64);
  std::string frame;
  effect::encode(frame, effect::Event{.now_ms = effects::unix_ms(),
                                      .entropy = entropy,
                                      .request_id = request_id,
                                      .detail = std::move(detail)});
  return frame;
}

}  // namespace

std::int64_t retry_delay_ms(const CourierSettings& settings, std::uint32_t attempt,
                            std::uint32_t random) {
  const auto doublings = std::min(attempt > 0 ? attempt - 1 : 0u, 31u);
  const auto whole =
      std::min(static_cast<std::int64_t>(settings.retry_ms) << doublings, retry_max_ms);
  return whole / 2 + static_cast<std::int64_t>(random) % (whole / 2 + 1);
}

std::int64_t job_delay_ms(const CourierSettings& settings, std::uint32_t failures) {
  const auto doublings = std::min(failures - 1, 31u);
  return std::min(static_cast<std::int64_t>(settings.job_retry_ms) << doublings, retry_max_ms);
}

// One run of a module on an event: of a message, or of a job at its time.
struct Courier::Attempt {
  LoadedModule* module = nullptr;
  Delivery delivery{};
  Job* job = nullptr;  // instead of a message
  std::int64_t due_at_ms = 0;
  std::shared_ptr<Task> task{};
};

// Tells of the end of a task that answers nobody: 204 is a success, 202 asks to be run again.
class Courier::Ended final : public Caller {
 public:
  Ended(std::shared_ptr<News> news, std::uint64_t attempt)
      : news_(std::move(news)), attempt_(attempt) {}

  void hear(const effect::Log& log) override {
    if (log.level == effect::LogLevel::error) cause_ = clip_utf8(log.message, why_max_bytes);
  }
  // The body is what the public may know; the cause, where the module named one, is for the operator.
  void answer(const effect::Head& head, std::string_view body) override {
    if (head.status == 204) return tell(Outcome::done);
    const auto why = std::to_string(head.status) + " " +
                     (cause_.empty() ? std::string(clip_utf8(body, why_max_bytes)) : cause_);
    tell(head.status == 202 ? Outcome::again : Outcome::failed, why);
  }
  void begin(const effect::Head&) override {}
  void write(std::string_view, std::function<void()> ready) override { ready(); }
  void end() override { fail("it answered with a stream"); }
  void abort() override { fail("its stream broke"); }
  void subscribe(const effect::Head&, const effect::Subscription&, std::string_view) override {
    fail("it subscribed");
  }
  void refuse(Code code) override { fail(std::string(text_of(code))); }

 private:
  void fail(std::string why) { tell(Outcome::failed, std::move(why)); }
  void tell(Outcome outcome, std::string why = {}) {
    {
      std::lock_guard lock(news_->mutex);
      news_->ended.push_back({attempt_, outcome, std::move(why)});
    }
    news_->wake.notify_one();
  }
  static constexpr std::size_t why_max_bytes = 400;
  const std::shared_ptr<News> news_;
  const std::uint64_t attempt_;
  std::string cause_;
};

Courier::Courier(sqlite::Database& database, std::vector<LoadedModule*> modules, MakeTask make_task,
                 Log& log, CourierSettings settings)
    : outbox_(database),
      modules_(std::move(modules)),
      make_task_(std::move(make_task)),
      log_(log),
      settings_(settings) {}

Courier::~Courier() { stop(); }

Status Courier::start() {
  if (auto status = register_listeners(); !status) return status;
  if (auto status = register_jobs(); !status) return status;
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
  return success();
}

void Courier::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Courier::wake() {
  {
    std::lock_guard lock(news_->mutex);
    if (std::exchange(news_->told, true)) return;
  }
  news_->wake.notify_one();
}

Status Courier::register_listeners() {
  auto list = nlohmann::json::array();
  for (const auto* module : modules_) {
    for (const auto& listener : module->manifest.listeners)
      list.push_back({{"topic", listener.topic}, {"function", module->name()}});
  }
  return outbox_.subscribe(list.dump(), effects::unix_ms());
}

Status Courier::register_jobs() {
  for (auto* module : modules_) {
    for (const auto& cron : module->manifest.crons) {
      const auto last_at_ms = outbox_.add_job(module->name(), cron.name, effects::unix_ms());
      if (!last_at_ms) return last_at_ms.error();
      const auto schedule = manifest::Schedule::parse(cron.schedule);
      if (!schedule) return internal("not a schedule: " + cron.schedule);
      jobs_.push_back({module, cron.schedule, cron.name, *schedule, last_at_ms.value()});
    }
  }
  return success();
}

void Courier::run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    rests(under_way_.size());
    wait_for_news(stop);
    rest_after_claim();
    settle_ended();
    if (rests(under_way_.size() + 1)) {
      rests(under_way_.size());
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      wake();
      continue;
    }
    deliver_all(stop);
    if (!stop.stop_requested()) tick();
    remove_old();
  }
  finish();
}

bool Courier::rests(std::size_t busy) const { return settings_.rests && settings_.rests(busy); }

// Not beyond the moment when the next message is due.
void Courier::wait_for_news(std::stop_token stop) {
  const std::int64_t sweep_ms = settings_.sweep_ms;
  const auto ahead_ms = next_at_ms_ - effects::unix_ms();
  const auto wait_ms = ahead_ms > 0 ? std::min(ahead_ms, sweep_ms) : sweep_ms;
  std::unique_lock lock(news_->mutex);
  news_->wake.wait_for(lock, stop, std::chrono::milliseconds(wait_ms),
                       [this] { return news_->told || !news_->ended.empty(); });
  news_->told = false;
}

// A message by itself goes at once; those that come one after another share a claim and its commit.
void Courier::rest_after_claim() const {
  const auto left_ms = claimed_at_ms_ + settings_.rest_ms - effects::steady_ms();
  if (left_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(left_ms));
}

void Courier::settle_ended() {
  std::vector<End> ended;
  {
    std::lock_guard lock(news_->mutex);
    ended.swap(news_->ended);
  }
  for (const auto& end : ended) {
    const auto attempt = under_way_.extract(end.attempt);
    if (attempt.empty()) continue;
    --under_way_by_topic_[attempt.mapped().delivery.topic];
    settle(attempt.mapped(), end);
  }
}

void Courier::finish() {
  const auto until_ms = effects::unix_ms() + settings_.patience_ms;
  for (auto now_ms = effects::unix_ms(); !under_way_.empty() && now_ms < until_ms;
       now_ms = effects::unix_ms()) {
    {
      std::unique_lock lock(news_->mutex);
      news_->wake.wait_for(lock, std::chrono::milliseconds(until_ms - now_ms),
                           [this] { return !news_->ended.empty(); });
    }
    settle_ended();
  }
  for (const auto& [number, attempt] : under_way_) {
    if (attempt.task) attempt.task->cancel();
  }
  under_way_.clear();
}

void Courier::deliver_all(std::stop_token stop) {
  while (!stop.stop_requested() && under_way_.size() < settings_.parallel_max && deliver_due())
    settle_ended();
}

// A JSON array of the topics that have as many deliveries under way as they may.
std::string Courier::full_topics() const {
  auto full = nlohmann::json::array();
  for (const auto& [topic, count] : under_way_by_topic_) {
    if (count >= settings_.parallel_per_topic_max) full.push_back(topic);
  }
  return full.dump();
}

// True when there may be more.
bool Courier::deliver_due() {
  const auto now_ms = effects::unix_ms();
  next_at_ms_ = outbox_.next_due_at_ms().value_or(0);
  if (next_at_ms_ == 0 || next_at_ms_ > now_ms) return false;
  claimed_at_ms_ = effects::steady_ms();
  const auto room = std::min(claimed_at_once, settings_.parallel_max - under_way_.size());
  auto claimed = outbox_.claim(now_ms, now_ms + settings_.lease_ms, room, full_topics());
  for (Delivery& delivery : claimed) {
    auto* const module = module_of(delivery.function);
    begin({.module = module, .delivery = std::move(delivery)});
  }
  return !claimed.empty();
}

// Null when its function is not served any more.
LoadedModule* Courier::module_of(std::string_view function) const {
  const auto found = std::ranges::find(modules_, function, &LoadedModule::name);
  return found == modules_.end() ? nullptr : *found;
}

std::string Courier::frame_of(const Attempt& attempt) const {
  const Delivery& message = attempt.delivery;
  if (attempt.job)
    return wasmtime::frame_of(effect::CronEvent{attempt.job->schedule_text, attempt.due_at_ms},
                              message.id);
  return wasmtime::frame_of(effect::MessageEvent{message.id,
                                                 message.topic,
                                                 message.org,
                                                 {message.payload},
                                                 message.attempt,
                                                 message.created_at_ms,
                                                 settings_.base_url},
                            message.id);
}

void Courier::begin(Attempt attempt) {
  const auto number = ++last_attempt_;
  const auto caller = std::make_shared<Ended>(news_, number);
  auto frame = frame_of(attempt);
  if (attempt.module) attempt.task = make_task_(*attempt.module, home_, caller);
  const auto& begun = under_way_.emplace(number, std::move(attempt)).first->second;
  ++under_way_by_topic_[begun.delivery.topic];
  if (!begun.module) return caller->refuse(Code::not_found);
  if (!begun.task) return caller->refuse(Code::unavailable);
  home_->post([task = begun.task, id = begun.delivery.id, frame = std::move(frame)]() mutable {
    task->begin(std::move(id), std::move(frame));
  });
}

void Courier::settle(const Attempt& attempt, const End& end) {
  if (attempt.job) return settle_job(attempt, end);
  if (end.outcome == Outcome::done) return;
  const Delivery& delivery = attempt.delivery;
  const bool is_last = delivery.attempt >= settings_.attempts_max;
  const auto next_at_ms = is_last ? std::nullopt : std::optional(retry_at_ms(delivery.attempt));
  log_.write(
      LogLine(is_last ? "error" : "warning", is_last ? "message laid aside" : "delivery failed")
          .add("message_id", delivery.id)
          .add("topic", delivery.topic)
          .add("function", delivery.function)
          .add("attempt", delivery.attempt)
          .add("cause", end.why));
  outbox_.fail(delivery, next_at_ms, end.why);
}

std::int64_t Courier::retry_at_ms(std::uint32_t attempt) const {
  std::uint32_t random = 0;
  const auto drawn = draw_entropy(4);
  std::memcpy(&random, drawn.data(), sizeof random);
  return effects::unix_ms() + retry_delay_ms(settings_, attempt, random);
}

void Courier::tick() {
  const auto now_ms = effects::unix_ms();
  for (Job& job : jobs_) {
    if (job.under_way || job.not_before_ms > now_ms) continue;
    const auto due = job.schedule.latest_due(job.last_at_ms, now_ms);
    if (!due) continue;
    job.under_way = true;
    begin({.module = job.module,
           .delivery = {.id = make_request_id()},
           .job = &job,
           .due_at_ms = *due});
  }
}

// A job that isn't done is due until it is: also when the server starts.
void Courier::settle_job(const Attempt& attempt, const End& end) {
  Job& job = *attempt.job;
  job.under_way = false;
  if (end.outcome == Outcome::again) return;
  if (end.outcome == Outcome::failed) {
    job.not_before_ms = effects::unix_ms() + job_delay_ms(settings_, ++job.failures);
    log_.write(LogLine("error", "job failed")
                   .add("function", job.module->name())
                   .add("job", job.name)
                   .add("cause", end.why));
    return;
  }
  job.failures = 0;
  job.last_at_ms = attempt.due_at_ms;
  outbox_.note_job(job.module->name(), job.name, attempt.due_at_ms);
}

void Courier::remove_old() {
  const auto now_ms = effects::unix_ms();
  if (now_ms - removed_old_at_ms_ < removed_each_ms) return;
  removed_old_at_ms_ = now_ms;
  outbox_.remove_old(now_ms);
}

}  // namespace arris::wasmtime
