#pragma once
// What a deleted org leaves here.

#include "http/deleted_orgs.h"

namespace arris::telemetry {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_batches", "id"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_minutes", "minute_at_ms"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_hours", "hour_at_ms"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_days", "day_at_ms"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_components_hours", "hour_at_ms, component"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_components_days", "day_at_ms, component"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_components_weeks", "week_at_ms, component"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_pages_days", "day_at_ms, page"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_people_hours", "subject, person, hour_at_ms"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_people_days", "subject, person, day_at_ms"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_hour_visits",
                          "subject, hour_at_ms, previous_at_ms"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_day_visits",
                          "subject, day_at_ms, previous_at_ms"),
    ARRIS_ROWS_OF_DELETED("telemetry", "telemetry_cohorts", "first_week_at_ms, week_at_ms"),
};

}  // namespace arris::telemetry
