#pragma once
// The database of a host: performs the `sql` effect. Reads run on the calling thread, each batch on
// one snapshot; writes go to one writer that commits them in groups (sqlite/writer.h).
//
// (1) A read that begins after a write was answered sees it. (2) Everything runs under D1's limits
// and rules and within the capabilities of its statements. (3) In memory there is one connection,
// everything runs on the calling thread, and `perform` has completed when it returns.

#include <functional>

#include "sqlite/migrations.h"
#include "sqlite/writer.h"

namespace arris::sqlite {

struct DatabaseOptions {
  std::string path = in_memory;
  WriterRules writer;
  std::chrono::milliseconds read_timeout{10'000};
  // Asked before each statement and each commit with a number that counts them from 1; what it
  // names fails in place of the call. For tests of what failing leaves behind.
  std::function<effect::Failure(std::uint64_t ordinal)> fail_at;
};

struct DatabaseStatistics {
  WriterStatistics writer;
  std::size_t readers = 0;
};

class Database {
 public:
  static Result<std::unique_ptr<Database>> open(DatabaseOptions options = {});
  ~Database();  // writes what waits, then empties the WAL
  Database(const Database&) = delete;

  // By the effect's mode. What `sql` refers to need not outlive the call.
  void perform(const Statements& statements, const effect::Sql& sql,
               effects::Completion completion);
  effects::Answer read(const StatementSet& statements, const effect::Sql& sql);
  void write(const Statements& statements, const effect::Sql& sql, effects::Completion completion,
             Urgency urgency = Urgency::waited_for);

  // Only while nothing else runs: before serving, and in tests.
  Result<std::vector<std::string>> migrate(const std::string& folder);
  Status execute_script(std::string_view sql);

  // One statement with all capabilities, for tests and tools. What it writes is committed.
  effects::Answer query(std::string_view sql, std::vector<effect::Value> parameters = {},
                        effect::Mode mode = effect::Mode::read);

  DatabaseStatistics statistics() const;

 private:
  explicit Database(DatabaseOptions options);
  std::unique_ptr<Connection> take_reader(SqlFailure& failure);
  void give_back(std::unique_ptr<Connection> reader);
  effects::Answer read_on(Connection& connection, const StatementSet& statements,
                          const effect::Sql& sql);
  effects::Answer write_in_memory(const StatementSet& statements, const effect::Sql& sql);
  bool is_in_memory() const { return options_.path == in_memory; }

  DatabaseOptions options_;
  std::atomic<std::uint64_t> ordinal_ = 0;
  Fault fault_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> readers_;  // idle; the one used last is at the end
  std::size_t readers_count_ = 0;
  std::unique_ptr<Connection> memory_;
  std::unique_ptr<Writer> writer_;
};

}  // namespace arris::sqlite
