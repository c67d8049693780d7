import { one_of, text } from "../kit/search";
import { period_search, type PeriodSearch } from "../kit/period";

export const statuses = ["pending", "running", "success", "failed", "cancelled"] as const;
export const triggers = ["manual", "api", "schedule", "webhook", "event", "retry"] as const;
export const levels = ["debug", "info", "warning", "error"] as const;
export type Status = (typeof statuses)[number];

// `log` and `log_level` are of the log of the run that is open.
export type RunsSearch = PeriodSearch & {
  status?: Status;
  trigger?: (typeof triggers)[number];
  pipeline_id?: string;
  started_by?: string; // a person or an access key
  q?: string;
  log?: string;
  log_level?: (typeof levels)[number];
};

export const runs_search = (search: Record<string, unknown>): RunsSearch => ({
  status: one_of(statuses, search.status),
  trigger: one_of(triggers, search.trigger),
  pipeline_id: text(search.pipeline_id),
  started_by: text(search.started_by),
  q: text(search.q),
  log: text(search.log),
  log_level: one_of(levels, search.log_level),
  ...period_search(search),
});

export const no_filters: Omit<RunsSearch, "range"> = {
  status: undefined,
  trigger: undefined,
  pipeline_id: undefined,
  started_by: undefined,
  q: undefined,
  since: undefined,
  until: undefined,
};

const names = Object.keys(no_filters) as (keyof typeof no_filters)[];

export const filters_of = (search: RunsSearch) => names.map((name) => search[name]);
