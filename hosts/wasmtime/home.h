#pragma once
// Where the steps of a task run: one thread at a time, so that a task needs no locks. The loop of
// its connection is one home, a thread of its own is another.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace arris::wasmtime {

class Home {
 public:
  virtual ~Home() = default;
  // From any thread.
  virtual void post(std::function<void()> work) = 0;
};

// A thread that does what is posted, in order. Its end leaves nothing undone.
class ThreadHome final : public Home {
 public:
  explicit ThreadHome(std::size_t queue_max = SIZE_MAX);
  ~ThreadHome() override;

  void post(std::function<void()> work) override;
  // False when too much waits already; the work is then not kept.
  bool try_post(std::function<void()> work);

 private:
  void run(std::stop_token stop);

  const std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<std::function<void()>> queue_;
  std::jthread thread_;
};

}  // namespace arris::wasmtime
