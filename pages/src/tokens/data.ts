import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { file_in_parts } from "../kit/file-in-parts";
import { page_max, paged } from "../kit/paged";
import { utc_offset_min, type Period, type Range } from "../kit/period";
import { toast } from "../kit/toasts";
import { filters_of, type TokensSearch } from "./search";

export type Budget = Schemas["Budget"];
export type Recommendation = Schemas["Recommendation"];
export type Price = Omit<Schemas["Price"], "tiers"> & { tiers: Schemas["Tier"][] };

export type Asked = Period & ReturnType<typeof filters_of>;

type By = NonNullable<TokensSearch["by"]>;
type Usage = Schemas["UsageReport"];
type Part = { key: string; provider: string | undefined };

const usage_of = (query: Asked & { bucket?: Usage["bucket"] }) =>
  ok(api.GET("/api/v1/tokens/usage", { params: { query: { ...query, utc_offset_min } } }));

export const usage_query = (asked: Asked) =>
  queryOptions({
    queryKey: ["tokens", "usage", asked],
    placeholderData: keepPreviousData,
    queryFn: () => usage_of(asked),
  });

// The whole and some of its parts, asked for together, so that they fit each other.
export const courses_query = (
  period: Period,
  by: By,
  bucket: Usage["bucket"] | undefined,
  parts: Part[],
) =>
  queryOptions({
    queryKey: ["tokens", "courses", period, by, bucket, parts],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const [whole, ...reports] = await Promise.all([
        usage_of({ ...period, bucket }),
        ...parts.map(({ key, provider }) =>
          usage_of({ ...period, bucket, ...filters_of({ by, of: key, provider }) }),
        ),
      ]);
      return {
        by,
        whole,
        parts: parts.map((part, index) => ({ ...part, report: reports[index] })),
      };
    },
  });

// As long as what is shown, and just before it.
export const before_query = (filters: ReturnType<typeof filters_of>, usage: Usage | undefined) => {
  const { from_ms = 0, to_ms = 0 } = usage?.previous ?? {};
  const asked = { from_ms, to_ms, bucket: usage?.bucket, ...filters };
  return queryOptions({
    queryKey: ["tokens", "before", asked],
    placeholderData: keepPreviousData,
    queryFn: () => usage_of(asked),
  });
};

export const breakdown_query = (period: Period, by: By) =>
  queryOptions({
    queryKey: ["tokens", "breakdown", period, by],
    placeholderData: keepPreviousData,
    queryFn: () =>
      ok(
        api.GET("/api/v1/tokens/breakdown", {
          params: { query: { ...period, by, limit: page_max } },
        }),
      ),
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

export const records_query = (asked: Asked) =>
  paged(["tokens", "records", asked], ({ cursor, limit = 25 }) =>
    ok(api.GET("/api/v1/tokens/records", { params: { query: { ...asked, limit, cursor } } })),
  );

export const own_prices_query = paged(["tokens", "prices"], (at) =>
  ok(api.GET("/api/v1/tokens/prices", { params: { query: { source: "org", ...at } } })),
);

// Whether there was a call at all, as far back as can be asked.
export const newest_call_query = queryOptions({
  queryKey: ["tokens", "newest"],
  queryFn: () =>
    ok(api.GET("/api/v1/tokens/records", { params: { query: { range: "1y", limit: 1 } } })),
});

export const calls_csv = (asked: Asked) =>
  file_in_parts(page_max, (at) => {
    const query = { format: "csv" as const, ...asked, ...at };
    return api.GET("/api/v1/tokens/export", { params: { query }, parseAs: "text" });
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
