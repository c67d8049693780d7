import { one_of } from "../kit/search";

export type KeysSearch = { tab?: "providers" };

export const keys_search = (search: Record<string, unknown>): KeysSearch => ({
  tab: one_of(["providers"] as const, search.tab),
});
