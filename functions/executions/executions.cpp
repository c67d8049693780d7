#include "executions/executions.h"

#include "executions/handlers.h"
#include "http/upkeep.h"

namespace arris::executions {
namespace {

using namespace http;

constexpr RateLimit report_limit{6000};
constexpr RouteOptions reports{.limit = report_limit};
constexpr RouteOptions created{.status = 201, .limit = report_limit};
constexpr RouteOptions accepted{.status = 202, .limit = report_limit};

constexpr Allow readers = session_or_key(Role::viewer, Scope::read);
constexpr Allow writers = session_or_key(Role::member, Scope::executions_write);

constexpr Route routes[] = {
    route<list_all_runs>(Method::GET, "/executions", readers, "List runs, the newest first"),
    route<start_run>(Method::POST, "/executions", writers, "Start a run", created),
    route<show_stats>(Method::GET, "/executions/stats", readers,
                      "Count runs over time, with their success and durations"),
    route<show_run>(Method::GET, "/executions/{id}", readers, "Show a run"),
    route<report_progress>(Method::PATCH, "/executions/{id}", writers,
                           "Report a run's status and progress", reports),
    route<cancel_run>(Method::POST, "/executions/{id}/cancel", writers, "Cancel a run"),
    route<retry_run>(Method::POST, "/executions/{id}/retry", writers, "Run it again",
                     {.status = 201}),
    route<append_lines>(Method::POST, "/executions/{id}/logs", writers,
                        "Append up to 1,000 lines to a run's log", accepted),
    route<follow_run>(Method::GET, "/executions/{id}/stream", readers,
                      "Follow a run and its log as they change", {.answers = Answers::live}),
    route<show_lines>(Method::GET, "/executions/{id}/logs", readers, "Read a run's log"),
};

constexpr std::int64_t log_retention_ms = 30 * day_ms, run_retention_ms = 400 * day_ms;

effect::Task<Nothing> remove_old_runs(Context context) {
  const Deletion deletions[] = {{delete_old_lines(context.now_ms() - log_retention_ms), 5000},
                                {delete_old_runs(context.now_ms() - run_retention_ms), 1000}};
  co_await delete_in_pieces(context, deletions);
  co_return Nothing{};
}

constexpr Cron crons[] = {
    {"29 * * * *", "remove_old_runs", remove_old_runs},
    {"41 * * * *", "fail_silent_runs", fail_silent_runs},
    {"8 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr std::string_view effects[] = {"sql", "crypto", "limit", "publish"};
constexpr std::string_view reads[] = {"orgs", "sessions", "memberships", "access_keys",
                                      "pipelines"};
constexpr std::string_view writes[] = {"executions",
                                       "execution_logs",
                                       "execution_hours",
                                       "execution_durations",
                                       "execution_people_days",
                                       "execution_search",
                                       "key_usage_days",
                                       "outbox",
                                       "idempotency_keys"};
constexpr std::string_view keys[] = {"access_token", "cursor"};

}  // namespace

const Function function{
    .name = "executions",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = {}},
    .crons = crons,
};

}  // namespace arris::executions
