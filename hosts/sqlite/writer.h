#pragma once
// Writes every batch on one thread and commits them in groups: each waiting batch in a savepoint of
// one transaction, one fsync for all.
//
// (1) A completion is called after the COMMIT that holds its batch, never before. (2) A batch that
// fails leaves nothing, and takes nothing of another batch with it. (3) When the COMMIT fails,
// every batch of the group is unavailable. (4) A checkpoint never waits for a reader on a request's
// path. (5) What is written behind an answer rests no longer than `rest_max`, and begins with the
// first write that is waited for.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "sqlite/batch.h"

namespace arris::sqlite {

enum class Grouping { on, off };
// `behind`: nobody waits for it, so it may rest for a moment and share its commit with what comes
// meanwhile.
enum class Urgency : std::uint8_t { waited_for, behind };

struct WriterRules {
  Grouping grouping = Grouping::on;
  std::size_t group_max = 256;     // batches: bounds how long the first of a group waits
  std::size_t queue_max = 10'000;  // batches: beyond it a write is unavailable at once
  std::size_t wal_copied_from_bytes = 4u << 20;      // the WAL is copied back beside the writing
  std::size_t wal_restarted_from_bytes = 32u << 20;  // and begun anew between two groups
  std::chrono::milliseconds batch_timeout{10'000};
  std::chrono::milliseconds rest_max{5};
  Fault fault;
};

struct WriterStatistics {
  std::uint64_t batches = 0, commits = 0, failed_batches = 0, failed_commits = 0;
  std::uint64_t checkpoints = 0;
  std::uint64_t wal_bytes = 0;
  std::size_t queue_depth = 0, last_group = 0, largest_group = 0;
};

class Writer {
 public:
  // `checkpointer` copies the WAL back on a thread of its own; null leaves the WAL alone.
  Writer(std::unique_ptr<Connection> connection, std::unique_ptr<Connection> checkpointer,
         WriterRules rules);
  ~Writer();  // writes what waits, empties the WAL

  void write(Statements statements, const effect::Sql& sql, effects::Completion completion,
             Urgency urgency = Urgency::waited_for);
  WriterStatistics statistics() const;

 private:
  struct Job {
    Statements statements;
    OwnedSql sql;
    effects::Completion completion;
    effects::Answer answer{};
  };
  using Group = std::vector<Job>;
  using Moment = std::chrono::steady_clock::time_point;

  void run();
  bool enqueue(Job& job, Urgency urgency);
  void wait_for_work(std::unique_lock<std::mutex>& lock);
  Group take_group();
  void commit(Group group);
  bool try_commit(Group& group);
  void run_job(Job& job);
  SqlFailure check_deferred();
  SqlFailure finish();
  void fail_all(Group& group, const SqlFailure& failure);
  void count_commit(std::size_t batches);
  void complete(Group& group);
  void run_checkpoints();
  void restart_wal();
  static int note_wal(void* self, sqlite3*, const char*, int pages);

  std::unique_ptr<Connection> connection_, checkpointer_;
  WriterRules rules_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_, wal_grew_;
  std::deque<Job> queue_;
  Moment due_ = Moment::max();  // when a group begins at the latest
  bool ending_ = false;
  WriterStatistics statistics_;
  std::atomic<std::uint64_t> wal_bytes_ = 0;
  std::uint64_t restart_again_at_bytes_ = 0;
  std::thread thread_, checkpoint_thread_;
};

}  // namespace arris::sqlite
