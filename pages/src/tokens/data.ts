import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { utc_offset_min, type Range } from "../kit/range";
import { toast } from "../kit/toasts";
import type { TokensSearch } from "./search";

export type Budget = Schemas["Budget"];
export type Recommendation = Schemas["Recommendation"];

export const usage_query = (range: Range) =>
  queryOptions({
    queryKey: ["tokens", "usage", range],
    placeholderData: keepPreviousData,
    queryFn: () =>
      ok(api.GET("/api/v1/tokens/usage", { params: { query: { range, utc_offset_min } } })),
  });

export const breakdown_query = (range: Range, by: NonNullable<TokensSearch["by"]>) =>
  queryOptions({
    queryKey: ["tokens", "breakdown", range, by],
    placeholderData: keepPreviousData,
    queryFn: () =>
      ok(api.GET("/api/v1/tokens/breakdown", { params: { query: { range, by, limit: 50 } } })),
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

export const records_query = (range: Range) =>
  infiniteQueryOptions({
    queryKey: ["tokens", "records", range],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/api/v1/tokens/records", {
          params: { query: { range, limit: 25, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

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
