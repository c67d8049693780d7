#include "people/issue.h"

#include "core/text.h"
#include "http/bearer.h"
#include "people/cookies.h"
#include "people/origin.h"
#include "people/refresh_token.h"

namespace arris::people {
namespace {

using effect::all;

constexpr std::size_t user_agent_bytes_max = 200;

}  // namespace

Status refused(Code code) { return Error(code); }

Status own_site(Context context) {
  const auto& request = context.request();
  const Sender sender{request.header("origin"), request.header("sec-fetch-site"),
                      request.header("host"), request.header("x-arris-base-url")};
  return is_own_site(sender) ? success() : refused(Code::cross_site);
}

Task<std::string_view> sign_access_token(Context context, http::Who who) {
  const auto answer = co_await effect::public_keys(http::access_token_key);
  if (answer.keys.empty()) co_await Status(internal("no key signs access tokens"));
  const auto token_id = context.new_id<Id<struct TokenTag>>();
  const auto signed_part = context.keep(
      http::unsigned_access_token(who, answer.keys.front().kid, token_id.text, context.now_ms()));
  const auto made = co_await effect::sign(http::access_token_key, signed_part);
  co_return context.keep(std::string(signed_part) + "." +
                         to_base64url(as_bytes(made.signature.data)));
}

Task<std::string_view> make_refresh_token(Context context, SessionFacts session) {
  const auto body = context.keep(refresh_token_body(session.id.text, session.counter));
  const auto mac = co_await effect::mac(refresh_token_key, body);
  const auto summed = context.keep(refresh_token_summed(body, mac.data.data));
  const auto sum = co_await effect::digest(summed);
  co_return context.keep(write_refresh_token(summed, sum.data.data));
}

Task<Reply<IssuedSession>> answer_session(Context context, Subject subject, SessionFacts session,
                                          TokenTransport transport, storage::Batch batch) {
  const http::Who who{subject.org.id, subject.user.id, session.id, subject.role, session.version};
  const auto access_token = co_await sign_access_token(context, who);
  const auto refresh_token = co_await make_refresh_token(context, session);
  Reply<IssuedSession> answer;
  answer.body = {access_token, "Bearer",    http::access_token_ttl_s, {}, subject.user,
                 subject.org,  subject.role};
  if (transport == TokenTransport::body)
    answer.body.refresh_token = refresh_token;
  else
    answer.headers.push_back({"set-cookie", context.keep(set_cookie(refresh_cookie, refresh_token,
                                                                    refresh_cookie_ttl_s))});
  answer.batch = std::move(batch);
  co_return answer;
}

Task<Reply<IssuedSession>> start_session(Context context, Subject subject, TokenTransport transport,
                                         storage::Batch batch) {
  const auto now_ms = context.now_ms();
  const SessionFacts session{context.new_id<SessionId>(), 1, 0};
  const auto user_agent = clip_utf8(context.request().header("user-agent"), user_agent_bytes_max);
  batch.add(add_session(session.id, subject.user.id, subject.org.id,
                        is_utf8(user_agent) ? user_agent : std::string_view(), now_ms,
                        now_ms + refresh_ttl_ms, now_ms + session_ttl_ms));
  batch.add(touch_user(subject.user.id, now_ms));
  batch.add(touch_member(subject.org.id, subject.user.id, now_ms));
  co_return co_await answer_session(context, subject, session, transport, std::move(batch));
}

void add_entry(storage::Batch& batch, Context context, const http::Who& who, OrgId org) {
  batch.add(move_session(who.session, org)).or_fail(Code::session_ended);
  batch.add(remember_org(who.user, org));
  batch.add(touch_member(org, who.user, context.now_ms()));
}

Task<Reply<IssuedSession>> answer_entry(Context context, Subject subject, http::Who who) {
  who.org = subject.org.id;
  who.role = subject.role;
  const auto access_token = co_await sign_access_token(context, who);
  Reply<IssuedSession> answer;
  answer.body = {access_token, "Bearer",    http::access_token_ttl_s, {}, subject.user,
                 subject.org,  subject.role};
  co_return answer;
}

Task<std::string_view> hash_secret(Context context, std::string_view secret) {
  const auto digest = co_await effect::digest(secret);
  co_return context.keep(to_hex(as_bytes(digest.data.data)));
}

}  // namespace arris::people
