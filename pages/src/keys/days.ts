// The uses of a key, a day of UTC each.
import type { Schemas } from "../api/client";

type Usage = Schemas["Usage"];

const day_ms = 86_400_000;

// The server tells of the days that have uses; in a chart and its file the others stand, too.
export function each_day(usage: Usage): Usage {
  const { from_ms, to_ms } = usage;
  const uses_at = new Map(usage.days.map(({ day_at_ms, uses }) => [day_at_ms, uses]));
  const days = Array.from({ length: (to_ms - from_ms) / day_ms }, (_, index) => {
    const day_at_ms = from_ms + index * day_ms;
    return { day_at_ms, uses: uses_at.get(day_at_ms) ?? 0 };
  });
  return { ...usage, days };
}
