#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "sqlite/support_test.h"

namespace arris::sqlite {

namespace {

constexpr int writers = 8;

// Writes pairs of rows until it is killed; tells each pair through the pipe once it is answered.
[[noreturn]] void write_until_killed(const std::string& path, int round, int acknowledged) {
  DatabaseOptions options;
  options.path = path;
  options.writer.wal_copied_from_bytes = 64u << 10;
  auto database = Database::open(options);
  if (!database) _exit(1);
  const auto set = statements_of({"INSERT INTO pairs VALUES (?1, ?2, ?3)"});
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&, writer] {
      const std::string text(100 << (writer % 5), 'x');
      for (std::int64_t i = 0;; ++i) {
        const std::int64_t id = (std::int64_t(round) * writers + writer) * 100'000 + i;
        const auto answer = wait_for(*database.value(), set,
                                     writes({{0, {id, std::int64_t(0), std::string_view(text)}},
                                             {0, {id, std::int64_t(1), std::string_view(text)}}}));
        if (answer.failure == Failure::none && ::write(acknowledged, &id, 8) != 8) _exit(1);
      }
    });
  for (auto& thread : threads) thread.join();
  _exit(0);
}

std::vector<std::int64_t> run_and_kill(const std::string& path, int round, int after_ms) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) write_until_killed(path, round, ends[1]);
  close(ends[1]);
  std::vector<std::int64_t> acknowledged;
  std::thread reader([&] {
    std::int64_t id = 0;
    while (::read(ends[0], &id, 8) == 8) acknowledged.push_back(id);
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(after_ms));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  reader.join();
  close(ends[0]);
  return acknowledged;
}

}  // namespace

TEST_CASE("sqlite: a process that is killed loses nothing that it had answered") {
  TemporaryFolder folder;
  const std::string path = folder / "a.db";
  {
    DatabaseOptions options;
    options.path = path;
    REQUIRE(open_database(options)
                ->execute_script("CREATE TABLE pairs (id INTEGER, half INTEGER, text TEXT, "
                                 "PRIMARY KEY (id, half)) STRICT")
                .ok());
  }
  std::mt19937 random(20);
  std::size_t total = 0;
  for (int round = 0; round < 20; ++round) {
    CAPTURE(round);
    const auto acknowledged = run_and_kill(path, round, 20 + int(random() % 180));
    total += acknowledged.size();
    DatabaseOptions options;
    options.path = path;
    auto database = open_database(options);
    std::string ids = "[";
    for (const auto id : acknowledged) ids += (ids.size() > 1 ? "," : "") + std::to_string(id);
    ids += "]";
    CHECK(text_of(database->query("SELECT count(*) FROM json_each(?1) n WHERE (SELECT count(*) "
                                  "FROM pairs WHERE id = n.value) <> 2",
                                  {std::string_view(ids)})) == "0");
    CHECK(text_of(database->query("SELECT count(*) FROM (SELECT id FROM pairs GROUP BY id "
                                  "HAVING count(*) <> 2)")) == "0");
    CHECK(text_of(database->query("PRAGMA quick_check")) == "ok");
  }
  CHECK(total > 100);
}

}  // namespace arris::sqlite
