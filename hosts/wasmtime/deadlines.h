#pragma once
// Ends what waits for too long. A task is watched only once it waits, so a request that is answered
// at once costs nothing here.

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace arris::wasmtime {

class Deadlines {
 public:
  using Ticket = std::pair<std::int64_t, std::uint64_t>;

  Deadlines() : thread_([this](std::stop_token stop) { run(stop); }) {}

  // `expire` is called once, on another thread, at `at_ms` of effects::steady_ms or soon after.
  Ticket watch(std::int64_t at_ms, std::function<void()> expire);
  // From now on it is not called, unless it is being called. False when it was, or is being.
  bool forget(const Ticket& ticket);
  // Nothing is called any more; what was watched goes now, while what it refers to is there.
  void end();

 private:
  void run(std::stop_token stop);

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::map<Ticket, std::function<void()>> watched_;
  std::uint64_t last_number_ = 0;
  std::int64_t looks_at_ms_ = 0;  // when the thread wakes by itself
  std::jthread thread_;
};

}  // namespace arris::wasmtime
