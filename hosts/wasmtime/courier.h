#pragma once
// Brings messages of the outbox to the functions that hear them, and scheduled jobs their time.
//
// (1) At least once: an attempt is counted and leased before it begins, so a message whose delivery
// was cut by a kill comes again. (2) An attempt that fails is repeated after a delay that doubles;
// after the last the delivery is dead, until an operator replays it. (3) A commit that tells wakes
// the courier; idle it looks once in `sweep_ms`. (4) A job whose time passed while nothing ran is
// made up for once.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "manifest/schedule.h"
#include "sqlite/database.h"
#include "wasmtime/home.h"
#include "wasmtime/log.h"
#include "wasmtime/task.h"

namespace arris::wasmtime {

struct CourierSettings {
  std::uint32_t attempts_max = 16;
  std::uint32_t retry_ms = 1000;    // after the first failure; doubles up to an hour
  std::uint32_t lease_ms = 20'000;  // longer than any attempt takes
  std::uint32_t sweep_ms = 5000;
  std::function<bool()> rests{};  // while true, nothing begins; for tests
};

// The delay before the attempt after this one: doubled each time, at most an hour, and of that a
// random share from a half to the whole, so that what failed together does not come together.
std::int64_t retry_delay_ms(const CourierSettings& settings, std::uint32_t attempt,
                            std::uint32_t random);

// How the courier runs a module; null when there is no room at the moment.
using MakeTask = std::function<std::shared_ptr<Task>(LoadedModule&, std::shared_ptr<Home>,
                                                     std::shared_ptr<Caller>)>;

class Courier {
 public:
  // REQUIRES: modules and database outlive it
  Courier(sqlite::Database& database, std::vector<LoadedModule*> modules, MakeTask make_task,
          Log& log, CourierSettings settings);
  ~Courier() { stop(); }

  // Registers the listeners and jobs, makes everything that waits due, and begins.
  Status start();
  // What is on its way is waited for. No call of `wake` has an effect any more.
  void stop();
  // A commit told something. From any thread; cheap.
  void wake();

 private:
  struct Job {
    LoadedModule* module;
    std::string schedule_text, name;
    manifest::Schedule schedule;
    std::int64_t last_at_ms = 0;
  };
  struct Attempt;

  effects::Answer write(std::uint16_t statement, std::vector<effect::Value> parameters);
  Status register_listeners();
  Status register_jobs();
  void run(std::stop_token stop);
  bool deliver_due();
  void tick();
  void run_job(Job& job, std::int64_t due_at_ms);
  void remove_old();
  void begin(Attempt& attempt);
  void settle(Attempt& attempt);

  sqlite::Database& database_;
  const std::vector<LoadedModule*> modules_;
  const MakeTask make_task_;
  Log& log_;
  const CourierSettings settings_;
  std::vector<Job> jobs_;
  std::int64_t removed_old_at_ms_ = 0;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool told_ = true;
  std::shared_ptr<ThreadHome> home_ = std::make_shared<ThreadHome>();
  std::jthread thread_;
};

}  // namespace arris::wasmtime
