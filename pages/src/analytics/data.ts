import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "../api/client";
import { paged } from "../kit/paged";
import { utc_offset_min, type Period } from "../kit/period";
import type { EventsSearch } from "./events-search";
import type { AnalyticsSearch } from "./search";

type Metric = NonNullable<AnalyticsSearch["metric"]>;
type Order = NonNullable<AnalyticsSearch["order"]>;

export const summary_query = (period: Period) =>
  queryOptions({
    queryKey: ["analytics", "summary", period],
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/v1/telemetry/summary", { params: { query: period } })),
  });

// Whether anything was ever sent.
export const newest_event_query = queryOptions({
  queryKey: ["analytics", "newest"],
  queryFn: () =>
    ok(api.GET("/api/v1/telemetry/events", { params: { query: { range: "1y", limit: 1 } } })),
});

export const trend_query = (period: Period, metric: Metric, compare: AnalyticsSearch["compare"]) =>
  queryOptions({
    queryKey: ["analytics", "trend", period, metric, compare],
    placeholderData: keepPreviousData,
    queryFn: () =>
      ok(
        api.GET("/api/v1/analytics/trends", {
          params: { query: { ...period, metric, compare, utc_offset_min } },
        }),
      ),
  });

export const components_query = (period: Period, sort: Order) => ({
  ...paged(["analytics", "components", period, sort], ({ cursor, limit = 25 }) =>
    ok(
      api.GET("/api/v1/telemetry/components", {
        params: { query: { ...period, sort, limit, cursor } },
      }),
    ),
  ),
  placeholderData: keepPreviousData,
});

export const events_query = (period: Period, search: EventsSearch) => {
  const { kind, q, component, session, person, page, least_ms: min_duration_ms } = search;
  const found = { kind, q, component, session_id: session, user_id: person, page };
  const filters = { ...period, ...found, min_duration_ms };
  return paged(["analytics", "events", filters], (at) =>
    ok(api.GET("/api/v1/telemetry/events", { params: { query: { ...filters, ...at } } })),
  );
};

export const engagement_query = (period: Period) =>
  queryOptions({
    queryKey: ["analytics", "engagement", period],
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/v1/analytics/engagement", { params: { query: period } })),
  });

export const performance_query = (period: Period) =>
  queryOptions({
    queryKey: ["analytics", "performance", period],
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/v1/analytics/performance", { params: { query: period } })),
  });

type Report = "trends" | "components" | "engagement" | "pages" | "performance";

export const report_csv = (report: Report, period: Period, metric: Metric) =>
  ok(
    api.GET("/api/v1/analytics/export", {
      params: {
        query: {
          report,
          format: "csv",
          ...period,
          ...(report === "trends" ? { metric, utc_offset_min } : {}),
        },
      },
      parseAs: "text",
    }),
  );
