import { period_search, type PeriodSearch } from "../kit/period";
import { one_of, text } from "../kit/search";

export const providers = ["openai", "anthropic", "gemini", "custom"] as const;
export const endings = ["whole", "cut", "gone", "capped", "failed"] as const;

export const tabs = ["calls", "rules", "providers", "settings"] as const;

// Whose calls: as they are kept with each.
export const attributions = [
  "agent_id",
  "key_id",
  "user_id",
  "pipeline_id",
  "execution_id",
  "session_id",
] as const;

export type CallFilters = Partial<Record<(typeof attributions)[number], string>> & {
  model?: string;
  provider?: (typeof providers)[number];
  ending?: (typeof endings)[number];
  code?: number; // of HTTP, which the caller was answered
  cached?: boolean;
};

// `rule` is the one that a call has led to, `q` searches models.
export type AiSearch = PeriodSearch &
  CallFilters & { tab?: Exclude<(typeof tabs)[number], "calls">; rule?: string; q?: string };

const code_of = (value: unknown) =>
  typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599
    ? value
    : undefined;

export const ai_search = (search: Record<string, unknown>): AiSearch => ({
  tab: one_of(["rules", "providers", "settings"] as const, search.tab),
  rule: text(search.rule),
  q: text(search.q),
  model: text(search.model),
  provider: one_of(providers, search.provider),
  ending: one_of(endings, search.ending),
  code: code_of(search.code),
  cached: typeof search.cached === "boolean" ? search.cached : undefined,
  ...Object.fromEntries(attributions.map((whose) => [whose, text(search[whose])])),
  ...period_search(search),
});

// As filters of the API.
export function filters_of(search: AiSearch) {
  const { model, provider, ending, code: status, cached } = search;
  const whose = Object.fromEntries(attributions.map((one) => [one, search[one]]));
  return { model, provider, ending, status, cached, ...whose };
}

export const is_filtered = (search: AiSearch) =>
  Object.values(filters_of(search)).some((one) => one !== undefined);

export const is_id = (typed: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(typed);
