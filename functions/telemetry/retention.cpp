#include "telemetry/retention.h"

#include <algorithm>
#include <array>

namespace arris::telemetry {
namespace {

// Each as long as something reads it (schema.sql). Hours of people outlive the latest event that may
// tell of them.
constexpr std::int64_t batches_ms = 30 * day_ms, minutes_ms = 9 * day_ms, fine_ms = 35 * day_ms,
                       coarse_ms = 800 * day_ms;
constexpr int rounds_max = 200;

struct Deletion {
  const DeleteQuery* query;
  std::int64_t kept_ms;
};
constexpr Deletion deletions[] = {
    {&delete_minutes, minutes_ms},
    {&delete_hours, coarse_ms},
    {&delete_days, coarse_ms},
    {&delete_components_hours, fine_ms},
    {&delete_components_days, coarse_ms},
    {&delete_components_weeks, coarse_ms},
    {&delete_pages_days, coarse_ms},
    {&delete_cohorts, coarse_ms},
    {&delete_people_hours, fine_ms},
    {&delete_people_days, coarse_ms},
    {&delete_hour_visits, fine_ms},
    {&delete_day_visits, coarse_ms},
};

std::string_view oldest_batch(http::Context context) {
  char id[36];
  write_uuid(context.now_ms() - batches_ms, std::array<std::uint8_t, 10>{}, id);
  return context.keep({id, sizeof id});
}

}  // namespace

effect::Task<Nothing> remove_old(http::Context context) {
  for (int round = 0; round < rounds_max; ++round) {
    storage::Batch batch;
    batch.add(delete_batches(oldest_batch(context)));
    for (const Deletion& deletion : deletions)
      batch.add((*deletion.query)(context.now_ms() - deletion.kept_ms));
    const auto written = co_await context.db().write(batch);
    const bool more = std::ranges::any_of(
        written.statements, [](const effect::Rows& rows) { return rows.changes >= 1000; });
    if (!more) break;
  }
  co_return Nothing{};
}

}  // namespace arris::telemetry
