// The caller's own session, profile and other sessions, and the keys that sign access tokens.

#include "auth/handlers.h"
#include "core/text.h"
#include "http/bearer.h"
#include "http/cursor.h"

namespace arris::auth {
namespace {

constexpr std::int64_t page_size = 50;

UserView view_of(const CurrentRow& row) { return {row.user_id, row.email, row.name, row.version}; }

}  // namespace

Task<Reply<CurrentSession>> show_session(Call<> call) {
  const auto who = call.context.who();
  auto [rows, orgs] =
      co_await call.context.db().read(find_current(who.session), list_orgs(who.user));
  if (rows.empty()) co_await refused(Code::session_ended);
  CurrentSession current{who.session, rows[0].expires_at_ms, view_of(rows[0]), {}, who.role, {}};
  for (const auto& org : orgs) {
    if (org.id != who.org) continue;
    current.org = {org.id, org.name};
    current.role = org.role;
  }
  current.orgs = std::move(orgs);
  co_return http::reply(std::move(current));
}

Task<Reply<UserView>> change_me(BodyCall<ProfileChange> call) {
  const Context context = call.context;
  const auto who = context.who();
  std::optional<std::string_view> name;
  if (call.body.name) name = call.body.name->text;
  storage::Batch batch;
  batch.add(change_profile(who.user, name, context.if_match())).or_fail(Code::precondition_failed);
  const auto row = co_await context.db().write(std::move(batch), find_current(who.session));
  co_return http::reply(view_of(row)).version(row.version);
}

Task<Reply<IssuedSession>> switch_org(BodyCall<SwitchOrg> call) {
  const Context context = call.context;
  const auto who = context.who();
  storage::Batch batch;
  batch.add(require_member(call.body.org_id, who.user));
  add_entry(batch, context, who, call.body.org_id);
  const auto row =
      co_await context.db().write(std::move(batch), find_entered(call.body.org_id, who.session));
  const Subject subject{
      {row.user_id, row.email, row.name, row.version}, {row.org_id, row.org_name}, row.role};
  co_return co_await answer_entry(context, subject, who);
}

Task<Reply<http::Page<ListedSession>>> list_my_sessions(Call<Nothing, SessionsQuery> call) {
  const Context context = call.context;
  const auto who = context.who();
  const auto limit = call.query.limit ? call.query.limit->value : page_size;
  const auto from = context.position().value_or(http::Position{context.now_ms() + 1, ""});
  auto rows = co_await context.db().read(
      list_sessions(who.user, who.session, context.now_ms(), from.sort, from.id, limit + 1));
  auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [](const ListedSession& last) { return http::Position{last.created_at_ms, last.id.text}; });
  co_return http::reply(std::move(page));
}

Task<Reply<Nothing>> end_my_session(Call<SessionPath> call) {
  const Context context = call.context;
  co_await context.check_no_tag();
  Reply<Nothing> answer;
  const auto user = context.who().user;
  answer.batch.add(end_session(call.path.id, user, context.now_ms())).or_fail(Code::not_found);
  http::audit(answer.batch, context, own("session.ended", user));
  co_return answer;
}

Task<Reply<PublicJwks>> show_public_keys(Call<> call) {
  const auto answer = co_await effect::public_keys(http::access_token_key);
  PublicJwks set;
  for (const auto& key : answer.keys)
    set.keys.push_back({"OKP", "Ed25519", "sig", "EdDSA", key.kid,
                        call.context.keep(to_base64url(as_bytes(key.key.data)))});
  co_return http::reply(std::move(set)).header("cache-control", "public, max-age=300");
}

}  // namespace arris::auth
