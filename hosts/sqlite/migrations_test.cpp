#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "sqlite/inspect.h"
#include "sqlite/support_test.h"

namespace arris::sqlite {

namespace {

using Names = std::vector<std::string>;

std::string schema_at(const std::string& path) {
  auto connection = Connection::open(path);
  REQUIRE(connection.ok());
  return schema_text(*connection.value()).value();
}

}  // namespace

TEST_CASE("migrations: the first that fails stops the run and leaves nothing of itself") {
  TemporaryFolder folder;
  folder.write("1_a.sql", "CREATE TABLE a (x) ; -- done\n");
  folder.write("2_b.sql", "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1);");
  folder.write("3_c.sql", "CREATE TABLE c (x)");
  auto database = open_database();
  const auto stopped = database->migrate(folder / "");
  REQUIRE_FALSE(stopped.ok());
  CHECK(stopped.error().cause == "the migration 2_b.sql failed: no such table: nowhere");
  CHECK(text_of(database->query("SELECT group_concat(name) FROM d1_migrations")) == "1_a.sql");
  CHECK(text_of(database->query("SELECT count(*) FROM sqlite_schema WHERE name = 'b'")) == "0");
  folder.write("2_b.sql", "CREATE TABLE b (x)");
  CHECK(database->migrate(folder / "").value() == Names{"2_b.sql", "3_c.sql"});
  CHECK(database->migrate(folder / "").value() == Names{});
}

TEST_CASE("migrations: a database that is newer is not touched") {
  TemporaryFolder folder;
  folder.write("1_a.sql", "CREATE TABLE a (x)");
  folder.write("2_b.sql", "CREATE TABLE b (x)");
  const std::string path = folder / "a.db";
  REQUIRE(migrate(path, folder / "").ok());
  std::filesystem::remove(folder / "2_b.sql");
  folder.write("3_c.sql", "CREATE TABLE c (x)");
  const auto before = schema_at(path);
  const auto newer = migrate(path, folder / "");
  REQUIRE_FALSE(newer.ok());
  CHECK(newer.error().cause ==
        "the database is newer than this program: it has the migration 2_b.sql");
  CHECK(schema_at(path) == before);
  CHECK_FALSE(migrate(path, folder / "missing").ok());
}

TEST_CASE("migrations: a database whose applied migration has changed since is not touched") {
  TemporaryFolder folder;
  folder.write("1_a.sql", "CREATE TABLE a (x)");
  const std::string path = folder / "a.db";
  REQUIRE(migrate(path, folder / "").ok());
  const auto before = schema_at(path);
  folder.write("1_a.sql", "CREATE TABLE a (x, y)");
  folder.write("2_b.sql", "CREATE TABLE b (x)");
  const auto changed = migrate(path, folder / "");
  REQUIRE_FALSE(changed.ok());
  CHECK(
      changed.error().cause ==
      "the migration 1_a.sql has changed since this database was made: use the files that made it");
  CHECK(schema_at(path) == before);
  folder.write("1_a.sql", "CREATE TABLE a (x)");
  CHECK(migrate(path, folder / "").value() == Names{"2_b.sql"});
}

TEST_CASE("migrations: a database that knows no sums learns those of the files it meets") {
  TemporaryFolder folder;
  folder.write("1_a.sql", "CREATE TABLE a (x)");
  const std::string path = folder / "a.db";
  REQUIRE(migrate(path, folder / "").ok());
  REQUIRE_FALSE(Connection::open(path).value()->execute("DROP TABLE migration_sums"));
  folder.write("1_a.sql", "CREATE TABLE a (y)");
  CHECK(migrate(path, folder / "").value() == Names{});
  folder.write("1_a.sql", "CREATE TABLE a (z)");
  CHECK_FALSE(migrate(path, folder / "").ok());
}

TEST_CASE("migrations: a file may not end the transaction that holds it") {
  TemporaryFolder folder;
  folder.write("1_a.sql", "CREATE TABLE a (x); COMMIT; CREATE TABLE b (x)");
  auto database = open_database();
  const auto refused = database->migrate(folder / "");
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().cause.ends_with("not allowed: a transaction inside a batch"));
  CHECK(text_of(database->query("SELECT count(*) FROM sqlite_schema WHERE name = 'a'")) == "0");
}

TEST_CASE("migrations: files are ordered by number, then by name") {
  TemporaryFolder folder;
  for (const char* name : {"10_a.sql", "9_b.sql", "0009_a.sql", "later.sql", "2.sql", "no.txt"})
    folder.write(name, "");
  CHECK(list_migrations(folder / "").value() ==
        Names{"2.sql", "0009_a.sql", "9_b.sql", "10_a.sql", "later.sql"});
}

TEST_CASE("migrations: the table is wrangler's") {
  TemporaryFolder folder;
  auto database = open_database();
  REQUIRE(database->migrate(folder / "").ok());
  CHECK(text_of(database->query("SELECT name, type, dflt_value, \"notnull\", pk "
                                "FROM pragma_table_info('d1_migrations')")) ==
        "id|INTEGER|null|0|1;name|TEXT|null|0|0;"
        "applied_at|TIMESTAMP|CURRENT_TIMESTAMP|1|0");
}

TEST_CASE("migrations: a run that is killed resumes to the same schema") {
  TemporaryFolder folder;
  for (int i = 1; i <= 30; ++i)
    folder.write(std::to_string(i) + "_t.sql",
                 "CREATE TABLE t" + std::to_string(i) +
                     " (x INTEGER, y TEXT);"
                     "INSERT INTO t" +
                     std::to_string(i) +
                     " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000)"
                     " SELECT i, 'some text of a row' FROM n;");
  REQUIRE(migrate(folder / "whole.db", folder / "").ok());
  const std::string path = folder / "killed.db";
  for (int round = 0; round < 10; ++round) {
    const pid_t child = fork();
    if (child == 0) _exit(migrate(path, folder / "").ok() ? 0 : 1);
    std::this_thread::sleep_for(std::chrono::milliseconds(3 + 4 * round));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  REQUIRE(migrate(path, folder / "").ok());
  CHECK(schema_at(path) == schema_at(folder / "whole.db"));
  DatabaseOptions options;
  options.path = path;
  auto database = open_database(options);
  CHECK(text_of(database->query("SELECT count(*) FROM d1_migrations")) == "30");
  CHECK(text_of(database->query("SELECT count(*) FROM t30")) == "2000");
}

}  // namespace arris::sqlite
