// The filters of the list, as they stand in the address.
import type { paths } from "../api/generated";
import { one_of, text } from "../kit/search";

type Query = NonNullable<paths["/api/v1/errors"]["get"]["parameters"]["query"]>;

export const states = ["unresolved", "resolved", "muted", "all"] as const;
export const severities = ["critical", "high", "medium", "low"] as const;
export const sorts = ["last_seen", "first_seen", "events", "users"] as const;
export type State = (typeof states)[number];

export type ErrorsSearch = {
  state?: State;
  severity?: (typeof severities)[number];
  sort?: (typeof sorts)[number];
  environment?: string;
  release?: string;
  pipeline_id?: string;
  execution_id?: string;
  trace_id?: string;
  q?: string;
  event?: string;
  tab?: "event" | "tags" | "history";
};

export function errors_search(search: Record<string, unknown>): ErrorsSearch {
  return {
    state: one_of(states, search.state),
    severity: one_of(severities, search.severity),
    sort: one_of(sorts, search.sort),
    environment: text(search.environment),
    release: text(search.release),
    pipeline_id: text(search.pipeline_id),
    execution_id: text(search.execution_id),
    trace_id: text(search.trace_id),
    q: text(search.q),
    event: text(search.event),
    tab: one_of(["event", "tags", "history"] as const, search.tab),
  };
}

// Without a choice the list shows what waits for somebody.
export function query_of(search: ErrorsSearch): Query {
  const {
    state = "unresolved",
    severity,
    sort,
    environment,
    release,
    pipeline_id,
    execution_id,
    trace_id,
    q,
  } = search;
  const filters = { severity, sort, environment, release, pipeline_id, execution_id, trace_id, q };
  return state === "all" ? filters : { ...filters, state };
}

export const is_filtered = (search: ErrorsSearch) =>
  Object.entries(search).some(
    ([name, value]) => value !== undefined && !["event", "tab", "sort"].includes(name),
  );
