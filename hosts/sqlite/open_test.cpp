#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sqlite/support_test.h"

namespace arris::sqlite {

namespace {

std::string fault_of(const std::string& path) {
  auto opened = Connection::open(path);
  return opened ? "" : opened.error().cause;
}

// As a user for whom permissions count, because for root they don't.
bool fails_unprivileged(const std::string& path, const std::string& expected) {
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && setuid(65534) != 0) _exit(2);
    _exit(fault_of(path) == expected ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("sqlite: opening says what is wrong with the path") {
  TemporaryFolder folder;
  CHECK(fault_of(folder / "none/a.db") == "the folder " + (folder / "none") + " does not exist");
  CHECK(fault_of(folder / "") == (folder / "") + " is a folder, not a database");
  folder.write("text.db", std::string(5000, 'a'));
  CHECK(fault_of(folder / "text.db") == (folder / "text.db") + " is not a SQLite database");
  const std::string read_only = folder / "read_only";
  mkdir(read_only.c_str(), 0555);
  chmod((folder / "").c_str(), 0755);
  CHECK(fails_unprivileged(read_only + "/a.db", "the folder " + read_only + " is read-only"));
}

TEST_CASE("sqlite: a database that another process holds is named as locked") {
  TemporaryFolder folder;
  const std::string path = folder / "a.db";
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &other) == SQLITE_OK);
  const auto* lock = "CREATE TABLE t (a); PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE";
  REQUIRE(sqlite3_exec(other, lock, nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(fault_of(path) == "the database " + path + " is locked by another process");
  sqlite3_close(other);
  CHECK(fault_of(path) == "");
}

TEST_CASE("sqlite: a connection is durable, checks foreign keys and is defended") {
  TemporaryFolder folder;
  auto opened = Connection::open(folder / "a.db");
  REQUIRE(opened.ok());
  Connection& connection = *opened.value();
  auto ask = [&](const char* sql) {
    SqlFailure failure;
    connection.authorizer().act_as(Authority::host);
    auto* statement = connection.prepare(sql, failure);
    REQUIRE(statement);
    sqlite3_step(statement);
    const std::string text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return text;
  };
  CHECK(sqlite3_libversion_number() >= version_min);
  CHECK(ask("PRAGMA journal_mode") == "wal");
  CHECK(ask("PRAGMA synchronous") == "2");
  CHECK(ask("PRAGMA foreign_keys") == "1");
  int defensive = 0;
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  CHECK(defensive == 1);
}

}  // namespace arris::sqlite
