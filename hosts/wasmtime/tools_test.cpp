// What is asked of the program beside serving: its doctor, its metrics, a call without a network.

#include <regex>

#include "effects/clock.h"
#include "sqlite/connection.h"
#include "wasmtime/test_program.h"

namespace arris::wasmtime {
namespace {

struct Diagnosis {
  int code;
  std::string text;
};
Diagnosis doctor(const Site& site, const std::vector<std::string>& more = {}) {
  Program program(site.arguments(more, "doctor"));
  const int code = program.wait();
  return {code, program.out()};
}

TEST_CASE("the doctor says what keeps a server from starting, and nothing else is bad") {
  const Site site;
  REQUIRE(replace_file(site.directory.path / "file", ""));
  const auto below_file = (site.directory.path / "file" / "data").string();
  for (const std::string& data : {std::string("/proc/nowhere/data"), below_file}) {
    const auto [code, text] = doctor(site, {"--data", data});
    CHECK(code == 1);
    CHECK(has(text, "bad  data folder: " + data + " can't be written ("));
  }
  CHECK(has(doctor(site, {"--migrations", "/nowhere"}).text, "bad  database: "));

  const auto fresh = doctor(site);
  CHECK(fresh.code == 0);
  CHECK(
      fresh.text.starts_with("ok   modules\nok   address\nok   data folder\n"
                             "note root key: there is none yet; `arris serve` makes it\n"
                             "note database: there is none yet; `arris serve` makes it\n"));
  CHECK_FALSE(std::filesystem::exists(site.data));
  {
    Program server(site.arguments());
    REQUIRE(!server.ready().empty());
    const auto beside = doctor(site);
    CHECK(beside.code == 0);
    CHECK(has(beside.text, "note address: not tried beside the server that runs\n"));
    CHECK(std::regex_search(beside.text, std::regex("note data folder: process \\d+ serves it")));
    const Site other;
    const auto busy = doctor(other, {"--port", std::to_string(Http(server.ready()).port)});
    CHECK(busy.code == 1);
    CHECK(has(busy.text, " is in use: stop what listens there, or give another --port"));
    server.signal(SIGTERM);
    REQUIRE(server.wait() == 0);
  }
  CHECK(doctor(site).text.starts_with(
      "ok   modules\nok   address\nok   data folder\nok   root key\nok   database\n"));
  REQUIRE(replace_file(site.migrations / "9002_more.sql", "CREATE TABLE more (id TEXT) STRICT;"));
  const auto waits = doctor(site);
  CHECK(waits.code == 0);
  CHECK(has(waits.text, "note database: 1 migrations wait; "));
  std::filesystem::remove(site.data / "root.key");
  const auto lost = doctor(site);
  CHECK(lost.code == 1);
  CHECK(has(lost.text, "bad  root key: "));
}

TEST_CASE("what a server writes is its user's alone, also in a folder that was open to others") {
  namespace fs = std::filesystem;
  const Site site;
  fs::create_directories(site.data);
  fs::permissions(site.data, fs::perms::all);
  Program server(site.arguments());
  REQUIRE(!server.ready().empty());
  const auto others = fs::perms::others_all | fs::perms::group_all;
  CHECK((fs::status(site.data).permissions() & others) == fs::perms::none);
  for (const auto& entry : fs::recursive_directory_iterator(site.data)) {
    CAPTURE(entry.path().string());
    CHECK((entry.status().permissions() & others) == fs::perms::none);
  }
}

TEST_CASE("the program says its version, and what holds when nobody says anything") {
  Program asked({"--version"}), help({"serve", "--help"});
  CHECK(asked.wait() == 0);
  CHECK(asked.out().starts_with("arris "));
  CHECK(help.wait() == 0);
  CHECK(has(help.out(), "--port TEXT=8787"));
}

TEST_CASE("metrics are this machine's, or those of who shows the token") {
  const Site site, other;
  const auto status = [](const Http& http, const std::string& headers) {
    return std::stoi(http.ask("GET", "/metrics", headers).substr(9, 3));
  };
  {
    Program server(site.arguments());
    const Http http(server.ready());
    CHECK(status(http, "X-Forwarded-For: 203.0.113.9\r\n") == 403);
    CHECK(status(http, "Forwarded: for=203.0.113.9\r\n") == 403);
    CHECK(status(http, "") == 200);
  }
  Program guarded(other.arguments({"--metrics-token", "let-me-see"}));
  const Http http(guarded.ready());
  CHECK(status(http, "") == 403);
  CHECK(status(http, "Authorization: Bearer let-me-sea\r\n") == 403);
  CHECK(status(http, "Authorization: Bearer let-me-see\r\n") == 200);
}

// As `promtool check metrics`: each sample belongs to a family that was announced, once.
TEST_CASE("the metrics are Prometheus text") {
  const Site site;
  Program server(site.arguments());
  const Http http(server.ready());
  for (const char* mode : {"good", "trap", "good"})
    (void)http.ask("GET", std::string("/api/v1/hostile/") + mode);
  const auto text = http.body("/metrics");
  REQUIRE(text.ends_with('\n'));
  const std::regex comment(R"(# (HELP|TYPE) ([a-z_][a-z0-9_]*) (.+))");
  const std::regex sample(
      R"(([a-z_][a-z0-9_]*)(\{([a-z_]+="(\\.|[^"\\])*",?)+\})? (-?[0-9.e+-]+|\+Inf))");
  std::map<std::string, std::string> types;
  std::set<std::string> seen;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    std::smatch match;
    if (std::regex_match(line, match, comment)) {
      if (match[1] == "TYPE") CHECK(types.emplace(match[2], match[3]).second);
      continue;
    }
    REQUIRE(std::regex_match(line, match, sample));
    CHECK(seen.insert(match[1].str() + match[2].str()).second);
    auto family = match[1].str();
    for (const char* suffix : {"_bucket", "_sum", "_count"}) {
      if (family.ends_with(suffix) &&
          types.contains(family.substr(0, family.size() - std::strlen(suffix))))
        family.resize(family.size() - std::strlen(suffix));
    }
    CHECK(types.contains(family));
    if (types[family] == "counter") CHECK(family.ends_with("_total"));
  }
  CHECK(has(text, R"(arris_requests_total{module="hostile",method="",route="",status="2xx"} 2)"));
  CHECK(has(text, R"(arris_module_faults_total{module="hostile",kind="trap"} 1)"));
}

TEST_CASE("a request can be made without a network") {
  const Site site;
  Program program(site.arguments({"GET", "/api/v1/hostile/good"}, "call"));
  CHECK(program.wait() == 0);
  CHECK(program.out() == "200\n\ngood\n");
  CHECK(has(refusal(site.arguments({"GET", "/elsewhere"}, "call")), "no module answers"));
}

}  // namespace
}  // namespace arris::wasmtime
