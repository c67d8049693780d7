import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "../api/client";
import { utc_offset_min, type Range } from "../kit/range";
import type { AnalyticsSearch } from "./search";

type Metric = NonNullable<AnalyticsSearch["metric"]>;
type Order = NonNullable<AnalyticsSearch["order"]>;

export const summary_query = (range: Range) =>
  queryOptions({
    queryKey: ["analytics", "summary", range],
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/v1/telemetry/summary", { params: { query: { range } } })),
  });

export const trend_query = (range: Range, metric: Metric, compare: AnalyticsSearch["compare"]) =>
  queryOptions({
    queryKey: ["analytics", "trend", range, metric, compare],
    placeholderData: keepPreviousData,
    queryFn: () =>
      ok(
        api.GET("/api/v1/analytics/trends", {
          params: { query: { range, metric, compare, utc_offset_min } },
        }),
      ),
  });

export const components_query = (range: Range, sort: Order) =>
  infiniteQueryOptions({
    queryKey: ["analytics", "components", range, sort],
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/api/v1/telemetry/components", {
          params: { query: { range, sort, limit: 25, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const engagement_query = (range: Range) =>
  queryOptions({
    queryKey: ["analytics", "engagement", range],
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/v1/analytics/engagement", { params: { query: { range } } })),
  });

export const performance_query = (range: Range) =>
  queryOptions({
    queryKey: ["analytics", "performance", range],
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/v1/analytics/performance", { params: { query: { range } } })),
  });

type Report = "trends" | "components" | "engagement" | "pages" | "performance";

export const report_csv = (report: Report, range: Range, metric: Metric) =>
  ok(
    api.GET("/api/v1/analytics/export", {
      params: {
        query: {
          report,
          format: "csv",
          range,
          ...(report === "trends" ? { metric, utc_offset_min } : {}),
        },
      },
      parseAs: "text",
    }),
  );
