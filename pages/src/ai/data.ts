// What the pages of AI calls ask of the API.
import { queryOptions } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { paged, read_all } from "../kit/paged";
import type { Period, Range } from "../kit/period";
import type { filters_of } from "./search";

export type AiCall = Schemas["AiRequest"];
export type Attempt = {
  model: string;
  vault_key_id: string | null;
  status: number;
  error: string;
  waited_ms: number;
  duration_ms: number;
};
export type Routing = {
  asked_model: string;
  rules: string[];
  cache: "none" | "hit" | "miss";
  attempts: Attempt[];
};
export type CallInFull = Omit<Schemas["AiRequestInFull"], "routing" | "tags"> & {
  routing: Routing | null;
  tags: string[];
};

export const usual: Range = "7d";
export const poll_ms = 5000;

export const calls_query = (period: Period, filters: ReturnType<typeof filters_of>) => {
  const asked = { ...period, ...filters };
  return paged(["ai", "calls", asked], (at) =>
    ok(api.GET("/api/v1/ai/requests", { params: { query: { ...asked, ...at } } })),
  );
};

export const call_query = (id: string) =>
  queryOptions({
    queryKey: ["ai", "call", id],
    queryFn: async () => {
      const asked = api.GET("/api/v1/ai/requests/{id}", { params: { path: { id } } });
      return (await ok(asked)) as CallInFull;
    },
  });

// Whether there was a call at all, as far back as they are kept.
export const newest_call_query = queryOptions({
  queryKey: ["ai", "newest"],
  queryFn: () =>
    ok(api.GET("/api/v1/ai/requests", { params: { query: { range: "90d", limit: 1 } } })),
});

export const rules_query = queryOptions({
  queryKey: ["ai", "rules"],
  queryFn: () => ok(api.GET("/api/v1/ai/rules")),
});

export const health_query = queryOptions({
  queryKey: ["ai", "health"],
  queryFn: () => ok(api.GET("/api/v1/ai/health")),
});

export type Model = Omit<Schemas["AiModel"], "tiers" | "capabilities"> & {
  tiers: Schemas["Tier"][];
  capabilities: string[];
};

export const models_query = queryOptions({
  queryKey: ["ai", "models"],
  queryFn: async () => {
    const { rows } = await read_all((query) =>
      ok(api.GET("/api/v1/ai/models", { params: { query } })),
    );
    return rows as Model[];
  },
  staleTime: 60_000,
});

export type Settings = Schemas["AiSettings"] & { etag: string };

export const settings_query = queryOptions({
  queryKey: ["ai", "settings"],
  queryFn: async (): Promise<Settings> => {
    const answer = api.GET("/api/v1/ai/settings");
    const [settings, { response }] = [await ok(answer), await answer];
    return { ...settings, etag: response.headers.get("etag") ?? "" };
  },
});
