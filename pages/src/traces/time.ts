// The time that the lists ask for. It begins where it did when the page was opened, because a cursor goes on only with
// the same filters; it has no end, so that what is new appears.
import { useState } from "react";
import { period_of, type PeriodSearch, type Range } from "../kit/period";
import type { Time } from "./data";

export const usual: Range = "7d";

const day_ms = 86_400_000;
const step_ms = 300_000; // so that Back finds what was shown
const lengths_ms: Record<Range, number> = {
  "24h": day_ms,
  "7d": 7 * day_ms,
  "30d": 30 * day_ms,
  "90d": 90 * day_ms,
};

export function useTime(search: PeriodSearch): Time {
  const [opened_ms] = useState(() => Math.floor(Date.now() / step_ms) * step_ms);
  const period = period_of(search, usual);
  return "range" in period ? { from_ms: opened_ms - lengths_ms[period.range] } : period;
}
