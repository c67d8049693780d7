#include "sqlite/writer.h"

#include <sqlite3.h>

#include <algorithm>

namespace arris::sqlite {

using effect::Failure;
using effects::Answer;

namespace {

constexpr std::uint64_t page_bytes = 4096;
constexpr auto no_deadline = std::chrono::steady_clock::time_point::max();

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, std::unique_ptr<Connection> checkpointer,
               WriterRules rules)
    : connection_(std::move(connection)),
      checkpointer_(std::move(checkpointer)),
      rules_(std::move(rules)) {
  restart_again_at_bytes_ = rules_.wal_restarted_from_bytes;
  sqlite3_wal_hook(connection_->handle(), &Writer::note_wal, this);
  thread_ = std::thread([this] { run(); });
  if (checkpointer_) checkpoint_thread_ = std::thread([this] { run_checkpoints(); });
}

Writer::~Writer() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  arrived_.notify_all();
  thread_.join();
  wal_grew_.notify_all();
  if (checkpoint_thread_.joinable()) checkpoint_thread_.join();
  sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr,
                            nullptr);
}

void Writer::write(Statements statements, const effect::Sql& sql, effects::Completion completion,
                   Urgency urgency) {
  Job job{std::move(statements), OwnedSql(sql), std::move(completion)};
  if (!enqueue(job, urgency))
    job.completion(Answer::failed(Failure::unavailable, "too many writes wait"));
}

// The thread is woken only where it would begin too late otherwise.
bool Writer::enqueue(Job& job, Urgency urgency) {
  std::unique_lock lock(mutex_);
  if (ending_ || queue_.size() >= rules_.queue_max) return false;
  queue_.push_back(std::move(job));
  const auto now = std::chrono::steady_clock::now();
  const bool rests = urgency == Urgency::behind && queue_.size() < rules_.group_max;
  const Moment due = rests ? now + rules_.rest_max : now;
  if (due >= due_) return true;
  due_ = due;
  lock.unlock();
  arrived_.notify_one();
  return true;
}

WriterStatistics Writer::statistics() const {
  std::lock_guard lock(mutex_);
  WriterStatistics now = statistics_;
  now.queue_depth = queue_.size();
  now.wal_bytes = wal_bytes_;
  return now;
}

void Writer::run() {
  for (;;) {
    Group group = take_group();
    if (group.empty()) return;
    commit(std::move(group));
    if (wal_bytes_ > restart_again_at_bytes_) restart_wal();
  }
}

Writer::Group Writer::take_group() {
  std::unique_lock lock(mutex_);
  wait_for_work(lock);
  const std::size_t most = rules_.grouping == Grouping::on ? rules_.group_max : 1;
  const auto count = static_cast<std::ptrdiff_t>(std::min(most, queue_.size()));
  Group group(std::move_iterator(queue_.begin()), std::move_iterator(queue_.begin() + count));
  queue_.erase(queue_.begin(), queue_.begin() + count);
  due_ = queue_.empty() ? Moment::max() : Moment::min();
  return group;
}

void Writer::wait_for_work(std::unique_lock<std::mutex>& lock) {
  while (!ending_ && due_ > std::chrono::steady_clock::now()) {
    if (due_ == Moment::max())
      arrived_.wait(lock);
    else
      arrived_.wait_until(lock, due_);
  }
}

void Writer::commit(Group group) {
  while (!group.empty() && !try_commit(group)) {
  }
}

// False: one batch ended the whole transaction. It is answered and gone from the group; nothing of
// the others is written yet, so they run again.
bool Writer::try_commit(Group& group) {
  if (auto failure = connection_->step_kept(HostCall::begin_write)) {
    fail_all(group, failure);
    return true;
  }
  for (std::size_t i = 0; i < group.size(); ++i) {
    run_job(group[i]);
    if (connection_->in_transaction()) continue;
    Group culprit;
    culprit.push_back(std::move(group[i]));
    group.erase(group.begin() + static_cast<std::ptrdiff_t>(i));
    complete(culprit);
    return false;
  }
  const auto refused = [](const Job& job) { return job.answer.failure != Failure::none; };
  if (std::ranges::all_of(group, refused)) {
    connection_->execute("ROLLBACK");  // nothing is left that a commit could lose
    complete(group);
  } else if (auto failure = finish()) {
    fail_all(group, failure);
  } else {
    count_commit(group.size());
    complete(group);
  }
  return true;
}

void Writer::run_job(Job& job) {
  if (auto failure = connection_->step_kept(HostCall::savepoint)) {
    job.answer = Answer::failed(failure.kind, failure.message);
    return;
  }
  const BatchRules rules{rules_.batch_timeout, &rules_.fault};
  job.answer = run_batch(*connection_, *job.statements, job.sql.get(), rules);
  connection_->set_deadline(no_deadline);
  if (!connection_->in_transaction()) {
    if (job.answer.failure == Failure::none)
      job.answer = Answer::failed(Failure::unavailable, "the transaction was lost");
    return;
  }
  if (job.answer.failure == Failure::none)
    if (auto failure = check_deferred()) job.answer = Answer::failed(failure.kind, failure.message);
  const bool failed = job.answer.failure != Failure::none;
  SqlFailure failure;
  if (failed) failure = connection_->execute("ROLLBACK TO batch");
  if (!failure) failure = connection_->step_kept(HostCall::release);
  if (!failure && job.statements->may_defer_foreign_keys())
    failure = connection_->execute("PRAGMA defer_foreign_keys=OFF");
  if (failure) connection_->execute("ROLLBACK");
}

// A foreign key that is checked late is checked at the end of its own batch, not of the group.
SqlFailure Writer::check_deferred() {
  int violated = 0, unused = 0;
  sqlite3_db_status(connection_->handle(), SQLITE_DBSTATUS_DEFERRED_FKS, &violated, &unused, 0);
  if (!violated) return {};
  return {Failure::constraint, "FOREIGN KEY constraint failed"};
}

SqlFailure Writer::finish() {
  SqlFailure failure;
  if (rules_.fault)
    if (const Failure injected = rules_.fault(); injected != Failure::none)
      failure = {injected, "the commit was made to fail"};
  if (!failure) failure = connection_->step_kept(HostCall::commit);
  if (failure && connection_->in_transaction()) connection_->execute("ROLLBACK");
  return failure;
}

void Writer::fail_all(Group& group, const SqlFailure& failure) {
  for (Job& job : group)
    if (job.answer.failure == Failure::none)
      job.answer = Answer::failed(Failure::unavailable, failure.message);
  {
    std::lock_guard lock(mutex_);
    ++statistics_.failed_commits;
  }
  complete(group);
}

void Writer::count_commit(std::size_t batches) {
  std::lock_guard lock(mutex_);
  ++statistics_.commits;
  statistics_.last_group = batches;
  statistics_.largest_group = std::max(statistics_.largest_group, batches);
}

void Writer::complete(Group& group) {
  {
    std::lock_guard lock(mutex_);
    statistics_.batches += group.size();
    for (const Job& job : group)
      if (job.answer.failure != Failure::none) ++statistics_.failed_batches;
  }
  for (Job& job : group) job.completion(std::move(job.answer));
}

int Writer::note_wal(void* self, sqlite3*, const char*, int pages) {
  auto& writer = *static_cast<Writer*>(self);
  writer.wal_bytes_ = static_cast<std::uint64_t>(pages) * page_bytes;
  if (writer.wal_bytes_ > writer.rules_.wal_copied_from_bytes) writer.wal_grew_.notify_one();
  return SQLITE_OK;
}

// Copies back what no reader needs, beside the writing. The WAL starts anew by itself when all of
// it is copied at a moment without readers.
void Writer::run_checkpoints() {
  std::unique_lock lock(mutex_);
  std::uint64_t copied_at = 0;
  while (!ending_) {
    wal_grew_.wait_for(lock, std::chrono::seconds(1), [&] {
      return ending_ || wal_bytes_ >= copied_at + rules_.wal_copied_from_bytes;
    });
    const std::uint64_t size = wal_bytes_;
    if (size < copied_at) copied_at = 0;
    if (ending_ || size < copied_at + rules_.wal_copied_from_bytes) continue;
    lock.unlock();
    sqlite3_wal_checkpoint_v2(checkpointer_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                              nullptr);
    copied_at = size;
    lock.lock();
    ++statistics_.checkpoints;
  }
}

// Between two groups: has a WAL start anew that writing without pause keeps from it. Its file stays as large as it is: what
// overwrites blocks that a file has is synced at half the cost of what appends to it. A reader in the way is not waited
// for; the next attempt follows when the WAL has grown again.
void Writer::restart_wal() {
  if (!checkpointer_) return;
  auto* handle = connection_->handle();
  sqlite3_busy_timeout(handle, 0);
  const int code =
      sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
  sqlite3_busy_timeout(handle, 5'000);
  const std::uint64_t further_bytes = rules_.wal_restarted_from_bytes / 8;
  if (code == SQLITE_OK) wal_bytes_ = 0;
  restart_again_at_bytes_ =
      std::max<std::uint64_t>(rules_.wal_restarted_from_bytes, wal_bytes_ + further_bytes);
}

}  // namespace arris::sqlite
