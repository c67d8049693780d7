#include "team/team.h"

#include "team/chain.h"
#include "team/deleted.h"
#include "team/listeners.h"

namespace arris::team {
namespace {

using namespace http;

// Each of these answers holds a secret or may be repeated: none is kept.
constexpr RouteOptions with_token{.limit = RateLimit{600}, .retry = Retry::naturally};

constexpr Route routes[] = {
    route<list_all_members>(Method::GET, "/team/members", session_or_key(Role::viewer, Scope::read),
                            "List members in the order of joining"),
    route<change_one_member>(Method::PATCH, "/team/members/{id}", session(Role::admin),
                             "Change a member's role or status"),
    route<remove_one_member>(Method::DELETE, "/team/members/{id}", session(Role::admin),
                             "Remove a member", {.status = 204}),
    route<leave>(Method::POST, "/team/leave", session(Role::viewer), "Leave the org",
                 {.status = 204, .retry = Retry::naturally}),
    route<list_all_invites>(Method::GET, "/team/invites", session(Role::admin),
                            "List invites, newest first"),
    route<send_invites>(Method::POST, "/team/invites", session(Role::admin),
                        "Invite one or many addresses; each gets a mail",
                        {.status = 201, .retry = Retry::repeats}),
    route<resend_invite>(Method::POST, "/team/invites/{id}/resend", session(Role::admin),
                         "Mail an invite again; its link before opens nothing",
                         {.retry = Retry::repeats}),
    route<revoke_one_invite>(Method::DELETE, "/team/invites/{id}", session(Role::admin),
                             "Revoke an invite", {.status = 204}),
    route<look_up_invite>(Method::POST, "/team/invites/lookup", anyone(),
                          "Show what a mailed link opens", with_token),
    route<accept>(Method::POST, "/team/invites/accept", anyone(),
                  "Join the org: a new person by name, another by their access token", with_token),
    route<list_all_activity>(Method::GET, "/team/activity", session(Role::viewer),
                             "List what happened in the org, newest first"),
    route<list_audit>(Method::GET, "/team/audit", session(Role::admin),
                      "List the audit log, newest first"),
    route<verify_audit>(Method::GET, "/team/audit/verify", session(Role::admin),
                        "Verify the hash chain of the audit log"),
    route<export_audit>(Method::GET, "/team/audit/export", session(Role::admin),
                        "Export the audit log as CSV or JSON lines, page by page",
                        {.answer_type = "text/csv; charset=utf-8, application/jsonl"}),
    route<show_org>(Method::GET, "/team/org", session_or_key(Role::viewer, Scope::read),
                    "Show the org"),
    route<change_org>(Method::PATCH, "/team/org", session(Role::owner), "Rename the org"),
    route<delete_org>(Method::DELETE, "/team/org", session(Role::owner),
                      "Delete the org: nobody reaches anything of it from then on, and its rows "
                      "are removed within two days",
                      {.status = 204}),
    route<transfer>(Method::POST, "/team/transfer", session(Role::owner),
                    "Make another member the owner; the caller stays as an admin",
                    {.retry = Retry::naturally}),
};

constexpr Listener listeners[] = {
    {Topic::audit_appended, "seal_audit", seal_audit},
    {Topic::member_invited, "mail_invite", mail_invite},
};

constexpr Cron crons[] = {
    {"32 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr std::string_view effects[] = {"sql", "crypto", "password", "mail", "limit"};
constexpr std::string_view reads[] = {"token_hours", "execution_people_days"};
constexpr std::string_view writes[] = {
    "orgs",     "memberships", "invites",    "audit_log",        "audit_heads", "users",
    "sessions", "outbox",      "deliveries", "idempotency_keys", "access_keys"};
constexpr std::string_view keys[] = {"access_token", "refresh_token", "invite", "audit", "cursor"};

constexpr auto statements = storage::join(
    storage::join(storage::join(common_statements, storage::catalogue(rows_of_deleted)),
                  people::statements),
    storage::join(
        audit_statements,
        storage::join(member_statements, storage::join(invite_statements, audit_log_statements))));

}  // namespace

const Function function{
    .name = "team",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = {}},
    .crons = crons,
    .listeners = listeners,
};

}  // namespace arris::team
