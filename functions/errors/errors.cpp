#include "errors/errors.h"

#include "errors/handlers.h"
#include "errors/listeners.h"
#include "http/upkeep.h"

namespace arris::errors {
namespace {

using namespace http;

constexpr RateLimit ingest_limit{6000};
constexpr RateLimit project_limit{600};  // counted apart from the work on issues
constexpr RouteOptions ingest{.status = 202, .limit = ingest_limit, .retry = Retry::repeats};
constexpr RouteOptions sentry{.limit = ingest_limit,
                              .body_max_bytes = 20u << 20,
                              .cors = Cors::any_origin,
                              .retry = Retry::naturally};

constexpr Route routes[] = {
    route<report>(Method::POST, "/errors", session_or_key(Role::member, Scope::errors_write),
                  "Report an error", ingest),
    route<report_many>(Method::POST, "/errors/batch",
                       session_or_key(Role::member, Scope::errors_write), "Report up to 100 errors",
                       ingest),
    route<list_issues>(Method::GET, "/errors", session_or_key(Role::viewer, Scope::read),
                       "List issues"),
    route<change_many>(Method::POST, "/errors/bulk", session(Role::member), "Change many issues"),
    route<show_stats>(Method::GET, "/errors/stats", session_or_key(Role::viewer, Scope::read),
                      "Count events over time and issues by state"),
    route<list_all_projects>(Method::GET, "/errors/projects", session(Role::viewer),
                             "List projects and the DSN of each"),
    route<create_project>(Method::POST, "/errors/projects", session(Role::admin),
                          "Create a project", {.status = 201, .limit = project_limit}),
    route<change_one_project>(Method::PATCH, "/errors/projects/{id}", session(Role::admin),
                              "Rename a project, pause its DSN or let it in again",
                              {.limit = project_limit}),
    route<rotate_key>(Method::POST, "/errors/projects/{id}/rotate-key", session(Role::admin),
                      "Give a project a new DSN; the old one is refused at once",
                      {.limit = project_limit}),
    route<delete_one_project>(Method::DELETE, "/errors/projects/{id}", session(Role::admin),
                              "Delete a project and its DSN; its issues stay",
                              {.status = 204, .limit = project_limit}),
    route<show_event>(Method::GET, "/errors/events/{id}", session_or_key(Role::viewer, Scope::read),
                      "Show an event"),
    route<show_issue>(Method::GET, "/errors/{id}", session_or_key(Role::viewer, Scope::read),
                      "Show an issue with its latest event"),
    route<change_one>(Method::PATCH, "/errors/{id}", session(Role::member), "Change an issue"),
    route<delete_one>(Method::DELETE, "/errors/{id}", session(Role::member),
                      "Delete an issue and its events", {.status = 204}),
    route<list_issue_events>(Method::GET, "/errors/{id}/events",
                             session_or_key(Role::viewer, Scope::read),
                             "List the events of an issue"),
    route<list_issue_history>(Method::GET, "/errors/{id}/history",
                              session_or_key(Role::viewer, Scope::read),
                              "List what happened to an issue"),
    route<merge>(Method::POST, "/errors/{id}/merge", session(Role::member),
                 "Merge issues into this one"),
    route<unmerge>(Method::POST, "/errors/{id}/unmerge", session(Role::member),
                   "Move fingerprints of this issue to a new one"),
    route<take_envelope>(Method::POST, "/{project}/envelope/", anyone(), "Take a Sentry envelope",
                         sentry),
    route<take_store>(Method::POST, "/{project}/store/", anyone(), "Take a Sentry event", sentry),
};

constexpr std::int64_t event_retention_ms = 30 * day_ms;

// Rare issues keep all of their events, busy ones their newest 100 and those of the last 30 days.
effect::Task<Nothing> remove_old_events(Context context) {
  const Deletion deletions[] = {{delete_old_events(context.now_ms() - event_retention_ms), 1000}};
  co_await delete_in_pieces(context, deletions);
  co_return Nothing{};
}

constexpr Cron crons[] = {
    {"17 3 * * *", "remove_old_events", remove_old_events},
    {"5 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr Listener listeners[] = {
    {Topic::execution_finished, "report_failed_run", report_failed_run},
    {Topic::exception_seen, "report_exception", report_exception}};

constexpr std::string_view effects[] = {"sql", "crypto", "limit", "cache"};
constexpr std::string_view reads[] = {"sessions", "memberships", "orgs", "audit_heads"};
constexpr std::string_view writes[] = {"projects",     "error_issues",     "error_fingerprints",
                                       "error_events", "error_hours",      "error_people",
                                       "error_facets", "error_history",    "error_search",
                                       "outbox",       "idempotency_keys", "audit_log"};
constexpr std::string_view keys[] = {"access_token", "cursor"};

}  // namespace

const Function function{
    .name = "errors",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = {}},
    .crons = crons,
    .listeners = listeners,
};

}  // namespace arris::errors
