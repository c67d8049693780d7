import { period_search, type PeriodSearch } from "../kit/period";
import { one_of } from "../kit/search";

export const metrics = [
  "events",
  "people",
  "sessions",
  "errors",
  "p50",
  "p95",
  "p99",
  "tokens",
  "cost",
] as const;
export const compares = ["previous", "week"] as const;
export const orders = ["uses", "people", "p95", "error_events", "error_percent", "name"] as const;

export type AnalyticsSearch = PeriodSearch & {
  metric?: (typeof metrics)[number];
  compare?: (typeof compares)[number];
  order?: (typeof orders)[number];
};

export const analytics_search = (search: Record<string, unknown>): AnalyticsSearch => ({
  ...period_search(search),
  metric: one_of(metrics, search.metric),
  compare: one_of(compares, search.compare),
  order: one_of(orders, search.order),
});
