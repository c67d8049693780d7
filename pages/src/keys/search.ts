// What the lists of keys are narrowed to, as it stands in the address. The API gives all of them, so they are narrowed here.
import { one_of, text } from "../kit/search";

export const statuses = ["active", "expired", "revoked"] as const;
export const kinds = ["secret", "public"] as const;
export const services = ["anthropic", "openai", "gemini", "custom"] as const;

type Filters = {
  q?: string | undefined;
  standing?: (typeof statuses)[number] | undefined;
  kind?: (typeof kinds)[number] | undefined; // of access keys
  service?: (typeof services)[number] | undefined; // of secrets of providers
};

// `uses` is of the key whose uses are open.
export type KeysSearch = Filters & { tab?: "providers"; uses?: string };

const own_key = /^arris_[sp]k_/;
const shown_length = 13;

// Of a whole key that is looked for no more goes into the address than lists show of it.
export const sought = (typed: string | undefined) =>
  typed && own_key.test(typed) ? typed.slice(0, shown_length) : typed;

const filters_of = (search: Record<string, unknown>): Filters => ({
  q: sought(text(search.q)),
  standing: one_of(statuses, search.standing),
  kind: one_of(kinds, search.kind),
  service: one_of(services, search.service),
});

export const no_filters = filters_of({});

export const keys_search = (search: Record<string, unknown>): KeysSearch => ({
  tab: one_of(["providers"] as const, search.tab),
  uses: text(search.uses),
  ...filters_of(search),
});

export const is_filtered = (search: KeysSearch) =>
  Object.values(filters_of(search)).some((one) => one !== undefined);

type Key = { name: string; status: string; last4: string } & (
  { kind: string; shown: string } | { service: string }
);

// By a part of the name, or of what is shown of the key: its beginning and its end.
export function fits({ q, standing, kind, service }: KeysSearch, key: Key): boolean {
  const shown = "shown" in key ? key.shown : "";
  const is_named = !q || key.name.toLowerCase().includes(q.toLowerCase());
  return (
    (is_named || q === key.last4 || shown.startsWith(q)) &&
    (!standing || key.status === standing) &&
    (!kind || ("kind" in key && key.kind === kind)) &&
    (!service || ("service" in key && key.service === service))
  );
}
