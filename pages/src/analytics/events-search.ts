import { period_search, type PeriodSearch } from "../kit/period";
import { one_of, text } from "../kit/search";

export const kinds = ["view", "action", "performance", "error"] as const;

export type EventsSearch = PeriodSearch & {
  kind?: (typeof kinds)[number];
  q?: string;
  component?: string;
  session?: string;
  person?: string;
  page?: string;
  least_ms?: number;
};

const duration_max_ms = 86_400_000;
const duration = (value: unknown) =>
  typeof value === "number" && value > 0 && value <= duration_max_ms
    ? Math.floor(value)
    : undefined;

export const events_search = (search: Record<string, unknown>): EventsSearch => ({
  ...period_search(search),
  kind: one_of(kinds, search.kind),
  q: text(search.q),
  component: text(search.component),
  session: text(search.session),
  person: text(search.person),
  page: text(search.page),
  least_ms: duration(search.least_ms),
});

export const no_filters: Omit<EventsSearch, keyof PeriodSearch> = {
  kind: undefined,
  q: undefined,
  component: undefined,
  session: undefined,
  person: undefined,
  page: undefined,
  least_ms: undefined,
};

export const is_filtered = ({
  kind,
  q,
  component,
  session,
  person,
  page,
  least_ms,
}: EventsSearch) =>
  [kind, q, component, session, person, page, least_ms].some((one) => one !== undefined);
