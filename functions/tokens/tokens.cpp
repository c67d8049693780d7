#include "tokens/tokens.h"

#include "http/upkeep.h"
#include "tokens/handlers.h"

namespace arris::tokens {
namespace {

using namespace http;

constexpr Allow reader = session_or_key(Role::viewer, http::Scope::read);
constexpr Allow writer = session_or_key(Role::member, http::Scope::tokens_write);
constexpr RouteOptions ingest{.status = 201, .limit = RateLimit{6000}, .retry = Retry::repeats};

constexpr Route routes[] = {
    route<record_one>(Method::POST, "/tokens/usage", writer, "Record what an AI call used", ingest),
    route<record_many>(Method::POST, "/tokens/usage/batch", writer, "Record up to 100 AI calls",
                       ingest),
    route<record_many>(Method::POST, "/tokens/batch", writer, "Record up to 100 AI calls", ingest),
    route<show_usage>(Method::GET, "/tokens/usage", reader,
                      "Sum tokens and cost over time, beside the period before"),
    route<show_breakdown>(Method::GET, "/tokens/breakdown", reader,
                          "Sum tokens and cost by model, provider, agent, pipeline, key or user"),
    route<list_records>(Method::GET, "/tokens/records", reader, "List recorded AI calls"),
    route<export_records>(Method::GET, "/tokens/export", reader,
                          "Export recorded AI calls, page by page",
                          {.answer_type = "text/csv; charset=utf-8"}),
    route<list_prices>(Method::GET, "/tokens/prices", reader,
                       "List prices: the org's and the built-in catalogue's"),
    route<put_price>(Method::PUT, "/tokens/prices", session(Role::admin),
                     "Set a model's price from a time on"),
    route<list_all_budgets>(Method::GET, "/tokens/budgets", reader,
                            "List budgets and what they have spent"),
    route<create_budget>(Method::POST, "/tokens/budgets", session(Role::admin), "Create a budget",
                         {.status = 201}),
    route<show_gate>(Method::GET, "/tokens/budgets/gate", reader,
                     "Say whether a budget stops a call, and which budgets it counts to"),
    route<show_budget>(Method::GET, "/tokens/budgets/{id}", reader, "Show a budget"),
    route<change_one_budget>(Method::PATCH, "/tokens/budgets/{id}", session(Role::admin),
                             "Change a budget"),
    route<delete_one_budget>(Method::DELETE, "/tokens/budgets/{id}", session(Role::admin),
                             "Delete a budget", {.status = 204}),
    route<list_recommendations>(Method::GET, "/tokens/recommendations", reader,
                                "List what could cost less, with evidence and money"),
    route<reprice>(Method::POST, "/tokens/reprice", session(Role::admin),
                   "Price recorded calls again, as a dry run unless said otherwise"),
};

constexpr std::int64_t minute_retention_ms = 8 * day_ms;

effect::Task<Nothing> remove_old_minutes(Context context) {
  const Deletion deletions[] = {
      {delete_old_minutes(context.now_ms() - minute_retention_ms), 10'000}};
  co_await delete_in_pieces(context, deletions);
  co_return Nothing{};
}

constexpr Cron crons[] = {
    {"41 * * * *", "remove_old_minutes", remove_old_minutes},
    {"38 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr Listener listeners[] = {{Topic::ai_called, "record_call", record_call}};

constexpr std::string_view effects[] = {"sql", "crypto", "limit", "cache"};
constexpr std::string_view reads[] = {"orgs", "sessions", "memberships", "audit_heads"};
constexpr std::string_view writes[] = {"token_usage",      "token_hours",    "prices",
                                       "budgets",          "budget_periods", "outbox",
                                       "idempotency_keys", "audit_log"};
constexpr std::string_view keys[] = {"access_token", "cursor"};

}  // namespace

const Function function{
    .name = "tokens",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = {}},
    .crons = crons,
    .listeners = listeners,
};

}  // namespace arris::tokens
