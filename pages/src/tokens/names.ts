// Names for the ids of a breakdown, as far as they are known here.
import { useQuery } from "@tanstack/react-query";
import { members_query } from "../errors/data";
import { pipelines_query } from "../runs/data";
import type { TokensSearch } from "./search";

export function useNames(by: NonNullable<TokensSearch["by"]>) {
  const members = useQuery({ ...members_query, enabled: by === "user" }).data?.data ?? [];
  const pipelines = useQuery({ ...pipelines_query, enabled: by === "pipeline" }).data?.data ?? [];
  const names = new Map([
    ...members.map(({ id, name, email }) => [id, name || email] as const),
    ...pipelines.map(({ id, name }) => [id, name] as const),
  ]);
  return (key: string) => (key === "" ? "not told" : (names.get(key) ?? key));
}
