import { period_search, type PeriodSearch } from "../kit/period";
import { one_of } from "../kit/search";

export const dimensions = ["model", "provider", "agent", "pipeline", "key", "user"] as const;
export const measures = ["cost", "tokens", "calls"] as const;

export type TokensSearch = PeriodSearch & {
  by?: (typeof dimensions)[number];
  measure?: (typeof measures)[number];
};

export const tokens_search = (search: Record<string, unknown>): TokensSearch => ({
  ...period_search(search),
  by: one_of(dimensions, search.by),
  measure: one_of(measures, search.measure),
});
