#include "http/range.h"

namespace arris::http {
namespace {

constexpr std::int64_t lengths_ms[] = {hour_ms,     day_ms,      7 * day_ms,
                                       30 * day_ms, 90 * day_ms, 365 * day_ms};

void check_ends(const RangeFilter& filter, std::vector<Fault>& faults) {
  if (filter.range && filter.from_ms)
    faults.push_back({"?range", "contradicts", "comes without from_ms and to_ms"});
  if (filter.to_ms && !filter.from_ms)
    faults.push_back({"?to_ms", "needs_from", "comes together with from_ms"});
}

TimeRange ends_of(const RangeFilter& filter, std::int64_t now_ms, Range fallback) {
  if (filter.from_ms) return {*filter.from_ms, filter.to_ms.value_or(now_ms)};
  const auto length_ms = lengths_ms[static_cast<std::size_t>(filter.range.value_or(fallback))];
  return {now_ms - length_ms, now_ms};
}

// Instants from 1970 to the year 10000, so that arithmetic stays far from its limits.
bool is_instant(std::int64_t at_ms) { return at_ms >= 0 && at_ms <= 253'402'300'800'000; }

void check_range(TimeRange range, std::vector<Fault>& faults) {
  if (!is_instant(range.from_ms) || !is_instant(range.to_ms)) {
    faults.push_back({"?from_ms", "out_of_range", "must be Unix milliseconds of this era"});
  } else if (range.from_ms >= range.to_ms) {
    faults.push_back({"?to_ms", "out_of_order", "must be later than from_ms"});
  } else if (range.length_ms() > range_max_ms) {
    faults.push_back({"?from_ms", "too_long", "must be at most 400 days before the end"});
  }
}

Bucket default_bucket(std::int64_t length_ms) {
  if (length_ms <= 3 * hour_ms) return Bucket::minute;
  if (length_ms <= 7 * day_ms) return Bucket::hour;
  return length_ms <= 180 * day_ms ? Bucket::day : Bucket::week;
}

TimeRange earlier_of(TimeRange range, Compare compare) {
  const std::int64_t back_ms = compare == Compare::week ? 7 * day_ms : range.length_ms();
  return {range.from_ms - back_ms, range.to_ms - back_ms};
}

}  // namespace

Result<Window> window_of(const RangeFilter& filter, std::int64_t now_ms, Range fallback) {
  std::vector<Fault> faults;
  check_ends(filter, faults);
  Window window;
  window.range = ends_of(filter, now_ms, fallback);
  if (faults.empty()) check_range(window.range, faults);
  if (!faults.empty()) return invalid(std::move(faults));
  window.bucket = filter.bucket.value_or(default_bucket(window.range.length_ms()));
  window.offset_ms = filter.utc_offset_min ? filter.utc_offset_min->value * minute_ms : 0;
  if (filter.compare) window.earlier = earlier_of(window.range, *filter.compare);
  if (bucket_count(window.range, window.bucket, window.offset_ms) > buckets_max)
    return invalid({{"?bucket", "too_many_buckets", "must cut the range into at most 1500 parts"}});
  return window;
}

}  // namespace arris::http
