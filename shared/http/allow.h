#pragma once
// Who may call a route. Every route says it beside its path; there is no default.

#include <boost/describe/enum.hpp>
#include <cstdint>

namespace arris::http {

// Stored as text; each role may do what those before it may.
enum class Role : std::uint8_t { viewer, member, admin, owner };
BOOST_DESCRIBE_ENUM(Role, viewer, member, admin, owner)

// What a key may be limited to.
enum class Scope : std::uint8_t {
  errors_write,
  telemetry_write,
  tokens_write,
  ai_use,
  executions_write,
  notifications_write,
  read,
  admin
};
BOOST_DESCRIBE_ENUM(Scope, errors_write, telemetry_write, tokens_write, ai_use, executions_write,
                    notifications_write, read, admin)

struct Allow {
  enum class Kind : std::uint8_t { anyone, session, session_or_key };
  Kind kind;
  Role role = Role::viewer;
  Scope scope = Scope::read;
};

// The handler itself decides by what the body or the path carries: a link's token, a project's
// public key.
constexpr Allow anyone() { return {Allow::Kind::anyone}; }
// A person signed in to an org, with at least this role there.
constexpr Allow session(Role role) { return {Allow::Kind::session, role}; }
// A person with at least this role, or a key with this scope.
constexpr Allow session_or_key(Role role, Scope scope) {
  return {Allow::Kind::session_or_key, role, scope};
}

}  // namespace arris::http
