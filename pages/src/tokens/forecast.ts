// How much of its period has passed, and what a budget comes to if it goes on like that.
import type { Budget } from "./data";

const day_ms = 86_400_000;

type Told = Pick<Budget, "period" | "period_at_ms" | "spent_nano_usd" | "utc_offset_min">;

export function period_ms({ period, period_at_ms, utc_offset_min }: Told): number {
  if (period === "day") return day_ms;
  if (period === "week") return 7 * day_ms;
  const begun = new Date(period_at_ms + utc_offset_min * 60_000);
  const days = new Date(Date.UTC(begun.getUTCFullYear(), begun.getUTCMonth() + 1, 0)).getUTCDate();
  return days * day_ms;
}

const share = (budget: Told, now_ms: number) =>
  Math.min(1, Math.max(0, (now_ms - budget.period_at_ms) / period_ms(budget)));

export const day_share = (budget: Told, now_ms: number) => Math.round(share(budget, now_ms) * 100);

// Nothing before a tenth of the period has passed: it would say little.
export function forecast(budget: Told, now_ms: number): number | null {
  const passed = share(budget, now_ms);
  return passed < 0.1 || budget.spent_nano_usd === 0 ? null : budget.spent_nano_usd / passed;
}
