#pragma once
// A person and their session as every function shows them.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/ids.h"
#include "http/allow.h"
#include "json/json.h"

namespace arris::people {

using http::Role;

// `cookie` suits browsers; `body` every other client.
enum class TokenTransport : std::uint8_t { cookie, body };
BOOST_DESCRIBE_ENUM(TokenTransport, cookie, body)

// Of a person in an org.
enum class Standing : std::uint8_t { active, suspended };
BOOST_DESCRIBE_ENUM(Standing, active, suspended)

using Name = json::Name<200>;
using Password = json::Text<1, 8192>;  // a new one also has to pass password_rules.h
using Secret = json::Text<1, 128>;     // a token or a code as it was handed out

struct UserView {
  UserId id;
  std::string_view email, name;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(UserView, (), (id, email, name, version))

struct OrgView {
  OrgId id;
  std::string_view name;
};
BOOST_DESCRIBE_STRUCT(OrgView, (), (id, name))

struct IssuedSession {
  std::string_view access_token, token_type;
  std::int64_t expires_in_s;
  json::Maybe<std::string_view> refresh_token;
  UserView user;
  OrgView org;
  Role role;
};
BOOST_DESCRIBE_STRUCT(IssuedSession, (),
                      (access_token, token_type, expires_in_s, refresh_token, user, org, role))

}  // namespace arris::people
