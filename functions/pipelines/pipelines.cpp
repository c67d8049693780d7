#include "pipelines/pipelines.h"

#include "core/range.h"
#include "http/upkeep.h"
#include "pipelines/handlers.h"

namespace arris::pipelines {
namespace {

using namespace http;

constexpr Allow readers = session_or_key(Role::viewer, Scope::read);
constexpr Allow writers = session_or_key(Role::member, Scope::executions_write);

constexpr Route routes[] = {
    route<list_all_pipelines>(Method::GET, "/pipelines", readers,
                              "List pipelines, the last changed first"),
    route<create>(Method::POST, "/pipelines", writers, "Create a pipeline", {.status = 201}),
    route<show_pipeline>(Method::GET, "/pipelines/{id}", readers, "Show a pipeline"),
    route<replace>(Method::PUT, "/pipelines/{id}", writers, "Replace a pipeline"),
    route<remove>(Method::DELETE, "/pipelines/{id}", writers, "Delete a pipeline", {.status = 204}),
    route<list_all_revisions>(Method::GET, "/pipelines/{id}/revisions", readers,
                              "List a pipeline's revisions, the newest first"),
    route<restore>(Method::POST, "/pipelines/{id}/restore", writers,
                   "Go back to a revision, or undo a deletion"),
};

constexpr std::int64_t hidden_retention_ms = 30 * day_ms;

effect::Task<Nothing> remove_hidden(Context context) {
  const Deletion deletions[] = {{delete_hidden(context.now_ms() - hidden_retention_ms), 1000}};
  co_await delete_in_pieces(context, deletions);
  co_return Nothing{};
}

constexpr Cron crons[] = {
    {"47 3 * * *", "remove_hidden", remove_hidden},
    {"26 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr std::string_view effects[] = {"sql", "crypto", "limit"};
constexpr std::string_view reads[] = {"orgs", "sessions", "memberships", "audit_heads"};
constexpr std::string_view writes[] = {"pipelines",       "pipeline_revisions",
                                       "pipeline_search", "audit_log",
                                       "outbox",          "idempotency_keys"};
constexpr std::string_view keys[] = {"access_token", "cursor"};

}  // namespace

const Function function{
    .name = "pipelines",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = {}},
    .crons = crons,
};

}  // namespace arris::pipelines
