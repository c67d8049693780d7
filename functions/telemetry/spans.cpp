#include "telemetry/spans.h"

#include <algorithm>

#include "core/text.h"

namespace arris::telemetry {
namespace {

std::int64_t ceiling(std::int64_t at_ms, Bucket unit, std::int64_t offset_ms) {
  const auto start = bucket_start(at_ms, unit, offset_ms);
  return start == at_ms ? at_ms : start + length_ms(unit);
}

void add(std::string& spans, std::int64_t from_ms, std::int64_t to_ms, std::int64_t earlier) {
  if (from_ms >= to_ms) return;
  spans.pop_back();
  spans += spans.size() > 1 ? ",[" : "[";
  append_decimal(spans, from_ms);
  append_decimal(spans += ',', to_ms);
  append_decimal(spans += ',', earlier);
  spans += "]]";
}

void add_days(ComponentSpans& spans, TimeRange range, std::int64_t earlier) {
  const auto first = ceiling(range.from_ms, Bucket::week, 0);
  const auto last = std::max(first, bucket_start(range.to_ms, Bucket::week, 0));
  add(spans.days, range.from_ms, std::min(first, range.to_ms), earlier);
  add(spans.weeks, first, last, earlier);
  add(spans.days, last, range.to_ms, earlier);
}

}  // namespace

TimeRange whole_units(TimeRange range, Bucket unit, std::int64_t offset_ms) {
  const auto length = length_ms(unit);
  const auto end = ceiling(range.to_ms, unit, offset_ms);
  const auto begin = range.length_ms() < 2 * length ? bucket_start(range.from_ms, unit, offset_ms)
                                                    : ceiling(range.from_ms, unit, offset_ms);
  return {std::min(begin, end - length), end};
}

TimeRange before(TimeRange range) { return {range.from_ms - range.length_ms(), range.from_ms}; }

Bucket unit_of(TimeRange range) {
  if (range.length_ms() <= 3 * hour_ms) return Bucket::minute;
  return people_unit_of(range);
}

Bucket people_unit_of(TimeRange range) {
  // One hour less, because whole units may be one more.
  return range.length_ms() < hours_max_ms ? Bucket::hour : Bucket::day;
}

ComponentSpans component_spans(TimeRange range, TimeRange earlier) {
  ComponentSpans spans;
  if (range.length_ms() <= hours_max_ms) {
    add(spans.hours, range.from_ms, range.to_ms, 0);
    add(spans.hours, earlier.from_ms, earlier.to_ms, 1);
    return spans;
  }
  add_days(spans, range, 0);
  add_days(spans, earlier, 1);
  return spans;
}

}  // namespace arris::telemetry
