#include "wasmtime/courier.h"

#include <algorithm>
#include <cstring>
#include <future>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "effects/clock.h"
#include "wasmtime/ids.h"
#include "wasmtime/outbox_statements.h"

namespace arris::wasmtime {
namespace {

using effect::Value;
using Rows = std::vector<effect::Rows>;

constexpr std::size_t claimed_at_once = 32;
constexpr std::int64_t retry_max_ms = 3'600'000;
constexpr std::int64_t kept_ms = 7ll * 24 * 3'600'000;
constexpr std::int64_t removed_each_ms = 600'000;
constexpr std::int64_t answers_kept_ms = 24ll * 3'600'000;  // as http/idempotency.h reads them
constexpr std::int64_t answers_at_once = 1000;
constexpr int answer_pieces_max = 100;

std::string frame_of(decltype(effect::Event::detail) detail, std::string_view request_id) {
  const auto entropy = draw_entropy(64);
  std::string frame;
  effect::encode(frame, effect::Event{.now_ms = effects::unix_ms(),
                                      .entropy = entropy,
                                      .request_id = request_id,
                                      .detail = std::move(detail)});
  return frame;
}

std::string text(const Value& value) {
  const auto* found = std::get_if<std::string_view>(&value);
  return found ? std::string(*found) : std::string();
}

std::int64_t number(const Value& value) {
  const auto* found = std::get_if<std::int64_t>(&value);
  return found ? *found : 0;
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

// One run of a module on an event.
struct Courier::Attempt {
  LoadedModule* module = nullptr;
  std::string org, id, topic, payload;
  std::uint32_t number = 0;
  std::int64_t created_at_ms = 0;
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
    : database_(database),
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

effects::Answer Courier::write(std::uint16_t statement, std::vector<Value> parameters) {
  std::promise<effects::Answer> answered;
  database_.write(outbox_statements(),
                  effect::Sql{effect::Mode::write, {{statement, std::move(parameters)}}},
                  [&](effects::Answer answer) { answered.set_value(std::move(answer)); });
  return answered.get_future().get();
}

Status Courier::register_listeners() {
  auto list = nlohmann::json::array();
  for (const auto* module : modules_) {
    for (const auto& listener : module->manifest.listeners)
      list.push_back({{"topic", listener.topic}, {"function", module->name()}});
  }
  const auto json = list.dump();
  const std::string_view known = json;
  const auto now_ms = effects::unix_ms();
  for (const auto& [statement, parameter] :
       {std::pair{OutboxStatement::forget_subscribers, Value(known)},
        std::pair{OutboxStatement::add_subscribers, Value(known)},
        std::pair{OutboxStatement::wake_all, Value(now_ms)}}) {
    const auto answer = write(static_cast<std::uint16_t>(statement), {parameter});
    if (answer.failure != effect::Failure::none) return internal(answer.bytes);
  }
  return success();
}

Status Courier::register_jobs() {
  for (auto* module : modules_) {
    for (const auto& cron : module->manifest.crons) {
      const auto answer = write(
          static_cast<std::uint16_t>(OutboxStatement::add_job),
          {std::string_view(module->name()), std::string_view(cron.name), effects::unix_ms()});
      const auto decoded = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
      if (answer.failure != effect::Failure::none || !decoded) return internal(answer.bytes);
      const auto schedule = manifest::Schedule::parse(cron.schedule);
      if (!schedule) return internal("not a schedule: " + cron.schedule);
      jobs_.push_back(
          {module, cron.schedule, cron.name, *schedule, number(decoded->statements[0].values[0])});
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
    --under_way_by_topic_[attempt.mapped().topic];
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
  const auto due =
      database_.read(*outbox_statements(),
                     effect::Sql{effect::Mode::read,
                                 {{static_cast<std::uint16_t>(OutboxStatement::next_due), {}}}});
  const auto next = effect::decode_answer<effect::SqlAnswer>(due.bytes);
  if (due.failure != effect::Failure::none || !next) return false;
  next_at_ms_ = number(next->statements[0].values[0]);
  if (next_at_ms_ == 0 || next_at_ms_ > now_ms) return false;
  claimed_at_ms_ = effects::steady_ms();
  const auto room = std::min(claimed_at_once, settings_.parallel_max - under_way_.size());
  const auto full = full_topics();
  const auto answer = write(static_cast<std::uint16_t>(OutboxStatement::claim),
                            {now_ms, now_ms + settings_.lease_ms, static_cast<std::int64_t>(room),
                             std::string_view(full)});
  const auto claimed = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
  if (answer.failure != effect::Failure::none || !claimed) return false;
  const auto& rows = claimed->statements[0];
  for (std::size_t i = 0; i < rows.count; ++i) {
    const auto row = rows.row(i);
    const auto module = std::ranges::find(modules_, text(row[2]), &LoadedModule::name);
    begin({.module = module == modules_.end() ? nullptr : *module,
           .org = text(row[0]),
           .id = text(row[1]),
           .topic = text(row[4]),
           .payload = text(row[5]),
           .number = static_cast<std::uint32_t>(number(row[3])),
           .created_at_ms = number(row[6])});
  }
  return rows.count > 0;
}

void Courier::begin(Attempt attempt) {
  const auto number = ++last_attempt_;
  const auto caller = std::make_shared<Ended>(news_, number);
  auto frame =
      attempt.job
          ? frame_of(effect::CronEvent{attempt.job->schedule_text, attempt.due_at_ms}, attempt.id)
          : frame_of(effect::MessageEvent{attempt.id,
                                          attempt.topic,
                                          attempt.org,
                                          {attempt.payload},
                                          attempt.number,
                                          attempt.created_at_ms,
                                          settings_.base_url},
                     attempt.id);
  if (attempt.module) attempt.task = make_task_(*attempt.module, home_, caller);
  const auto& begun = under_way_.emplace(number, std::move(attempt)).first->second;
  ++under_way_by_topic_[begun.topic];
  if (!begun.module) return caller->refuse(Code::not_found);
  if (!begun.task) return caller->refuse(Code::unavailable);
  home_->post([task = begun.task, id = begun.id, frame = std::move(frame)]() mutable {
    task->begin(std::move(id), std::move(frame));
  });
}

void Courier::settle(const Attempt& attempt, const End& end) {
  if (attempt.job) return settle_job(attempt, end);
  if (end.outcome == Outcome::done) return;
  const bool is_last = attempt.number >= settings_.attempts_max;
  std::uint32_t random = 0;
  const auto drawn = draw_entropy(4);
  std::memcpy(&random, drawn.data(), sizeof random);
  const auto next =
      is_last ? Value(effect::Null{})
              : Value(effects::unix_ms() + retry_delay_ms(settings_, attempt.number, random));
  const auto function = attempt.module ? attempt.module->name() : std::string();
  log_.write(
      LogLine(is_last ? "error" : "warning", is_last ? "message laid aside" : "delivery failed")
          .add("message_id", attempt.id)
          .add("topic", attempt.topic)
          .add("function", function)
          .add("attempt", attempt.number)
          .add("cause", end.why));
  write(static_cast<std::uint16_t>(OutboxStatement::fail),
        {std::string_view(attempt.org), std::string_view(attempt.id), std::string_view(function),
         next, std::string_view(end.why)});
}

void Courier::tick() {
  const auto now_ms = effects::unix_ms();
  for (Job& job : jobs_) {
    if (job.under_way || job.not_before_ms > now_ms) continue;
    const auto due = job.schedule.latest_due(job.last_at_ms, now_ms);
    if (!due) continue;
    job.under_way = true;
    begin({.module = job.module, .id = make_request_id(), .job = &job, .due_at_ms = *due});
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
  write(static_cast<std::uint16_t>(OutboxStatement::note_job),
        {std::string_view(job.module->name()), std::string_view(job.name), attempt.due_at_ms});
}

void Courier::remove_old() {
  const auto now_ms = effects::unix_ms();
  if (now_ms - removed_old_at_ms_ < removed_each_ms) return;
  removed_old_at_ms_ = now_ms;
  write(static_cast<std::uint16_t>(OutboxStatement::remove_old), {now_ms - kept_ms});
  remove_answers(now_ms - answers_kept_ms);
}

// In pieces, so that no request waits for long; what is left is due the next time.
void Courier::remove_answers(std::int64_t before_ms) {
  for (int i = 0; i < answer_pieces_max; ++i) {
    const auto answer = write(static_cast<std::uint16_t>(OutboxStatement::remove_answers),
                              {before_ms, answers_at_once});
    const auto removed = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
    if (answer.failure != effect::Failure::none || !removed) return;
    if (removed->statements[0].changes < answers_at_once) return;
  }
}

}  // namespace arris::wasmtime
