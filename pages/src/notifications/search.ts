import { one_of, text } from "../kit/search";

export const boxes = ["unread", "all", "archived"] as const;
export const categories = ["workflow", "system", "team", "billing"] as const;
export const types = ["error", "warning", "success", "info"] as const;

export const outcomes = [
  "delivered",
  "rejected",
  "throttled",
  "gone",
  "refused",
  "unreachable",
  "timeout",
] as const;

export const tabs = ["preferences", "webhooks"] as const;

export type NotificationsSearch = {
  tab?: (typeof tabs)[number];
  box?: (typeof boxes)[number];
  category?: (typeof categories)[number];
  type?: (typeof types)[number];
  attempts?: string; // of the webhook whose attempts are open
  ended?: (typeof outcomes)[number]; // of those attempts
};

export const notifications_search = (search: Record<string, unknown>): NotificationsSearch => ({
  tab: one_of(tabs, search.tab),
  box: one_of(boxes, search.box),
  category: one_of(categories, search.category),
  type: one_of(types, search.type),
  attempts: text(search.attempts),
  ended: one_of(outcomes, search.ended),
});
