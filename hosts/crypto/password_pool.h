#pragma once
// Threads for password hashing, which takes 19 MiB and tens of milliseconds each time: as many at
// once as there are cores, a queue with a bound, and a refusal beyond it, so that a storm of logins
// can't starve other requests.
//
// (1) Every completion is called exactly once: on a thread of the pool, or on the caller's when it
// is refused. (2) Passwords are wiped from the queue once they were used.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "crypto/password.h"

namespace arris::crypto {

struct PasswordPoolSettings {
  std::size_t threads = std::max(1u, std::thread::hardware_concurrency());
  std::size_t queue_max = 64;  // about two seconds of waiting on two cores
};

class PasswordPool {
 public:
  explicit PasswordPool(const Password& passwords, PasswordPoolSettings settings = {});
  // Waits for what is running; what is still queued fails with `unavailable`.
  ~PasswordPool();
  PasswordPool(const PasswordPool&) = delete;

  // Copies what it needs of the effect. A full queue fails with `unavailable`.
  void perform(const effect::Password& effect, effects::Completion completion);

 private:
  enum class Operation { hash, verify };
  struct Job {
    Operation operation;
    std::string password, phc;
    effects::Completion completion;
  };

  void work(std::stop_token stop);
  void run(Job job);

  const Password& passwords_;
  const PasswordPoolSettings settings_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Job> queue_;
  std::vector<std::jthread> threads_;
};

}  // namespace arris::crypto
