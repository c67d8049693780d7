#include <algorithm>

#include "sqlite/inspect.h"
#include "sqlite/support_test.h"

namespace arris::sqlite {

namespace {

std::unique_ptr<Database> with_schema() {
  auto database = open_database();
  const auto made = database->execute_script(R"sql(
    CREATE TABLE issues (id INTEGER PRIMARY KEY, title TEXT NOT NULL, count INTEGER, any ANY) STRICT;
    CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE) STRICT;
    CREATE TABLE notes (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id)) STRICT;
    CREATE VIEW addresses AS SELECT email FROM users;
    CREATE VIRTUAL TABLE found USING fts5(title);
    INSERT INTO users VALUES (1, 'a@x');
    INSERT INTO found VALUES ('the quick fox');
  )sql");
  REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().cause));
  return database;
}

}  // namespace

TEST_CASE("sqlite: what D1 denies is refused with its reason") {
  auto database = with_schema();
  const char* denied[] = {"ATTACH ':memory:' AS other",
                          "DETACH main",
                          "CREATE TEMP TABLE t (a)",
                          "CREATE TABLE t (a)",
                          "DROP TABLE issues",
                          "CREATE INDEX i ON issues (count)",
                          "ALTER TABLE issues ADD COLUMN x TEXT",
                          "BEGIN",
                          "COMMIT",
                          "SAVEPOINT a",
                          "PRAGMA user_version",
                          "PRAGMA journal_mode",
                          "PRAGMA page_count",
                          "PRAGMA integrity_check",
                          "PRAGMA foreign_keys=OFF",
                          "PRAGMA case_sensitive_like=ON",
                          "PRAGMA writable_schema=ON",
                          "SELECT sqlite_version()",
                          "SELECT json_pretty('{}')",
                          "SELECT load_extension('x')",
                          "SELECT sqlite_source_id()",
                          "SELECT json_error_position('{}')"};
  CHECK(database->query("VACUUM", {}, effect::Mode::write).failure != Failure::none);
  for (const std::string sql : denied) {
    CAPTURE(sql);
    const auto answer = database->query(sql, {}, effect::Mode::write);
    CHECK(answer.failure == Failure::refused);
    CHECK(answer.bytes.starts_with("not allowed: "));
    CHECK(answer.statement == 0);
  }
}

TEST_CASE("sqlite: a migration may change the schema, but not leave the rules") {
  auto database = with_schema();
  const char* denied[] = {"ATTACH ':memory:' AS other",
                          "CREATE TEMP TABLE t (a)",
                          "VACUUM",
                          "CREATE TABLE _cf_kv (a)",
                          "COMMIT",
                          "PRAGMA user_version=3",
                          "CREATE VIRTUAL TABLE v USING dbstat",
                          "SELECT sqlite_version()"};
  for (const char* sql : denied) {
    CAPTURE(sql);
    CHECK_FALSE(database->execute_script(sql).ok());
  }
  CHECK(database->execute_script("ALTER TABLE users ADD COLUMN name TEXT").ok());
  CHECK(database->execute_script("ALTER TABLE users RENAME COLUMN name TO label").ok());
  CHECK(database->execute_script("ALTER TABLE users DROP COLUMN label").ok());
  CHECK(database->execute_script("PRAGMA defer_foreign_keys=true; DROP TABLE issues").ok());
}

TEST_CASE("sqlite: what D1 allows is allowed") {
  auto database = with_schema();
  const char* allowed[] = {
      "PRAGMA table_list",
      "PRAGMA table_info(users)",
      "PRAGMA foreign_keys",
      "PRAGMA defer_foreign_keys=ON",
      "PRAGMA quick_check",
      "SELECT group_concat(value) FROM json_each('[1,2]')",
      "SELECT jsonb_extract('{}', '$'), sqrt(4), iif(1, 2, 3)",
      "SELECT unixepoch('now', 'subsec'), timediff('now', 'now')",
      "SELECT highlight(found, 0, '<', '>') FROM found('quick')",
      ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) "
       "SELECT row_number() OVER () FROM n")};
  for (const char* sql : allowed) {
    CAPTURE(sql);
    CHECK(text_of(database->query(sql)).substr(0, 7) != "failed:");
  }
}

TEST_CASE("sqlite: limits are those of D1") {
  auto database = open_database();
  std::string wide = "SELECT 1", deep = "SELECT 1", compound = "SELECT 1", many = "SELECT 0";
  for (int i = 0; i < 100; ++i) wide += ",1";
  for (int i = 0; i < 101; ++i) deep += "+(1", compound += i < 5 ? " UNION ALL SELECT 1" : "";
  deep += std::string(101, ')');
  for (int i = 0; i < 101; ++i) many += "+?";
  const std::string refused[] = {wide,
                                 deep,
                                 compound,
                                 many,
                                 "SELECT '" + std::string(100'000, 'a') + "'",
                                 "SELECT 'a' LIKE '" + std::string(51, 'a') + "'",
                                 "SELECT length(zeroblob(2000001))",
                                 "SELECT \"text\""};
  for (const auto& sql : refused) {
    CAPTURE(sql.substr(0, 60));
    CHECK(text_of(database->query(sql)).starts_with("failed: "));
  }
  CHECK(text_of(database->query("SELECT length(zeroblob(2000000))")) == "2000000");
  CHECK(database->query("SELECT zeroblob(2000001)").failure == Failure::too_large);
}

TEST_CASE("sqlite: a table that is not declared is refused, however it is touched") {
  auto database = with_schema();
  const Capabilities declared{.reads = {"issues"}, .writes = {"notes"}};
  struct Case {
    const char* sql;
    bool allowed;
  };
  const Case cases[] = {
      {"SELECT email FROM users", false},
      {"SELECT count(*) FROM users", false},
      {"SELECT 1 FROM main.users", false},
      {"SELECT email FROM addresses", false},
      {"SELECT sql FROM sqlite_schema", false},
      {"SELECT title FROM found('fox')", false},
      {"SELECT block FROM found_data", false},
      {"UPDATE issues SET count = 1", false},
      {"INSERT INTO users VALUES (2, 'b')", false},
      {"DELETE FROM issues", false},
      {"INSERT INTO notes SELECT id, NULL FROM users", false},
      {"UPDATE notes SET user_id = 1", false},  // the foreign key reads users
      {"SELECT title FROM issues", true},
      {"SELECT count(*) FROM ISSUES", true},
      {"SELECT id FROM notes", true},
      {"INSERT INTO notes VALUES (1, NULL)", false},
      {"WITH recent AS (SELECT 1) SELECT count(*) FROM recent", true},
      {"SELECT value FROM json_each('[1]')", true},
  };
  for (const Case& each : cases) {
    CAPTURE(each.sql);
    const auto answer = wait_for(*database, statements_of({each.sql}, declared), writes({{0, {}}}));
    CHECK(answer.failure == (each.allowed ? Failure::none : Failure::refused));
  }
}

TEST_CASE("sqlite: a full-text table brings its shadow tables") {
  auto database = with_schema();
  const Capabilities declared{.reads = {}, .writes = {"found"}};
  const auto set = statements_of(
      {"INSERT INTO found VALUES (?1)", "SELECT title FROM found(?1) ORDER BY rank"}, declared);
  CHECK(text_of(wait_for(*database, set, writes({{0, {"a slow fox"}}, {1, {"slow"}}}))) ==
        "a slow fox");
}

TEST_CASE("sqlite: a read may not write and a list has an end") {
  auto database = with_schema();
  const auto set = statements_of({"DELETE FROM users", "SELECT 1"});
  CHECK(wait_for(*database, set, reads({{0, {}}})).failure == Failure::refused);
  const auto unknown = wait_for(*database, set, reads({{1, {}}, {2, {}}}));
  CHECK(unknown.failure == Failure::refused);
  CHECK(unknown.statement == 1);
  CHECK(wait_for(*database, set, reads({})).failure == Failure::invalid);
  CHECK(wait_for(*database, set, reads({{1, {std::int64_t(1)}}})).failure == Failure::invalid);
  CHECK(database->query("SELECT 1; SELECT 2").failure == Failure::invalid);
  CHECK(database->query("  ").failure == Failure::invalid);
  CHECK(text_of(database->query("SELECT count(*) FROM users")) == "1");
}

TEST_CASE("sqlite: failures are named by kind, statement and SQLite's message") {
  auto database = with_schema();
  struct Case {
    const char* sql;
    Failure failure;
    const char* message;
  };
  const Case cases[] = {
      {"INSERT INTO users VALUES (2, 'a@x')", Failure::constraint,
       "UNIQUE constraint failed: users.email"},
      {"INSERT INTO issues (title) VALUES (NULL)", Failure::constraint,
       "NOT NULL constraint failed: issues.title"},
      {"INSERT INTO notes VALUES (1, 9)", Failure::constraint, "FOREIGN KEY constraint failed"},
      {"SELECT json_extract('{}', 'conflict')", Failure::raised, "conflict"},
      {"SELECT json_extract('{}', 'it''s so')", Failure::raised, "it's so"},
      {"SELECT json_extract('{', '$.a')", Failure::invalid, "malformed JSON"},
      {"SELECT 9007199254740993", Failure::invalid, "an integer beyond 2^53 is read as text"},
      {"SELECT missing FROM users", Failure::invalid, "no such column: missing"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.sql);
    const auto set = statements_of({"SELECT 1", each.sql});
    const auto answer = wait_for(*database, set, writes({{0, {}}, {1, {}}}));
    CHECK(answer.failure == each.failure);
    CHECK(answer.bytes == each.message);
    CHECK(answer.statement == 1);
    CHECK(answer.opens == effect::Gate::no);
  }
}

TEST_CASE("sqlite: an endless statement ends") {
  DatabaseOptions options;
  options.read_timeout = std::chrono::milliseconds(20);
  auto database = open_database(options);
  const auto answer = database->query(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
  CHECK(answer.failure == Failure::timeout);
  CHECK(text_of(database->query("SELECT 1")) == "1");
}

TEST_CASE("sqlite: numbers are bound as REAL and integral results are integers") {
  auto database = with_schema();
  using Values = std::vector<effect::Value>;
  const std::int64_t five = 5, edge = std::int64_t(1) << 53;
  auto ask = [&](const char* sql, Values values) { return text_of(database->query(sql, values)); };
  CHECK(ask("SELECT typeof(?1), ?1, 7 / ?1", {std::int64_t(2)}) == "real|2|r3.500000");
  CHECK(ask("SELECT typeof(CAST(?1 AS INTEGER))", {five}) == "integer");
  CHECK(ask("SELECT json_object('a', ?1)", {five}) == R"({"a":5.0})");
  CHECK(ask("SELECT ?1, -?1", {edge}) == "9007199254740992|-9007199254740992");
  CHECK(ask("SELECT ?1", {edge + 1}).starts_with("failed: an integer beyond 2^53"));
  CHECK(ask("SELECT ?1", {-edge - 1}).starts_with("failed: an integer beyond 2^53"));
  CHECK(ask("SELECT ?1, typeof(?2), ?3", {0.5, effect::Null{}, "t"}) == "r0.500000|null|t");
  CHECK(ask("SELECT typeof(?1), ?1", {effect::Bytes{"ab"}}) == "blob|xab");
  CHECK(ask("SELECT typeof(?1), length(?2)", {effect::Bytes{}, std::string_view()}) == "blob|0");
  CHECK(ask("SELECT 3.0, 3.5, 1e300, CAST(9007199254740993 AS TEXT)", {}).starts_with("3|r3.5"));
  database->query("INSERT INTO issues VALUES (1, 't', ?1, ?1)", {five}, effect::Mode::write);
  CHECK(ask("SELECT typeof(count), typeof(any) FROM issues", {}) == "integer|real");
  const auto refused =
      database->query("INSERT INTO issues VALUES (2, 't', ?1, 0)", {5.5}, effect::Mode::write);
  CHECK(refused.failure == Failure::constraint);
}

TEST_CASE("sqlite: changes are counted for the statement that made them") {
  auto database = with_schema();
  const auto set = statements_of(
      {"UPDATE users SET email = email || '!'", "SELECT 1", "DELETE FROM users WHERE id = 7"});
  const auto answer = wait_for(*database, set, writes({{0, {}}, {1, {}}, {2, {}}}));
  const auto decoded = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
  REQUIRE(decoded);
  CHECK(decoded->statements[0].changes == 1);
  CHECK(decoded->statements[1].changes == 0);
  CHECK(decoded->statements[2].changes == 0);
}

TEST_CASE("sqlite: a statement tells its tables, columns and plan") {
  auto connection = Connection::open(in_memory);
  REQUIRE(connection.ok());
  Connection& at = *connection.value();
  at.execute_script("CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT); CREATE TABLE b (y INTEGER)",
                    Authority::schema);
  const auto facts = inspect(at, "INSERT INTO a SELECT y, ?1 FROM b RETURNING id, x || '' AS z");
  REQUIRE_MESSAGE(facts.ok(), (facts.ok() ? "" : facts.error().cause));
  CHECK(facts->writes == std::vector<std::string>{"a"});
  CHECK(std::ranges::find(facts->reads, "b") != facts->reads.end());
  CHECK(facts->columns == std::vector<std::string>{"id", "z"});
  CHECK(facts->declared_types == std::vector<std::string>{"INTEGER", ""});
  CHECK(facts->parameters == 1);
  CHECK(facts->changes == Writes::yes);
  CHECK(facts->plan.front() == "SCAN b");
  const auto counted = inspect(at, "WITH c AS (SELECT 1) SELECT count(*) FROM b, c");
  CHECK(counted->reads == std::vector<std::string>{"b"});
  CHECK_FALSE(inspect(at, "SELECT sqlite_version()").ok());
}

TEST_CASE("sqlite: equal schemas have equal texts") {
  auto schema_of = [](const char* sql) {
    auto connection = Connection::open(in_memory);
    REQUIRE(connection.ok());
    REQUIRE_FALSE(connection.value()->execute_script(sql, Authority::schema));
    return schema_text(*connection.value()).value();
  };
  const auto one = schema_of("CREATE TABLE t (a TEXT, -- why\n b INTEGER DEFAULT ' -- ') STRICT");
  CHECK(one == schema_of("CREATE TABLE t(\n  a TEXT,\n  b INTEGER /* x */ DEFAULT ' -- ')STRICT"));
  CHECK(one != schema_of("CREATE TABLE t (a TEXT, b INTEGER DEFAULT '-- ') STRICT"));
  CHECK(one.starts_with("table t: CREATE TABLE t(a TEXT,b INTEGER DEFAULT' -- ')STRICT"));
}

}  // namespace arris::sqlite
