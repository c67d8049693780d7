#include "telemetry/csv.h"

#include <doctest/doctest.h>

#include "telemetry/answers.h"

using namespace arris::telemetry;

TEST_CASE("csv: names stand above, absent values are empty") {
  CHECK(csv_of(std::vector<TrendPoint>{}) == "at_ms,value\r\n");
  CHECK(csv_of(std::vector<TrendPoint>{{5, Decimal{1500}}, {6, std::nullopt}}) ==
        "at_ms,value\r\n5,1.5\r\n6,\r\n");
}

TEST_CASE("csv: texts are quoted, and none is a formula") {
  CHECK(csv_of(std::vector<PageViews>{{"/a,\"b\"", 1, 2}, {"=1+1", 3, 4}}) ==
        "page,views,people\r\n\"/a,\"\"b\"\"\",1,2\r\n'=1+1,3,4\r\n");
}
