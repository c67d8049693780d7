#pragma once
// Brings messages of the outbox to the functions that hear them, and scheduled jobs their time.
//
// (1) At least once: an attempt is counted and leased before it begins, so a message whose delivery
// was cut by a kill comes again. (2) An attempt that fails is repeated after a delay that doubles;
// after the last the delivery is dead, until an operator replays it. (3) A commit that tells wakes
// the courier; idle it looks once in `sweep_ms`. (4) A job whose time passed while nothing ran is
// made up for once; one that fails is run again after a delay that doubles, one that has more to do
// at once. (5) Many deliveries are under way at once, and whichever ends makes room for the
// next: one that is slow, or a topic full of them, holds up nothing else. (6) Messages and answers
// that are kept for a time go when it is over.

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "manifest/schedule.h"
#include "wasmtime/home.h"
#include "wasmtime/log.h"
#include "wasmtime/outbox.h"
#include "wasmtime/task.h"

namespace arris::wasmtime {

struct CourierSettings {
  std::uint32_t attempts_max = 16;
  std::uint32_t retry_ms = 1000;        // after the first failure; doubles up to an hour
  std::uint32_t job_retry_ms = 60'000;  // of jobs, as retry_ms
  std::uint32_t lease_ms = 30'000;      // longer than any attempt takes
  std::uint32_t sweep_ms = 5000;
  std::uint32_t rest_ms = 5;                // between two claims, so that messages share one
  std::size_t parallel_max = 128;           // deliveries under way
  std::size_t parallel_per_topic_max = 96;  // so that one topic leaves room for the others
  std::uint32_t patience_ms = 3000;         // with what is under way at the end
  std::string base_url{};                   // where people reach the product
  // For tests: is told how much is under way, and before anything begins one more; while it says so,
  // nothing does.
  std::function<bool(std::size_t)> rests{};
};

// The delay before the attempt after this one: doubled each time, at most an hour, and of that a
// random share from a half to the whole, so that what failed together does not come together.
std::int64_t retry_delay_ms(const CourierSettings& settings, std::uint32_t attempt,
                            std::uint32_t random);
// The delay before a job that has failed so often, which is more than never, is run again.
std::int64_t job_delay_ms(const CourierSettings& settings, std::uint32_t failures);

// How the courier runs a module; null when there is no room at the moment.
using MakeTask = std::function<std::shared_ptr<Task>(LoadedModule&, std::shared_ptr<Home>,
                                                     std::shared_ptr<Caller>)>;

class Courier {
 public:
  // REQUIRES: modules and database outlive it
  Courier(sqlite::Database& database, std::vector<LoadedModule*> modules, MakeTask make_task,
          Log& log, CourierSettings settings);
  ~Courier();

  // Registers the listeners and jobs, makes everything that waits due, and begins.
  Status start();
  // What is under way is waited for, but not for long: a delivery that is cut comes again. No call of
  // `wake` has an effect any more.
  void stop();
  // A commit told something. From any thread; cheap.
  void wake();

 private:
  struct Job {
    LoadedModule* module;
    std::string schedule_text, name;
    manifest::Schedule schedule;
    std::int64_t last_at_ms = 0;  // the time for which it was done last
    std::int64_t not_before_ms = 0;
    std::uint32_t failures = 0;  // since then
    bool under_way = false;
  };
  struct Attempt;
  class Ended;
  enum class Outcome { done, again, failed };
  struct End {
    std::uint64_t attempt;
    Outcome outcome;
    std::string why;  // of a failure
  };
  // What other threads say; it outlives the courier for those who speak late.
  struct News {
    std::mutex mutex;
    std::condition_variable_any wake;
    bool told = true;
    std::vector<End> ended;
  };

  Status register_listeners();
  Status register_jobs();
  void run(std::stop_token stop);
  bool rests(std::size_t busy) const;
  void wait_for_news(std::stop_token stop);
  void rest_after_claim() const;
  void settle_ended();
  void finish();
  void deliver_all(std::stop_token stop);
  bool deliver_due();
  std::string full_topics() const;
  void tick();
  void remove_old();
  LoadedModule* module_of(std::string_view function) const;
  std::string frame_of(const Attempt& attempt) const;
  void begin(Attempt attempt);
  void settle(const Attempt& attempt, const End& end);
  std::int64_t retry_at_ms(std::uint32_t attempt) const;
  void settle_job(const Attempt& attempt, const End& end);

  Outbox outbox_;
  const std::vector<LoadedModule*> modules_;
  const MakeTask make_task_;
  Log& log_;
  const CourierSettings settings_;
  std::vector<Job> jobs_;
  std::int64_t removed_old_at_ms_ = 0, next_at_ms_ = 0, claimed_at_ms_ = 0;
  const std::shared_ptr<News> news_ = std::make_shared<News>();
  std::map<std::uint64_t, Attempt> under_way_;
  std::map<std::string, std::size_t, std::less<>> under_way_by_topic_;
  std::uint64_t last_attempt_ = 0;
  std::shared_ptr<ThreadHome> home_ = std::make_shared<ThreadHome>();
  std::jthread thread_;
};

}  // namespace arris::wasmtime
