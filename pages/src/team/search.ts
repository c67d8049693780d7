import { one_of } from "../kit/search";

export const tabs = ["members", "invites", "activity", "audit"] as const;
export const roles = ["viewer", "member", "admin", "owner"] as const;
export type Role = (typeof roles)[number];

export type TeamSearch = { tab?: (typeof tabs)[number] };

export const team_search = (search: Record<string, unknown>): TeamSearch => ({
  tab: one_of(tabs, search.tab),
});
