#include "json/csv.h"

#include <doctest/doctest.h>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

using namespace arris;

namespace {

enum class Kind : std::uint8_t { page, part };
BOOST_DESCRIBE_ENUM(Kind, page, part)

struct Point {
  std::int64_t at_ms;
  std::optional<std::int64_t> value;
  Kind kind;
};
BOOST_DESCRIBE_STRUCT(Point, (), (at_ms, value, kind))

struct Views {
  std::string_view page;
  std::int64_t views;
};
BOOST_DESCRIBE_STRUCT(Views, (), (page, views))

}  // namespace

TEST_CASE("csv: names stand above, absent values are empty") {
  CHECK(json::csv_of(std::vector<Point>{}) == "at_ms,value,kind\r\n");
  CHECK(json::csv_of(std::vector<Point>{{5, 15, Kind::page}, {6, std::nullopt, Kind::part}}) ==
        "at_ms,value,kind\r\n5,15,\"page\"\r\n6,,\"part\"\r\n");
}

TEST_CASE("csv: texts are quoted, and none is a formula") {
  CHECK(json::csv_of(std::vector<Views>{{"/a,\"b\"", 1}, {"=1+1", 3}}) ==
        "page,views\r\n\"/a,\"\"b\"\"\",1\r\n'=1+1,3\r\n");
}
