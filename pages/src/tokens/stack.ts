// The bars of the largest parts of what is broken down, and of the rest of it. Pure.
import type { Schemas } from "../api/client";
import type { Bar, Series } from "../kit/bars";

type Point = Schemas["Point"];
export type Course = { name: string; series: Point[] };
export type Stacked = { series: Series[]; bars: Bar[] };

export const parts_max = 5;
const tones = ["blue", "teal", "orange", "violet", "green"];

const value_at = (series: Point[], value_of: (point: Point) => number) => {
  const values = new Map(series.map((point) => [point.at_ms, value_of(point)]));
  return (at_ms: number) => values.get(at_ms) ?? 0;
};

// Each bar is as high as the whole, of which the parts were asked for at almost the same time.
export function stacked(
  whole: Point[],
  parts: Course[],
  value_of: (point: Point) => number,
): Stacked {
  const of_parts = parts.map(({ series }) => value_at(series, value_of));
  const bars = whole.map((point) => {
    const values = of_parts.map((at) => at(point.at_ms));
    const rest = value_of(point) - values.reduce((sum, value) => sum + value, 0);
    return { at_ms: point.at_ms, values: [...values, Math.max(rest, 0)] };
  });
  const series = parts.map(({ name }, index) => ({ name, tone: tones[index] ?? "gray" }));
  if (bars.some(({ values }) => values.at(-1) !== 0))
    return { bars, series: [...series, { name: "the rest", tone: "gray" }] };
  return { bars: bars.map((bar) => ({ ...bar, values: bar.values.slice(0, -1) })), series };
}
