#pragma once
// auth - who a person is: sign-up, sign-in, sessions and their tokens.
//
// (1) An access token lives as long as its session: sessions.version and revoked_at_ms are asked
// for by every request, so whatever ends a session ends its tokens with it.
// (2) A refresh token is used once; refresh_token.h says what happens to a second use.
// (3) No secret is stored: of links only hashes, of codes and refresh tokens only what a key of the
// host can check, of passwords only argon2id.
// (4) What a stranger sees does not depend on whether an address has an account: the same status,
// body, headers, database work and mail.
// (5) An attempt is counted before it is evaluated, so parallel guesses win nothing.
// (6) What would give an account to somebody else is done by who proves anew that it is theirs: by
// their password or, without one, by a sign-in of a moment ago.
// (7) An account ends at once and whole. Its id stays, and what is others' own: entries of an org's append-only audit log,
// notices that were delivered, invites to the address that nobody accepted. Links and attempts of a former address go within
// three days. Who is active in no org can't sign in, so theirs stays until an org takes them in.
// Owns: users, sessions, login_links, login_attempts, email_changes. Writes to: outbox; orgs and memberships of
// founders, by the statements of shared/people, and what ends with an account (people/leave_orgs.h).

#include "http/function.h"

namespace arris::auth {

extern const http::Function function;

}  // namespace arris::auth
