#pragma once
// What one request knows about itself, shared by its handler, its context and the dispatcher.

#include <optional>

#include "core/ids.h"
#include "effect/task.h"
#include "http/allow.h"
#include "storage/query.h"

namespace arris::http {

// The caller. Filled from the access token before it is verified: no effect of the request is
// performed unless the token and the session behind it hold.
struct Who {
  OrgId org;
  UserId user;
  SessionId session;
  Role role = Role::viewer;
  std::int64_t session_version = 0;
};

// Where a list goes on: the sort value and id of the last row that was shown.
struct Position {
  std::int64_t sort = 0;
  std::string_view id;
};

struct RequestState {
  effect::TaskState task;
  effect::RequestEvent request;
  std::int64_t now_ms = 0;
  std::string_view entropy, request_id, client_address;
  IdSource ids{0, {}};
  Who who;
  storage::Catalogue statements;
  std::optional<Position> position;  // of the request's cursor
  std::string list_fingerprint;      // binds a cursor to path, tenant and filters

  // Empty when the header is absent. REQUIRES: a lower-case name
  std::string_view header(std::string_view name) const;
  // The undecoded value of a query parameter.
  std::optional<std::string_view> query_parameter(std::string_view name) const;
};

}  // namespace arris::http
