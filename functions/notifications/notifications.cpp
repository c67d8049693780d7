#include "notifications/notifications.h"

#include "core/range.h"
#include "http/upkeep.h"
#include "notifications/digest.h"
#include "notifications/fan_out.h"
#include "notifications/handlers.h"
#include "notifications/sending.h"
#include "notifications/statements.h"

namespace arris::notifications {
namespace {

using namespace http;

constexpr Allow own = session(Role::viewer);
constexpr Allow poster = session_or_key(Role::admin, Scope::notifications_write);
// A person clicks fast, and each change costs little.
constexpr RateLimit clicks{6000};
// Where notices go is the affair of who runs the org.
constexpr Allow keeper = session_or_key(Role::admin, Scope::admin);
constexpr RouteOptions shown_once{.status = 201, .retry = Retry::shown_once};
constexpr RouteOptions harmless{.limit = clicks, .retry = Retry::naturally};

constexpr Route routes[] = {
    route<list_notifications>(Method::GET, "/notifications", own,
                              "List one's notifications, newest first", {.limit = clicks}),
    route<post_notification>(Method::POST, "/notifications", poster,
                             "Notify a person, a role or everybody",
                             {.status = 202, .limit = clicks}),
    route<show_counts>(Method::GET, "/notifications/count", own, "Count what is unread and unseen"),
    route<follow_notifications>(Method::GET, "/notifications/stream", own,
                                "Follow one's notifications and their count",
                                {.answers = Answers::live}),
    route<list_decisions>(Method::GET, "/notifications/decisions", own,
                          "List what was meant for one, where it was sent and why"),
    route<show_preferences>(Method::GET, "/notifications/preferences", own,
                            "Show what one hears where, and when not"),
    route<save_preferences>(Method::PUT, "/notifications/preferences", own,
                            "Set what one hears where, and quiet hours"),
    route<try_preferences>(Method::POST, "/notifications/preferences/try", own,
                           "Say what would become of a notice, and why", harmless),
    route<read_all>(Method::POST, "/notifications/read-all", own, "Mark everything as read",
                    harmless),
    route<see_all>(Method::POST, "/notifications/seen", own, "Mark everything as seen", harmless),
    route<archive_all>(Method::POST, "/notifications/archive-all", own,
                       "Archive everything that is read", harmless),
    route<list_webhooks>(Method::GET, "/notifications/webhooks", keeper,
                         "List webhooks, newest first"),
    route<add_webhook>(Method::POST, "/notifications/webhooks", keeper,
                       "Send notices to a URL, signed; the secret is shown once", shown_once),
    route<show_webhook>(Method::GET, "/notifications/webhooks/{id}", keeper, "Show a webhook"),
    route<change_webhook>(Method::PATCH, "/notifications/webhooks/{id}", keeper,
                          "Change a webhook, disable it or make it active again"),
    route<delete_webhook>(Method::DELETE, "/notifications/webhooks/{id}", keeper,
                          "Delete a webhook and what it was sent", {.status = 204}),
    route<renew_secret>(Method::POST, "/notifications/webhooks/{id}/secret", keeper,
                        "Sign with a new secret, shown once, and for a while with the old one too",
                        shown_once),
    route<list_attempts>(Method::GET, "/notifications/webhooks/{id}/attempts", keeper,
                         "List what was sent to a webhook and what it answered, newest first"),
    route<send_test>(Method::POST, "/notifications/webhooks/{id}/test", keeper,
                     "Send a message of the type webhook.test", {.status = 202}),
    route<resend>(Method::POST, "/notifications/webhooks/{id}/resend", keeper,
                  "Send a message again, or all that failed since a time", {.status = 202}),
    route<show_notification>(Method::GET, "/notifications/{id}", own, "Show a notification"),
    route<mark_one>(Method::PATCH, "/notifications/{id}", own,
                    "Mark as read or unread, archive or take back", {.limit = clicks}),
    route<delete_one>(Method::DELETE, "/notifications/{id}", own, "Delete a notification",
                      {.status = 204, .limit = clicks}),
};

constexpr Listener listeners[] = {
    {Topic::budget_threshold, "notify_of_budget", notify},
    {Topic::error_new, "notify_of_error", notify},
    {Topic::error_regressed, "notify_of_regression", notify},
    {Topic::execution_finished, "notify_of_run", notify},
    {Topic::key_created, "notify_of_new_key", notify},
    {Topic::key_expired, "notify_of_expired_key", notify},
    {Topic::key_expiring, "notify_of_expiring_key", notify},
    {Topic::key_revoked, "notify_of_revoked_key", notify},
    {Topic::key_rotated, "notify_of_rotated_key", notify},
    {Topic::member_changed, "notify_of_change", notify},
    {Topic::member_joined, "notify_of_member", notify},
    {Topic::member_removed, "notify_of_removal", notify_and_forget},
    {Topic::org_deleted, "forget_org", forget_org},
    {Topic::refresh_reused, "notify_of_reuse", notify},
    {Topic::usage_unpriced, "notify_of_unpriced", notify},
    {Topic::webhook_disabled, "notify_of_webhook", notify},
    {Topic::notification_posted, "notify_posted", notify_posted},
    {Topic::notification_added, "publish_added", publish_added},
    {Topic::notification_mail, "mail_notice", mail_notice},
    {Topic::webhook_attempt, "attempt_webhook", attempt_webhook},
    {Topic::webhook_due, "send_due", send_due},
};

constexpr std::int64_t kept_ms = 365 * day_ms, archived_kept_ms = 90 * day_ms,
                       messages_kept_ms = 30 * day_ms;

effect::Task<Nothing> remove_old(Context context) {
  const std::int64_t now_ms = context.now_ms();
  const http::Deletion deletions[] = {
      {delete_old(now_ms - archived_kept_ms, now_ms - kept_ms), 1000},
      {delete_old_messages(now_ms - messages_kept_ms), 1000}};
  co_await http::delete_in_pieces(context, deletions);
  co_return Nothing{};
}

constexpr Cron crons[] = {
    {"23 3 * * *", "remove_old", remove_old},
    {"*/5 * * * *", "tell_digests", tell_digests},
    {"19 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr std::string_view effects[] = {"sql", "crypto", "limit", "publish", "mail", "fetch"};
constexpr std::string_view reads[] = {"sessions", "memberships",  "users",
                                      "orgs",     "error_issues", "audit_heads"};
constexpr std::string_view writes[] = {"notifications",
                                       "notification_counts",
                                       "notification_preferences",
                                       "webhooks",
                                       "webhook_messages",
                                       "webhook_attempts",
                                       "audit_log",
                                       "outbox",
                                       "idempotency_keys"};
constexpr std::string_view keys[] = {"access_token", "cursor", webhook_key};
constexpr std::string_view hosts[] = {"*"};  // wherever webhooks lead; the host keeps them outside

}  // namespace

const Function function{
    .name = "notifications",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = hosts},
    .crons = crons,
    .listeners = listeners,
};

}  // namespace arris::notifications
