// Redeeming a mailed link. A GET consumes nothing; of parallel redemptions one succeeds.

#include "auth/attempts.h"
#include "auth/handlers.h"
#include "auth/links.h"
#include "people/cookies.h"

namespace arris::auth {
namespace {

struct Proved {
  LinkRow link;
  bool same_browser = false;
};

Error wrong_code() { return {Code::invalid_credentials, "The code is wrong"}; }

Result<LinkRow> good_link(std::optional<LinkRow> link) {
  if (!link || link->purpose == Purpose::reset) return refused(Code::gone).error();
  return *link;
}

// By the link alone, in the browser that asked for it.
Task<LinkRow> prove_by_browser(Context context, std::string_view token,
                               std::string_view browser_hash) {
  const auto token_hash = co_await hash_secret(context, token);
  auto found = co_await context.db().find(find_link(token_hash, context.now_ms()));
  auto link = co_await good_link(found);
  if (link.browser_hash != browser_hash)
    co_await Status(Error{Code::forbidden,
                          "The link was asked for in another browser; send the mailed code too"});
  co_return link;
}

// By the link and its code, in any browser.
Task<LinkRow> prove_by_code(Context context, std::string_view token, std::string_view code) {
  const auto token_hash = co_await hash_secret(context, token);
  storage::Batch batch;
  batch.add(try_code(token_hash, context.now_ms())).or_fail(Code::gone);
  batch.add(find_link(token_hash, context.now_ms()));
  const auto answer = co_await context.db().write(batch);
  auto found = co_await first_of<LinkRow>(answer.statements.back());
  auto link = co_await good_link(found);
  const auto code_mac = co_await mac_code(context, token_hash, code);
  if (code_mac != link.code_mac) co_await Status(wrong_code());
  co_return link;
}

// By the code and the address that it was mailed to. These guesses count as the account's.
Task<LinkRow> prove_by_address(Context context, std::string_view email, std::string_view code) {
  storage::Batch reads;
  reads.add(try_newest_code(email, context.now_ms()));
  reads.add(find_newest_link(email, context.now_ms()));
  const auto rows =
      co_await reserve_and_read(context, account_subject(context, email), std::move(reads));
  auto found = co_await first_of<LinkRow>(rows[1]);
  if (!found || rows[0].changes == 0) co_await Status(wrong_code());
  const auto code_mac = co_await mac_code(context, found->token_hash, code);
  if (code_mac != found->code_mac) co_await Status(wrong_code());
  co_return *found;
}

Task<Proved> prove(Context context, Redeem body) {
  const auto cookie = read_cookie(context.request().header("cookie"), link_cookie);
  const auto browser_hash = co_await hash_secret(context, cookie);
  Proved proved;
  if (body.token && !body.code)
    proved.link = co_await prove_by_browser(context, body.token->text, browser_hash);
  else if (body.token)
    proved.link = co_await prove_by_code(context, body.token->text, body.code->text);
  else
    proved.link = co_await prove_by_address(context, body.email->text, body.code->text);
  proved.same_browser = proved.link.browser_hash == browser_hash;
  co_return proved;
}

Person person_of(const LinkRow& link) {
  return {*link.user_id, *link.user_email, *link.name,    std::nullopt,
          *link.version, link.org_id,      link.org_name, link.role};
}

// The password of a sign-up counts only where it was typed: whoever else asked with this address
// must not know the password of its account.
Result<Subject> found(Context context, const Proved& proved, storage::Batch& batch) {
  auto details = json::decode<SignUpDetails>(proved.link.details, context.arena());
  if (!details) return internal("a sign-up's details are not readable");
  const auto phc = proved.same_browser ? details->password_phc : std::nullopt;
  batch.on_conflict("users.email", Code::gone);
  return add_founder(context, proved.link.email, details->name, phc, details->org_name, batch);
}

Result<Subject> enter(Context context, const Proved& proved, storage::Batch& batch) {
  if (proved.link.user_id) return subject_of(person_of(proved.link));
  if (proved.link.purpose != Purpose::signup) return refused(Code::gone).error();
  return found(context, proved, batch);
}

}  // namespace

Task<Reply<IssuedSession>> redeem(BodyCall<Redeem> call) {
  const Context context = call.context;
  co_await own_site(context);
  const auto proved = co_await prove(context, call.body);
  storage::Batch batch;
  batch.add(use_link(proved.link.token_hash, proved.link.purpose, context.now_ms()))
      .or_fail(Code::gone);
  batch.add(forget_attempts(account_subject(context, proved.link.email),
                            call.body.token ? std::string_view() : address_subject(context)));
  const auto subject = co_await enter(context, proved, batch);
  const auto transport = call.body.token_transport.value_or(TokenTransport::cookie);
  co_return co_await start_session(context, subject, transport, std::move(batch));
}

}  // namespace arris::auth
