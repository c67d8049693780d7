// A loss of power at any moment: what was answered is there, nothing is there in half, and the
// database is sound.

#include <thread>

#include "sqlite/recording_vfs_test.h"
#include "sqlite/support_test.h"

namespace arris::sqlite {

namespace {

constexpr int writers = 4, pairs_of_each = 60;

// Pairs of rows by several writers, in groups, while the WAL is copied back again and again.
void write_pairs(const std::string& path, Recording& recording) {
  DatabaseOptions options;
  options.path = path;
  options.writer.wal_copied_from_bytes = 64u << 10;
  const auto database = open_database(options);
  const auto set = statements_of({"INSERT INTO pairs VALUES (?1, ?2, ?3)"});
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&, writer] {
      const std::string text(100 << (2 * writer), 'x');
      for (std::int64_t i = 0; i < pairs_of_each; ++i) {
        const std::int64_t id = writer * 1000 + i;
        const auto answer = wait_for(*database, set,
                                     writes({{0, {id, std::int64_t(0), std::string_view(text)}},
                                             {0, {id, std::int64_t(1), std::string_view(text)}}}));
        if (answer.failure == Failure::none) recording.answered(id);
      }
    });
  for (auto& thread : threads) thread.join();
}

std::vector<DiskEvent> record_pairs(const TemporaryFolder& folder) {
  Recording recording;
  DatabaseOptions options;
  options.path = folder / "a.db";
  const auto created = open_database(options)->execute_script(
      "CREATE TABLE pairs (id INTEGER, half INTEGER, text TEXT, PRIMARY KEY (id, half)) STRICT");
  REQUIRE(created.ok());
  recording.answered(-1);  // from here on the table is there
  write_pairs(options.path, recording);
  return recording.events();
}

struct Found {
  std::string check;                      // of the database, "ok" when it is sound
  std::map<std::int64_t, int> rows_of{};  // by id
};

Found look_into(const std::string& path) {
  Found found;
  sqlite3* handle = nullptr;
  const auto first = [](void* to, int, char** values, char**) {
    *static_cast<std::string*>(to) = values[0] ? values[0] : "";
    return 0;
  };
  const auto count = [](void* to, int, char** values, char**) {
    (*static_cast<std::map<std::int64_t, int>*>(to))[std::stoll(values[0])] = std::stoi(values[1]);
    return 0;
  };
  sqlite3_open(path.c_str(), &handle);
  sqlite3_exec(handle, "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
  const auto ask = [&](const char* sql, auto take, void* to) {
    if (sqlite3_exec(handle, sql, take, to, nullptr) != SQLITE_OK)
      found.check = sqlite3_errmsg(handle);
  };
  ask("PRAGMA integrity_check", +first, &found.check);
  if (found.check == "ok")
    ask("SELECT id, count(*) FROM pairs GROUP BY id", +count, &found.rows_of);
  sqlite3_close(handle);
  return found;
}

// What a loss of power before event `end` did: "" when it kept every promise.
std::string fault_after(const std::vector<DiskEvent>& events, std::size_t end, Syncs syncs,
                        std::mt19937& random) {
  const TemporaryFolder disk;
  for (const auto& [path, bytes] : image_of(events, end, syncs, random))
    disk.write(path.substr(path.rfind('/') + 1), bytes);
  const auto found = look_into(disk / "a.db");
  if (found.check != "ok") return found.check;
  for (const auto& [id, rows] : found.rows_of)
    if (rows != 2) return "half of " + std::to_string(id);
  for (std::size_t i = 0; i < end; ++i) {
    const bool lost = events[i].kind == DiskEvent::Kind::answered && events[i].at >= 0 &&
                      !found.rows_of.contains(events[i].at);
    if (lost) return "lost " + std::to_string(events[i].at);
  }
  return {};
}

}  // namespace

TEST_CASE("sqlite: a loss of power loses nothing that was answered") {
  const TemporaryFolder folder;
  const auto events = record_pairs(folder);
  std::size_t begin = 0, answered = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].kind != DiskEvent::Kind::answered) continue;
    if (events[i].at < 0) begin = i;
    ++answered;
  }
  REQUIRE(answered == 1 + writers * pairs_of_each);
  std::mt19937 random(20);
  int lies_found = 0;
  for (int i = 0; i < 300; ++i) {
    const auto end = begin + 1 + random() % (events.size() - begin);
    CAPTURE(end);
    CHECK(fault_after(events, end, Syncs::honest, random) == "");
    if (i < 20) lies_found += fault_after(events, end, Syncs::ignored, random) != "";
  }
  // The same images of a disk that lies about its syncs do lose: the test would see it.
  CHECK(lies_found > 10);
}

}  // namespace arris::sqlite
