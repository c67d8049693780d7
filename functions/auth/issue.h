#pragma once
// Turns a person who has proved who they are into a session with its tokens.

#include "auth/queries.h"
#include "effect/task.h"
#include "http/call.h"

namespace arris::auth {

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
// forbidden when they belong to no org.
Result<Subject> subject_of(const Person& person);

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

// A new person with an org of their own, behind what `batch` holds.
Subject add_founder(Context context, std::string_view email, std::string_view name,
                    std::optional<std::string_view> password_phc, std::string_view org_name,
                    storage::Batch& batch);

}  // namespace arris::auth
