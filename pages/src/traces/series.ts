// The points of a metric as series, one for each set of attributes, with values that can be drawn.
import type { Metric, Point } from "./data";

export type Drawn = { at_ms: number; value: number };
export type MetricSeries = { key: string; name: string; points: Drawn[] };

const key_of = ({ service = "", attributes }: Point) => JSON.stringify([service, attributes]);

const name_of = ({ service, attributes }: Point) => {
  const parts = Object.entries(attributes).map(([name, value]) => `${name}=${String(value)}`);
  return [service, ...parts].filter(Boolean).join(", ") || "all";
};

// How much a sum grew since the point before it; a smaller one began anew.
const grown = (now: number, before: number) => (now >= before ? now - before : now);

const is_counted = ({ kind }: Metric) => !["gauge", "sum"].includes(kind);

// What one point adds by itself: its value, or how much of its sum each of its counts has.
function value_of(metric: Metric, point: Point, before: Point | undefined): number | null {
  const cumulative = metric.temporality === "cumulative";
  if (is_counted(metric)) {
    const begun = cumulative && before && (point.count ?? 0) >= (before.count ?? 0) ? before : null;
    const count = (point.count ?? 0) - (begun?.count ?? 0);
    return count > 0 ? ((point.sum ?? 0) - (begun?.sum ?? 0)) / count : null;
  }
  if (point.value === undefined || point.value === null) return null;
  if (metric.kind !== "sum" || !cumulative || !metric.monotonic) return point.value;
  return before?.value === undefined ? null : grown(point.value, before.value);
}

function drawn(metric: Metric, points: Point[]): Drawn[] {
  return points.flatMap((point, index) => {
    const value = value_of(metric, point, points[index - 1]);
    return value === null ? [] : [{ at_ms: point.at_us / 1000, value }];
  });
}

// `points` come oldest first. The series that was heard of last comes first.
export function series_of(metric: Metric, points: Point[]): MetricSeries[] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const group = groups.get(key_of(point));
    if (group) group.push(point);
    else groups.set(key_of(point), [point]);
  }
  return [...groups]
    .reverse()
    .map(([key, group]) => ({
      key,
      name: group[0] ? name_of(group[0]) : key,
      points: drawn(metric, group),
    }));
}

// What a value stands for, in words.
export function measured(metric: Metric): string {
  if (is_counted(metric)) return "mean of each time";
  if (metric.kind === "sum" && metric.monotonic) return "added in each time";
  return "value";
}

// As people read it: of UCUM, "1" is no unit and "{jobs}" a word.
export const unit_of = ({ unit }: Metric) => (unit === "1" ? "" : unit.replaceAll(/[{}]/g, ""));
