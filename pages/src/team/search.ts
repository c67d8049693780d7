import { one_of, text } from "../kit/search";

export const tabs = ["members", "invites", "activity", "audit"] as const;
export const roles = ["viewer", "member", "admin", "owner"] as const;
export type Role = (typeof roles)[number];

export const standings = ["active", "suspended"] as const;
export const invite_states = ["pending", "expired", "accepted", "revoked"] as const;

// Of members, of invites, and of the audit log.
export type TeamSearch = {
  tab?: (typeof tabs)[number];
  q?: string;
  role?: Role;
  standing?: (typeof standings)[number];
  invite?: (typeof invite_states)[number];
  actor?: string;
  action?: string;
};

export const team_search = (search: Record<string, unknown>): TeamSearch => ({
  tab: one_of(tabs, search.tab),
  q: text(search.q),
  role: one_of(roles, search.role),
  standing: one_of(standings, search.standing),
  invite: one_of(invite_states, search.invite),
  actor: text(search.actor),
  action: text(search.action),
});
