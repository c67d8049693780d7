#pragma once
// A product in memory, for tests that read like its use:
//
//   App app({&errors::function});
//   const auto member = app.given.member(http::Role::member);
//   app.post("/errors", boom(), member).expect(202);
//   CHECK(app.rows("SELECT event_count FROM error_issues") == Rows{{"1"}});
//   CHECK(app.deliver().done == 1);         // messages reach the listeners when told
//   app.tick("remove_old_events");          // schedules run when told
//   const auto stream = app.get("/notifications/stream", member);
//   CHECK(app.events(stream).back().event == "count");

#include <nlohmann/json.hpp>

#include "native/given.h"

namespace arris::native {

using Rows = std::vector<std::vector<std::string>>;

// What became of the deliveries that were due.
struct Delivered {
  int done = 0, failed = 0;
};

// What a handler subscribed its caller to, and from where on.
struct OpenFeed {
  std::vector<std::string> channels;
  std::string last_event_id;
  std::size_t published_before = 0;
  std::string check;  // the statements that must go on to hold, as a frame of their effect
  const http::Function* function = nullptr;
};

class Response {
 public:
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  int sql_calls = 0;              // until the answer
  std::vector<std::string> logs;  // why it failed, among others
  std::optional<OpenFeed> feed;   // of a live stream; `body` then holds its first events

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
  // Brings each due message to its listener once; one that fails is due a second later.
  Delivered deliver();
  // Runs the jobs of this name; the greatest status of their ends.
  int tick(std::string_view cron_name);
  // What was published to the channels of an open stream since it was opened; nothing once its
  // caller is no longer allowed.
  std::vector<PublishedEvent> events(const Response& stream);
  Rows rows(const std::string& sql) { return world.database.rows(sql); }
  const std::vector<const http::Function*>& functions() const { return functions_; }

 private:
  std::string event_frame(std::string_view method, std::string_view target, std::string_view body,
                          const Headers& headers);
  void subscribe_listeners();
  std::string frame_of(decltype(effect::Event::detail) detail);
  Response run(const http::Function& function, const std::string& event);

  std::vector<const http::Function*> functions_;
};

}  // namespace arris::native
