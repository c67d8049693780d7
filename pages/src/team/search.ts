import { one_of, text } from "../kit/search";

export const tabs = ["members", "invites", "activity", "audit"] as const;
export const roles = ["viewer", "member", "admin", "owner"] as const;
export type Role = (typeof roles)[number];

export const standings = ["active", "suspended"] as const;
export const invite_states = ["pending", "expired", "accepted", "revoked"] as const;

// By what members are sorted, and which of them are first; without it they are in the order of joining.
export const member_sorts = {
  name: "ascending",
  last_active: "descending",
  runs: "descending",
  tokens: "descending",
  cost: "descending",
} as const;
export type MemberSort = keyof typeof member_sorts;

// Of members, of invites, and of the audit log.
export type TeamSearch = {
  tab?: (typeof tabs)[number];
  q?: string;
  role?: Role;
  standing?: (typeof standings)[number];
  order?: MemberSort;
  member?: string; // who is open
  invite?: (typeof invite_states)[number];
  actor?: string;
  action?: string;
};

export const team_search = (search: Record<string, unknown>): TeamSearch => ({
  tab: one_of(tabs, search.tab),
  q: text(search.q),
  role: one_of(roles, search.role),
  standing: one_of(standings, search.standing),
  order: one_of(Object.keys(member_sorts) as MemberSort[], search.order),
  member: text(search.member),
  invite: one_of(invite_states, search.invite),
  actor: text(search.actor),
  action: text(search.action),
});
