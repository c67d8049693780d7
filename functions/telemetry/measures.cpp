#include "telemetry/measures.h"

#include <algorithm>

#include "telemetry/ratio.h"

namespace arris::telemetry {
namespace {

std::int64_t order_value(const Component& component, ComponentSort by) {
  const auto of = [](const MaybeDecimal& decimal) { return decimal ? decimal->thousandths : -1; };
  switch (by) {
    case ComponentSort::people:
      return component.people;
    case ComponentSort::p50:
      return of(component.p50_ms);
    case ComponentSort::p95:
      return of(component.p95_ms);
    case ComponentSort::p99:
      return of(component.p99_ms);
    case ComponentSort::error_events:
      return component.error_events;
    case ComponentSort::error_percent:
      return component.error_percent.thousandths;
    case ComponentSort::name:
      return 0;
    case ComponentSort::uses:
      break;
  }
  return component.uses;
}

}  // namespace

MaybeDecimal percentile_ms(const Sketch& sketch, int per_mille) {
  if (sketch.count() == 0) return std::nullopt;
  return Decimal{sketch.percentile(per_mille)};
}

Sketch sketch_of(std::string_view stored) {
  Sketch sketch;
  sketch.merge(stored);
  return sketch;
}

EventTotals totals_of(TimeRange range, const CountsRow& counts, TimeRange people_range,
                      const PeopleRow& people) {
  const Sketch sketch = sketch_of(counts.durations);
  return {range.from_ms,
          range.to_ms,
          counts.event_count,
          counts.view_count,
          counts.action_count,
          counts.performance_count,
          counts.error_count,
          people.people,
          people.sessions,
          people_range.from_ms,
          people_range.to_ms,
          ratio(counts.error_count * 100, counts.event_count).value_or(Decimal{}),
          ratio(counts.duration_sum_us, counts.duration_count * 1000),
          percentile_ms(sketch, 500),
          percentile_ms(sketch, 950),
          percentile_ms(sketch, 990)};
}

Component component_of(const ComponentRow& row) {
  const Sketch sketch = sketch_of(row.durations);
  return {row.component,
          row.event_count,
          row.people,
          row.error_count,
          ratio(row.error_count * 100, row.event_count).value_or(Decimal{}),
          ratio(row.duration_sum_us, row.duration_count * 1000),
          percentile_ms(sketch, 500),
          percentile_ms(sketch, 950),
          percentile_ms(sketch, 990),
          row.earlier_count,
          change_percent(row.event_count, row.earlier_count)};
}

void sort_components(std::vector<Component>& components, ComponentSort by) {
  std::ranges::sort(components, [by](const Component& a, const Component& b) {
    const auto left = order_value(a, by), right = order_value(b, by);
    return left != right ? left > right : a.component < b.component;
  });
}

}  // namespace arris::telemetry
