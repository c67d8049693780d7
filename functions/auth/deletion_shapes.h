#pragma once
// The bodies of the end of an account.

#include "auth/shapes.h"
#include "people/leave_orgs.h"

namespace arris::auth {

// `org_ids`: the orgs that nobody else is in; they are deleted with the account, and all of them are named here.
// `current_password` may be absent only where the account has none and the session began a moment ago.
struct AccountDeletion {
  json::Maybe<Password> current_password;
  json::Maybe<json::List<OrgId, 0, 50>> org_ids;
};
BOOST_DESCRIBE_STRUCT(AccountDeletion, (), (current_password, org_ids))

struct DeletionOutlook {
  std::vector<LeftOrg> orgs;
};
BOOST_DESCRIBE_STRUCT(DeletionOutlook, (), (orgs))

}  // namespace arris::auth
