#include "notifications/retry.h"

#include <doctest/doctest.h>

#include <string>

#include "core/range.h"

using namespace arris;
using namespace arris::notifications;
using effect::Failure;

TEST_CASE("retry: what an answer means") {
  for (const unsigned status : {200u, 201u, 202u, 204u, 299u})
    CHECK(outcome_of(Failure::none, status) == Outcome::delivered);
  for (const unsigned status :
       {100u, 199u, 300u, 301u, 302u, 307u, 308u, 400u, 401u, 404u, 409u, 500u, 503u, 599u})
    CHECK(outcome_of(Failure::none, status) == Outcome::rejected);
  for (const unsigned status : {429u, 502u, 504u})
    CHECK(outcome_of(Failure::none, status) == Outcome::throttled);
  CHECK(outcome_of(Failure::none, 410) == Outcome::gone);
  CHECK(outcome_of(Failure::timeout, 0) == Outcome::timeout);
  CHECK(outcome_of(Failure::refused, 0) == Outcome::refused);
  for (const auto failure : {Failure::unavailable, Failure::invalid, Failure::too_large})
    CHECK(outcome_of(failure, 200) == Outcome::unreachable);
}

TEST_CASE("retry: ten attempts by the clock of Standard Webhooks, each with its own jitter") {
  const std::int64_t clock_ms[] = {5'000,      300'000,    1'800'000,  7'200'000, 18'000'000,
                                   36'000'000, 50'400'000, 72'000'000, 86'400'000};
  std::int64_t whole_ms = 0, differing = 0;
  for (std::int64_t number = 1; number <= 9; ++number) {
    std::int64_t first_ms = 0;
    for (int i = 0; i < 200; ++i) {
      const auto id = "0197a0f0-0000-7000-8000-" + std::to_string(100'000'000'000 + i);
      const auto delay_ms = retry_delay_ms(id, number);
      REQUIRE(delay_ms);
      CHECK(*delay_ms >= clock_ms[number - 1]);
      CHECK(*delay_ms < clock_ms[number - 1] * 11 / 10);
      CHECK(delay_ms == retry_delay_ms(id, number));
      if (i == 0) first_ms = *delay_ms;
      differing += *delay_ms != first_ms;
    }
    whole_ms += clock_ms[number - 1];
  }
  CHECK(differing > 9 * 150);
  CHECK(whole_ms > patience_ms);
  for (const std::int64_t number : {-1, 0, 10, 11, 1000}) CHECK_FALSE(retry_delay_ms("x", number));
}

TEST_CASE("retry: Retry-After is taken in seconds, and not for ever") {
  CHECK(retry_after_ms("0") == 0);
  CHECK(retry_after_ms(" 120 ") == 120'000);
  CHECK(retry_after_ms("99999999999") == day_ms);
  for (const char* odd : {"", "-5", "1.5", "soon", "Wed, 21 Oct 2026 07:28:00 GMT"})
    CHECK(retry_after_ms(odd) == 0);
}
