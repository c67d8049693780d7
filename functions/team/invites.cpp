// Invites, as those see them who send them.

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"
#include "http/as_json.h"
#include "http/idempotency.h"
#include "team/invite_tokens.h"
#include "team/telling.h"

namespace arris::team {
namespace {

// `once`: a retry with an Idempotency-Key has it again, and does nothing more.
struct Sending {
  SendingId id;
  std::string_view email, token_hash, once;
};
BOOST_DESCRIBE_STRUCT(Sending, (), (id, email, token_hash, once))

struct SentFacts {
  std::vector<Sending> rows;
  Role role;
};
BOOST_DESCRIBE_STRUCT(SentFacts, (), (rows, role))

// Each address once, in lower case.
std::vector<std::string_view> addresses_of(Context context, const NewInvites& wanted) {
  std::vector<std::string_view> addresses;
  for (const auto& email : wanted.emails.items) {
    const auto address = context.keep(to_lower(email.text));
    if (std::ranges::find(addresses, address) == addresses.end()) addresses.push_back(address);
  }
  return addresses;
}

bool may_be_retry(Context context) { return !context.request().header("idempotency-key").empty(); }

std::string_view once_of(Context context, SendingId id, std::string_view email) {
  if (!may_be_retry(context)) return id.text;
  const auto& request = context.request();
  Hash128 hash;
  hash.add(context.who().user.text).add(request.header("idempotency-key"));
  hash.add(request.request.path).add(request.request.body).add(email);
  return context.keep(hash.to_uuid());
}

Task<std::vector<Sending>> send_to(Context context, std::vector<std::string_view> addresses) {
  std::vector<SendingId> ids;
  for (std::size_t i = 0; i < addresses.size(); ++i) ids.push_back(context.new_id<SendingId>());
  const auto tokens = co_await make_tokens(context, context.who().org, ids);
  std::vector<Sending> rows;
  for (std::size_t i = 0; i < ids.size(); ++i)
    rows.push_back({ids[i], addresses[i], tokens[i].hash, once_of(context, ids[i], addresses[i])});
  co_return rows;
}

// A key acts again when its time is over.
storage::Batch forget_before(Context context, std::string_view rows) {
  storage::Batch batch;
  const auto before_ms = context.now_ms() - http::answers_kept_ms;
  if (may_be_retry(context)) batch.add(forget_sendings(context.who().org, rows, before_ms));
  return batch;
}

std::vector<Invited> outcomes_of(const std::vector<Sent>& rows) {
  std::vector<Invited> outcomes;
  for (const Sent& sent : rows) {
    auto outcome = sent.times_sent == 1 ? InviteOutcome::invited : InviteOutcome::renewed;
    if (!sent.invite_id) outcome = InviteOutcome::already_member;
    outcomes.push_back({sent.email, outcome, sent.invite_id});
  }
  return outcomes;
}

std::optional<std::int64_t> end_of(const std::vector<Sent>& rows) {
  const auto invite =
      std::ranges::find_if(rows, [](const Sent& sent) { return sent.invite_id.has_value(); });
  return invite == rows.end() ? std::nullopt : invite->expires_at_ms;
}

std::string_view base_url_of(Context context) {
  return context.request().header("x-arris-base-url");
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
  const auto sent = co_await send_to(context, addresses_of(context, call.body));
  const auto rows = http::as_json(context, sent);
  const auto expires_at_ms = context.now_ms() + invite_ttl_ms;
  auto batch = forget_before(context, rows);
  batch.add(check_grant(who.org, who.user, call.body.role, std::nullopt));
  batch.add(put_invites(who.org, rows, call.body.role, who.user, context.now_ms(), expires_at_ms));
  http::audit_change(batch, context,
                     {.action = "invite.sent",
                      .target_kind = "invite",
                      .details = http::as_json(context, SentFacts{sent, call.body.role}),
                      .audience = http::Audience::admins,
                      .statement = &audit_invites});
  batch.add(tell_invites(who.org, rows, base_url_of(context), context.now_ms()));
  batch.add(list_sent(who.org, rows));
  const auto answer = co_await context.db().write(batch);
  const auto read = co_await storage::read_rows<Sent>(answer.statements.back());
  co_return reply(SentInvites{outcomes_of(read), end_of(read).value_or(expires_at_ms)});
}

Task<Reply<Invite>> resend_invite(Call<InvitePath> call) {
  const Context context = call.context;
  const auto who = context.who();
  const auto id = call.path.id;
  const auto sent = co_await send_to(context, {id.text});
  const Sending& sending = sent.front();
  auto batch = forget_before(context, http::as_json(context, sent));
  batch.add(check_open(who.org, id));
  batch.add(check_grant(who.org, who.user, std::nullopt, id));
  batch.add(renew_invite(who.org, id, sending.token_hash, who.user,
                         context.now_ms() + invite_ttl_ms, sending.once));
  http::audit_change(batch, context,
                     {.action = "invite.resent",
                      .target_kind = "invite",
                      .target_id = id.text,
                      .audience = http::Audience::admins,
                      .statement = &audit_invite});
  http::tell(batch, context, http::Topic::member_invited,
             InviteMessage{sending.id, base_url_of(context)}, {.dedupe_key = sending.once});
  auto invite =
      co_await context.db().write(std::move(batch), find_invite(who.org, id, context.now_ms()));
  co_return reply(std::move(invite));
}

Task<Reply<Nothing>> revoke_one_invite(Call<InvitePath> call) {
  const Context context = call.context;
  const auto org = context.who().org;
  co_await context.check_no_tag();
  storage::Batch batch;
  batch.add(check_open(org, call.path.id));
  batch.add(revoke_invite(org, call.path.id, context.now_ms()));
  http::audit_change(batch, context,
                     {.action = "invite.revoked",
                      .target_kind = "invite",
                      .target_id = call.path.id.text,
                      .audience = http::Audience::admins});
  co_return reply().commit(std::move(batch));
}

}  // namespace arris::team
