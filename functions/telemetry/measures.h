#pragma once
// Sums and sketches of the rollups as what is told of them.

#include "core/sketch.h"
#include "telemetry/read_queries.h"

namespace arris::telemetry {

// Milliseconds; nothing of an empty sketch.
MaybeDecimal percentile_ms(const Sketch& sketch, int per_mille);
Sketch sketch_of(std::string_view stored);

EventTotals totals_of(TimeRange range, const CountsRow& counts, TimeRange people_range,
                      const PeopleRow& people);
Component component_of(const ComponentRow& row);
void sort_components(std::vector<Component>& components, ComponentSort by);

}  // namespace arris::telemetry
