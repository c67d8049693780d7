#include "people/end_org.h"

#include "http/as_json.h"
#include "http/tell.h"

namespace arris::people {
namespace {

struct EndedOrg {
  std::string_view name;
  UserId by;
};
BOOST_DESCRIBE_STRUCT(EndedOrg, (), (name, by))

}  // namespace

void end_org(storage::Batch& batch, http::Context context, OrgId org, std::string_view name) {
  const UserId user = context.who().user;
  const auto facts = http::as_json(context, EndedOrg{name, user});
  http::audit(
      batch, context, {org, http::ActorKind::person, user.text},
      {.action = "org.deleted", .target_kind = "org", .target_id = org.text, .details = facts});
  http::tell_json(batch, context, http::Topic::org_deleted, facts, {.org = org});
  batch.add(end_org_sessions(org)).add(end_org_keys(org, context.now_ms()));
  batch.add(delete_org_invites(org)).add(delete_org_members(org));
  batch.add(delete_org_row(org, context.now_ms()));
}

}  // namespace arris::people
