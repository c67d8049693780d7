import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { paged } from "../kit/paged";
import { utc_offset_min, type Period, type Range } from "../kit/period";
import { toast } from "../kit/toasts";
import type { TokensSearch } from "./search";

export type Budget = Schemas["Budget"];
export type Recommendation = Schemas["Recommendation"];

export const usage_query = (period: Period) =>
  queryOptions({
    queryKey: ["tokens", "usage", period],
    placeholderData: keepPreviousData,
    queryFn: () =>
      ok(api.GET("/api/v1/tokens/usage", { params: { query: { ...period, utc_offset_min } } })),
  });

export const breakdown_query = (period: Period, by: NonNullable<TokensSearch["by"]>) =>
  queryOptions({
    queryKey: ["tokens", "breakdown", period, by],
    placeholderData: keepPreviousData,
    queryFn: () =>
      ok(api.GET("/api/v1/tokens/breakdown", { params: { query: { ...period, by, limit: 50 } } })),
  });

export const budgets_query = queryOptions({
  queryKey: ["tokens", "budgets"],
  queryFn: () => ok(api.GET("/api/v1/tokens/budgets")),
});

export const recommendations_query = (range: Range) =>
  queryOptions({
    queryKey: ["tokens", "recommendations", range],
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/v1/tokens/recommendations", { params: { query: { range } } })),
  });

export const records_query = (period: Period) =>
  paged(["tokens", "records", period], ({ cursor, limit = 25 }) =>
    ok(api.GET("/api/v1/tokens/records", { params: { query: { ...period, limit, cursor } } })),
  );

export function useTokensDeed<Asked>(
  send: (asked: Asked) => Promise<unknown>,
  said: string,
  done: () => void = () => undefined,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      toast(said, { tone: "good" });
      done();
      return queries.invalidateQueries({ queryKey: ["tokens"] });
    },
  });
}
