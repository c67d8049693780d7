#pragma once
// Drives libcurl: on a thread of its own, or on that of an event loop that watches `descriptor`.
// Other threads hand it commands; its own thread alone touches a transfer after its start, and does
// at once what it is asked for there.
//
// (1) What was posted before `stop` is done; after it nothing is accepted and nothing is left
// waiting. (2) A turn costs what the transfers in it cost, however many others are open.

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

#include "effects/transfer.h"

namespace arris::effects {

class FetchLoop {
 public:
  explicit FetchLoop(FetchSettings settings);
  ~FetchLoop();
  FetchLoop(const FetchLoop&) = delete;

  const FetchSettings& settings() const { return settings_; }

  // From any thread.
  void start(std::shared_ptr<Transfer> transfer);
  void read(std::shared_ptr<Transfer> transfer, Completion completion);
  void cancel(std::vector<std::shared_ptr<Transfer>> transfers);

  // Readable when there is something to do.
  int descriptor() const { return poll_; }
  // This thread is the loop's from now on.
  void adopt() { owner_ = std::this_thread::get_id(); }
  // Makes the descriptor readable. From any thread.
  void wake();
  // Does what there is to do, without waiting. On the loop's thread.
  void turn();
  // On the loop's thread, or when that has ended. Not from a completion.
  void stop();

 private:
  using Command = std::function<void()>;
  class Turn;

  // At once on the loop's own thread, outside of a turn. False after a stop; the command is then not kept.
  bool perform(Command command);
  bool post(Command command);
  void take_events();
  void run_commands();
  void add(const std::shared_ptr<Transfer>& transfer);
  void take_finished();
  void advance(Transfer& transfer);
  void advance_touched();
  void end_late(std::int64_t now_ms);
  void remove(Transfer& transfer);
  void cut(Transfer& transfer, effect::Failure failure, const char* message);
  void drive_timers();
  void arm();
  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known);
  static int on_timer(CURLM*, long wait_ms, void* self);

  const FetchSettings settings_;
  CURLM* const multi_;
  const int poll_, wakeup_, timer_;
  std::atomic<std::thread::id> owner_;
  std::mutex mutex_;
  std::vector<Command> commands_;
  bool stopping_ = false;
  bool is_turning_ = false;
  std::unordered_set<std::shared_ptr<Transfer>> active_;  // with a handle in `multi_`
  Touched touched_;                                       // of them, those with something new
  static constexpr std::int64_t never_ms = INT64_MAX;
  std::int64_t curl_at_ms_ = never_ms;   // when libcurl wants a turn
  std::int64_t late_at_ms_ = never_ms;   // no transfer is late before
  std::int64_t armed_at_ms_ = never_ms;  // of the timer
};

}  // namespace arris::effects
