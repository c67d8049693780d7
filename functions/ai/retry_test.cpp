// Whether another attempt may help, and when.

#include "ai/retry.h"

#include <doctest/doctest.h>

using namespace arris;
using namespace arris::ai;

namespace {

constexpr TroubleMask limited = mask_of(Trouble::rate_limited);
const Retries retries{3, any_trouble, 200, 5'000};

RetrySigns signs(std::vector<effect::Header> headers, std::string_view body = "") {
  return signs_of(headers, body);
}

}  // namespace

TEST_CASE("retry: only 408, 429 and 5xx are trouble") {
  for (const std::uint16_t status : {200, 301, 400, 401, 404, 409, 413, 422})
    CHECK(troubles_of(status) == 0);
  CHECK(troubles_of(429) == limited);
  CHECK(troubles_of(408) == mask_of(Trouble::timeout));
  for (const std::uint16_t status : {500, 503, 529})
    CHECK(troubles_of(status) == mask_of(Trouble::server_error));
  CHECK(troubles_of(504) == (mask_of(Trouble::server_error) | mask_of(Trouble::timeout)));
}

TEST_CASE("retry: none where the rule has none, or the provider says so") {
  CHECK_FALSE(wait_before({}, 1, limited, {}, 0, 0));
  CHECK_FALSE(wait_before(retries, 4, limited, {}, 0, 0));
  CHECK_FALSE(wait_before(retries, 1, 0, {}, 0, 0));
  CHECK_FALSE(wait_before({3, mask_of(Trouble::timeout)}, 1, limited, {}, 0, 0));
  CHECK_FALSE(wait_before(retries, 1, limited, signs({{"x-should-retry", "false"}}), 0, 0));
  CHECK_FALSE(wait_before(retries, 1, limited,
                          signs({}, R"({"error":{"code":"insufficient_quota"}})"), 0, 0));
}

TEST_CASE("retry: a provider may ask for one where the status alone does not") {
  CHECK(wait_before(retries, 1, 0, signs({{"x-should-retry", "true"}}), 0, 0));
}

TEST_CASE("retry: the wait doubles, but for a quarter that is left to chance") {
  for (std::uint64_t draw = 0; draw < 500; ++draw) {
    for (int number = 1; number <= 3; ++number) {
      const auto wait_ms = wait_before(retries, number, limited, {}, 0, draw);
      REQUIRE(wait_ms);
      const std::uint32_t most_ms = 200u << (number - 1);
      CHECK(*wait_ms <= most_ms);
      CHECK(*wait_ms >= most_ms - most_ms / 4);
    }
  }
}

TEST_CASE("retry: no earlier than the provider says, and not at all if that is too late") {
  CHECK(*wait_before(retries, 1, limited, signs({{"retry-after", "2"}}), 0, 0) == 2'000);
  CHECK(*wait_before(retries, 1, limited, signs({{"retry-after", "0.5"}}), 0, 0) == 1'000);
  CHECK(*wait_before(retries, 1, limited, signs({{"retry-after", "4"}, {"retry-after-ms", "700"}}),
                     0, 0) == 700);
  CHECK(*wait_before(retries, 1, limited, signs({{"retry-after-ms", "700"}, {"retry-after", "4"}}),
                     0, 0) == 700);
  CHECK_FALSE(wait_before(retries, 1, limited, signs({{"retry-after", "2"}}), 3'500, 0));
  CHECK_FALSE(wait_before(retries, 1, limited, signs({{"retry-after", "6"}}), 0, 0));
  CHECK_FALSE(wait_before(retries, 1, limited,
                          signs({{"retry-after", "Wed, 21 Oct 2026 07:28:00 GMT"}}), 0, 0));
  CHECK_FALSE(wait_before(retries, 1, limited, signs({{"retry-after", "-1"}}), 0, 0));
}

TEST_CASE("retry: no earlier than Google says in its body, where no header says more") {
  const auto told = [](std::string_view delay) {
    return R"({"error":{"code":429,"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay": )" +
           std::string(delay) + "}]}}";
  };
  const auto wait = [&](std::string_view delay, std::vector<effect::Header> headers = {}) {
    return wait_before(retries, 1, limited, signs(headers, told(delay)), 0, 0);
  };
  CHECK(*wait(R"("2s")") == 2'000);
  CHECK(*wait(R"("1.07s")") == 2'000);
  CHECK(*wait(R"("3s")", {{"retry-after", "1"}}) == 1'000);
  CHECK_FALSE(wait(R"("34.074824224s")"));
  for (const auto no_delay : {"2", R"("")", R"("2")", "null", "\""}) CHECK(*wait(no_delay) == 150);
  CHECK(*wait_before(retries, 1, limited, signs({}, "\"retryDelay\""), 0, 0) == 150);
}

TEST_CASE("retry: an attempt ends before its route does, and none begins when it is too late") {
  CHECK(timeout_after(0, 300'000) == 295'000);
  CHECK(timeout_after(0, 1'000) == 1'000);
  CHECK(timeout_after(200'000, 300'000) == 95'000);
  CHECK(timeout_after(290'000, 300'000) == 5'000);
  CHECK_FALSE(timeout_after(290'001, 300'000));
  CHECK_FALSE(timeout_after(400'000, 100));
}
