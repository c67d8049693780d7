#pragma once
// What is deleted when it is old: each statement takes a piece of one table, for all tenants.

#include "http/context.h"
#include "telemetry/read_queries.h"

namespace arris::telemetry {

// Those from before ?1.
using DeleteQuery = Query<void(std::int64_t)>;

#define ARRIS_DELETE_OLD(table, key, at)                                  \
  "DELETE FROM " table " WHERE (org_id, " key ") IN (SELECT org_id, " key \
  " FROM orgs o CROSS JOIN " table " t ON t.org_id = o.id AND t." at      \
  " < CAST(?1 AS INTEGER) LIMIT 5000)"

inline constexpr DeleteQuery delete_minutes{
    "telemetry.delete_minutes",
    ARRIS_DELETE_OLD("telemetry_minutes", "minute_at_ms", "minute_at_ms")};
inline constexpr DeleteQuery delete_hours{
    "telemetry.delete_hours", ARRIS_DELETE_OLD("telemetry_hours", "hour_at_ms", "hour_at_ms")};
inline constexpr DeleteQuery delete_days{
    "telemetry.delete_days", ARRIS_DELETE_OLD("telemetry_days", "day_at_ms", "day_at_ms")};
inline constexpr DeleteQuery delete_components_hours{
    "telemetry.delete_components_hours",
    ARRIS_DELETE_OLD("telemetry_components_hours", "hour_at_ms, component", "hour_at_ms")};
inline constexpr DeleteQuery delete_components_days{
    "telemetry.delete_components_days",
    ARRIS_DELETE_OLD("telemetry_components_days", "day_at_ms, component", "day_at_ms")};
inline constexpr DeleteQuery delete_components_weeks{
    "telemetry.delete_components_weeks",
    ARRIS_DELETE_OLD("telemetry_components_weeks", "week_at_ms, component", "week_at_ms")};
inline constexpr DeleteQuery delete_pages_days{
    "telemetry.delete_pages_days",
    ARRIS_DELETE_OLD("telemetry_pages_days", "day_at_ms, page", "day_at_ms")};
inline constexpr DeleteQuery delete_cohorts{
    "telemetry.delete_cohorts",
    ARRIS_DELETE_OLD("telemetry_cohorts", "first_week_at_ms, week_at_ms", "first_week_at_ms")};
// These four walk each org's rows, whose keys begin with the subject.
inline constexpr DeleteQuery delete_people_hours{
    "telemetry.delete_people_hours",
    ARRIS_DELETE_OLD("telemetry_people_hours", "subject, person, hour_at_ms", "hour_at_ms")};
inline constexpr DeleteQuery delete_people_days{
    "telemetry.delete_people_days",
    ARRIS_DELETE_OLD("telemetry_people_days", "subject, person, day_at_ms", "day_at_ms")};
inline constexpr DeleteQuery delete_hour_visits{
    "telemetry.delete_hour_visits",
    ARRIS_DELETE_OLD("telemetry_hour_visits", "subject, hour_at_ms, previous_at_ms", "hour_at_ms")};
inline constexpr DeleteQuery delete_day_visits{
    "telemetry.delete_day_visits",
    ARRIS_DELETE_OLD("telemetry_day_visits", "subject, day_at_ms, previous_at_ms", "day_at_ms")};
#undef ARRIS_DELETE_OLD

// Batches whose id was made before that of ?1: ids begin with their time.
inline constexpr Query<void(std::string_view)> delete_batches{"telemetry.delete_batches", R"sql(
  DELETE FROM telemetry_batches
   WHERE (org_id, id) IN (SELECT b.org_id, b.id
                            FROM orgs o CROSS JOIN telemetry_batches b ON b.org_id = o.id AND b.id < ?1
                           LIMIT 1000)
)sql"};

// Piece by piece until nothing old is left.
effect::Task<Nothing> remove_old(http::Context context);

}  // namespace arris::telemetry
