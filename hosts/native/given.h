#pragma once
// What a test finds already there: orgs, people, sessions. Everything is made through the database and the keyring
// that the functions use.

#include "http/access_key.h"
#include "http/bearer.h"
#include "native/world.h"

namespace arris::native {

struct Session {
  std::string token, org_id, user_id, session_id;
  http::Role role = http::Role::viewer;
};

class Given {
 public:
  explicit Given(World& world) : world_(world) {}

  std::string org(std::string_view name = "shop");
  // A person with this role in the org; in the same org at every call unless another is named.
  Session member(http::Role role, std::string_view org_id = {});
  // A new access token for the same session.
  std::string token_of(const Session& session, std::int64_t session_version = 1);
  std::string id();
  // A program's access key in the org of `member`, good for ever; its id is the session_id.
  struct Key {
    std::vector<http::Scope> scopes;
    http::KeyKind kind = http::KeyKind::secret;
    std::string_view org_id = {};
    std::int64_t limit_capacity = 0;  // a minute; 0 for none
  };
  Session key(const Key& key);

 private:
  World& world_;
  std::string org_id_;
  int people_ = 0;
};

}  // namespace arris::native
