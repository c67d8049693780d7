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
  const auto row = co_await context.db().find(find_current(context.who().session));
  if (!row) co_await refused(Code::session_ended);
  const auto wanted = context.if_match();
  if (wanted && *wanted != row->version) co_await refused(Code::precondition_failed);
  UserView user = view_of(*row);
  storage::Batch batch;
  if (call.body.name) {
    user.name = call.body.name->text;
    ++user.version;
    batch.add(change_profile(user.id, user.name, row->version))
        .or_fail(wanted ? Code::precondition_failed : Code::conflict);
  }
  co_return http::reply(user).version(user.version).commit(std::move(batch));
}

Task<Reply<IssuedSession>> switch_org(BodyCall<SwitchOrg> call) {
  const Context context = call.context;
  const auto who = context.who();
  const auto [orgs, rows] =
      co_await context.db().read(find_org(call.body.org_id, who.user), find_current(who.session));
  if (orgs.empty() || rows.empty()) co_await Status(not_found());
  const OrgMembership& org = orgs[0];
  const Subject subject{view_of(rows[0]), {org.id, org.name}, org.role};
  co_return co_await enter_org(context, subject, who, {});
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
