// Changing a password, and resetting a forgotten one. Either ends every other session and voids
// every link that was mailed before, also of a change of the address.

#include "auth/attempts.h"
#include "auth/handlers.h"
#include "auth/proof.h"
#include "people/passwords.h"

namespace arris::auth {
Task<Reply<Nothing>> change_own_password(BodyCall<PasswordChange> call) {
  const Context context = call.context;
  const auto who = context.who();
  const auto person = co_await prove_anew(context, call.body.current_password);
  const auto password = call.body.new_password.text;
  co_await check_new_password("#/new_password", password, person.email, person.name);
  const auto hashed = co_await effect::hash_password(password);
  Reply<Nothing> answer;
  answer.batch.add(change_password(who.user, hashed.text, person.password_phc))
      .or_fail("conflict: The password was changed meanwhile");
  answer.batch.add(end_sessions(who.user, who.session, context.now_ms()));
  answer.batch.add(void_links(who.user, context.now_ms()));
  answer.batch.add(drop_email_change(who.user));
  answer.batch.add(forget(context, own_subject(context)));
  http::audit(answer.batch, context, own("password.changed", who.user));
  co_return answer;
}

Task<Reply<Nothing>> reset_own_password(BodyCall<PasswordReset> call) {
  const Context context = call.context;
  co_await own_site(context);
  const auto token_hash = co_await hash_secret(context, call.body.token.text);
  const auto link = co_await context.db().find(find_link(token_hash, context.now_ms()));
  if (!link || link->purpose != Purpose::reset || !link->user_id) co_await refused(Code::gone);
  const auto password = call.body.password.text;
  co_await check_new_password("#/password", password, link->email, *link->name);
  const auto hashed = co_await effect::hash_password(password);
  Reply<Nothing> answer;
  answer.batch.add(use_link(token_hash, Purpose::reset, context.now_ms())).or_fail(Code::gone);
  answer.batch.add(reset_password(link->email, hashed.text)).or_fail(Code::gone);
  answer.batch.add(end_sessions_of_email(link->email, context.now_ms()));
  answer.batch.add(void_links_of_email(link->email, context.now_ms()));
  answer.batch.add(drop_email_change(*link->user_id));
  answer.batch.add(forget_attempts(account_subject(context, link->email), ""));
  if (link->org_id)
    http::audit(answer.batch, context,
                {*link->org_id, http::ActorKind::person, link->user_id->text},
                own("password.reset", *link->user_id));
  co_return answer;
}

}  // namespace arris::auth
