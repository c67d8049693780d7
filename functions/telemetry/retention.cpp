#include "telemetry/retention.h"

#include "http/upkeep.h"

namespace arris::telemetry {
namespace {

// Each as long as something reads it (schema.sql). Hours of people outlive the latest event that may
// tell of them.
constexpr std::int64_t batches_ms = 30 * day_ms, minutes_ms = 9 * day_ms, fine_ms = 35 * day_ms,
                       coarse_ms = 800 * day_ms;
constexpr std::uint32_t batches_rows = 1'000, piece_rows = 5'000;

}  // namespace

effect::Task<Nothing> remove_old(http::Context context) {
  const std::int64_t now_ms = context.now_ms();
  const http::Deletion deletions[] = {
      {delete_batches(http::first_id(context, now_ms - batches_ms)), batches_rows},
      {delete_minutes(now_ms - minutes_ms), piece_rows},
      {delete_hours(now_ms - coarse_ms), piece_rows},
      {delete_days(now_ms - coarse_ms), piece_rows},
      {delete_components_hours(now_ms - fine_ms), piece_rows},
      {delete_components_days(now_ms - coarse_ms), piece_rows},
      {delete_components_weeks(now_ms - coarse_ms), piece_rows},
      {delete_pages_days(now_ms - coarse_ms), piece_rows},
      {delete_cohorts(now_ms - coarse_ms), piece_rows},
      {delete_people_hours(now_ms - fine_ms), piece_rows},
      {delete_people_days(now_ms - coarse_ms), piece_rows},
      {delete_hour_visits(now_ms - fine_ms), piece_rows},
      {delete_day_visits(now_ms - coarse_ms), piece_rows},
  };
  co_await http::delete_in_pieces(context, deletions);
  co_return Nothing{};
}

}  // namespace arris::telemetry
