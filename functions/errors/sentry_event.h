#pragma once
// Reads what a Sentry SDK sends as an event. SDKs of ten years and twenty languages don't agree on
// shapes, so only what isn't a JSON object at all is refused; a field of another shape than
// expected counts as absent.
//
// Scrub first, then parse, so that nothing that is stored beside the payload holds what the payload
// must not; read_user alone looks at the payload as it was sent.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/arena.h"
#include "core/result.h"
#include "errors/event_facts.h"

namespace arris::errors {

inline constexpr std::size_t max_event_bytes = 1024 * 1024;  // its row must fit into D1's 2 MB

struct ParsedEvent {
  EventFacts facts;
  std::string_view event_id;          // 32 hexadecimal digits, "" when absent or malformed
  std::optional<std::int64_t> at_ms;  // by the client's clock
  std::string_view server_name;
  std::string_view dist;
  std::string_view sdk_name;
  std::string_view sdk_version;

  // JSON as it was written, "" when absent.
  std::string_view contexts;
  std::string_view breadcrumbs;
  std::string_view request;
  std::string_view extra;
};

// too_large or bad_request. Views point into `json` and the arena.
Result<ParsedEvent> parse_event(std::string_view json, Arena& arena);

struct User {
  std::string_view id;
  std::string_view email;
  std::string_view username;
  std::string_view ip_address;  // "{{auto}}" counts as absent
};

User read_user(std::string_view json, Arena& arena);

// Tells people apart without naming them: 32 hexadecimal digits of the best of what is known, ""
// for nobody.
std::string user_key(const User& user);

}  // namespace arris::errors
