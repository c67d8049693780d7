// The round values at which a chart has lines.
import type { Bar } from "./bars";

const rounds = [1, 2, 5, 10];

// 1, 2 or 5 times a power of ten apart, four of them at most; whole where all that is drawn is whole.
export function marks_of(least: number, most: number, bars: Bar[]): number[] {
  if (most <= least) return [];
  const rough = (most - least) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const is_whole = bars.every(({ values }) => values.every(Number.isInteger));
  const step = Math.max(
    power * (rounds.find((round) => round * power >= rough) ?? 10),
    is_whole ? 1 : 0,
  );
  const first = Math.ceil(least / step);
  const count = Math.floor(most / step) - first + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}
