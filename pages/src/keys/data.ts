import {
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
} from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import type { Tone } from "../kit/badge";
import { paged, type Page } from "../kit/paged";
import { each_day } from "./days";
import { fits, type KeysSearch } from "./search";

export type AccessKey = Schemas["AccessKey"];
export type VaultKey = Schemas["VaultKey"];
export type AnyKey = Pick<
  AccessKey & VaultKey,
  "id" | "name" | "status" | "last_used_at_ms" | "usage_count" | "expires_at_ms"
>;
export type Scope = Schemas["NewAccessKey"]["scopes"][number];

export const status_tones: Record<AccessKey["status"], Tone> = {
  active: "green",
  expired: "orange",
  revoked: "gray",
};

export const access_query = paged(["keys", "access"], (query) =>
  ok(api.GET("/api/v1/keys/access", { params: { query } })),
);

export const vault_query = paged(["keys", "vault"], (query) =>
  ok(api.GET("/api/v1/keys", { params: { query } })),
);

type Pages<Key> = InfiniteData<Page<Key>, string | undefined>;

// The keys of some pages, and those pages as a file has them, that fit what is looked for.
export const fitting = (search: KeysSearch) => {
  const of_page = <Key extends AccessKey | VaultKey>(page: Page<Key>): Page<Key> => ({
    ...page,
    data: page.data.filter((key) => fits(search, key)),
  });
  return {
    of_page,
    of_pages: <Key extends AccessKey | VaultKey>(data: Pages<Key>) => ({
      ...data,
      pages: data.pages.map(of_page),
    }),
  };
};

export const usage_query = (id: string) =>
  queryOptions({
    queryKey: ["keys", "usage", id],
    queryFn: async () => {
      const params = { path: { id }, query: { range: "90d" as const } };
      return each_day(await ok(api.GET("/api/v1/keys/{id}/usage", { params })));
    },
  });

export function useKeysDeed<Result>(send: () => Promise<Result>, done: (result: Result) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (result) => {
      done(result);
      return queries.invalidateQueries({ queryKey: ["keys"] });
    },
  });
}

export const in_days = (days: string) =>
  days === "" ? undefined : Date.now() + Number(days) * 86_400_000;

export const expiries = [
  { value: "", label: "never" },
  { value: "7", label: "in 7 days" },
  { value: "30", label: "in 30 days" },
  { value: "90", label: "in 90 days" },
  { value: "365", label: "in 365 days" },
];

export const overlaps = [
  { value: "0", label: "at once" },
  { value: "3600", label: "after 1 hour" },
  { value: "86400", label: "after 24 hours" },
  { value: "604800", label: "after 7 days" },
];
