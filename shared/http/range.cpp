#include "http/range.h"

namespace arris::http {
namespace {

constexpr std::int64_t lengths_ms[] = {hour_ms,     day_ms,      7 * day_ms,
                                       30 * day_ms, 90 * day_ms, 365 * day_ms};

bool ends_fit(const RangeFilter& filter, json::Faults& faults) {
  const bool twice = filter.range && filter.from_ms, without_from = filter.to_ms && !filter.from_ms;
  if (twice) faults.add_at("range", "contradicts", "comes without from_ms and to_ms");
  if (without_from) faults.add_at("to_ms", "needs_from", "comes together with from_ms");
  return !twice && !without_from;
}

TimeRange ends_of(const RangeFilter& filter, std::int64_t now_ms, Range fallback) {
  if (filter.from_ms) return {*filter.from_ms, filter.to_ms.value_or(now_ms)};
  const auto length_ms = lengths_ms[static_cast<std::size_t>(filter.range.value_or(fallback))];
  return {now_ms - length_ms, now_ms};
}

// Instants from 1970 to the year 10000, so that arithmetic stays far from its limits.
bool is_instant(std::int64_t at_ms) { return at_ms >= 0 && at_ms <= 253'402'300'800'000; }

bool range_fits(TimeRange range, json::Faults& faults) {
  if (!is_instant(range.from_ms) || !is_instant(range.to_ms))
    faults.add_at("from_ms", "out_of_range", "must be Unix milliseconds of this era");
  else if (range.from_ms >= range.to_ms)
    faults.add_at("to_ms", "out_of_order", "must be later than from_ms");
  else if (range.length_ms() > range_max_ms)
    faults.add_at("from_ms", "too_long", "must be at most 400 days before the end");
  else
    return true;
  return false;
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

// REQUIRES: the range fits
Window window_in(const RangeFilter& filter, TimeRange range) {
  Window window;
  window.range = range;
  window.bucket = filter.bucket.value_or(default_bucket(range.length_ms()));
  window.offset_ms = filter.utc_offset_min ? filter.utc_offset_min->value * minute_ms : 0;
  if (filter.compare) window.earlier = earlier_of(range, *filter.compare);
  return window;
}

}  // namespace

void find_range_faults(const RangeFilter& filter, json::Faults& faults, Range fallback) {
  if (faults.tells_of("from_ms") || faults.tells_of("to_ms")) return;
  const auto range = ends_of(filter, faults.now_ms(), fallback);
  if (!ends_fit(filter, faults) || !range_fits(range, faults)) return;
  const Window window = window_in(filter, range);
  if (bucket_count(range, window.bucket, window.offset_ms) > buckets_max)
    faults.add_at("bucket", "too_many_buckets", "must cut the range into at most 1500 parts");
}

void find_faults(const RangeFilter& filter, json::Faults& faults) {
  find_range_faults(filter, faults, Range::hour);  // any longer one is its route's own
}

Result<Window> window_of(const RangeFilter& filter, std::int64_t now_ms, Range fallback) {
  json::Faults faults("?", now_ms);
  find_range_faults(filter, faults, fallback);
  if (!faults.empty()) return invalid(faults.take());
  return window_in(filter, ends_of(filter, now_ms, fallback));
}

}  // namespace arris::http
