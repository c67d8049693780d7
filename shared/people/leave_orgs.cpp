#include "people/leave_orgs.h"

#include "http/as_json.h"
#include "http/tell.h"
#include "people/end_org.h"

namespace arris::people {
namespace {

std::string_view ids_of(http::Context context, std::span<const LeftOrg> orgs) {
  std::vector<OrgId> ids;
  for (const LeftOrg& org : orgs) ids.push_back(org.id);
  return http::as_json(context, ids);
}

}  // namespace

void leave_orgs(storage::Batch& batch, http::Context context, std::span<const LeftOrg> deleted) {
  const UserId user = context.who().user;
  const http::MemberRemoved told{user, user};
  batch.add(check_left_orgs(user, ids_of(context, deleted)));
  for (const LeftOrg& org : deleted) end_org(batch, context, org.id, org.name);
  http::audit_in_every_org(batch, context,
                           {.action = http::text_of(http::Topic::member_removed),
                            .target_kind = "person",
                            .target_id = user.text,
                            .details = http::as_json(context, told)});
  http::tell(batch, context, http::Topic::member_removed, told,
             {.statement = &http::tell_every_org});
  batch.add(end_all_issued_keys(user, context.now_ms()));
  batch.add(forget_accepted_invites(user)).add(forget_kept_answers(user));
  batch.add(leave_every_org(user));
}

}  // namespace arris::people
