#pragma once
// Who waits for the answer of a task: a connection, a person at a terminal, a test. Called on the
// task's home. Views are valid during the call alone.
//
// (1) A task calls exactly one of answer, begin, subscribe and refuse, once; after `begin` any
// number of writes and then exactly one of end and abort.

#include <functional>

#include "core/error.h"
#include "effect/frame.h"

namespace arris::wasmtime {

class Caller {
 public:
  virtual ~Caller() = default;

  // What the module wrote into the log, while it has not ended: the cause of a failure is there alone.
  virtual void hear(const effect::Log&) {}
  virtual void answer(const effect::Head& head, std::string_view body) = 0;
  virtual void begin(const effect::Head& head) = 0;
  // `ready` is called, on any thread, once there is room for more.
  virtual void write(std::string_view chunk, std::function<void()> ready) = 0;
  virtual void end() = 0;
  virtual void abort() = 0;
  // `first` is sent before what is published.
  virtual void subscribe(const effect::Head& head, const effect::Subscription& subscription,
                         std::string_view first) = 0;
  virtual void refuse(Code code) = 0;
};

}  // namespace arris::wasmtime
