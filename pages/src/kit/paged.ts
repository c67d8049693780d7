// A list of the API that goes on by cursors: as a query of the pages, and for reading all of it.
import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

export type Page<Row> = { data: Row[]; next_cursor?: string | null };
export type At = { cursor?: string; limit?: number };

export const page_max = 200;
const polled_pages_max = 3;

// `ask` keeps to the list's own filters. The first page is short, to be seen soon.
export function paged<Answer extends Page<unknown>>(
  queryKey: QueryKey,
  ask: (at: At) => Promise<Answer>,
) {
  const options = infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam: cursor }) => ask(cursor ? { cursor, limit: page_max } : {}),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  return { ...options, ask };
}

type Shown = { state: { data?: { pages: unknown[] } } };

// A poll asks for every page that is shown, so whoever has read far is not polled for.
export const poll_while_short =
  (poll_ms: number) =>
  ({ state }: Shown): number | false =>
    (state.data?.pages.length ?? 0) > polled_pages_max ? false : poll_ms;
