#include "tokens/spans.h"

#include <doctest/doctest.h>

using namespace arris;
using namespace arris::tokens;

namespace {

struct Expected {
  std::string_view kind;
  std::int64_t from_ms, to_ms;
};

void check(const std::vector<Span>& spans, std::vector<Expected> expected) {
  REQUIRE(spans.size() == expected.size());
  for (std::size_t i = 0; i < spans.size(); ++i) {
    CHECK(spans[i].kind == expected[i].kind);
    CHECK(spans[i].from_ms == expected[i].from_ms);
    CHECK(spans[i].to_ms == expected[i].to_ms);
  }
}

}  // namespace

TEST_CASE("spans: less than a day, and steps that begin within days, are read as they are") {
  check(spans_of("model", {hour_ms, 23 * hour_ms}, day_ms, 0), {{"model", hour_ms, 23 * hour_ms}});
  check(spans_of("model", {0, 9 * day_ms}, hour_ms, 0), {{"model", 0, 9 * day_ms}});
  check(spans_of("model", {0, 9 * day_ms}, day_ms, hour_ms), {{"model", 0, 9 * day_ms}});
  check(spans_of("minute", {0, 9 * day_ms}, day_ms, 0), {{"minute", 0, 9 * day_ms}});
}

TEST_CASE("spans: whole days are read as days, the ends as they are") {
  check(spans_of("total", {day_ms - hour_ms, 3 * day_ms + hour_ms}, 7 * day_ms, 4 * day_ms),
        {{"total", day_ms - hour_ms, day_ms},
         {"total_day", day_ms, 3 * day_ms},
         {"total", 3 * day_ms, 3 * day_ms + hour_ms}});
  check(spans_of("user", {0, day_ms}, 800 * day_ms, 0),
        {{"user", 0, 0}, {"user_day", 0, day_ms}, {"user", day_ms, day_ms}});
}
