#include "wasmtime/deadlines.h"

#include "effects/clock.h"

namespace arris::wasmtime {

// A request's time ends long after the thread looks again, so that it is woken for few.
Deadlines::Ticket Deadlines::watch(std::int64_t at_ms, std::function<void()> expire) {
  std::unique_lock lock(mutex_);
  const Ticket ticket{at_ms, ++last_number_};
  watched_.emplace(ticket, std::move(expire));
  const bool wakes = at_ms < looks_at_ms_;
  if (wakes) looks_at_ms_ = at_ms;
  lock.unlock();
  if (wakes) wake_.notify_one();
  return ticket;
}

bool Deadlines::forget(const Ticket& ticket) {
  std::lock_guard lock(mutex_);
  return watched_.erase(ticket) > 0;
}

void Deadlines::end() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  std::map<Ticket, std::function<void()>> dropped;
  std::lock_guard lock(mutex_);
  dropped.swap(watched_);
}

void Deadlines::run(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    const auto now_ms = effects::steady_ms();
    if (!watched_.empty() && watched_.begin()->first.first <= now_ms) {
      const auto expire = std::move(watched_.begin()->second);
      watched_.erase(watched_.begin());
      lock.unlock();
      expire();
      lock.lock();
      continue;
    }
    const auto wait_ms = watched_.empty() ? 1000 : watched_.begin()->first.first - now_ms;
    const auto asleep_ms = std::min<std::int64_t>(wait_ms, 1000);
    const auto planned_ms = looks_at_ms_ = now_ms + asleep_ms;
    wake_.wait_for(lock, stop, std::chrono::milliseconds(asleep_ms),
                   [&] { return looks_at_ms_ < planned_ms; });
  }
}

}  // namespace arris::wasmtime
