import {
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
} from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import type { Counts, Notification } from "../api/told";
import { paged } from "../kit/paged";
import { toast_fault } from "../kit/toasts";
import type { NotificationsSearch } from "./search";

type Page = { data: Notification[]; next_cursor: string | null };
export type Marks = Schemas["Marks"];

export const notifications_query = ({ box = "all", category, type }: NotificationsSearch) => {
  const filters = {
    category,
    type,
    ...(box === "unread" ? { unread: true } : {}),
    archived: box === "archived",
  };
  return paged(["notifications", "list", filters], (at) =>
    ok(api.GET("/api/v1/notifications", { params: { query: { ...filters, ...at } } })),
  );
};

export const counts_query = queryOptions({
  queryKey: ["notifications", "count"],
  queryFn: () => ok(api.GET("/api/v1/notifications/count")),
  staleTime: 30_000,
});

// Marks are shown at once; what the server counts then is the truth.
export function useMark() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, marks }: { ids: string[]; marks: Marks }) =>
      Promise.all(
        ids.map((id) =>
          ok(api.PATCH("/api/v1/notifications/{id}", { params: { path: { id } }, body: marks })),
        ),
      ),
    onMutate: async ({ ids, marks }) => {
      await queries.cancelQueries({ queryKey: ["notifications", "list"] });
      const before = queries.getQueriesData({ queryKey: ["notifications", "list"] });
      queries.setQueriesData<InfiniteData<Page>>(
        { queryKey: ["notifications", "list"] },
        (old) => old && { ...old, pages: old.pages.map((page) => marked(page, ids, marks)) },
      );
      return before;
    },
    onSuccess: (answers) => {
      const counts = answers.map((one) => one.counts);
      set_counts(queries, counts);
    },
    onError: (error, _asked, before) => {
      before?.forEach(([key, data]) => queries.setQueryData(key, data));
      toast_fault(error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["notifications"] }),
  });
}

function set_counts(queries: ReturnType<typeof useQueryClient>, counts: Counts[]) {
  const newest = [...counts].sort((one, other) => other.revision - one.revision)[0];
  if (newest) queries.setQueryData(["notifications", "count"], newest);
}

const marked = (page: Page, ids: string[], marks: Marks): Page => ({
  ...page,
  data: page.data.map((one) =>
    ids.includes(one.id)
      ? { ...one, read: marks.read ?? one.read, archived: marks.archived ?? one.archived }
      : one,
  ),
});

export function useMarkAll(deed: "read-all" | "archive-all") {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (category: NotificationsSearch["category"]) =>
      deed === "read-all"
        ? ok(api.POST("/api/v1/notifications/read-all", { body: { category } }))
        : ok(api.POST("/api/v1/notifications/archive-all", { body: { category } })),
    onSuccess: ({ counts }) => {
      set_counts(queries, [counts]);
      return queries.invalidateQueries({ queryKey: ["notifications"] });
    },
    onError: toast_fault,
  });
}
