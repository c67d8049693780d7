// Names for the ids of a breakdown, as far as they are known here.
import { useQuery } from "@tanstack/react-query";
import { access_names } from "../ai/names";
import { may, useSession } from "../api/session";
import { members_query } from "../errors/data";
import { pipelines_query } from "../runs/data";
import type { Budget } from "./data";
import type { TokensSearch } from "./search";

export function useNames(by: NonNullable<TokensSearch["by"]>) {
  const members = useQuery({ ...members_query, enabled: by === "user" }).data?.data ?? [];
  const is_admin = may(useSession(), "admin");
  const keys = useQuery({ ...access_names, enabled: by === "key" && is_admin }).data ?? [];
  const pipelines = useQuery({ ...pipelines_query, enabled: by === "pipeline" }).data?.data ?? [];
  const names = new Map([
    ...members.map(({ id, name, email }) => [id, name || email] as const),
    ...[...pipelines, ...keys].map(({ id, name }) => [id, name] as const),
  ]);
  return (key: string) => (key === "" ? "not told" : (names.get(key) ?? key));
}

const kinds = { user: "", key: "key ", agent: "agent ", model: "model " };

// Whose calls a budget counts; who or what is no longer there, by the id.
export function useWhose({ scope, subject }: Budget) {
  const name_of = useNames(scope === "org" ? "model" : scope);
  return scope === "org" ? "the whole organization" : `${kinds[scope]}${name_of(subject ?? "")}`;
}
