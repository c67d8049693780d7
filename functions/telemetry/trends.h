#pragma once
// Lines of a chart: which statement draws a metric, and what its rows become.

#include "telemetry/read_queries.h"

namespace arris::telemetry {

// How one metric is read.
struct Source {
  Unit unit;
  int per_mille;  // of a percentile, else 0
  std::string_view subject;
  std::int64_t shift_ms;  // days may begin at multiples of it from UTC's; 0: only there
  std::int64_t minutes_kept_ms;
  const LineQuery* by_bucket[4];

  // The statement for a bucket. Days that begin elsewhere are made of hours.
  const LineQuery& query(Bucket bucket, std::int64_t offset_ms) const {
    const bool from_hours = shift_ms != 0 && offset_ms != 0 && bucket > Bucket::hour;
    return *by_bucket[static_cast<std::uint8_t>(from_hours ? Bucket::hour : bucket)];
  }
};

const Source& source_of(Metric metric);

// What is read for a metric: its window, made whole. A bucket finer than what is kept is refused if
// it was asked for, else the finest that is kept is taken.
struct Plan {
  TimeRange range;
  std::optional<TimeRange> earlier;
  Bucket bucket;
  std::int64_t offset_ms;
};
Result<Plan> plan_of(const Source& source, const http::RangeFilter& asked, std::int64_t now_ms);

// A point for each bucket: zero where nothing was counted, null where nothing was measured.
Line line_of(const Source& source, std::span<const LineRow> rows, TimeRange range, Bucket bucket);

}  // namespace arris::telemetry
