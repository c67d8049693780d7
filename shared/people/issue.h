#pragma once
// Turns a person who has proved who they are into a session with its tokens.

#include "effect/task.h"
#include "http/call.h"
#include "people/queries.h"

namespace arris::people {

using effect::Task;
using http::Context;
using http::Reply;

// Ends the request with this code's public text.
Status refused(Code code);

// Ends the request with cross_site when a browser may have been made to send it.
Status own_site(Context context);

// A person in the org that they act in.
struct Subject {
  UserView user;
  OrgView org;
  Role role;
};
// A session as its tokens name it.
struct SessionFacts {
  SessionId id;
  std::int64_t version, counter;
};

Task<std::string_view> sign_access_token(Context context, http::Who who);
Task<std::string_view> make_refresh_token(Context context, SessionFacts session);

// The session answer, with the refresh token where the caller wants it. Leaves when `batch` is
// committed.
Task<Reply<IssuedSession>> answer_session(Context context, Subject subject, SessionFacts session,
                                          TokenTransport transport, storage::Batch batch);
// The same for a new session, added to `batch`.
Task<Reply<IssuedSession>> start_session(Context context, Subject subject, TokenTransport transport,
                                         storage::Batch batch);

// The session that the caller has acts in another org from now on, and its refresh token stays:
// the writes, and the answer.
void add_entry(storage::Batch& batch, Context context, const http::Who& who, OrgId org);
Task<Reply<IssuedSession>> answer_entry(Context context, Subject subject, http::Who who);

// SHA-256 as hexadecimal digits: how tokens and browser secrets are stored.
Task<std::string_view> hash_secret(Context context, std::string_view secret);

}  // namespace arris::people
