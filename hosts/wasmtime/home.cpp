#include "wasmtime/home.h"

namespace arris::wasmtime {

ThreadHome::ThreadHome(std::size_t queue_max)
    : queue_max_(queue_max), thread_([this](std::stop_token stop) { run(stop); }) {}

ThreadHome::~ThreadHome() {
  thread_.request_stop();
  thread_.join();
}

void ThreadHome::post(std::function<void()> work) {
  {
    std::lock_guard lock(mutex_);
    queue_.push_back(std::move(work));
  }
  wake_.notify_one();
}

bool ThreadHome::try_post(std::function<void()> work) {
  {
    std::lock_guard lock(mutex_);
    if (queue_.size() >= queue_max_) return false;
    queue_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

void ThreadHome::run(std::stop_token stop) {
  for (;;) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return !queue_.empty(); })) return;
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    work();
  }
}

}  // namespace arris::wasmtime
