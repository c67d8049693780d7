#pragma once
// One SQLite connection under D1's limits and rules, with the statements that it has prepared.
// Used by one thread at a time.

#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "sqlite/authorizer.h"
#include "sqlite/failure.h"

struct sqlite3_stmt;

namespace arris::sqlite {

// SQLite before it loses commits when a WAL is reset while another connection checkpoints.
inline constexpr int version_min = 3'051'003;
inline constexpr int value_max_bytes = 2'000'000;
inline constexpr int parameters_max = 100;
inline constexpr const char* in_memory = ":memory:";

enum class Access { read, write };

// What the host runs around every batch.
enum class HostCall { begin, begin_write, commit, savepoint, release };

class Connection {
 public:
  // Creates the file when it is missing. An error says in `cause` what is wrong with the path, in
  // one line: missing or read-only folder, locked, not a database, damaged.
  static Result<std::unique_ptr<Connection>> open(const std::string& path,
                                                  Access access = Access::write);
  ~Connection();
  Connection(const Connection&) = delete;

  sqlite3* handle() { return handle_; }
  Authorizer& authorizer() { return authorizer_; }

  // The host's own statements, several at once.
  SqlFailure execute(const char* sql);
  SqlFailure step_kept(HostCall call);
  // A script under the rules of `authority`, statement by statement.
  SqlFailure execute_script(std::string_view sql, Authority authority);

  // A statement of a module, prepared at its first use and kept. Null: `failure` says why.
  sqlite3_stmt* find_prepared(const StatementSet& set, std::size_t index, SqlFailure& failure);
  // One statement that is not kept; the caller finalizes it.
  sqlite3_stmt* prepare(std::string_view sql, SqlFailure& failure);

  // A statement that runs beyond the deadline is interrupted.
  void set_deadline(std::chrono::steady_clock::time_point deadline) { deadline_ = deadline; }
  bool in_transaction() const;

 private:
  Connection() = default;
  Status configure(Access access);
  void limit();
  SqlFailure resolve_tables();
  bool is_table(const std::string& name);
  static int is_over(void* self);

  Authorizer authorizer_;
  sqlite3* handle_ = nullptr;
  std::unordered_map<std::uint64_t, std::vector<sqlite3_stmt*>> prepared_;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
};

}  // namespace arris::sqlite
