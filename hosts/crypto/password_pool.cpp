#include "crypto/password_pool.h"

#include <openssl/crypto.h>

namespace arris::crypto {
namespace {

effects::Answer busy() {
  return effects::Answer::failed(effect::Failure::unavailable, "too many passwords at once");
}

}  // namespace

PasswordPool::PasswordPool(const Password& passwords, PasswordPoolSettings settings)
    : passwords_(passwords), settings_(settings) {
  for (std::size_t i = 0; i < settings.threads; ++i)
    threads_.emplace_back([this](std::stop_token stop) { work(stop); });
}

PasswordPool::~PasswordPool() {
  for (auto& thread : threads_) thread.request_stop();
  threads_.clear();
  for (Job& job : queue_) {
    OPENSSL_cleanse(job.password.data(), job.password.size());
    job.completion(busy());
  }
}

void PasswordPool::perform(const effect::Password& effect, effects::Completion completion) {
  std::unique_lock lock(mutex_);
  if (queue_.size() >= settings_.queue_max) {
    lock.unlock();
    return completion(busy());
  }
  Job job{Operation::hash, {}, {}, std::move(completion)};
  if (const auto* verify = std::get_if<effect::PasswordVerify>(&effect)) {
    job.operation = Operation::verify;
    job.password = verify->password.data;
    job.phc = verify->phc;
  } else {
    job.password = std::get<effect::PasswordHash>(effect).password.data;
  }
  queue_.push_back(std::move(job));
  lock.unlock();
  wake_.notify_one();
}

void PasswordPool::work(std::stop_token stop) {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [this] { return !queue_.empty(); });
    if (stop.stop_requested()) return;
    Job job = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    run(std::move(job));
  }
}

void PasswordPool::run(Job job) {
  effect::Password effect;
  if (job.operation == Operation::verify)
    effect = effect::PasswordVerify{{job.password}, job.phc};
  else
    effect = effect::PasswordHash{{job.password}};
  auto answer = passwords_.perform(effect);
  OPENSSL_cleanse(job.password.data(), job.password.size());
  job.completion(std::move(answer));
}

}  // namespace arris::crypto
