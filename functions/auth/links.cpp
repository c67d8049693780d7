// Links by mail: sign-up, magic link, forgotten password. Each answers the same for every address.

#include "auth/links.h"

#include "auth/handlers.h"
#include "auth/mail_texts.h"
#include "core/text.h"
#include "people/cookies.h"
#include "people/passwords.h"

namespace arris::auth {
namespace {

std::string_view hex(Context context, effect::Bytes bytes) {
  return context.keep(to_hex(as_bytes(bytes.data)));
}

std::string_view six_digits(Context context, effect::Bytes random) {
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8 | static_cast<std::uint8_t>(random.data[i]);
  std::string digits;
  for (int i = 0; i < 6; ++i, number /= 10) digits += static_cast<char>('0' + number % 10);
  return context.keep(digits);
}

// A browser keeps its secret, so that an earlier link still opens in it.
std::string_view browser_secret(Context context, effect::Bytes random) {
  const auto known = read_cookie(context.request().header("cookie"), link_cookie);
  const auto bytes = from_base64url(known);
  if (bytes && bytes->size() == 32) return known;
  return context.keep(to_base64url(as_bytes(random.data)));
}

SignUpState sign_up_of(Context context) {
  const bool open = context.request().header("x-arris-sign-up") == "open";
  return open ? SignUpState::open : SignUpState::closed;
}

Status check_open(Context context) {
  if (sign_up_of(context) == SignUpState::open) return success();
  return Error{Code::forbidden, "Sign-up is closed: ask to be invited"};
}

struct Asked {
  Purpose purpose;
  std::string_view email, details;
};

// The account of the address; nothing when it has got its fill of links.
Task<std::optional<Account>> keep(Context context, Asked asked, LinkSecrets secrets) {
  const auto now_ms = context.now_ms();
  storage::Batch batch;
  batch.add(add_link(secrets.token_hash, asked.purpose, asked.email, secrets.browser_hash,
                     secrets.code_mac, asked.details, now_ms, now_ms + link_ttl_ms,
                     now_ms - link_window_ms, links_max));
  const auto answer = co_await context.db().write(batch);
  const auto added = co_await storage::read_rows<AddedLink>(answer.statements.back());
  if (added.empty()) co_return std::nullopt;
  co_return added.front().known ? Account::known : Account::unknown;
}

Task<Reply<LinkMailed>> mail_link(Context context, Asked asked) {
  asked.email = context.keep(to_lower(asked.email));
  const Site site{co_await base_url_of(context), sign_up_of(context)};
  const auto secrets = co_await make_link_secrets(context);
  if (const auto account = co_await keep(context, asked, secrets)) {
    const auto mail = mail_text(asked.purpose, *account, site, secrets.token, secrets.code);
    co_await mailed(
        co_await effect::attempt(effect::send_mail(asked.email, mail.subject, mail.text)));
  }
  Reply<LinkMailed> answer{.body = {true}};
  answer.headers.push_back(
      {"set-cookie", context.keep(set_cookie(link_cookie, secrets.browser, link_cookie_ttl_s))});
  co_return answer;
}

}  // namespace

Result<std::string_view> base_url_of(Context context) {
  const auto url = context.request().header("x-arris-base-url");
  if (url.empty()) return internal("the host names no base URL");
  return url;
}

Status mailed(Result<effect::EmptyAnswer> sent) {
  if (sent.ok()) return success();
  if (sent.error().code != Code::bad_gateway) return std::move(sent.error());
  return invalid("#/email", "undeliverable", "is refused by the mail server");
}

Task<LinkSecrets> make_link_secrets(Context context) {
  const std::string seed(context.secret());
  const std::string a = "token:" + seed, b = "browser:" + seed, c = "code:" + seed;
  const auto [token, browser, code] = co_await effect::all(
      effect::mac(link_key, a), effect::mac(link_key, b), effect::mac(link_key, c));
  LinkSecrets secrets{.token = context.keep(to_base64url(as_bytes(token.data.data))),
                      .browser = browser_secret(context, browser.data),
                      .code = six_digits(context, code.data)};
  secrets.token_hash = co_await hash_secret(context, secrets.token);
  secrets.browser_hash = co_await hash_secret(context, secrets.browser);
  secrets.code_mac = co_await mac_code(context, secrets.token_hash, secrets.code);
  co_return secrets;
}

Task<std::string_view> mac_code(Context context, std::string_view token_hash,
                                std::string_view code) {
  const std::string named = "check:" + std::string(token_hash) + ":" + std::string(code);
  const auto mac = co_await effect::mac(link_key, named);
  co_return hex(context, mac.data);
}

Task<Reply<SignUpNow>> show_sign_up(Call<> call) {
  co_return http::reply(SignUpNow{sign_up_of(call.context)});
}

// A link that was mailed while sign-up was open still opens: it lives for ten minutes.
Task<Reply<LinkMailed>> sign_up(BodyCall<SignUp> call) {
  const Context context = call.context;
  co_await own_site(context);
  co_await check_open(context);
  SignUpDetails details{call.body.name.text, {}, {}};
  details.org_name = call.body.org_name
                         ? call.body.org_name->text
                         : context.keep(std::string(clip_utf8(details.name, 180)) + "'s org");
  if (call.body.password) {
    const auto hashed = co_await effect::hash_password(call.body.password->text);
    details.password_phc = context.keep(hashed.text);
  }
  std::string text;
  json::encode(text, details);
  co_return co_await mail_link(context,
                               {Purpose::signup, call.body.email.text, context.keep(text)});
}

Task<Reply<LinkMailed>> request_magic_link(BodyCall<EmailAddress> call) {
  co_await own_site(call.context);
  co_return co_await mail_link(call.context, {Purpose::login, call.body.email.text, "{}"});
}

Task<Reply<LinkMailed>> request_reset(BodyCall<EmailAddress> call) {
  co_await own_site(call.context);
  co_return co_await mail_link(call.context, {Purpose::reset, call.body.email.text, "{}"});
}

}  // namespace arris::auth
