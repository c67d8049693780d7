#pragma once
// Sums and sketches of the rollups as what is told of them.

#include <span>

#include "core/sketch.h"
#include "telemetry/read_queries.h"

namespace arris::telemetry {

// Milliseconds; nothing of an empty sketch.
MaybeDecimal percentile_ms(const Sketch& sketch, int per_mille);
Sketch sketch_of(std::string_view stored);

// Gives each place's sketch to `take(place, sketch)`; what all of them add up to. REQUIRES: rows by place
template <class Take>
Sketch merge_places(std::span<const LineRow> rows, Take take) {
  Sketch all, sketch;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    sketch.merge(rows[i].durations);
    if (i + 1 < rows.size() && rows[i + 1].place == rows[i].place) continue;
    take(rows[i].place, sketch);
    all.merge(sketch);
    sketch.clear();
  }
  return all;
}

EventTotals totals_of(TimeRange range, const CountsRow& counts, TimeRange people_range,
                      const PeopleRow& people);
Component component_of(const ComponentRow& row);
void sort_components(std::vector<Component>& components, ComponentSort by);

}  // namespace arris::telemetry
