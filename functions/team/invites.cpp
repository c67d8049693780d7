// Invites, as those see them who send them.

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"
#include "team/invite_tokens.h"
#include "team/telling.h"

namespace arris::team {
namespace {

struct NewInvite {
  InviteId id;
  std::string_view email, token_hash;
  std::int64_t generation;
};
BOOST_DESCRIBE_STRUCT(NewInvite, (), (id, email, token_hash, generation))

template <class T>
std::string_view json_of(Context context, const T& value) {
  std::string text;
  json::encode(text, value);
  return context.keep(text);
}

// Each address once, in lower case.
std::vector<std::string_view> addresses_of(Context context, const NewInvites& wanted) {
  std::vector<std::string_view> addresses;
  for (const auto& email : wanted.emails.items) {
    const auto address = context.keep(to_lower(email.text));
    if (std::ranges::find(addresses, address) == addresses.end()) addresses.push_back(address);
  }
  return addresses;
}

// The same for all who invite an address at once, so that they send one invite.
InviteId new_id(Context context, const Addressee& known) {
  std::string count;
  append_decimal(count, known.invites);
  Hash128 hash;
  hash.add(context.who().org.text).add(known.email).add(count);
  return {context.keep(hash.to_uuid())};
}

Invited outcome_of(Context context, const Addressee& known) {
  if (known.is_member) return {known.email, InviteOutcome::already_member, std::nullopt};
  if (known.invite_id) return {known.email, InviteOutcome::renewed, known.invite_id};
  return {known.email, InviteOutcome::invited, new_id(context, known)};
}

struct Sending {
  std::vector<Invited> outcomes;
  std::vector<InviteName> names;  // of those that are sent, in the same order
  std::vector<NewInvite> rows;
};

Sending plan(Context context, const std::vector<Addressee>& addressees) {
  Sending sending;
  for (const Addressee& known : addressees) {
    const auto& outcome = sending.outcomes.emplace_back(outcome_of(context, known));
    if (!outcome.invite_id) continue;
    const auto generation = known.generation.value_or(0) + 1;
    sending.names.push_back({context.who().org, *outcome.invite_id, generation});
    sending.rows.push_back({*outcome.invite_id, outcome.email, "", generation});
  }
  return sending;
}

// Names a link: of several that send it at once, one mails it.
std::string_view link_name(Context context, const InviteName& invite) {
  std::string name(invite.id.text);
  name += ':';
  append_decimal(name, invite.generation);
  return context.keep(name);
}

// Wakes team itself, which mails what was committed.
void tell_mailer(storage::Batch& batch, Context context, const std::vector<InviteName>& invites) {
  const auto base_url = context.request().header("x-arris-base-url");
  for (const InviteName& invite : invites)
    http::tell(batch, context, http::Topic::member_invited,
               InviteMessage{invite.id, invite.generation, base_url},
               {.dedupe_key = link_name(context, invite)});
}

std::string_view sent_facts(Context context, const Sending& sending, Role role) {
  std::string addresses;
  for (const NewInvite& row : sending.rows)
    addresses.append(addresses.empty() ? "" : " ").append(row.email);
  return Facts().add("emails", addresses).add("role", text_of(role)).kept(context);
}

}  // namespace

Task<Reply<Page<Invite>>> list_all_invites(Call<Nothing, InviteFilter> call) {
  const Context context = call.context;
  const auto limit = http::limit_of(call.query.limit);
  const auto from = context.position().value_or(http::before_all);
  auto rows = co_await context.db().read(list_invites(
      context.who().org, call.query.state, context.now_ms(), from.sort, from.id, limit + 1));
  auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [](const Invite& last) { return http::Position{last.created_at_ms, last.id.text}; });
  co_return reply(std::move(page));
}

Task<Reply<SentInvites>> send_invites(BodyCall<NewInvites> call) {
  const Context context = call.context;
  const auto who = context.who();
  const auto addresses = json_of(context, addresses_of(context, call.body));
  const auto addressees = co_await context.db().read(find_addressees(who.org, addresses));
  auto sending = plan(context, addressees);
  const auto hashes = co_await make_token_hashes(context, sending.names);
  for (std::size_t i = 0; i < hashes.size(); ++i) sending.rows[i].token_hash = hashes[i];
  const auto expires_at_ms = context.now_ms() + invite_ttl_ms;
  storage::Batch batch;
  batch.add(check_grant(who.org, who.user, call.body.role));
  if (!sending.rows.empty()) {
    batch.add(put_invites(who.org, json_of(context, sending.rows), call.body.role, who.user,
                          context.now_ms(), expires_at_ms));
    tell_mailer(batch, context, sending.names);
    http::audit(batch, context,
                {.action = "invite.sent",
                 .target_kind = "invite",
                 .target_id = sending.rows.front().id.text,
                 .details = sent_facts(context, sending, call.body.role),
                 .audience = http::Audience::admins});
  }
  co_return reply(SentInvites{std::move(sending.outcomes), expires_at_ms}).commit(std::move(batch));
}

Task<Reply<Invite>> resend_invite(Call<InvitePath> call) {
  const Context context = call.context;
  const auto org = context.who().org;
  auto invite = co_await context.db().get(find_invite(org, call.path.id, context.now_ms()));
  if (invite.state == InviteState::revoked) co_await Status(not_found());
  if (invite.state == InviteState::accepted)
    co_await Status(Error{Code::conflict, "The invite was accepted already"});
  std::vector<InviteName> names{{org, invite.id, invite.times_sent + 1}};
  const auto hashes = co_await make_token_hashes(context, names);
  const auto expires_at_ms = context.now_ms() + invite_ttl_ms;
  const auto user = context.who().user;
  storage::Batch batch;
  batch.add(check_grant(org, user, invite.role));
  batch.add(renew_invite(org, invite.id, invite.times_sent, hashes.front(), user, expires_at_ms))
      .or_fail("conflict: The invite was sent again meanwhile");
  tell_mailer(batch, context, names);
  http::audit(batch, context,
              {.action = "invite.resent",
               .target_kind = "invite",
               .target_id = invite.id.text,
               .details = Facts().add("email", invite.email).kept(context),
               .audience = http::Audience::admins});
  invite.state = InviteState::pending;
  invite.invited_by = user;
  invite.expires_at_ms = expires_at_ms;
  ++invite.times_sent;
  co_return reply(std::move(invite)).commit(std::move(batch));
}

Task<Reply<Nothing>> revoke_one_invite(Call<InvitePath> call) {
  const Context context = call.context;
  const auto org = context.who().org;
  co_await context.check_no_tag();
  storage::Batch batch;
  batch.add(check_revocable(org, call.path.id));
  batch.add(revoke_invite(org, call.path.id, context.now_ms()));
  http::audit_change(batch, context,
                     {.action = "invite.revoked",
                      .target_kind = "invite",
                      .target_id = call.path.id.text,
                      .audience = http::Audience::admins});
  co_return reply().commit(std::move(batch));
}

}  // namespace arris::team
