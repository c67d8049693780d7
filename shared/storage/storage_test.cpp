#include <doctest/doctest.h>

#include <boost/describe.hpp>

#include "storage/database.h"

using namespace arris;
using namespace arris::storage;

namespace {

enum class Color { red, green };
BOOST_DESCRIBE_ENUM(Color, red, green)

struct Fruit {
  std::string_view name;
  std::int64_t grams;
  std::optional<Color> color;
  bool ripe;
};
BOOST_DESCRIBE_STRUCT(Fruit, (), (name, grams, color, ripe))

inline constexpr Query<Fruit(OrgId, std::int64_t)> find_fruit{"test.find_fruit", "SELECT 1"};
inline constexpr Query<void(std::string_view)> eat_fruit{"test.eat_fruit", "DELETE"};
constexpr auto statements = catalogue(find_fruit, eat_fruit, require_change);

effect::Rows one_row(std::vector<Value> values) {
  return {0, static_cast<std::uint16_t>(values.size()), 1, std::move(values)};
}

}  // namespace

TEST_CASE("storage: a row of another shape is refused") {
  using V = std::vector<Value>;
  const V bad[] = {
      V{std::string_view("fig")},
      V{std::int64_t{1}, std::int64_t{1}, effect::Null{}, std::int64_t{1}},
      V{std::string_view("fig"), 1.5, effect::Null{}, std::int64_t{1}},
      V{std::string_view("fig"), std::int64_t{1}, std::string_view("blue"), std::int64_t{1}},
      V{std::string_view("fig"), std::int64_t{1}, effect::Null{}, std::int64_t{2}}};
  for (const V& values : bad) CHECK_FALSE(read_rows<Fruit>(one_row(values)));
}

TEST_CASE("storage: a row becomes its struct") {
  const auto fruit = read_rows<Fruit>(one_row(
      {std::string_view("fig"), std::int64_t{40}, std::string_view("green"), std::int64_t{1}}));
  REQUIRE(fruit);
  CHECK(fruit->front().color == Color::green);
  CHECK(fruit->front().ripe);
}

TEST_CASE("storage: a query knows its columns and parameters and binds in order") {
  CHECK(find_fruit.columns.size() == 4);
  CHECK(find_fruit.columns[1] == "grams");
  const auto bound = find_fruit(OrgId{"o"}, 7);
  CHECK(std::get<std::string_view>(bound.parameters[0]) == "o");
  CHECK(std::get<std::int64_t>(bound.parameters[1]) == 7);
}

TEST_CASE("storage: a batch carries its conditions as statements") {
  Batch batch;
  batch.add(eat_fruit("fig"))
      .or_fail(Code::gone)
      .on_conflict("fruit.name", Error{Code::conflict, "It is eaten"});
  batch.on_refusal("rotten", Error{Code::gone, "It is rotten"});
  CHECK(batch.statements().size() == 2);
  Meanings meanings;
  const auto written = Database(statements, &meanings).write(batch);
  const auto meaning = [&](Code code, std::string_view cause) {
    return meanings.of({code, "as it came", {}, std::string(cause)}).detail;
  };
  CHECK(meaning(Code::conflict, "UNIQUE constraint failed: fruit.name") == "It is eaten");
  CHECK(meaning(Code::conflict, "UNIQUE constraint failed: fruit.id") == "as it came");
  CHECK(meaning(Code::internal, "rotten") == "It is rotten");
  CHECK(meaning(Code::unavailable, "rotten") == "as it came");
  CHECK(written.sql.statements[1].query == 2);
}
