// How the time of a bar is told.
import type { BarsProps } from "./bars";
import { at, on_day, on_utc_day } from "./format";

export type Moment = (at_ms: number) => string;

const hour_ms = 3_600_000; // a day of a clock that is set is shorter by one
const day_ms = 24 * hour_ms;

// Of days that are not the person's own the zone is told.
export function moment_of({ bars, days }: Pick<BarsProps, "bars" | "days">): Moment {
  const is_daily =
    bars.length > 1 && (bars[1]?.at_ms ?? 0) - (bars[0]?.at_ms ?? 0) >= day_ms - hour_ms;
  if (days === "UTC") return on_utc_day;
  return is_daily ? on_day : at;
}
