#include "telemetry/telemetry.h"

#include "telemetry/handlers.h"
#include "telemetry/queries.h"
#include "telemetry/retention.h"

namespace arris::telemetry {
namespace {

using namespace http;

constexpr RouteOptions ingest{.status = 202, .limit = RateLimit{6000}, .cors = Cors::any_origin};

constexpr Allow reads_org = session_or_key(Role::viewer, Scope::read);

constexpr Route routes[] = {
    route<take_events>(Method::POST, "/telemetry/events",
                       session_or_key(Role::member, Scope::telemetry_write),
                       "Send up to 1,000 events", ingest),
    route<show_events>(Method::GET, "/telemetry/events", reads_org,
                       "List events of the last 30 days, those that came last first"),
    route<show_summary>(Method::GET, "/telemetry/summary", reads_org,
                        "Sum up what was done, against the time before"),
    route<show_components>(Method::GET, "/telemetry/components", reads_org,
                           "List components by use, people, durations or errors"),
    route<show_traces>(Method::GET, "/telemetry/traces", reads_org, "List traces, newest first"),
    route<show_trace>(Method::GET, "/telemetry/traces/{id}", reads_org,
                      "Show a trace with its spans"),
    route<show_logs>(Method::GET, "/telemetry/logs", reads_org,
                     "List log records, those that came last first"),
    route<show_metrics>(Method::GET, "/telemetry/metrics", reads_org, "List metrics by name"),
    route<show_points>(Method::GET, "/telemetry/metrics/{name}", reads_org,
                       "List points of a metric, those that came last first"),
    route<show_trend>(Method::GET, "/analytics/trends", reads_org, "Draw a metric over time"),
    route<show_engagement>(Method::GET, "/analytics/engagement", reads_org,
                           "Count daily, weekly and monthly people, cohorts and pages"),
    route<show_performance>(Method::GET, "/analytics/performance", reads_org,
                            "Show how long things take"),
    route<export_report>(Method::GET, "/analytics/export", reads_org,
                         "Export a report as CSV or JSON",
                         {.answer_type = "text/csv; charset=utf-8, application/json"}),
};

constexpr Cron crons[] = {
    {"37 3 * * *", "remove_old", remove_old},
    {"35 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr std::string_view effects[] = {"sql", "crypto", "limit"};
constexpr std::string_view reads[] = {"sessions",    "memberships",     "orgs",
                                      "error_hours", "execution_hours", "token_hours",
                                      "otlp_traces", "otlp_spans",      "otlp_resources",
                                      "otlp_logs",   "otlp_metrics",    "otlp_points"};
constexpr std::string_view writes[] = {"telemetry_batches",
                                       "telemetry_minutes",
                                       "telemetry_hours",
                                       "telemetry_days",
                                       "telemetry_components_hours",
                                       "telemetry_components_days",
                                       "telemetry_components_weeks",
                                       "telemetry_pages_days",
                                       "telemetry_people_hours",
                                       "telemetry_people_days",
                                       "telemetry_hour_visits",
                                       "telemetry_day_visits",
                                       "telemetry_cohorts",
                                       "idempotency_keys"};
constexpr std::string_view keys[] = {"access_token", "cursor"};

}  // namespace

const Function function{
    .name = "telemetry",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = {}},
    .crons = crons,
};

}  // namespace arris::telemetry
