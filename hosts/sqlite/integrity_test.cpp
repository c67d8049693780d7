#include "sqlite/integrity.h"

#include "sqlite/support_test.h"

namespace arris::sqlite {

namespace {

constexpr const char* schema = R"sql(
  CREATE TABLE orgs (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE users (id INTEGER PRIMARY KEY, org INTEGER REFERENCES orgs(id)) STRICT;
  INSERT INTO orgs VALUES (1);
  INSERT INTO users VALUES (1, 1);)sql";

}  // namespace

TEST_CASE("a row without its parent is named") {
  const TemporaryFolder folder;
  auto connection = Connection::open(folder / "a.db").value();
  REQUIRE_FALSE(connection->execute(schema));
  REQUIRE_FALSE(connection->execute("PRAGMA foreign_keys = OFF; DELETE FROM orgs"));
  const auto damage = find_damage(*connection);
  REQUIRE(damage.ok());
  CHECK(damage.value() == std::vector<std::string>{"users: row 1 refers to no row of orgs"});
}

TEST_CASE("a sound database has no damage") {
  const TemporaryFolder folder;
  auto connection = Connection::open(folder / "a.db").value();
  REQUIRE_FALSE(connection->execute(schema));
  const auto damage = find_damage(*connection);
  REQUIRE(damage.ok());
  CHECK(damage.value().empty());
}

}  // namespace arris::sqlite
