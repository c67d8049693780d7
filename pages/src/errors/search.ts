// The filters of the list, as they stand in the address.
import type { paths } from "../api/generated";
import { one_of, text } from "../kit/search";

type Query = NonNullable<paths["/api/v1/errors"]["get"]["parameters"]["query"]>;

export const states = ["unresolved", "resolved", "muted", "all"] as const;
export const severities = ["critical", "high", "medium", "low"] as const;
export const sorts = ["last_seen", "first_seen", "events", "users"] as const;
export type State = (typeof states)[number];

export const tabs = ["event", "tags", "history"] as const;

// Filters that come from links elsewhere, by their names on the page.
export const linked = {
  environment: "Environment",
  release: "Release",
  pipeline_id: "Pipeline",
  execution_id: "Run",
  trace_id: "Trace",
} as const satisfies Partial<Record<keyof Query, string>>;
type Linked = keyof typeof linked;
export const linked_names = Object.keys(linked) as Linked[];

type Filters = Partial<Record<Linked, string>> & {
  state?: State;
  severity?: (typeof severities)[number];
  q?: string;
};

export type ErrorsSearch = Filters & {
  sort?: (typeof sorts)[number];
  event?: string;
  tab?: (typeof tabs)[number];
};

const filters_of = (search: Record<string, unknown>): Filters => ({
  ...Object.fromEntries(linked_names.map((name) => [name, text(search[name])])),
  state: one_of(states, search.state),
  severity: one_of(severities, search.severity),
  q: text(search.q),
});

export const no_filters = filters_of({});

export const errors_search = (search: Record<string, unknown>): ErrorsSearch => ({
  ...filters_of(search),
  sort: one_of(sorts, search.sort),
  event: text(search.event),
  tab: one_of(tabs, search.tab),
});

// Without a choice the list shows what waits for somebody.
export function query_of(search: ErrorsSearch): Query {
  const { state = "unresolved", ...filters } = filters_of(search);
  const asked = { ...filters, sort: search.sort };
  return state === "all" ? asked : { ...asked, state };
}

export const is_filtered = (search: ErrorsSearch) =>
  Object.values(filters_of(search)).some((value) => value !== undefined);
