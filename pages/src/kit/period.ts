// The time that a page shows, as it stands in the address: the last so many days, or any other.
import { one_of } from "./search";

export const ranges = ["24h", "7d", "30d", "90d"] as const;
export type Range = (typeof ranges)[number];
export const range_labels: Record<Range, string> = {
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
};
export type PeriodSearch = { range?: Range; since?: number; until?: number };
export type Period = { range: Range } | { from_ms: number; to_ms: number };

const instant = (value: unknown) =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;

export function period_search(search: Record<string, unknown>): PeriodSearch {
  const [since, until] = [instant(search.since), instant(search.until)];
  if (since !== undefined && until !== undefined && since < until) return { since, until };
  return { range: one_of(ranges, search.range) };
}

export const period_of = ({ range, since, until }: PeriodSearch, usual: Range): Period =>
  since !== undefined && until !== undefined
    ? { from_ms: since, to_ms: until }
    : { range: range ?? usual };

export const has_ended = (period: Period) => "to_ms" in period && period.to_ms < Date.now();

// As part of a file's name.
export const period_name = (period: Period) =>
  "range" in period
    ? period.range
    : `${[period.from_ms, period.to_ms].map((ms) => new Date(ms).toISOString().slice(0, 16).replaceAll(":", "")).join("-")}`;

// Minutes to add to UTC, so that days begin when they begin here.
export const utc_offset_min = -new Date().getTimezoneOffset();

export const zoomed = (since: number, until: number): PeriodSearch => ({
  range: undefined,
  since,
  until,
});
