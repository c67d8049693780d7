#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "seed/reading.h"
#include "seed/rows.h"
#include "wasmtime/fault.h"

namespace arris::seed {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using wasmtime::StartError;

namespace {

// A server beside us waits this long for its turn to write, at most, and then has a turn.
constexpr milliseconds turn{150}, pause{15};
constexpr std::int64_t rows_between_looks = 200, removed_at_once = 5'000;

enum class Triggers : int { off, on };

class Writing {
 public:
  explicit Writing(sqlite::Connection& connection) : connection_(connection) { begin(); }
  ~Writing() {
    if (connection_.in_transaction()) connection_.execute("ROLLBACK");
  }

  void set(Triggers triggers) {
    connection_.authorizer().act_as(sqlite::Authority::host);
    sqlite3_db_config(connection_.handle(), SQLITE_DBCONFIG_ENABLE_TRIGGER,
                      static_cast<int>(triggers), nullptr);
  }
  void run(const std::string& sql, const std::vector<std::string>& parameters = {}) {
    list_texts(connection_, sql, parameters);
  }
  std::int64_t changes() const { return sqlite3_changes64(connection_.handle()); }
  // Between any two rows: lets others write when our turn is over.
  void yield() {
    if (++looked_at_ % rows_between_looks != 0 || steady_clock::now() < ends_at_) return;
    pass();
  }
  void pass() {
    end();
    std::this_thread::sleep_for(pause);
    begin();
  }
  void end() {
    expect(connection_.step_kept(sqlite::HostCall::commit));
    sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                              nullptr);
  }
  sqlite::Connection& connection() { return connection_; }

 private:
  void begin() {
    expect(connection_.step_kept(sqlite::HostCall::begin_write));
    ends_at_ = steady_clock::now() + turn;
  }
  static void expect(const sqlite::SqlFailure& failure) {
    if (failure) throw StartError(failure.message);
  }

  sqlite::Connection& connection_;
  steady_clock::time_point ends_at_;
  std::int64_t looked_at_ = 0;
};

std::int64_t copy_table(Reading& rows, Writing& writing, const Table& table) {
  writing.set(table.is_searched ? Triggers::on : Triggers::off);
  std::string places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) places += i == 0 ? "?" : ", ?";
  Prepared insert(writing.connection(), "INSERT INTO \"" + table.name + "\" (" +
                                            joined(table.columns) + ") VALUES (" + places + ")");
  std::int64_t count = 0;
  for (; rows.next(); ++count) {
    for (int i = 0; i < static_cast<int>(table.columns.size()); ++i)
      sqlite3_bind_value(insert.get(), i + 1, rows.value(i));
    insert.step();
    writing.yield();
  }
  return count;
}

std::int64_t remove_from(Writing& writing, const Table& table, const std::string& org) {
  writing.set(table.is_searched ? Triggers::on : Triggers::off);
  const auto key = joined(table.key);
  std::int64_t count = 0;
  do {
    writing.run("DELETE FROM \"" + table.name + "\" WHERE (" + key + ") IN (SELECT " + key +
                    " FROM \"" + table.name + "\" WHERE org_id = ?1 LIMIT " +
                    std::to_string(removed_at_once) + ")",
                {org});
    count += writing.changes();
    if (writing.changes() == removed_at_once) writing.pass();
  } while (writing.changes() == removed_at_once);
  return count;
}

}  // namespace

Kept copy_rows(sqlite::Connection& from, sqlite::Connection& to, const std::string& org,
               const std::string& owner) {
  Kept kept;
  Writing writing(to);
  for (const auto& part : parts_of(from, org, owner)) {
    Reading rows(from, part);
    kept.rows += copy_table(rows, writing, part.table);
  }
  writing.set(Triggers::on);
  writing.end();
  return kept;
}

Kept remove_rows(sqlite::Connection& connection, const std::string& org) {
  Kept kept;
  auto tables = read_catalogue(connection).tables;
  Writing writing(connection);
  std::ranges::reverse(tables);
  for (const auto& table : tables) kept.rows += remove_from(writing, table, org);
  for (const auto& sql : ends_of_removal) writing.run(sql);
  writing.set(Triggers::on);
  writing.end();
  return kept;
}

}  // namespace arris::seed
