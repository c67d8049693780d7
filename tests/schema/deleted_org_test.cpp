// Whatever table there is: of a deleted org its owner removes the rows, and of no other org.

#include <doctest/doctest.h>

#include "functions.h"
#include "native/app.h"

namespace arris {
namespace {

using native::App;
using native::Rows;

constexpr std::int64_t day_ms = 86'400'000;

// A person's session names the org in which they act until it ends.
constexpr std::string_view tables_of_orgs =
    "SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND m.name <> 'sessions' AND EXISTS "
    "("
    "SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'org_id') ORDER BY m.name";

struct World {
  App app{{std::begin(functions), std::end(functions)}};
  std::vector<std::string> tables;

  World() {
    for (const auto& row : app.rows(std::string(tables_of_orgs))) tables.push_back(row[0]);
    REQUIRE(tables.size() > 50);
  }

  std::string count(const std::string& table, const std::string& org) {
    return app.rows("SELECT count(*) FROM " + table + " WHERE org_id = '" + org + "'")[0][0];
  }
  void mark_deleted(const std::string& org, std::int64_t ago_ms) {
    app.world.database.run("UPDATE orgs SET deleted_at_ms = " +
                           std::to_string(app.world.now_ms - ago_ms) + " WHERE id = '" + org + "'");
  }

  // A row of the org in every table. Texts are the org's name, so that rows refer to each other.
  void fill(const std::string& org, int number) {
    app.world.database.run(
        "PRAGMA ignore_check_constraints = ON; INSERT INTO orgs (id, name, created_at_ms) VALUES "
        "('" +
        org + "', '" + org +
        "', 1); INSERT INTO users (id, email, name, created_at_ms, last_active_at_ms) VALUES ('" +
        org + "', '" + org + "', '" + org + "', 1, 1)");
    auto waiting = tables;
    while (!waiting.empty()) {
      const auto before = waiting.size();
      std::erase_if(waiting,
                    [&](const std::string& table) { return fill_table(table, org, number); });
      REQUIRE_MESSAGE(waiting.size() < before, waiting.front());
    }
  }

 private:
  std::string row_of(const std::string& table, const std::string& org, int number) {
    std::string names, values;
    for (const auto& column : app.rows("SELECT name, type FROM pragma_table_info('" + table +
                                       "') WHERE name <> 'rowid'")) {
      names += (names.empty() ? "\"" : ", \"") + column[0] + "\"";
      if (!values.empty()) values += ", ";
      values += column[1] == "TEXT"   ? "'" + org + "'"
                : column[1] == "BLOB" ? "x'00'"
                                      : std::to_string(number);
    }
    return "INSERT INTO " + table + " (" + names + ") VALUES (" + values +
           ") ON CONFLICT DO NOTHING";
  }
  // False where a row that it refers to is not there yet.
  bool fill_table(const std::string& table, const std::string& org, int number) {
    try {
      app.world.database.run(row_of(table, org, number));
    } catch (const std::exception&) {
      return false;
    }
    return count(table, org) != "0";
  }
};

}  // namespace

TEST_CASE("of a deleted org no row is left in any table but orgs, and another org keeps its own") {
  World world;
  world.fill("gone", 1);
  world.fill("here", 2);
  world.mark_deleted("gone", 2 * day_ms);
  CHECK(world.app.tick("remove_deleted_orgs") == 204);
  for (const auto& table : world.tables) {
    CAPTURE(table);
    CHECK(world.count(table, "gone") == "0");
    CHECK(world.count(table, "here") != "0");
  }
  CHECK(world.app.rows("SELECT id FROM orgs") == Rows{{"gone"}, {"here"}});
  for (const std::string search : {"error_search", "execution_search", "pipeline_search"})
    CHECK(world.app.rows("SELECT count(*) FROM " + search) == Rows{{"1"}});
}

TEST_CASE("nothing is removed while no org is deleted, and messages have a day to be heard") {
  World world;
  world.fill("here", 1);
  CHECK(world.app.tick("remove_deleted_orgs") == 204);
  for (const auto& table : world.tables) CHECK(world.count(table, "here") != "0");
  world.mark_deleted("here", day_ms / 2);
  CHECK(world.app.tick("remove_deleted_orgs") == 204);
  for (const auto& table : world.tables)
    CHECK((world.count(table, "here") == "0") == (table != "outbox" && table != "deliveries"));
}

TEST_CASE("more rows than go at once go in pieces, and what comes later goes with the next run") {
  World world;
  world.fill("gone", 1);
  world.mark_deleted("gone", 2 * day_ms);
  const auto add = [&](const std::string& name) {
    world.app.world.database.run(
        "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1700) INSERT "
        "INTO idempotency_keys "
        "SELECT 'gone', '" +
        name + "', 'r', i, 'h', 200, '', '', 1 FROM n");
  };
  add("before");
  CHECK(world.app.tick("remove_deleted_orgs") == 204);
  CHECK(world.count("idempotency_keys", "gone") == "0");
  add("late");
  CHECK(world.app.tick("remove_deleted_orgs") == 204);
  CHECK(world.count("idempotency_keys", "gone") == "0");
}

TEST_CASE("the audit log of an org that is there keeps its entries") {
  World world;
  world.fill("here", 1);
  CHECK_THROWS(world.app.world.database.run("DELETE FROM audit_log WHERE org_id = 'here'"));
  CHECK(world.count("audit_log", "here") == "1");
}

}  // namespace arris
