#include "keys/keys.h"

#include "keys/deleted.h"
#include "keys/handlers.h"
#include "keys/sealing.h"

namespace arris::keys {
namespace {

using namespace http;

constexpr RouteOptions shown_once{
    .status = 201, .limit = RateLimit{60}, .retry = Retry::shown_once};
constexpr Allow admin_or_key = session_or_key(Role::admin, Scope::admin);

constexpr Route routes[] = {
    route<list_vault>(Method::GET, "/keys", admin_or_key, "List the secrets of providers"),
    route<add_to_vault>(Method::POST, "/keys", admin_or_key, "Store a provider's secret",
                        {.status = 201}),
    route<list_access>(Method::GET, "/keys/access", admin_or_key, "List access keys"),
    route<issue_key>(Method::POST, "/keys/access", session(Role::admin), "Issue an access key",
                     shown_once),
    route<verify_key>(Method::POST, "/keys/access/verify", admin_or_key,
                      "Say whether an access key is good", {.retry = Retry::naturally}),
    route<show_access>(Method::GET, "/keys/access/{id}", admin_or_key, "Show an access key"),
    route<change_access>(Method::PATCH, "/keys/access/{id}", session(Role::admin),
                         "Rename, disable or enable an access key, or change what it may"),
    route<reroll_key>(Method::POST, "/keys/access/{id}/reroll", session(Role::admin),
                      "Issue a key in the place of another", shown_once),
    route<delete_access>(Method::DELETE, "/keys/access/{id}", session(Role::admin),
                         "Delete an access key", {.status = 204}),
    route<rotate_org_key>(Method::POST, "/keys/org-key/rotate", session(Role::admin),
                          "Seal secrets under a new key of the org", {.limit = RateLimit{60}}),
    route<rewrap_org>(Method::POST, "/keys/org-key/rewrap", session(Role::admin),
                      "Move secrets under the newest key of the org", {.retry = Retry::naturally}),
    route<show_vault_key>(Method::GET, "/keys/{id}", admin_or_key,
                          "Show what is known of a secret"),
    route<change_key>(Method::PATCH, "/keys/{id}", admin_or_key,
                      "Rename, revoke, or change the expiry of a secret"),
    route<delete_key>(Method::DELETE, "/keys/{id}", admin_or_key, "Delete a secret for good",
                      {.status = 204}),
    route<rotate_key>(Method::POST, "/keys/{id}/rotate", admin_or_key,
                      "Replace a secret, with an overlap", {.limit = RateLimit{60}}),
    route<check_key>(Method::POST, "/keys/{id}/check", admin_or_key,
                     "Ask the provider whether it takes the secret", {.limit = RateLimit{30}}),
    route<show_usage>(Method::GET, "/keys/{id}/usage", admin_or_key,
                      "Count a key's uses by UTC day, an access key's reads from a sample of them"),
};

constexpr Cron crons[] = {
    {"* * * * *", "rewrap_all", rewrap_all},
    {"11 * * * *", "tell_of_expiry", tell_of_expiry},
    {"29 * * * *", "drop_ended", drop_ended},
    {"14 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr Listener listeners[] = {{Topic::ai_called, "count_call", count_call},
                                  {Topic::org_deleted, "forget_org", forget_org}};

constexpr std::string_view effects[] = {"sql", "crypto", "limit", "fetch", "cache"};
constexpr std::string_view reads[] = {"orgs", "sessions", "memberships", "audit_heads"};
constexpr std::string_view writes[] = {"vault_keys",       "vault_versions", "org_keks",
                                       "access_keys",      "key_usage_days", "outbox",
                                       "idempotency_keys", "audit_log"};
constexpr std::string_view keys[] = {"access_token", "cursor", vault_root};
constexpr std::string_view hosts[] = {"*"};

constexpr auto statements = storage::join(
    storage::join(storage::join(common_statements, storage::catalogue(rows_of_deleted)),
                  audit_statements),
    storage::catalogue(
        find_org_key, add_org_key, check_vault, list_vault_keys, find_vault_key, add_vault_key,
        add_version, find_secret, check_vault_key, change_vault_key, turn_status, audit_vault_key,
        tell_vault_key, turn_vault_key, end_versions, delete_vault_key, delete_usage, note_check,
        count_use, find_any_key, list_usage, list_stale_secrets, move_secret, count_waiting,
        count_stale, retire_org_keys, delete_idle_org_keys, list_stale_org_keys, move_org_key,
        list_access_keys, find_access_key, find_by_hash, add_access_key, add_successor,
        change_access_key, turn_access_key, audit_access_key, tell_access_key, end_access_key,
        delete_access_key, list_expiring, mark_vault_told, mark_access_told, delete_ended_versions,
        delete_old_usage, forget_vault, forget_org_keys));

}  // namespace

const Function function{
    .name = "keys",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = hosts},
    .crons = crons,
    .listeners = listeners,
};

}  // namespace arris::keys
