#include "wasmtime/task.h"

#include "core/free_text.h"
#include "core/text.h"

namespace arris::wasmtime {
namespace {

// The frames of a task that asks for more than this are not kept.
constexpr std::size_t record_max_bytes = 32u << 20;

bool may_fetch(const LoadedModule& module) {
  return module.effects[effect::Payload(effect::Fetch{}).index()];
}

// The task whose effects are being started on this thread: their answers need no detour.
thread_local const Task* starting = nullptr;

}  // namespace

Task::Task(const Runtime& runtime, LoadedModule& module, std::shared_ptr<Home> home,
           std::shared_ptr<Caller> caller, Slots::Slot slot)
    : slot_(std::move(slot)),
      runtime_(runtime),
      module_(module),
      home_(std::move(home)),
      caller_(std::move(caller)),
      began_ms_(effects::steady_ms()),
      performer_(runtime.services, runtime.deadlines, module),
      deadline_ms_(runtime.deadline_ms) {
  performer_.set_urgency(runtime.writes);
}

Task::~Task() {
  if (ticket_) runtime_.deadlines.forget(*ticket_);
}

void Task::begin(std::string request_id, std::string event_frame) {
  record_.module = module_.name();
  record_.digest = module_.digest;
  record_.request_id = std::move(request_id);
  performer_.set_request_id(record_.request_id);
  record_.event = std::move(event_frame);
  record_bytes_ = record_.event.size();
  if (state_ == State::over) return;
  auto made = module_.factory->make();
  if (!made) return fault(made.error());
  instance_ = std::move(*made);
  auto frame = instance_->begin(record_.event);
  if (module_.takes_secrets) free_text(record_.event);  // the module has its own copy
  if (accept(std::move(frame))) run();
}

// Performs and resumes until something has to be waited for.
void Task::run() {
  const auto self = shared_from_this();
  while (state_ == State::performing) {
    if (!perform()) return watch();
    resume();
  }
}

void Task::resume() {
  state_ = State::running;
  if (is_late()) return stop(Ending::timed_out);
  auto& results = record_.results.emplace_back(effects_.results());
  record_bytes_ += results.size();
  auto frame = instance_->resume(number_, results);
  if (module_.takes_secrets || record_bytes_ > record_max_bytes) record_.results.clear();
  accept(std::move(frame));
}

// True when the task goes on at once.
bool Task::accept(Instance::Frame frame) {
  if (!frame) {
    fault(frame.error());
    return false;
  }
  if (runtime_.keep == Keep::frames_and_outcomes)
    record_.outcomes.emplace_back(as_text(crypto::sha256(*frame)));
  auto outcome = checker_.check(*frame);
  if (!outcome) {
    fault(outcome.error());
    return false;
  }
  number_ = outcome->task;
  for (const auto& log : outcome->logs) {
    runtime_.journal.note_log(record_, log);
    if (caller_) caller_->hear(log);
  }
  emit(*outcome);
  return state_ == State::performing;
}

// Without a caller, who has left or has the answer, only effects are left of an outcome.
void Task::emit(effect::Outcome& outcome) {
  const bool whole = !has_begun_ && outcome.done != effect::Done::no;
  if (whole && caller_ && !outcome.head)
    return fault({FaultKind::frame, "the task ended without an answer"});
  effects_.reset(std::move(outcome.effects));
  state_ = State::performing;
  if (caller_)
    whole ? emit_whole(outcome) : emit_part(outcome);
  else if (outcome.head && !whole)
    hang_up();
  if (outcome.done == effect::Done::yes) finish();
}

void Task::emit_whole(effect::Outcome& outcome) {
  const auto caller = std::exchange(caller_, nullptr);
  has_begun_ = true;
  performer_.set_urgency(sqlite::Urgency::behind);
  if (outcome.subscription)
    caller->subscribe(*outcome.head, *outcome.subscription, outcome.chunk.data);
  else
    caller->answer(*outcome.head, outcome.chunk.data);
}

void Task::emit_part(effect::Outcome& outcome) {
  if (outcome.head) {
    caller_->begin(*outcome.head);
    has_begun_ = true;
  }
  const bool last = outcome.done != effect::Done::no;
  if (!outcome.chunk.data.empty() && last) caller_->write(outcome.chunk.data, [] {});
  if (last) performer_.set_urgency(sqlite::Urgency::behind);
  if (last) return std::exchange(caller_, nullptr)->end();
  if (!outcome.chunk.data.empty()) write_chunk(outcome.chunk.data);
}

// The module runs on when the caller has taken the chunk, so a slow caller slows the module.
void Task::write_chunk(std::string_view chunk) {
  state_ = State::writing;
  caller_->write(chunk, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) {
      self->home_->post([self] {
        if (self->state_ != State::writing) return;
        self->state_ = State::performing;
        self->run();
      });
    }
  });
  watch();
}

bool Task::perform() {
  return effects_.advance([this](std::size_t index) { start_effect(index); });
}

void Task::start_effect(std::size_t index) {
  const auto* before = std::exchange(starting, this);
  auto now = performer_.perform(
      effects_.payload(index), [self = shared_from_this(), index](effects::Answer answer) {
        if (starting == self.get()) return self->keep_answer(index, std::move(answer));
        self->home_->post([self, index, answer = std::move(answer)]() mutable {
          self->take_answer(index, std::move(answer));
        });
      });
  starting = before;
  if (now) keep_answer(index, std::move(*now));
}

void Task::keep_answer(std::size_t index, effects::Answer answer) {
  if (has_left_ && effects_.is_fetch(index) && answer.failure != effect::Failure::none)
    answer.failure = effect::Failure::gone;
  effects_.answer(index, std::move(answer));
}

void Task::take_answer(std::size_t index, effects::Answer answer) {
  keep_answer(index, std::move(answer));
  if (state_ == State::performing) run();
}

void Task::forget_secrets() {
  if (!module_.takes_secrets) return;
  free_text(record_.event);
  record_.results.clear();
}

void Task::fault(const Fault& fault) {
  module_.health.note_fault(fault.kind, effects::steady_ms());
  forget_secrets();
  runtime_.journal.note_fault(record_, fault);
  if (caller_ && has_begun_)
    caller_->abort();
  else if (caller_)
    caller_->refuse(Code::module_fault);
  finish();
}

// What others were asked for before the answer began is paid for: the module hears of it, and counts it.
void Task::stop(Ending ending) {
  if (state_ == State::over) return;
  if (ending == Ending::cancelled && has_begun_) return leave();
  if (ending == Ending::cancelled && instance_ && may_fetch(module_)) return caller_.reset();
  const bool idle = effects_.outstanding() == 0;
  if (ending == Ending::timed_out && caller_) {
    if (has_begun_)
      caller_->abort();
    else
      caller_->refuse(Code::timeout);
  }
  // Effects that are on their way read the guest's memory, which a call into it would change.
  if (instance_ && idle) instance_->cancel(number_);
  finish();
}

void Task::leave() {
  if (!std::exchange(caller_, nullptr)) return;
  hang_up();
  if (state_ != State::writing) return;
  state_ = State::performing;
  run();
}

// Nobody reads what is still to come of the answer.
void Task::hang_up() {
  has_begun_ = has_left_ = true;
  performer_.set_urgency(sqlite::Urgency::behind);
  performer_.cancel();
}

void Task::cancel() {
  home_->post([self = shared_from_this()] { self->stop(Ending::cancelled); });
}

void Task::finish() {
  state_ = State::over;
  performer_.cancel();
  forget_secrets();
  runtime_.journal.note_end(record_);
  caller_.reset();
  if (effects_.outstanding() == 0) instance_.reset();
}

std::int64_t Task::deadline_at_ms() const {
  return began_ms_ + (has_begun_ ? runtime_.stream_deadline_ms : deadline_ms_);
}

bool Task::is_late() const { return effects::steady_ms() >= deadline_at_ms(); }

void Task::watch() {
  if (state_ == State::over) return;
  if (ticket_ && ticket_->first == deadline_at_ms()) return;
  if (ticket_) runtime_.deadlines.forget(*ticket_);
  ticket_ = runtime_.deadlines.watch(deadline_at_ms(), [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->home_->post([self] { self->stop(Ending::timed_out); });
  });
}

}  // namespace arris::wasmtime
