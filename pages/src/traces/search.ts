import { period_search, type PeriodSearch } from "../kit/period";
import { one_of, text } from "../kit/search";

export const tabs = ["traces", "logs", "metrics"] as const;
export const outcomes = ["failed", "fine"] as const;
export const levels = ["debug", "info", "warn", "error", "fatal"] as const;

// `span` is the one that is open in a trace, `metric` the one that is open in the list of them.
export type TracesSearch = PeriodSearch & {
  tab?: "logs" | "metrics";
  q?: string;
  service?: string;
  outcome?: (typeof outcomes)[number];
  least_ms?: number;
  level?: (typeof levels)[number];
  trace_id?: string;
  span?: string;
  metric?: string;
};

const duration_max_ms = 86_400_000;
const duration = (value: unknown) =>
  typeof value === "number" && value > 0 && value <= duration_max_ms
    ? Math.round(value)
    : undefined;

export const traces_search = (search: Record<string, unknown>): TracesSearch => ({
  tab: one_of(["logs", "metrics"] as const, search.tab),
  q: text(search.q),
  service: text(search.service),
  outcome: one_of(outcomes, search.outcome),
  least_ms: duration(search.least_ms),
  level: one_of(levels, search.level),
  trace_id: text(search.trace_id),
  span: text(search.span),
  metric: text(search.metric, 255),
  ...period_search(search),
});

export const is_trace_id = (typed: string) => /^[0-9a-f]{32}$/i.test(typed);

export const is_filtered = ({ q, service, outcome, least_ms, level, trace_id }: TracesSearch) =>
  [q, service, outcome, least_ms, level, trace_id].some((one) => one !== undefined);
