// A list of the API that goes on by cursors: as a query of the pages, and for reading all of it.
import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

export type Page<Row> = { data: Row[]; next_cursor?: string | null };
export type At = { cursor?: string; limit?: number };

export const page_max = 200;
const pages_max = 200;
const asked_again_max = 3;

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

// `whole` says whether all of the list was read.
export async function read_all<Row>(ask: (at: At) => Promise<Page<Row>>) {
  const rows: Row[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < pages_max; ++pages) {
    const page = await ask({ cursor, limit: page_max });
    rows.push(...page.data);
    cursor = page.next_cursor ?? undefined;
    if (!cursor) return { rows, whole: true };
  }
  return { rows, whole: false };
}

type Fetch = { fetchMore?: { direction?: string } };
export type Shown = { state: { data?: unknown; status?: string; fetchMeta?: Fetch | null } };

// A list is asked again with every page that is shown, so whoever has read far is left alone.
export function is_short({ state: { data } }: Shown): boolean {
  const { pages } = (data ?? {}) as { pages?: unknown[] };
  return (pages?.length ?? 0) <= asked_again_max;
}

// What has failed stays on the screen, and Retry with it, until a person or the end of an outage asks anew.
export const poll =
  (poll_ms: number) =>
  ({ state: { status, data } }: Shown): number | false =>
    status === "error" && data === undefined ? false : poll_ms;

const next_page_failed = ({ state: { status, fetchMeta } }: Shown) =>
  status === "error" && fetchMeta?.fetchMore !== undefined;

export const poll_while_short =
  (poll_ms: number) =>
  (query: Shown): number | false =>
    is_short(query) && !next_page_failed(query) && poll(poll_ms)(query);
