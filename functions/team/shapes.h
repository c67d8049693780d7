#pragma once
// The bodies of members and of the org. Times are Unix ms UTC.

#include "http/list.h"
#include "people/shapes.h"

namespace arris::team {

using http::Role;
using people::Name;
using people::Standing;

using http::Limit;
using Search = json::Text<1, 200>;

// ---- in

struct MemberPath {
  UserId id;
};
BOOST_DESCRIBE_STRUCT(MemberPath, (), (id))

// `q` is a part of a name or of an address, without regard to case. `count` adds how many there are
// in all.
struct MemberFilter {
  std::optional<Role> role;
  std::optional<Standing> status;
  std::optional<Search> q;
  std::optional<bool> count;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(MemberFilter, (), (role, status, q, count, limit, cursor))

struct MemberChange {
  json::Maybe<Role> role;
  json::Maybe<Standing> status;
};
BOOST_DESCRIBE_STRUCT(MemberChange, (), (role, status))

struct Transfer {
  UserId user_id;
};
BOOST_DESCRIBE_STRUCT(Transfer, (), (user_id))

struct OrgChange {
  json::Maybe<Name> name;
};
BOOST_DESCRIBE_STRUCT(OrgChange, (), (name))

// `confirm` is the org's name.
struct OrgDeletion {
  std::string_view confirm;
};
BOOST_DESCRIBE_STRUCT(OrgDeletion, (), (confirm))

// ---- out

struct Member {
  UserId id;
  std::string_view email, name;
  Role role;
  Standing status;
  std::optional<UserId> invited_by;
  std::int64_t joined_at_ms, last_active_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (id, email, name, role, status, invited_by, joined_at_ms, last_active_at_ms,
                       version))

// With the runs that the person began in the last 30 days, and the AI calls that are put down to
// them.
struct ListedMember {
  UserId id;
  std::string_view email, name;
  Role role;
  Standing status;
  std::optional<UserId> invited_by;
  std::int64_t joined_at_ms, last_active_at_ms, version;
  std::int64_t runs_30d, calls_30d, tokens_30d, cost_nano_usd_30d;
};
BOOST_DESCRIBE_STRUCT(ListedMember, (),
                      (id, email, name, role, status, invited_by, joined_at_ms, last_active_at_ms,
                       version, runs_30d, calls_30d, tokens_30d, cost_nano_usd_30d))

struct MemberPage {
  std::vector<ListedMember> data;
  std::optional<std::string_view> next_cursor;
  json::Maybe<std::int64_t> total;
};
BOOST_DESCRIBE_STRUCT(MemberPage, (), (data, next_cursor, total))

// `sample`: what is in it was made up (`arris seed`).
struct Org {
  OrgId id;
  std::string_view name;
  std::int64_t created_at_ms, version;
  bool sample;
};
BOOST_DESCRIBE_STRUCT(Org, (), (id, name, created_at_ms, version, sample))

struct Transferred {
  UserId owner_id, previous_owner_id;
};
BOOST_DESCRIBE_STRUCT(Transferred, (), (owner_id, previous_owner_id))

}  // namespace arris::team
