import type { paths } from "../api/generated";
import { period_search, type PeriodSearch } from "../kit/period";
import { one_of, text } from "../kit/search";

export const dimensions = ["model", "provider", "agent", "pipeline", "key", "user"] as const;
export const measures = ["cost", "tokens", "calls"] as const;
export const compares = ["previous"] as const;

type Filters = Pick<
  NonNullable<paths["/api/v1/tokens/usage"]["get"]["parameters"]["query"]>,
  "model" | "provider" | "agent_id" | "pipeline_id" | "key_id" | "user_id"
>;

export type TokensSearch = PeriodSearch & {
  by?: (typeof dimensions)[number];
  measure?: (typeof measures)[number];
  bars?: "whole"; // instead of divided by what is broken down
  compare?: (typeof compares)[number];
  of?: string; // the one of what is broken down by that alone is shown
  provider?: string; // of which a model is
};

export const tokens_search = (search: Record<string, unknown>): TokensSearch => ({
  ...period_search(search),
  by: one_of(dimensions, search.by),
  measure: one_of(measures, search.measure),
  bars: one_of(["whole"] as const, search.bars),
  compare: one_of(compares, search.compare),
  of: text(search.of),
  provider: text(search.provider),
});

// As filters of the API.
export function filters_of({
  by = "model",
  of,
  provider,
}: Pick<TokensSearch, "by" | "of" | "provider">): Filters {
  if (of === undefined) return {};
  if (by === "model") return { model: of, provider };
  return by === "provider" ? { provider: of } : { [`${by}_id`]: of };
}
