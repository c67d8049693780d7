#pragma once
// An org with a person per role, and the calls and budgets that the tests of tokens send.

#include <doctest/doctest.h>

#include "native/app.h"
#include "tokens/tokens.h"

namespace arris::tokens {

struct Shop {
  native::App app{{&tokens::function}};
  native::Session owner = app.given.member(http::Role::owner);
  native::Session admin = app.given.member(http::Role::admin);
  native::Session member = app.given.member(http::Role::member);
  native::Session viewer = app.given.member(http::Role::viewer);

  // A price of 1,000 nano-USD a token in, 4,000 out, so that costs can be read off.
  void set_price(std::string_view model = "m", std::string_view input = "1000000",
                 std::string_view more = "") {
    app.request("PUT", "/tokens/prices",
                R"({"provider":"house","model":")" + std::string(model) +
                    R"(","tiers":[{"rates":{"input":)" + std::string(input) +
                    R"(,"output":4000000}}])" + std::string(more) + "}",
                admin)
        .expect(200);
  }
};

inline std::string usage(std::string_view request_id, int input = 1000, int output = 0,
                         std::string_view more = "") {
  return R"({"provider":"house","model":"m","request_id":")" + std::string(request_id) +
         R"(","usage":{"input":)" + std::to_string(input) + R"(,"output":)" +
         std::to_string(output) + "}" + std::string(more) + "}";
}

inline std::string budget(std::string_view name, std::string_view more) {
  return R"({"name":")" + std::string(name) + R"(",)" + std::string(more) + "}";
}

inline std::int64_t told(Shop& shop) {
  return std::stoll(
      shop.app.rows("SELECT count(*) FROM outbox WHERE topic = 'budget.threshold'")[0][0]);
}

// The sums equal what the ledger holds, whatever happened.
inline void check_sums(Shop& shop) {
  const auto ledger = shop.app.rows(
      "SELECT count(*), sum(price_id IS NULL), sum(input), sum(output), sum(cost_nano_usd) FROM "
      "token_usage");
  for (const char* kind : {"total", "minute", "model", "provider", "user", "total_day", "model_day",
                           "provider_day", "user_day"}) {
    INFO(kind);
    CHECK(shop.app.rows("SELECT sum(requests), sum(unpriced), sum(input), sum(output), "
                        "sum(cost_nano_usd) FROM token_hours WHERE kind = '" +
                        std::string(kind) + "'") == ledger);
  }
}

}  // namespace arris::tokens
