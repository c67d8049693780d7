// A backup is taken beside a running server and becomes the data of another, or is refused.

#include <sqlite3.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "sqlite/connection.h"
#include "wasmtime/test_program.h"

namespace arris::wasmtime {
namespace {

namespace fs = std::filesystem;

int run(const std::vector<std::string>& arguments) {
  Program program(arguments);
  const int code = program.wait();
  if (code != 0) MESSAGE(program.error());
  return code;
}

std::int64_t highest_thing(const fs::path& data) {
  auto connection = sqlite::Connection::open((data / "arris.db").string()).value();
  std::int64_t id = -1;
  sqlite3_exec(
      connection->handle(), "SELECT coalesce(max(CAST(id AS INTEGER)), 0) FROM things",
      [](void* to, int, char** values, char**) {
        *static_cast<std::int64_t*>(to) = std::stoll(values[0]);
        return 0;
      },
      &id, nullptr);
  return id;
}

// Adds things 1, 2, 3 ... until it is told to stop, and says which was added last.
struct Adder {
  explicit Adder(const fs::path& data)
      : connection(sqlite::Connection::open((data / "arris.db").string()).value()),
        thread([this](std::stop_token stop) {
          while (!stop.stop_requested()) add(last + 1);
        }) {}
  void add(std::int64_t id) {
    const auto sql = "INSERT INTO things (id) VALUES ('" + std::to_string(id) + "')";
    if (!connection->execute(sql.c_str())) last = id;
  }
  std::unique_ptr<sqlite::Connection> connection;
  std::atomic<std::int64_t> last = 0;
  std::jthread thread;
};

TEST_CASE("a backup that can't be made, or is none, is refused") {
  const Site site;
  const auto folder = (site.directory.path / "backup").string();
  CHECK(has(refusal(site.arguments({folder}, "backup")), "there is no database in "));
  {
    Program server(site.arguments());
    REQUIRE(!server.ready().empty());
    CHECK(has(refusal(site.arguments({site.data.string()}, "backup")), "is there already"));
    CHECK(has(refusal(site.arguments({"/nowhere/backup"}, "backup")), "can't be made"));
    REQUIRE(run(site.arguments({folder}, "backup")) == 0);
    CHECK(has(refusal(site.arguments({folder}, "restore")), "is in use by another arris"));
  }
  CHECK(has(refusal(site.arguments({folder}, "restore")), "holds data already"));
  const Site other;
  CHECK(has(refusal(other.arguments({site.modules.string()}, "restore")), "is not a backup"));
  const auto database = fs::path(folder) / "arris.db";
  const auto size = static_cast<std::int64_t>(fs::file_size(database));
  for (const auto at : {std::int64_t(0), size / 3, size / 2, size - 1}) {
    std::fstream file(database, std::ios::in | std::ios::out | std::ios::binary);
    const auto turn = [&] {
      const char byte = static_cast<char>(file.seekg(at).get());
      file.seekp(at).put(static_cast<char>(byte ^ 1)).flush();
    };
    turn();
    CHECK(has(refusal(other.arguments({folder}, "restore")), "is not as it was written"));
    turn();
  }
  fs::resize_file(database, fs::file_size(database) - 4096);
  CHECK(has(refusal(other.arguments({folder}, "restore")), "is not as it was written"));
}

TEST_CASE("a backup beside a running server holds all that was answered before it") {
  const Site site;
  Program server(site.arguments());
  REQUIRE(!server.ready().empty());
  Adder adder(site.data);
  for (int i = 0; i < 5; ++i) {
    const auto folder = (site.directory.path / ("backup" + std::to_string(i))).string();
    const auto before = adder.last.load();
    REQUIRE(run(site.arguments({folder}, "backup")) == 0);
    const Site other;
    REQUIRE(run(other.arguments({folder}, "restore")) == 0);
    const auto found = highest_thing(other.data);
    CHECK(found >= before);
    CHECK(found <= adder.last.load() + 1);
    CHECK_FALSE(fs::exists(fs::path(folder) / "root.key"));
    if (i > 0) continue;
    CHECK(has(refusal(other.arguments()), "root.key is missing"));
    const std::string wrong(64, 'a');
    CHECK(has(refusal(other.arguments(), {"ARRIS_ROOT_KEY=" + wrong}),
              "the root key is not the one"));
    fs::copy_file(site.data / "root.key", other.data / "root.key");
    Program restored(other.arguments());
    CHECK(!restored.ready().empty());
  }
}

}  // namespace
}  // namespace arris::wasmtime
