#pragma once
// The handlers of auth's routes, by the file that holds them.

#include "auth/deletion_shapes.h"
#include "auth/email_queries.h"
#include "auth/mail_texts.h"
#include "auth/subject.h"
#include "http/listener.h"

namespace arris::auth {

using http::Call;
template <class Body>
using BodyCall = Call<Nothing, Nothing, Body>;
using TokenCall = BodyCall<std::optional<RefreshBody>>;

// What happened to a person's own session or password: an entry in the log of the org that they act in, for its admins.
inline http::Audited own(std::string_view action, UserId user) {
  return {.action = action,
          .target_kind = "person",
          .target_id = user.text,
          .audience = http::Audience::admins};
}

// login.cpp
Task<Reply<IssuedSession>> set_up(BodyCall<SetUp> call);
Task<Reply<IssuedSession>> log_in(BodyCall<LogIn> call);

// links.cpp
Task<Reply<SignUpNow>> show_sign_up(Call<> call);
Task<Reply<LinkMailed>> sign_up(BodyCall<SignUp> call);
Task<Reply<LinkMailed>> request_magic_link(BodyCall<EmailAddress> call);
Task<Reply<LinkMailed>> request_reset(BodyCall<EmailAddress> call);

// redeem.cpp
Task<Reply<IssuedSession>> redeem(BodyCall<Redeem> call);

// refresh.cpp
Task<Reply<IssuedSession>> refresh(TokenCall call);
Task<Reply<Nothing>> log_out(TokenCall call);
Task<Reply<Nothing>> log_out_everywhere(TokenCall call);
// An answer that takes the refresh token out of the browser.
Reply<Nothing> signed_out(Context context, storage::Batch batch);

// sessions.cpp
Task<Reply<CurrentSession>> show_session(Call<> call);
Task<Reply<UserView>> change_me(BodyCall<ProfileChange> call);
Task<Reply<IssuedSession>> switch_org(BodyCall<SwitchOrg> call);
Task<Reply<http::Page<ListedSession>>> list_my_sessions(Call<Nothing, SessionsQuery> call);
Task<Reply<Nothing>> end_my_session(Call<SessionPath> call);
Task<Reply<PublicJwks>> show_public_keys(Call<> call);

// email.cpp
Task<Reply<LinkMailed>> ask_for_email(BodyCall<NewEmail> call);
Task<Reply<UserView>> confirm_email(BodyCall<EmailToken> call);
Task<http::Change> mail_present_address(Context context, http::Message message);
Task<http::Change> mail_former_address(Context context, http::Message message);
// A message that holds an address goes once that is mailed.
Task<http::Change> mail_and_forget(http::Message message, std::string_view email, MailText mail);

// deletion.cpp
Task<Reply<DeletionOutlook>> show_deletion(Call<> call);
Task<Reply<Nothing>> delete_me(BodyCall<AccountDeletion> call);
Task<http::Change> mail_deleted_account(Context context, http::Message message);

// password.cpp
Task<Reply<Nothing>> change_own_password(BodyCall<PasswordChange> call);
Task<Reply<Nothing>> reset_own_password(BodyCall<PasswordReset> call);

}  // namespace arris::auth
