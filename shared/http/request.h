#pragma once
// What one request knows about itself, shared by its handler, its context and the dispatcher.

#include <optional>

#include "core/ids.h"
#include "effect/task.h"
#include "http/allow.h"
#include "storage/batch.h"

namespace arris::http {

// The caller. Filled from the access token or the access key before it is verified: no effect of the
// handler is performed unless the token and the session behind it, or the key, hold.
struct Who {
  OrgId org;
  UserId user;
  SessionId session;
  Role role = Role::viewer;
  std::int64_t session_version = 0;
  KeyId key{};  // set instead of user and session when a program calls with an access key

  // Whom a change is put down to: the id of a person or of a key.
  std::string_view actor() const { return key.text.empty() ? user.text : key.text; }
};

// The access key that a request shows.
struct ShownKey {
  std::string_view hash;  // SHA-256 in hexadecimal digits; empty without a key
  std::uint32_t limit_capacity = 0, limit_window_ms = 0;  // its own limit, zero for none
  bool met_anew = false;                                  // it was not remembered
  bool counted = false;                                   // its use is in key_usage_days
};

// Where a list goes on: the sort value and id of the last row that was shown.
struct Position {
  std::int64_t sort = 0;
  std::string_view id;
};

// Whether a job has done what there was to do.
enum class JobEnd : std::uint8_t { done, again };

struct RequestState {
  effect::TaskState task;
  effect::RequestEvent request;
  std::int64_t now_ms = 0;
  std::string_view entropy, request_id, client_address;
  IdSource ids{0, {}};
  Who who;
  ShownKey key;
  storage::Catalogue statements;
  storage::Meanings meanings;        // of the handler's last write
  std::optional<Position> position;  // of the request's cursor
  std::string list_fingerprint;      // binds a cursor to path, tenant and filters
  bool idle = false;                 // the member was last seen more than five minutes ago
  JobEnd job_end = JobEnd::done;
  bool writes = true;  // whether its handler may, where its method is not GET

  // Empty when the header is absent. REQUIRES: a lower-case name
  std::string_view header(std::string_view name) const;
  // Whether the body is of this type, whatever parameters follow it.
  bool has_type(std::string_view media_type) const;
  // The undecoded value of a query parameter.
  std::optional<std::string_view> query_parameter(std::string_view name) const;
};

}  // namespace arris::http
