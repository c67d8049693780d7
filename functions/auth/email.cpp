// Another address for a person: asked for by who proves that the account is theirs, confirmed by who reads the new address
// and is signed in as them. So an address that was mistyped gives the account to nobody.

#include "auth/attempts.h"
#include "auth/handlers.h"
#include "auth/links.h"
#include "auth/lockout.h"
#include "auth/mail_texts.h"
#include "auth/proof.h"
#include "core/text.h"
#include "http/tell.h"

namespace arris::auth {
namespace {

Task<std::string_view> make_token(Context context) {
  const std::string seed = "email:" + std::string(context.secret());
  const auto token = co_await effect::mac(link_key, seed);
  co_return context.keep(to_base64url(as_bytes(token.data.data)));
}

// The same for everybody who asks for the address. It outlives them, so that who comes anew has no new mails to send, and
// tells nobody the address.
Task<std::string_view> mailed_subject(Context context, std::string_view email) {
  const std::string seed = "mailed:" + std::string(email);
  const auto sealed = co_await effect::mac(link_key, seed);
  co_return context.keep("mailed:" + to_hex(as_bytes(sealed.data.data)));
}

struct Asked {
  std::string_view email, present_email, base_url;
};

// The password was right, so the client's address gets back what that guess took; the person's own count stays, and limits
// how often they ask. The present address is told by the outbox: one that is gone must not stop the change, and one that is not
// must be told. Whether the new address has an account; nothing when it has got its fill of mails.
Task<std::optional<Account>> keep(Context context, Asked asked, std::string_view token_hash) {
  const auto now_ms = context.now_ms();
  const auto mailed = co_await mailed_subject(context, asked.email);
  storage::Batch batch;
  batch.add(forget_attempts("", address_subject(context)));
  batch.add(reserve_attempt(mailed, now_ms, link_window_ms, links_max));
  batch.add(keep_email_change(context.who().user, asked.email, token_hash, now_ms + link_ttl_ms));
  http::tell(batch, context, http::Topic::address_asked,
             http::AddressAsked{asked.present_email, asked.base_url},
             {.when = http::TellWhen::changed});
  const auto answer = co_await context.db().write(batch);
  const auto kept = co_await first_of<AddedLink>(answer.statements[2]);
  if (!kept) co_return std::nullopt;
  co_return kept->known ? Account::known : Account::unknown;
}

}  // namespace

Task<Reply<LinkMailed>> ask_for_email(BodyCall<NewEmail> call) {
  const Context context = call.context;
  const auto email = context.keep(to_lower(call.body.email.text));
  const auto base_url = co_await base_url_of(context);
  const auto person = co_await prove_anew(context, call.body.current_password);
  if (email == to_lower(person.email))
    co_await Status(invalid("#/email", "same", "is your address already"));
  const auto token = co_await make_token(context);
  const auto token_hash = co_await hash_secret(context, token);
  const Asked asked{email, person.email, base_url};
  if (const auto account = co_await keep(context, asked, token_hash)) {
    const auto mail = new_address_text(*account, base_url, token);
    co_await mailed(co_await effect::attempt(effect::send_mail(email, mail.subject, mail.text)));
  }
  co_return http::reply(LinkMailed{true});
}

Task<Reply<UserView>> confirm_email(BodyCall<EmailToken> call) {
  const Context context = call.context;
  const auto who = context.who();
  const auto now_ms = context.now_ms();
  const auto token_hash = co_await hash_secret(context, call.body.token.text);
  storage::Batch batch;
  batch.on_conflict("users.email", Error{Code::conflict, "This address has an account already"});
  http::tell(batch, context, http::Topic::address_changed, OfPerson{who.user},
             {.statement = &tell_present_address});
  batch.add(void_links(who.user, now_ms));
  batch.add(change_email(who.user, token_hash, now_ms)).or_fail(Code::gone);
  batch.add(void_links(who.user, now_ms)).add(drop_email_change(who.user));
  batch.add(end_sessions(who.user, who.session, now_ms));
  batch.add(forget_attempts(own_subject(context), ""));
  http::audit_in_every_org(batch, context, own("email.changed", who.user));
  const auto row = co_await context.db().write(std::move(batch), find_current(who.session));
  co_return http::reply(UserView{row.user_id, row.email, row.name, row.version})
      .version(row.version);
}

Task<http::Change> mail_and_forget(http::Message message, std::string_view email, MailText mail) {
  co_await effect::send_mail(email, mail.subject, mail.text);
  http::Change change;
  change.batch.add(http::forget_message(message.org, message.id));
  co_return change;
}

Task<http::Change> mail_present_address(Context context, http::Message message) {
  const auto told = co_await message.read<http::AddressAsked>(context);
  co_return co_await mail_and_forget(message, told.email, present_address_text(told.base_url));
}

Task<http::Change> mail_former_address(Context context, http::Message message) {
  const auto told = co_await message.read<http::AddressTold>(context);
  co_return co_await mail_and_forget(message, told.email, former_address_text());
}

}  // namespace arris::auth
