import { one_of, text } from "../kit/search";

// `uses` is of the key whose uses are open.
export type KeysSearch = { tab?: "providers"; uses?: string };

export const keys_search = (search: Record<string, unknown>): KeysSearch => ({
  tab: one_of(["providers"] as const, search.tab),
  uses: text(search.uses),
});
