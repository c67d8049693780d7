#pragma once
// The thread that drives libcurl. Other threads hand it commands; it alone touches a transfer after
// its start.
//
// (1) What was posted before `stop` is done; after it nothing is accepted and nothing is left
// waiting.

#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "effects/transfer.h"

namespace arris::effects {

class FetchLoop {
 public:
  explicit FetchLoop(FetchSettings settings);
  ~FetchLoop() { stop(); }
  FetchLoop(const FetchLoop&) = delete;

  const FetchSettings& settings() const { return settings_; }

  // From any thread.
  void start(std::shared_ptr<Transfer> transfer);
  void read(std::shared_ptr<Transfer> transfer, Completion completion);
  void cancel(std::vector<std::shared_ptr<Transfer>> transfers);
  // Not from a completion.
  void stop();

 private:
  using Command = std::function<void()>;

  // False after a stop; the command is then not kept.
  bool post(Command command);
  void run();
  bool run_commands();
  void add(const std::shared_ptr<Transfer>& transfer);
  void take_finished();
  void advance_all();
  void remove(Transfer& transfer);
  void cut(Transfer& transfer, effect::Failure failure, const char* message);
  int wait_ms() const;

  const FetchSettings settings_;
  CURLM* const multi_;
  std::mutex mutex_;
  std::vector<Command> commands_;
  bool stopping_ = false;
  std::vector<std::shared_ptr<Transfer>> active_;  // with a handle in `multi_`
  std::jthread thread_;
};

}  // namespace arris::effects
