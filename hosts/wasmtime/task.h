#pragma once
// One request of a module, from its event to the end of its answer: begins the module, performs
// what it asks for, resumes it, and hands what it says to the caller.
//
// (1) Everything happens on the task's home; a request whose effects are answered at once never
// leaves the thread on which it began. (2) The caller gets one answer whatever the module does.
// (3) The instance lives until nothing that was started refers to it. (4) A task gives its slot
// back when it is gone, so that whoever sees all slots free may take everything else away.

#include <memory>

#include "wasmtime/caller.h"
#include "wasmtime/deadlines.h"
#include "wasmtime/effect_run.h"
#include "wasmtime/home.h"
#include "wasmtime/outcome.h"
#include "wasmtime/performer.h"
#include "wasmtime/record.h"
#include "wasmtime/slots.h"

namespace arris::wasmtime {

// What becomes known while tasks run. Called on any thread.
class Journal {
 public:
  virtual ~Journal() = default;
  virtual void note_log(const Record& record, const effect::Log& log) = 0;
  // The module is at fault.
  virtual void note_fault(const Record& record, const Fault& fault) = 0;
  // Every task, also after a fault; only when the record was kept.
  virtual void note_end(const Record& record) = 0;
};

enum class Keep : std::uint8_t { frames, frames_and_outcomes };

// REQUIRES: all of it outlives every task.
struct Runtime {
  const Services& services;
  Deadlines& deadlines;
  Journal& journal;
  std::int64_t deadline_ms = 10'000;            // of the whole request, until its head
  std::int64_t stream_deadline_ms = 1'260'000;  // longer than the head and the stream of a fetch
  sqlite::Urgency writes = sqlite::Urgency::waited_for;  // before the answer
  Keep keep = Keep::frames;
};

class Task : public std::enable_shared_from_this<Task> {
 public:
  Task(const Runtime& runtime, LoadedModule& module, std::shared_ptr<Home> home,
       std::shared_ptr<Caller> caller, Slots::Slot slot);
  ~Task();

  // On its home.
  void begin(std::string request_id, std::string event_frame);
  // Instead of the runtime's. REQUIRES: before begin
  void set_deadline_ms(std::int64_t deadline_ms) { deadline_ms_ = deadline_ms; }
  // The caller is gone: nothing more happens, but when an answer has begun, the module is told by
  // what it fetches, and ends in its own way. From any thread.
  void cancel();

 private:
  enum class Ending { cancelled, timed_out };

  void run();
  bool accept(Instance::Frame frame);
  void emit(effect::Outcome& outcome);
  void emit_whole(effect::Outcome& outcome);
  void emit_part(effect::Outcome& outcome);
  bool perform();
  void start_effect(std::size_t index);
  void keep_answer(std::size_t index, effects::Answer answer);
  void take_answer(std::size_t index, effects::Answer answer);
  void resume();
  void write_chunk(std::string_view chunk);
  void forget_secrets();
  void fault(const Fault& fault);
  void stop(Ending ending);
  void finish();
  void leave();
  void hang_up();
  void watch();
  bool is_late() const;
  std::int64_t deadline_at_ms() const;

  // The last to die: nobody waits for a task that holds no slot.
  Slots::Slot slot_;
  const Runtime& runtime_;
  LoadedModule& module_;
  const std::shared_ptr<Home> home_;
  std::shared_ptr<Caller> caller_;
  const std::int64_t began_ms_;
  Performer performer_;
  EffectRun effects_;
  OutcomeChecker checker_;
  Record record_;
  std::size_t record_bytes_ = 0;
  std::unique_ptr<Instance> instance_;
  std::uint32_t number_ = 0;
  enum class State { running, performing, writing, over } state_ = State::running;
  std::int64_t deadline_ms_;  // of the answer's head
  bool has_begun_ = false;    // the answer, as a stream
  bool has_left_ = false;     // the caller, in the middle of the answer
  std::optional<Deadlines::Ticket> ticket_;
};

}  // namespace arris::wasmtime
