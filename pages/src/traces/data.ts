// What the pages of traces ask of the API. Spans, records and points are as functions/otlp keeps them.
import { queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { paged, page_max, type Page } from "../kit/paged";
import type { TracesSearch } from "./search";

export type Trace = Schemas["Trace"];
export type Metric = Schemas["SentMetric"];
export type Attributes = Record<string, unknown>;
export type Span = {
  id: string;
  parent_id?: string;
  resource_id: string;
  name: string;
  kind: string;
  service: string;
  scope: string;
  start_at_us: number;
  duration_us: number;
  status: "unset" | "ok" | "error";
  status_message?: string;
  attributes: Attributes;
  events: { name: string; at_us: number; attributes: Attributes }[];
  links: { trace_id: string; span_id: string }[];
};
export type LogRecord = {
  at_us: number;
  level: string;
  service?: string;
  scope?: string;
  event_name?: string;
  trace_id?: string;
  span_id?: string;
  body: unknown;
  attributes: Attributes;
};
export type Point = {
  at_us: number;
  service?: string;
  attributes: Attributes;
  value?: number;
  count?: number;
  sum?: number;
};
export type Time = { from_ms: number; to_ms?: number };
export type TraceDetail = Omit<Schemas["TraceDetail"], "spans" | "resources"> & {
  spans: Span[];
  resources: Record<string, Attributes>;
};

const points_max = 1000;
export const poll_ms = 5000;
const around_ms = 60_000; // clocks of programs differ

export const traces_query = (time: Time, search: TracesSearch) => {
  const { q, service, outcome, least_ms: min_duration_ms } = search;
  const failed = outcome === undefined ? undefined : outcome === "failed";
  const filters = { ...time, q, service, failed, min_duration_ms };
  return paged(["traces", "list", filters], (at) =>
    ok(api.GET("/api/v1/telemetry/traces", { params: { query: { ...filters, ...at } } })),
  );
};

export const trace_query = (id: string) =>
  queryOptions({
    queryKey: ["traces", "trace", id],
    queryFn: async () => {
      const path = "/api/v1/telemetry/traces/{id}";
      return (await ok(api.GET(path, { params: { path: { id } } }))) as TraceDetail;
    },
  });

export type LogFilters = Pick<TracesSearch, "q" | "service" | "level" | "trace_id">;

export const logs_query = (time: Time, { q, service, level, trace_id }: LogFilters) => {
  const filters = { ...time, q, service, level, trace_id };
  return paged(["traces", "logs", filters], async (at) => {
    const query = { ...filters, ...at };
    return (await ok(api.GET("/api/v1/telemetry/logs", { params: { query } }))) as Page<LogRecord>;
  });
};

export const logs_of = ({ id, start_at_us, duration_us }: Trace) => {
  const from_ms = Math.max(0, Math.floor(start_at_us / 1000) - around_ms);
  const to_ms = Math.ceil((start_at_us + duration_us) / 1000) + around_ms;
  return logs_query({ from_ms, to_ms }, { trace_id: id });
};

export const metrics_query = paged(["traces", "metrics"], (query) =>
  ok(api.GET("/api/v1/telemetry/metrics", { params: { query } })),
);

const points_page = async (name: string, query: Time & { cursor?: string; limit: number }) => {
  const path = "/api/v1/telemetry/metrics/{name}";
  const page = await ok(api.GET(path, { params: { path: { name }, query } }));
  return page as Page<Point>;
};

// The newest points of a time, oldest first. `whole`: there are no others.
export const points_query = (time: Time, name: string) =>
  queryOptions({
    queryKey: ["traces", "points", time, name],
    queryFn: async () => {
      const points: Point[] = [];
      let cursor: string | undefined;
      do {
        const page = await points_page(name, { ...time, cursor, limit: page_max });
        points.push(...page.data);
        cursor = page.next_cursor ?? undefined;
      } while (cursor && points.length < points_max);
      return { points: points.sort((one, other) => one.at_us - other.at_us), whole: !cursor };
    },
  });
