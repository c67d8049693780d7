#include "telemetry/telemetry.h"

#include "telemetry/handlers.h"
#include "telemetry/queries.h"

namespace arris::telemetry {
namespace {

using namespace http;

constexpr RouteOptions ingest{.status = 202, .limit = RateLimit{6000}, .cors = Cors::any_origin};

constexpr Route routes[] = {
    route<take_events>(Method::POST, "/telemetry/events",
                       session_or_key(Role::member, Scope::telemetry_write),
                       "Send up to 1,000 events", ingest),
};

constexpr std::string_view effects[] = {"sql", "crypto", "limit"};
constexpr std::string_view reads[] = {"sessions", "memberships"};
constexpr std::string_view writes[] = {"telemetry_batches",
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
    .crons = {},
};

}  // namespace arris::telemetry
