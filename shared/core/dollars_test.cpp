#include "core/dollars.h"

#include <doctest/doctest.h>

using arris::dollars_of;

TEST_CASE("dollars: as many digits as a person reads, and never fewer than cents") {
  struct Case {
    std::int64_t nano_usd;
    const char* text;
  };
  constexpr Case cases[] = {{0, "$0.00"},
                            {1, "$0.000000001"},
                            {12'345, "$0.00001235"},
                            {1'200'000, "$0.0012"},
                            {47'000'000, "$0.047"},
                            {119'856'325, "$0.1199"},
                            {137'500'000, "$0.1375"},
                            {230'000'000, "$0.23"},
                            {999'949'999, "$0.9999"},
                            {999'950'000, "$1.00"},
                            {1'000'000'000, "$1.00"},
                            {1'004'999'999, "$1.00"},
                            {1'995'000'000, "$2.00"},
                            {80'050'000'001, "$80.05"},
                            {1'234'567'890'000, "$1234.57"}};
  for (const auto& [nano_usd, text] : cases) CHECK(dollars_of(nano_usd) == text);
}
