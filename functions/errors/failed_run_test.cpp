#include <doctest/doctest.h>

#include "errors/errors.h"
#include "http/topics.h"
#include "json/json.h"
#include "native/app.h"

using namespace arris;
using native::App;
using native::Rows;

namespace {

struct Shop {
  App app{{&errors::function}};
  native::Session viewer = app.given.member(http::Role::viewer);

  void tell(const http::RunTold& run, std::string_view message_id) {
    std::string payload;
    json::encode(payload, run);
    const auto now_ms = std::to_string(app.world.now_ms);
    app.world.database.run("INSERT INTO outbox VALUES ('" + std::string(viewer.org_id) + "', '" +
                           std::string(message_id) + "', 'execution.finished', '" + payload +
                           "', '" + std::string(message_id) + "', " + now_ms + ")");
  }
};

http::RunTold failed(std::string_view id) {
  http::RunTold run{.id = id, .name = "nightly", .pipeline_id = "p1", .status = "failed"};
  run.error_message = "disk full";
  run.error_type = "IoError";
  return run;
}

}  // namespace

TEST_CASE("errors: a run that did not fail is no event") {
  Shop shop;
  auto run = failed("r1");
  run.status = "cancelled";
  shop.tell(run, "m1");
  CHECK(shop.app.deliver().done == 1);
  CHECK(shop.app.rows("SELECT count(*) FROM error_events") == Rows{{"0"}});
}

TEST_CASE("errors: a failed run is one event, however often it is told") {
  Shop shop;
  shop.tell(failed("r1"), "m1");
  shop.tell(failed("r1"), "m2");
  shop.tell(failed("r2"), "m3");
  CHECK(shop.app.deliver().done == 3);
  const auto page = shop.app.get("/errors?execution_id=r2", shop.viewer).expect(200).json();
  REQUIRE(page["data"].size() == 1);
  CHECK(page["data"][0]["error_type"] == "IoError");
  CHECK(page["data"][0]["event_count"] == 2);
}
