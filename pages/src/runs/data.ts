import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { many } from "../kit/format";
import { paged } from "../kit/paged";
import { utc_offset_min, type Period } from "../kit/period";
import { toast, toast_fault } from "../kit/toasts";
import type { RunsSearch } from "./search";

export type ListedRun = Schemas["ListedRun"];
export type Run = Schemas["Run"];
export type LogLine = Schemas["LogLine"];
export type NewRun = Schemas["NewRun"];

const hour_ms = 3_600_000;

// The list goes back as far as there are runs, unless a time was chosen in the chart.
export const runs_query = (search: RunsSearch) => {
  const { status, trigger, pipeline_id, started_by, q, since, until } = search;
  const filters = { status, trigger, pipeline_id, started_by, q, from_ms: since, to_ms: until };
  return paged(["executions", "list", filters], (at) =>
    ok(api.GET("/api/v1/executions", { params: { query: { ...filters, ...at } } })),
  );
};

export const stats_query = (period: Period, pipeline_id: string | undefined) =>
  queryOptions({
    queryKey: ["executions", "stats", period, pipeline_id],
    queryFn: () =>
      ok(
        api.GET("/api/v1/executions/stats", {
          params: { query: { ...period, pipeline_id, utc_offset_min } },
        }),
      ),
  });

export const hour_query = queryOptions({
  queryKey: ["executions", "hour"],
  queryFn: () => {
    const query = { from_ms: Date.now() - hour_ms, limit: 200 };
    return ok(api.GET("/api/v1/executions", { params: { query } }));
  },
});

export const run_query = (id: string) =>
  queryOptions({
    queryKey: ["executions", "run", id],
    queryFn: () => ok(api.GET("/api/v1/executions/{id}", { params: { path: { id } } })),
  });

// What its AI calls cost, as far as the first 200 go.
export const run_cost_query = (execution_id: string) =>
  queryOptions({
    queryKey: ["executions", "cost", execution_id],
    queryFn: () =>
      ok(
        api.GET("/api/v1/tokens/records", {
          params: { query: { execution_id, range: "1y", limit: 200 } },
        }),
      ),
  });

export const pipelines_query = queryOptions({
  queryKey: ["pipelines", "names"],
  queryFn: () => ok(api.GET("/api/v1/pipelines", { params: { query: { limit: 200 } } })),
  staleTime: 60_000,
});

const send = {
  cancel: (id: string) =>
    ok(api.POST("/api/v1/executions/{id}/cancel", { params: { path: { id } } })),
  retry: (id: string) =>
    ok(api.POST("/api/v1/executions/{id}/retry", { params: { path: { id } } })),
};

export function useRunDeed(deed: "cancel" | "retry", done: (run: Run) => void = () => undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send[deed],
    onSuccess: (run) => {
      toast(deed === "cancel" ? "The run is cancelled" : "Started again");
      queries.setQueryData(["executions", "run", run.id], run);
      done(run);
      return queries.invalidateQueries({ queryKey: ["executions"] });
    },
    onError: toast_fault,
  });
}

// One after the other; what was refused is told, and stays chosen.
export function useRunsDeed(deed: "cancel" | "retry", done: (refused: string[]) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (ids: string[]) => {
      const refused: string[] = [];
      for (const id of ids)
        await send[deed](id).catch((error: unknown) => {
          refused.push(id);
          toast_fault(error);
        });
      return refused;
    },
    onSuccess: (refused, ids) => {
      const count = ids.length - refused.length;
      if (count > 0)
        toast(`${many(count, "run")} ${deed === "cancel" ? "cancelled" : "started again"}`);
      done(refused);
      return queries.invalidateQueries({ queryKey: ["executions"] });
    },
  });
}

export function useStart(done: (run: Run) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRun) => ok(api.POST("/api/v1/executions", { body })),
    onSuccess: (run) => {
      done(run);
      return queries.invalidateQueries({ queryKey: ["executions"] });
    },
  });
}
