#include "auth/auth.h"

#include "auth/deletion_queries.h"
#include "auth/handlers.h"
#include "core/range.h"
#include "http/upkeep.h"

namespace arris::auth {
namespace {

using namespace http;

// Each of these answers holds a secret or may be repeated: none is kept.
constexpr RouteOptions with_token{.limit = RateLimit{600}, .retry = Retry::naturally};
constexpr RouteOptions set_up_options{
    .status = 201, .limit = RateLimit{60}, .retry = Retry::naturally};
constexpr RouteOptions mails{.status = 202, .limit = RateLimit{120}, .retry = Retry::naturally};
constexpr RouteOptions ends{.status = 204, .limit = RateLimit{600}, .retry = Retry::naturally};

constexpr Route routes[] = {
    route<set_up>(Method::POST, "/auth/setup", anyone(), "Make the first owner and their org",
                  set_up_options),
    route<sign_up>(Method::POST, "/auth/signup", anyone(), "Ask for an account; a link is mailed",
                   mails),
    route<show_sign_up>(Method::GET, "/auth/signup", anyone(),
                        "Say whether anybody may ask for an account, or only who is invited"),
    route<log_in>(Method::POST, "/auth/login", anyone(), "Sign in with a password", with_token),
    route<request_magic_link>(Method::POST, "/auth/magic-link", anyone(),
                              "Ask for a link that signs in; it is mailed", mails),
    route<redeem>(Method::POST, "/auth/magic-link/redeem", anyone(),
                  "Sign in with a mailed link or code", with_token),
    route<refresh>(Method::POST, "/auth/refresh", anyone(), "Exchange a refresh token", with_token),
    route<log_out>(Method::POST, "/auth/logout", anyone(), "End this session", ends),
    route<log_out_everywhere>(Method::POST, "/auth/logout-all", anyone(),
                              "End every session of the caller", ends),
    route<show_session>(Method::GET, "/auth/session", session(Role::viewer),
                        "Show who the caller is and in which orgs"),
    route<change_me>(Method::PATCH, "/auth/me", session(Role::viewer),
                     "Change the caller's profile"),
    route<show_deletion>(Method::GET, "/auth/me/deletion", session(Role::viewer),
                         "Tell what becomes of each org when the caller deletes their account"),
    route<delete_me>(Method::POST, "/auth/me/deletion", session(Role::viewer),
                     "Delete the caller's account, with the orgs that nobody else is in", ends),
    route<switch_org>(Method::POST, "/auth/switch-org", session(Role::viewer), "Act in another org",
                      with_token),
    route<list_my_sessions>(Method::GET, "/auth/sessions", session(Role::viewer),
                            "List the caller's sessions, newest first"),
    route<end_my_session>(Method::DELETE, "/auth/sessions/{id}", session(Role::viewer),
                          "End one of the caller's sessions", {.status = 204}),
    route<change_own_password>(Method::POST, "/auth/password", session(Role::viewer),
                               "Change the caller's password; other sessions end", ends),
    route<ask_for_email>(Method::POST, "/auth/email", session(Role::viewer),
                         "Ask for another address; a link is mailed there, and it holds once that "
                         "is confirmed",
                         mails),
    route<confirm_email>(
        Method::POST, "/auth/email/confirm", session(Role::viewer),
        "Confirm the caller's new address with the mailed link; other sessions end",
        {.limit = RateLimit{600}, .retry = Retry::naturally}),
    route<request_reset>(Method::POST, "/auth/password/forgot", anyone(),
                         "Ask for a link that resets the password; it is mailed", mails),
    route<reset_own_password>(Method::POST, "/auth/password/reset", anyone(),
                              "Set a new password with a mailed link; every session ends", ends),
    route<show_public_keys>(Method::GET, "/.well-known/jwks.json", anyone(),
                            "Show the keys that verify access tokens"),
};

Task<Nothing> remove_what_ended(Context context) {
  const std::int64_t before_ms = context.now_ms() - day_ms;
  const Deletion deletions[] = {{delete_old_links(before_ms), 1000},
                                {delete_old_attempts(before_ms), 1000},
                                {delete_old_email_changes(before_ms), 1000},
                                {delete_old_sessions(before_ms), 1000}};
  co_await delete_in_pieces(context, deletions);
  co_return Nothing{};
}

constexpr Cron crons[] = {{"41 3 * * *", "remove_what_ended", remove_what_ended}};

constexpr Listener listeners[] = {
    {Topic::account_deleted, "mail_deleted_account", mail_deleted_account},
    {Topic::address_asked, "mail_present_address", mail_present_address},
    {Topic::address_changed, "mail_former_address", mail_former_address}};

constexpr std::string_view effects[] = {"sql", "crypto", "password", "mail", "limit"};
constexpr std::string_view writes[] = {
    "users",     "sessions",    "login_links", "login_attempts", "email_changes",
    "orgs",      "memberships", "outbox",      "deliveries",     "idempotency_keys",
    "audit_log", "invites",     "access_keys"};
constexpr std::string_view reads[] = {"audit_heads"};
constexpr std::string_view keys[] = {"access_token", "refresh_token", "login_link", "setup",
                                     "cursor"};

constexpr auto all_statements =
    storage::join(storage::join(statements, email_statements), deletion_statements);

}  // namespace

const Function function{
    .name = "auth",
    .routes = routes,
    .statements = all_statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = {}},
    .crons = crons,
    .listeners = listeners,
};

}  // namespace arris::auth
