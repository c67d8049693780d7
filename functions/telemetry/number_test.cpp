#include "telemetry/number.h"

#include <doctest/doctest.h>

#include "json/json.h"

using namespace arris;
using namespace arris::telemetry;

namespace {

std::string written(std::int64_t thousandths) {
  std::string out;
  json::encode(out, Decimal{thousandths});
  return out;
}

}  // namespace

TEST_CASE("number: thousandths of what is written") {
  CHECK(to_thousandths("12") == 12'000);
  CHECK(to_thousandths("12.3456") == 12'346);
  CHECK(to_thousandths("0.0004") == 0);
  CHECK(to_thousandths("0.0005") == 1);
  CHECK(to_thousandths("-1.5e2") == -150'000);
  CHECK(to_thousandths("1.5E-3") == 2);
  CHECK(to_thousandths("15e+1") == 150'000);
  CHECK(to_thousandths("0e999999999999999999999") == 0);
  CHECK(to_thousandths("1e-99999999999999999999") == 0);
  CHECK(to_thousandths("0.00000000000000000000000000012e28") == 1'200);
  CHECK_FALSE(to_thousandths("1e400"));
  CHECK_FALSE(to_thousandths("9007199254740993"));
}

TEST_CASE("number: a decimal is written without needless places") {
  CHECK(written(0) == "0");
  CHECK(written(12'000) == "12");
  CHECK(written(12'340) == "12.34");
  CHECK(written(-5) == "-0.005");
  CHECK(written(1'001) == "1.001");
}
