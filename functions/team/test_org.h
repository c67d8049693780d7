#pragma once
// An org with a person of three roles, for team's tests.

#include "native/app.h"
#include "team/team.h"

namespace arris::team {

struct TestOrg {
  native::App app{{&team::function}};
  native::Session owner = app.given.member(http::Role::owner);
  native::Session admin = app.given.member(http::Role::admin);
  native::Session member = app.given.member(http::Role::member);
};

}  // namespace arris::team
