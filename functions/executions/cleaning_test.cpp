#include <doctest/doctest.h>

#include "executions/executions.h"
#include "native/app.h"

using namespace arris;
using native::App;
using native::Rows;

TEST_CASE("executions: what a run is given and tells is kept without secrets") {
  App app{{&executions::function}};
  const auto member = app.given.member(http::Role::member);
  const auto id =
      app.post(
             "/executions",
             R"({"name":"nightly","input":{"password":"hunter2","max_tokens":7,"note":"a@b.io"}})",
             member)
          .expect(201)
          .json()["id"]
          .get<std::string>();
  const auto change = [&](std::string_view body) {
    app.patch("/executions/" + id, body, member).expect(200);
  };
  const auto run = app.get("/executions/" + id, member).json();
  CHECK(run["input"]["password"] == "[Filtered]");
  CHECK(run["input"]["max_tokens"] == 7);
  CHECK(run["input"]["note"] == "a@b.io");
  change(R"({"status":"running","step":"login password=hunter2"})");
  app.post("/executions/" + id + "/logs",
           R"({"lines":[{"message":"login with password=hunter2","step":"api_key=hunter2",)"
           R"("fields":{"Authorization":"hunter2","url":"https://bob:hunter2@shop.io/"}}]})",
           member)
      .expect(202);
  const auto line = app.get("/executions/" + id + "/logs", member).expect(200).json()["data"][0];
  CHECK(line["message"] == "login with password=[Filtered]");
  CHECK(line["fields"]["url"] == "https://[Filtered]@shop.io/");
  change(R"({"status":"failed","result":{"secret":"hunter2"},"metrics":{"tokens":9},)"
         R"("error":{"message":"password=hunter2","stack_trace":"at f api_key=hunter2"}})");
  const auto told = app.rows(
      "SELECT count(*) FROM (SELECT input || step || metrics || result || error || error_message "
      "AS text FROM executions UNION ALL SELECT message || step || fields FROM execution_logs "
      "UNION ALL SELECT payload FROM outbox) WHERE text LIKE '%hunter2%'");
  CHECK(told == Rows{{"0"}});
  CHECK(app.get("/executions/" + id, member).json()["metrics"]["tokens"] == 9);
}
