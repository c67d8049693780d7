#include "otlp/otlp.h"

#include "otlp/exchange.h"
#include "otlp/handlers.h"
#include "otlp/queries.h"
#include "otlp/retention.h"

namespace arris::otlp {
namespace {

using namespace http;

constexpr Allow sender = session_or_key(Role::member, Scope::telemetry_write);

// A batch of an exporter has some hundred KiB, one of a collector some MiB (docs/decisions/0020). What is sent again changes
// nothing.
constexpr RouteOptions taking{
    .limit = RateLimit{6000},
    .body_max_bytes = 8u << 20,
    .retry = Retry::naturally,
    .answer_type = "application/json, application/x-protobuf",
    .protocol = &protocol,
};

constexpr Route routes[] = {
    route<take_traces>(Method::POST, "/otlp/v1/traces", sender, "Take spans of traces", taking),
    route<take_logs>(Method::POST, "/otlp/v1/logs", sender, "Take log records", taking),
    route<take_metrics>(Method::POST, "/otlp/v1/metrics", sender, "Take points of metrics", taking),
};

constexpr Cron crons[] = {
    {"47 3 * * *", "remove_old", remove_old},
    {"23 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr std::string_view effects[] = {"sql", "crypto", "limit"};
constexpr std::string_view reads[] = {"sessions", "memberships", "orgs"};
constexpr std::string_view writes[] = {"otlp_traces", "otlp_spans",   "otlp_resources", "otlp_logs",
                                       "otlp_points", "otlp_metrics", "outbox"};
constexpr std::string_view keys[] = {"access_token", "cursor"};

}  // namespace

const Function function{
    .name = "otlp",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = {}},
    .crons = crons,
};

}  // namespace arris::otlp
