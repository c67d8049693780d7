// Refresh and sign-out: routes that a refresh token opens, out of the body or the cookie.

#include "auth/handlers.h"
#include "core/text.h"
#include "http/tell.h"
#include "people/caller.h"
#include "people/cookies.h"
#include "people/refresh_token.h"

namespace arris::auth {
namespace {

using effect::all;

struct Presented {
  std::string_view text;  // empty: none
  TokenTransport transport = TokenTransport::cookie;
};

Presented presented(const TokenCall& call) {
  if (call.body && call.body->refresh_token)
    return {call.body->refresh_token->text, TokenTransport::body};
  return {read_cookie(call.context.request().header("cookie"), refresh_cookie)};
}

// A token that this host made. invalid_token else.
Task<RefreshToken> check_token(Context context, std::string_view text) {
  auto token = read_refresh_token(text);
  if (!token) co_await refused(Code::invalid_token);
  const auto summed = context.keep(refresh_token_summed(token->body, token->mac));
  const auto [mac, sum] = co_await all(
      effect::check_mac(refresh_token_key, token->body, token->mac), effect::digest(summed));
  if (mac.ok == 0 || !sum.data.data.starts_with(token->checksum))
    co_await refused(Code::invalid_token);
  co_return std::move(*token);
}

SessionState state_of(const RefreshRow& row) {
  return {row.counter, row.refreshed_at_ms, row.expires_at_ms, row.revoked_at_ms};
}

// A copy of an old token is in use, by its owner or by a thief: the session ends for both.
Task<Nothing> end_family(Context context, SessionId session, RefreshRow row) {
  storage::Batch batch;
  batch.add(end_session(session, row.user_id, context.now_ms()));
  http::audit_change(batch, context, {row.session_org_id, http::ActorKind::system},
                     own("session.reused", row.user_id));
  http::tell(batch, context, http::Topic::refresh_reused, http::RefreshReused{row.user_id, session},
             {row.session_org_id, session.text, http::TellWhen::changed});
  co_await context.db().write(batch);
  co_await refused(Code::session_ended);
  co_return Nothing{};
}

// What a refresh does to a session whose newest token is this one; nothing to any other.
storage::Batch advance(Context context, SessionId session, std::int64_t counter) {
  storage::Batch batch;
  batch.add(advance_session(session, counter, context.now_ms(), refresh_ttl_ms));
  batch.add(touch_user_of(session, context.now_ms()));
  batch.add(touch_member_of(session, context.now_ms()));
  return batch;
}

struct Caller {
  SessionId session;
  UserId user;
  OrgId org;
};

// Either token will do, so that a browser whose access token has expired can still sign out.
Task<Caller> caller_by_refresh_token(Context context, RefreshToken token) {
  const SessionId session{context.keep(token.session)};
  const auto row = co_await context.db().find(find_session(session));
  if (!row) co_await refused(Code::session_ended);
  const auto decided = decide_refresh(state_of(*row), token.counter, context.now_ms());
  if (decided == Refresh::forged || decided == Refresh::reused)
    co_await refused(Code::invalid_token);
  co_return Caller{session, row->user_id, row->session_org_id};
}

Task<Caller> caller_of(Context context, Presented token) {
  if (token.text.empty()) {
    const auto who = co_await caller_by_access_token(context);
    co_return Caller{who.session, who.user, who.org};
  }
  const auto checked = co_await check_token(context, token.text);
  co_return co_await caller_by_refresh_token(context, checked);
}

}  // namespace

Reply<Nothing> signed_out(Context context, storage::Batch batch) {
  Reply<Nothing> answer;
  answer.headers.push_back({"set-cookie", context.keep(set_cookie(refresh_cookie, "", 0))});
  answer.batch = std::move(batch);
  return answer;
}

Task<Reply<IssuedSession>> refresh(TokenCall call) {
  const Context context = call.context;
  co_await own_site(context);
  const auto shown = presented(call);
  if (shown.text.empty()) co_await refused(Code::unauthenticated);
  const auto token = co_await check_token(context, shown.text);
  const SessionId session{context.keep(token.session)};
  auto batch = advance(context, session, token.counter);
  batch.add(find_session(session));
  const auto answer = co_await context.db().write(batch);
  const auto rows = co_await storage::read_rows<RefreshRow>(answer.statements.back());
  if (rows.empty()) co_await refused(Code::session_ended);
  const RefreshRow& row = rows.front();
  const auto decided = decide_refresh(state_of(row), token.counter, context.now_ms());
  if (decided == Refresh::forged) co_await refused(Code::invalid_token);
  if (decided == Refresh::reused) co_await end_family(context, session, row);
  // The newest token still: nothing advanced, for its person is in no org any more.
  if (decided != Refresh::repeat || !row.org_id) co_await refused(Code::session_ended);
  const Subject subject{
      {row.user_id, row.email, row.name, row.version}, {*row.org_id, *row.org_name}, *row.role};
  const SessionFacts facts{session, row.session_version, row.counter};
  auto transport = shown.transport;
  if (call.body && call.body->token_transport) transport = *call.body->token_transport;
  co_return co_await answer_session(context, subject, facts, transport, {});
}

Task<Reply<Nothing>> log_out(TokenCall call) {
  const Context context = call.context;
  co_await own_site(context);
  const auto shown = presented(call);
  storage::Batch batch;
  if (shown.text.empty()) {
    const auto who = co_await caller_by_access_token(context);
    batch.add(end_session(who.session, who.user, context.now_ms()));
  } else {
    const auto token = co_await check_token(context, shown.text);
    const SessionId session{context.keep(token.session)};
    batch.add(check_counter(session, token.counter, context.now_ms(), refresh_grace_ms));
    batch.add(end_session(session, std::nullopt, context.now_ms()));
  }
  co_return signed_out(context, std::move(batch));
}

Task<Reply<Nothing>> log_out_everywhere(TokenCall call) {
  const Context context = call.context;
  co_await own_site(context);
  const auto caller = co_await caller_of(context, presented(call));
  storage::Batch batch;
  batch.add(end_session(caller.session, caller.user, context.now_ms()))
      .or_fail(Code::session_ended);
  batch.add(end_sessions(caller.user, caller.session, context.now_ms()));
  http::audit(batch, context, {caller.org, http::ActorKind::person, caller.user.text},
              own("sessions.ended", caller.user));
  co_return signed_out(context, std::move(batch));
}

}  // namespace arris::auth
