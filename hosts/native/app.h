#pragma once
// A product in memory, for tests that read like its use:
//
//   App app({&errors::function});
//   const auto member = app.given.member(http::Role::member);
//   app.post("/errors", boom(), member).expect(202);
//   CHECK(app.rows("SELECT event_count FROM error_issues") == Rows{{"1"}});

#include <nlohmann/json.hpp>

#include "native/given.h"

namespace arris::native {

using Rows = std::vector<std::vector<std::string>>;

class Response {
 public:
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  int sql_calls = 0;

  // Empty when there is none.
  std::string header(std::string_view name) const;
  nlohmann::json json() const;
  // Fails the test, showing the body, unless the status is this one.
  const Response& expect(int wanted) const;
  // The whole body as well.
  const Response& expect(int wanted, std::string_view body_wanted) const;
};

class App {
 public:
  explicit App(std::vector<const http::Function*> functions);

  World world;
  Given given{world};

  using Headers = std::vector<std::pair<std::string, std::string>>;
  // `target` is path and query, without /api/v1.
  Response request(std::string_view method, std::string_view target, std::string_view body = {},
                   const Session& session = {}, const Headers& headers = {});
  Response get(std::string_view target, const Session& session = {}) {
    return request("GET", target, {}, session);
  }
  Response post(std::string_view target, std::string_view body, const Session& session = {},
                const Headers& headers = {}) {
    return request("POST", target, body, session, headers);
  }
  Response patch(std::string_view target, std::string_view body, const Session& session = {},
                 const Headers& headers = {}) {
    return request("PATCH", target, body, session, headers);
  }
  Response erase(std::string_view target, const Session& session = {}) {
    return request("DELETE", target, {}, session);
  }
  Rows rows(const std::string& sql) { return world.database.rows(sql); }
  const std::vector<const http::Function*>& functions() const { return functions_; }

 private:
  std::string event_frame(std::string_view method, std::string_view target, std::string_view body,
                          const Headers& headers);
  Response run(const http::Function& function, const std::string& event);

  std::vector<const http::Function*> functions_;
};

}  // namespace arris::native
