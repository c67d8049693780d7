#pragma once
// Every statement that telemetry may run.

#include "telemetry/deleted.h"
#include "telemetry/event_queries.h"
#include "telemetry/ingest_queries.h"
#include "telemetry/read_queries.h"
#include "telemetry/retention.h"
#include "telemetry/signal_queries.h"

namespace arris::telemetry {

inline constexpr auto statements = storage::join(
    storage::join(storage::join(http::common_statements, storage::catalogue(rows_of_deleted)),
                  signal_statements),
    storage::catalogue(
        add_batch, add_minutes, add_hours, add_days, add_components_hours, add_components_days,
        add_components_weeks, add_pages, add_people, list_events, find_next_batch, sum_minutes,
        sum_hours, sum_days, line_event_minutes, line_event_hours, line_event_days,
        line_duration_minutes, line_duration_hours, line_duration_days, line_visit_hours,
        line_visit_days, line_error_hours, line_run_hours, line_token_minutes, line_tokens,
        line_cost_minutes, line_cost, count_people_of_hours, count_people_of_days, list_visits,
        list_cohorts, list_pages, list_components, delete_batches, delete_minutes, delete_hours,
        delete_days, delete_components_hours, delete_components_days, delete_components_weeks,
        delete_pages_days, delete_cohorts, delete_people_hours, delete_people_days,
        delete_hour_visits, delete_day_visits));

}  // namespace arris::telemetry
