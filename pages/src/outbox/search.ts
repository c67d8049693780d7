import { text } from "../kit/search";

export type OutboxSearch = { to?: string };

export const outbox_search = (search: Record<string, unknown>): OutboxSearch => ({
  to: text(search.to),
});
