#include "http/told_rows.h"

#include <doctest/doctest.h>

#include <boost/describe/class.hpp>

using namespace arris;
using http::ToldRows;

namespace {

struct Counted {
  std::string_view name;
  std::optional<std::int64_t> count;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (name, count))

struct Named {
  std::string_view name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (name))

bool is_whole(std::string_view text) {
  Arena arena;
  ToldRows told(text, arena);
  told.next<Counted>();
  told.next<Named>();
  return told.ok();
}

}  // namespace

TEST_CASE("told rows: what is no list of rows, or is cut short, is nothing") {
  const std::string whole = R"([[["a",1],["b",null]],[["c"]]])";
  CHECK(is_whole(whole));
  for (std::size_t size = 0; size + 1 < whole.size(); ++size)
    CHECK_FALSE(is_whole(std::string_view(whole).substr(0, size)));
  for (const std::string_view text :
       {"The request conflicts with the present state", "{}", "[1,2]", "[[1],[]]", "[[]]",
        R"([[["a"]],[]])", R"([[["a",1,2]],[]])", R"([[["a","1"]],[]])", R"([[["a",1.5]],[]])",
        R"([[["a",true]],[]])", R"([[[null,1]],[]])"})
    CHECK_FALSE(is_whole(text));
}

TEST_CASE("told rows: the rows of each statement come in order, with their texts") {
  Arena arena;
  ToldRows told(R"([[["it's \"a\"",1],["b",null]],[],[["c"]]])", arena);
  const auto counted = told.next<Counted>();
  REQUIRE(counted.size() == 2);
  CHECK(counted[0].name == "it's \"a\"");
  CHECK(counted[0].count == 1);
  CHECK_FALSE(counted[1].count);
  CHECK(told.next<Named>().empty());
  CHECK(told.next<Named>().front().name == "c");
  CHECK(told.ok());
}
