#include "tokens/recommend.h"

#include <doctest/doctest.h>

#include "metering/meter.h"

using namespace arris::tokens;

namespace {

const Rates rates{.input = 1000, .cache_read = 100, .cache_write_5m = 1250, .output = 4000};

ModelUse use_of(std::int64_t requests, Buckets buckets) {
  return {"p", "m", requests, 0, buckets, cost_of(buckets, rates), rates};
}

std::vector<Advice> advices(const ModelUse& use, const std::vector<Sibling>& siblings = {}) {
  std::vector<Advice> list;
  for (const Finding& finding : recommend(use, siblings)) list.push_back(finding.advice);
  return list;
}

}  // namespace

TEST_CASE("recommend: a few calls, or calls that are well made, are left alone") {
  CHECK(advices(use_of(19, {.input = 19'000'000})).empty());
  CHECK(advices(use_of(100, {.input = 50'000, .cache_read = 450'000, .output = 90'000})).empty());
}

TEST_CASE("recommend: long prompts that never meet the cache could") {
  const auto found = recommend(use_of(100, {.input = 1'000'000, .output = 90'000}), {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].advice == Advice::use_cache);
  CHECK(found[0].saving_nano_usd == 500'000 - 50'000);
}

TEST_CASE("recommend: a cache that is written and not read costs its writes") {
  const auto found =
      recommend(use_of(100, {.input = 500'000, .cache_write_5m = 400'000, .output = 90'000}), {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].advice == Advice::stop_caching);
  CHECK(found[0].saving_nano_usd == 100'000);
}

TEST_CASE("recommend: short calls go to the sibling that saves most") {
  const std::vector<Sibling> siblings{{"small", {.input = 500, .output = 2000}},
                                      {"smaller", {.input = 100, .output = 400}}};
  const auto found = recommend(use_of(100, {.input = 100'000, .output = 10'000}), siblings);
  REQUIRE(found.size() == 1);
  CHECK(found[0].alternative == "smaller");
  CHECK(found[0].saving_nano_usd == 126'000);
  CHECK(advices(use_of(100, {.input = 100'000, .output = 90'000}), siblings).empty());
}

TEST_CASE("recommend: output that is mostly reasoning, and calls without a price, are told of") {
  CHECK(advices(use_of(100, {.input = 1000, .output = 10'000, .reasoning = 90'000})) ==
        std::vector{Advice::lower_reasoning});
  CHECK(advices({"p", "m", 1, 1, {}, 0, {}}) == std::vector{Advice::set_price});
}
