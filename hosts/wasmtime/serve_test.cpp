// The program as a person meets it: exit codes, one clear line, a ready line, an end.

#include <sqlite3.h>

#include <regex>

#include "effects/clock.h"
#include "sqlite/connection.h"
#include "wasmtime/test_program.h"

namespace arris::wasmtime {
namespace {

TEST_CASE("a start that can't succeed says why in one line") {
  const Site site;
  CHECK(has(refusal({"serve", "--wrong"}), "--wrong"));
  CHECK(has(refusal({"nonsense"}), "there is no nonsense"));
  CHECK(has(refusal({}), "subcommand"));
  CHECK(refusal(site.arguments({"--port", "70000"})) ==
        "--port is \"70000\": give a whole number from 0 to 65535");
  CHECK(
      refusal(site.arguments({"--threads", "-1", "--tls-cert", "x"}), {"ARRIS_INSTANCES_MAX=1"}) ==
      "--threads is \"-1\": give a whole number from 0 to 256; ARRIS_INSTANCES_MAX is \"1\": give "
      "a whole number from 8 to 10000; TLS needs both --tls-cert and --tls-key: give the other "
      "one too");
  CHECK(has(refusal(site.arguments({"--modules", "/nowhere"})), "/nowhere can't be read"));
  CHECK(has(refusal(site.arguments({"--modules", site.migrations.string()})), "holds no module"));
  CHECK(has(refusal(site.arguments({"--migrations", "/nowhere"})), "/nowhere"));
  CHECK(has(refusal(site.arguments({"--data", "/proc/nowhere"})), "can't be written"));
  CHECK(has(refusal(site.arguments({"--pages", "/nowhere"})), "pages"));
  CHECK(has(refusal(site.arguments({"--config", "/nowhere.toml"})), "/nowhere.toml"));
  CHECK(has(refusal(site.arguments({"--config", "/"})), "--config"));
  CHECK(has(refusal(site.arguments({"--base-url", "nonsense", "--smtp-url", "nonsense"})),
            "--base-url is \"nonsense\": give "));
  CHECK(has(refusal(site.arguments({}), {"ARRIS_ROOT_KEY=abc"}), "64"));
  CHECK(has(refusal(site.arguments({"--tls-cert", "/nowhere", "--tls-key", "/nowhere"})),
            "/nowhere"));
}

TEST_CASE("settings come from a file too, and its mistakes are found with the others") {
  const Site site;
  const auto config = (site.directory.path / "arris.toml").string();
  REQUIRE(replace_file(config, "port = 99999\ncolour = \"red\"\n"));
  CHECK(refusal(site.arguments({"--config", config}, "routes")) ==
        config + " sets \"colour\", which is no setting: remove it; port in " + config +
            " is \"99999\": give a whole number from 0 to 65535");
  REQUIRE(replace_file(config, "port = = 1\n"));
  CHECK(has(refusal(site.arguments({"--config", config}, "routes")), "line 1 is not TOML"));
}

TEST_CASE("a database that is newer or damaged is not touched") {
  const Site site;
  {
    Program first(site.arguments());
    REQUIRE(!first.ready().empty());
    first.signal(SIGTERM);
    REQUIRE(first.wait() == 0);
  }
  const auto things = site.migrations / "9001_things.sql";
  const auto text = *read_file(things);
  REQUIRE(replace_file(things, text + "-- edited\n"));
  CHECK(has(refusal(site.arguments()), "the migration 9001_things.sql has changed since"));
  REQUIRE(replace_file(things, text));
  std::filesystem::rename(site.migrations / "9001_things.sql", site.migrations / "9001_other.sql");
  CHECK(has(refusal(site.arguments()), "newer"));
  REQUIRE(replace_file(site.data / "arris.db", std::string(8192, 'x')));
  CHECK(has(refusal(site.arguments()), "not a SQLite database"));
}

namespace {

std::int64_t count_of_answers(sqlite::Connection& database, const std::string& which) {
  sqlite::SqlFailure failure;
  auto* statement =
      database.prepare("SELECT count(*) FROM idempotency_keys WHERE " + which, failure);
  REQUIRE(statement);
  REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
  const auto count = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return count;
}

}  // namespace

TEST_CASE("answers that are kept for retries go after a day, however many they are") {
  const Site site;
  {
    Program first(site.arguments());
    REQUIRE(!first.ready().empty());
    first.signal(SIGTERM);
    REQUIRE(first.wait() == 0);
  }
  const auto database = sqlite::Connection::open((site.data / "arris.db").string()).value();
  const auto day_ago_ms = effects::unix_ms() - 24ll * 3'600'000;
  const auto fill =
      "WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 2510) "
      "INSERT INTO idempotency_keys "
      "SELECT '', 'p', 'r', i, '', 200, '', '', iif(i <= 2500, " +
      std::to_string(day_ago_ms) + ", " + std::to_string(day_ago_ms + 600'000) + ") FROM n";
  REQUIRE_FALSE(database->execute(fill.c_str()));
  Program server(site.arguments());
  REQUIRE(!server.ready().empty());
  for (int i = 0; i < 4000 && count_of_answers(*database, "CAST(key AS INTEGER) <= 2500") > 0; ++i)
    ::usleep(5000);
  CHECK(count_of_answers(*database, "CAST(key AS INTEGER) <= 2500") == 0);
  CHECK(count_of_answers(*database, "CAST(key AS INTEGER) > 2500") == 10);
}

TEST_CASE("a port and a data folder belong to one process") {
  const Site site, other;
  Program first(site.arguments());
  const auto ready = first.ready();
  REQUIRE(!ready.empty());
  CHECK(has(refusal(site.arguments()), "in use by another arris"));
  const auto port = std::to_string(Http(ready).port);
  CHECK(has(refusal(other.arguments({"--port", port})), "is in use"));
}

TEST_CASE("a server for trying out says so, and shows the mail that it keeps") {
  const Site site;
  Program server(site.arguments({"--dev"}));
  const Http http(server.ready());
  CHECK(http.body("/healthz") == R"({"status":"ok","dev":true})");
  CHECK(http.body("/_dev/mail") == R"({"data":[]})");
}

TEST_CASE("a server is ready, answers, and drains") {
  const Site site;
  Program server(site.arguments());
  const auto ready = server.ready();
  REQUIRE(ready.at("ready") == true);
  CHECK(std::regex_match(ready.at("setup_url").get<std::string>(),
                         std::regex("http://127\\.0\\.0\\.1:\\d+/setup#token=[0-9a-f]{64}")));
  const Http http(ready);
  CHECK(http.body("/healthz") == R"({"status":"ok"})");
  CHECK(has(http.body("/readyz"), R"("status":"ready")"));
  CHECK(http.body("/api/v1/hostile/good") == "good");
  CHECK(http.body("/api/hostile/good") == "good");
  CHECK(has(http.ask("GET", "/hostile/good"), " 404 "));
  CHECK(has(http.ask("POST", "/healthz"), " 405 "));
  CHECK(has(http.ask("GET", "/_dev/mail"), " 404 "));
  CHECK(nlohmann::json::parse(http.body("/openapi.json")).at("openapi") == "3.1.0");
  const auto answer = http.ask("GET", "/api/v1/hostile/good");
  for (const char* header :
       {"x-request-id: ", "server-timing: total;dur=", "x-content-type-options: nosniff",
        "cache-control: no-store", "content-security-policy: default-src 'none'"})
    CHECK(has(answer, header));
  CHECK_FALSE(has(answer, "strict-transport-security"));
  CHECK(has(http.body("/api/v1/hostile/stream"), "one,"));
  server.signal(SIGTERM);
  CHECK(server.wait() == 0);
  CHECK(has(server.error(), R"("message":"stopped")"));
}

// The header itself is in the frame too, so it is written as no address is printed.
TEST_CASE("a module knows a client behind a proxy that is trusted") {
  const Site site;
  const std::string forwarded = "X-Forwarded-For: 2001:DB8:0::5\r\n";
  for (const auto& [proxy, answer] :
       {std::pair("192.0.2.0/24", "\r\nunknown"), std::pair("127.0.0.0/8", "\r\nknown")}) {
    Program server(site.arguments({"--trusted-proxies", proxy}));
    const Http http(server.ready());
    CHECK(http.ask("GET", "/api/v1/hostile/client", forwarded).ends_with(answer));
    server.signal(SIGTERM);
    CHECK(server.wait() == 0);
  }
}

TEST_CASE("what the server refuses by itself is an answer like any other") {
  const Site site;
  Program server(site.arguments());
  const Http http(server.ready());
  const struct {
    std::string method, target, headers;
    int status;
  } refused[] = {{"TRACE", "/", "", 405},
                 {"GET", "/", "Host: y\r\n", 400},
                 {"GET", "/", "X-Long: " + std::string(40'000, 'x') + "\r\n", 431},
                 {"POST", "/api/v1/hostile/body", "Content-Length: 30000000\r\n", 413},
                 {"POST", "/nowhere", "Content-Length: 1048577\r\n", 413}};
  for (const auto& one : refused) {
    const auto answer = http.ask(one.method, one.target, one.headers);
    CHECK(answer.starts_with("HTTP/1.1 " + std::to_string(one.status)));
    for (const char* header : {"x-request-id: ", "server-timing: ", "referrer-policy: ",
                               "cache-control: ", "content-security-policy: "})
      CHECK(answer.find(header) == answer.rfind(header));
    CHECK(has(answer, "\r\nx-request-id: "));
    CHECK(has(answer, "\r\ncontent-security-policy: default-src 'none'"));
  }
  server.signal(SIGTERM);
  CHECK(server.wait() == 0);
  const auto log = server.error();
  for (const auto& one : refused)
    CHECK(has(log, R"("method":")" + one.method + R"(","route":"","status":)" +
                       std::to_string(one.status)));
}

TEST_CASE("a fault is answered, recorded and replayed, and harms nobody") {
  const Site site;
  Program server(site.arguments());
  const Http http(server.ready());
  for (const char* mode : {"trap", "loop", "garbage"}) {
    const auto answer = http.ask("GET", std::string("/api/v1/hostile/") + mode + "?canary");
    CHECK(has(answer, " 500 "));
    CHECK(has(answer, R"("code":"module_fault")"));
    CHECK(has(answer, "application/problem+json"));
  }
  const auto theirs = http.ask("GET", "/hostile-theirs/trap?canary");
  CHECK(has(theirs, "content-type: application/json\r\n"));
  CHECK(has(theirs, "\r\n\r\ntheirs 0"));
  CHECK(http.body("/api/v1/hostile/good") == "good");
  CHECK(has(http.body("/readyz"), R"("faults":4)"));
  server.signal(SIGTERM);
  CHECK(server.wait() == 0);
  std::size_t records = 0;
  for (const auto& entry : std::filesystem::directory_iterator(site.data / "faults")) {
    ++records;
    CHECK_FALSE(has(*read_file(entry.path()), "canary"));
    Program again(site.arguments({entry.path().string()}, "replay"));
    CHECK(again.wait() == 1);
    CHECK(has(again.error(), "module hostile faults: "));
  }
  CHECK(records == 4);
}

TEST_CASE("a recorded request gives the same bytes again") {
  const Site site;
  const auto records = site.directory.path / "records";
  Program server(site.arguments({"--record", records.string()}));
  const Http http(server.ready());
  for (const char* mode : {"good", "reads", "writes", "gated", "waits"})
    CHECK(has(http.ask("GET", std::string("/api/v1/hostile/") + mode), " 200 "));
  server.signal(SIGTERM);
  CHECK(server.wait() == 0);
  for (const auto& entry : std::filesystem::directory_iterator(records)) {
    Program again(site.arguments({entry.path().string()}, "replay"));
    CHECK(again.wait() == 0);
    const auto key = record_key(crypto::RootKey::load(site.data, std::nullopt).value());
    auto record = open_record(key, *read_file(entry.path())).value();
    record.outcomes.back().back() ^= 1;
    REQUIRE(replace_file(entry.path(), seal_record(key, record)));
    Program altered(site.arguments({entry.path().string()}, "replay"));
    CHECK(altered.wait() == 1);
    auto bytes = *read_file(entry.path());
    bytes.back() ^= 1;
    REQUIRE(replace_file(entry.path(), bytes));
    Program cut(site.arguments({entry.path().string()}, "replay"));
    CHECK(cut.wait() != 0);
    CHECK(has(cut.error(), "is not a record of this data"));
  }
}

TEST_CASE("a module that loops harms no other") {
  const Site site;
  std::filesystem::copy(test_module("good"), site.modules / "good.wasm");
  Program server(site.arguments());
  const Http http(server.ready());
  std::vector<std::thread> hostile;
  for (int i = 0; i < 4; ++i) {
    hostile.emplace_back([&, i] {
      const char* modes[] = {"loop", "fill", "recurse", "trap"};
      for (int n = 0; n < 25; ++n) (void)http.ask("GET", std::string("/api/hostile/") + modes[i]);
    });
  }
  for (int i = 0; i < 300; ++i) REQUIRE(http.body("/api/good/good") == "good");
  for (auto& thread : hostile) thread.join();
  CHECK(has(http.body("/readyz"), R"("name":"hostile","watched":true)"));
  CHECK(has(http.body("/readyz"), R"("faults":0,"name":"good","watched":false)"));
}

TEST_CASE("nothing of a request is left for the next") {
  const Site site;
  Program server(site.arguments({"--threads", "1"}));
  const Http http(server.ready());
  for (int i = 0; i < 50; ++i) {
    REQUIRE(http.body("/api/hostile/leave") == "left");
    REQUIRE(http.body("/api/hostile/look") == "clean");
  }
}

TEST_CASE("more requests than instances are turned away, and each is answered") {
  const Site site;
  Program server(site.arguments({"--instances-max", "8"}));
  const Http http(server.ready());
  std::atomic<int> good = 0, turned_away = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 32; ++i) {
    callers.emplace_back([&] {
      for (int n = 0; n < 20; ++n) {
        const auto answer = http.ask("GET", "/api/hostile/waits");
        if (has(answer, " 503 ") && has(answer, "retry-after: ")) ++turned_away;
        if (has(answer, " 200 ")) ++good;
      }
    });
  }
  for (auto& caller : callers) caller.join();
  CHECK(good + turned_away == 32 * 20);
  CHECK(good > 0);
  CHECK(turned_away > 0);
  CHECK(http.body("/api/hostile/good") == "good");
}

}  // namespace
}  // namespace arris::wasmtime
