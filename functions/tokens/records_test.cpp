// Pages of the ledger: which calls a filter finds.

#include "core/range.h"
#include "tokens/test_shop.h"

using namespace arris;
using namespace arris::tokens;

TEST_CASE(
    "tokens: records of a value are found on the days on which it was used, and nowhere else") {
  Shop shop;
  const auto record = [&](std::string_view id, std::string_view rest) {
    shop.app.post("/tokens/usage", usage(id, 10, 0, rest), shop.member).expect(201);
  };
  const auto found = [&](const std::string& query) {
    const auto list = shop.app.get("/tokens/records?range=90d&" + query, shop.member);
    std::vector<std::string> ids;
    for (const auto& row : list.expect(200).json()["data"]) ids.push_back(row["request_id"]);
    return ids;
  };
  using Ids = std::vector<std::string>;
  const auto at = [&](std::int64_t days_ago) {
    return R"(,"occurred_at_ms":)" + std::to_string(shop.app.world.now_ms - days_ago * day_ms);
  };
  record("old", at(40) + R"(,"pipeline_id":"p","execution_id":"r","agent_id":"a")");
  record("new", at(2) + R"(,"pipeline_id":"q","execution_id":"r")");
  record("newest", at(0) + R"(,"pipeline_id":"p")");
  CHECK(found("pipeline_id=p") == Ids{"newest", "old"});
  CHECK(found("pipeline_id=p&agent_id=a") == Ids{"old"});
  CHECK(found("pipeline_id=q") == Ids{"new"});
  CHECK(found("pipeline_id=none") == Ids{});
  CHECK(found("model=m") == Ids{"newest", "new", "old"});
  CHECK(found("provider=house") == Ids{"newest", "new", "old"});
  CHECK(found("execution_id=r") == Ids{"new", "old"});
  CHECK(found("execution_id=r&pipeline_id=q") == Ids{"new"});
  CHECK(found("execution_id=none") == Ids{});
}
