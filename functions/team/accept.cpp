// An invite, as those see it who were invited. Looking consumes nothing; of parallel acceptances
// one succeeds, and every link that opens nothing is answered alike.

#include "core/text.h"
#include "people/caller.h"
#include "people/issue.h"
#include "people/passwords.h"
#include "team/invite_tokens.h"
#include "team/telling.h"

namespace arris::team {
namespace {

using people::IssuedSession;
using people::Subject;

struct Opened {
  Link link;
  std::string_view token_hash;
};

Task<Opened> open(Context context, std::string_view token) {
  const auto token_hash = co_await people::hash_secret(context, token);
  auto link = co_await context.db().find(find_link(token_hash, context.now_ms()));
  if (!link) co_await people::refused(Code::gone);
  co_return Opened{std::move(*link), token_hash};
}

// The invite is used up. What is to follow: whoever accepts, and their membership.
storage::Batch use_up(Context context, const Opened& opened, UserId user) {
  storage::Batch batch;
  batch.add(accept_invite(opened.link.org_id, opened.token_hash, user, context.now_ms()))
      .or_fail(Code::gone);
  return batch.on_conflict("users.email", Code::gone)
      .on_conflict("memberships.org_id, memberships.user_id",
                   Error{Code::conflict, "You are a member already"});
}

void add_to_org(storage::Batch& batch, Context context, const Link& link, UserId user) {
  const auto facts = Facts()
                         .add("user_id", user.text)
                         .add("role", text_of(link.role))
                         .add("invited_by", link.invited_by.text)
                         .kept(context);
  batch.add(people::add_member(link.org_id, user, link.role, link.invited_by, context.now_ms()));
  leave_word(batch, context, {link.org_id, http::ActorKind::person, user.text},
             http::Topic::member_joined, user, facts);
}

Subject subject_of(const Link& link, UserId user, std::string_view name, std::int64_t version) {
  return {{user, link.email, name, version}, {link.org_id, link.org_name}, link.role};
}

// Someone who has an account proves it by a session, not by a link that was good for days.
Task<Reply<IssuedSession>> join_known(Context context, Opened opened) {
  const auto who = co_await people::caller_by_access_token(context);
  const Link& link = opened.link;
  if (link.account_id != who.user)
    co_await Status(Error{Code::forbidden, "The invite was mailed to another address"});
  const auto subject = subject_of(link, who.user, *link.account_name, *link.account_version);
  auto batch = use_up(context, opened, who.user);
  batch.add(people::require_session(who.session, who.user, who.session_version, context.now_ms()));
  add_to_org(batch, context, link, who.user);
  people::add_entry(batch, context, who, link.org_id);
  auto answer = co_await people::answer_entry(context, subject, who);
  co_return std::move(answer).commit(std::move(batch));
}

Task<Reply<IssuedSession>> join_new(Context context, Opened opened, AcceptInvite body) {
  if (!body.name) co_await Status(invalid("#/name", "required", "is required"));
  const Link& link = opened.link;
  std::optional<std::string_view> phc;
  if (body.password) {
    co_await people::check_new_password("#/password", body.password->text, link.email,
                                        body.name->text);
    const auto hashed = co_await effect::hash_password(body.password->text);
    phc = context.keep(hashed.text);
  }
  const auto subject = subject_of(link, context.new_id<UserId>(), body.name->text, 1);
  const auto user = subject.user.id;
  auto batch = use_up(context, opened, user);
  batch.add(
      people::add_user(user, link.email, body.name->text, phc, link.org_id, context.now_ms()));
  add_to_org(batch, context, link, user);
  const auto transport = body.token_transport.value_or(TokenTransport::cookie);
  co_return co_await people::start_session(context, subject, transport, std::move(batch));
}

}  // namespace

void find_faults(const AcceptInvite& body, json::Faults& faults) {
  const auto name = body.name ? body.name->text : std::string_view();
  if (body.password) people::find_flaw(faults, "password", body.password->text, {}, name);
}

Task<Reply<InviteShown>> look_up_invite(BodyCall<InviteToken> call) {
  const auto opened = co_await open(call.context, call.body.token.text);
  const Link& link = opened.link;
  co_return reply(InviteShown{{link.org_id, link.org_name},
                              link.email,
                              link.role,
                              link.inviter_name.value_or(""),
                              link.expires_at_ms,
                              link.account_id.has_value()});
}

Task<Reply<IssuedSession>> accept(BodyCall<AcceptInvite> call) {
  co_await people::own_site(call.context);
  auto opened = co_await open(call.context, call.body.token.text);
  if (opened.link.account_id) co_return co_await join_known(call.context, std::move(opened));
  co_return co_await join_new(call.context, std::move(opened), call.body);
}

}  // namespace arris::team
