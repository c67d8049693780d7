#pragma once
// team - who is in an org, as what, and what they did there.
//
// (1) An org keeps an active owner: whatever would end or demote the last one fails inside its own
// statement, so parallel demotions can't both succeed.
// (2) Only an owner makes, changes or removes an owner.
// (3) Whoever is removed, suspended or demoted is out at their next request: their role is asked for
// by every request, and their tokens of this org end with the change.
// (4) A link of an invite opens once, for 7 days, and only for the address that it was mailed to;
// nothing of it is stored but a hash. Unknown, expired, revoked and used links are answered alike.
// (5) The audit log is append-only as long as the org is; chain.h says how it is sealed and verified.
// Owns: orgs, memberships, invites, audit_log, audit_heads. Writes to: outbox; users and sessions
// by the statements of shared/people,
// as the keys of whoever goes.

#include "http/function.h"

namespace arris::team {

extern const http::Function function;

}  // namespace arris::team
