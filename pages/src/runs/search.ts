import { one_of, text } from "../kit/search";
import { period_search, type PeriodSearch } from "../kit/period";

export const statuses = ["pending", "running", "success", "failed", "cancelled"] as const;
export const triggers = ["manual", "api", "schedule", "webhook", "event", "retry"] as const;
export type Status = (typeof statuses)[number];

export type RunsSearch = PeriodSearch & {
  status?: Status;
  trigger?: (typeof triggers)[number];
  pipeline_id?: string;
  q?: string;
};

export const runs_search = (search: Record<string, unknown>): RunsSearch => ({
  status: one_of(statuses, search.status),
  trigger: one_of(triggers, search.trigger),
  pipeline_id: text(search.pipeline_id),
  q: text(search.q),
  ...period_search(search),
});
