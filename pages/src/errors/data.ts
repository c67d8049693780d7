// What the error pages ask of the API, and how their answers are kept.
import {
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
} from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { paged, read_all, type At } from "../kit/paged";
import { toast_fault } from "../kit/toasts";
import { query_of, type ErrorsSearch } from "./search";

export type ListedIssue = Schemas["ListedIssue"];
export type Issue = Schemas["Issue"];
export type IssueDetail = Schemas["IssueDetail"];
export type IssueChange = Schemas["IssueChange"];
export type EventDetail = Schemas["EventDetail"];
type Page = { data: ListedIssue[]; next_cursor: string | null };

const bulk_max = 100;

export const issues_query = (search: ErrorsSearch) => {
  const filters = query_of(search);
  return paged(["errors", "list", filters], (at) =>
    ok(api.GET("/api/v1/errors", { params: { query: { ...filters, ...at } } })),
  );
};

export const issue_query = (id: string) =>
  queryOptions({
    queryKey: ["errors", "issue", id],
    queryFn: () => ok(api.GET("/api/v1/errors/{id}", { params: { path: { id } } })),
  });

export const events_query = (id: string) =>
  paged(["errors", "events", id], ({ cursor }) =>
    ok(
      api.GET("/api/v1/errors/{id}/events", {
        params: { path: { id }, query: { limit: 100, cursor } },
      }),
    ),
  );

export const event_query = (id: string) =>
  queryOptions({
    queryKey: ["errors", "event", id],
    queryFn: () => ok(api.GET("/api/v1/errors/events/{id}", { params: { path: { id } } })),
    staleTime: Infinity,
  });

export const history_query = (id: string) =>
  paged(["errors", "history", id], (query) =>
    ok(api.GET("/api/v1/errors/{id}/history", { params: { path: { id }, query } })),
  );

export const projects_query = queryOptions({
  queryKey: ["errors", "projects"],
  queryFn: () => ok(api.GET("/api/v1/errors/projects")),
  staleTime: 60_000,
});

export const members_query = queryOptions({
  queryKey: ["team", "names"],
  queryFn: async () => {
    const ask = (query: At) => ok(api.GET("/api/v1/team/members", { params: { query } }));
    return { data: (await read_all(ask)).rows };
  },
  staleTime: 60_000,
});

type Asked = { ids: string[]; change: IssueChange };

async function send_change({ ids, change }: Asked): Promise<unknown> {
  const [id] = ids;
  if (ids.length === 1 && id)
    return ok(api.PATCH("/api/v1/errors/{id}", { params: { path: { id } }, body: change }));
  return Promise.all(
    pieces(ids).map((some) => ok(api.POST("/api/v1/errors/bulk", { body: { ids: some, change } }))),
  );
}

const pieces = (ids: string[]) =>
  Array.from({ length: Math.ceil(ids.length / bulk_max) }, (_, index) =>
    ids.slice(index * bulk_max, (index + 1) * bulk_max),
  );

const shown_of = ({ state, severity, assignee_id }: IssueChange): Partial<ListedIssue> =>
  Object.fromEntries(
    Object.entries({ state, severity, assignee_id }).filter(([, value]) => value !== undefined),
  );

// Shows the change at once, takes it back when it is refused, and asks again in the end.
export function useChangeIssues() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send_change,
    onMutate: async ({ ids, change }) => {
      await queries.cancelQueries({ queryKey: ["errors"] });
      const before = queries.getQueriesData({ queryKey: ["errors"] });
      const changed = shown_of(change);
      queries.setQueriesData<InfiniteData<Page>>(
        { queryKey: ["errors", "list"] },
        (old) => old && { ...old, pages: old.pages.map((page) => with_change(page, ids, changed)) },
      );
      for (const id of ids)
        queries.setQueryData<IssueDetail>(
          ["errors", "issue", id],
          (old) => old && { ...old, issue: { ...old.issue, ...changed } },
        );
      return before;
    },
    onError: (error, _asked, before) => {
      before?.forEach(([key, data]) => queries.setQueryData(key, data));
      toast_fault(error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["errors"] }),
  });
}

const with_change = (page: Page, ids: string[], changed: Partial<ListedIssue>): Page => ({
  ...page,
  data: page.data.map((issue) => (ids.includes(issue.id) ? { ...issue, ...changed } : issue)),
});
