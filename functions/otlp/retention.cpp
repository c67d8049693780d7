#include "otlp/retention.h"

#include "core/range.h"
#include "http/upkeep.h"
#include "otlp/queries.h"

namespace arris::otlp {
namespace {

// As long as telemetry keeps events.
constexpr std::int64_t kept_ms = 30 * day_ms;
constexpr std::uint32_t piece_rows = 500;

}  // namespace

effect::Task<Nothing> remove_old(http::Context context) {
  const auto oldest = http::first_id(context, context.now_ms() - kept_ms);
  const http::Deletion deletions[] = {
      {delete_spans(oldest), piece_rows},
      {delete_logs(oldest), piece_rows},
      {delete_points(oldest), piece_rows},
      {delete_traces(context.now_ms() - kept_ms), piece_rows},
      {delete_metrics(context.now_ms() - kept_ms), piece_rows},
      {delete_resources(context.now_ms() - kept_ms - day_ms), piece_rows},
  };
  co_await http::delete_in_pieces(context, deletions);
  co_return Nothing{};
}

}  // namespace arris::otlp
