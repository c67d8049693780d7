// Names for the ids that a call is kept with, as far as the one who looks may know them.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { may, useSession } from "../api/session";
import { members_query } from "../errors/data";
import { access_query, vault_query } from "../keys/data";
import { read_all } from "../kit/paged";
import { pipelines_query } from "../runs/data";

type Named = { id: string; name: string };

const named = (rows: Named[] = []) => rows.map(({ id, name }) => ({ id, name }));

// All of them: one that is asked for by its name may stand on any page of its list.
const staleTime = 60_000;
export const access_names = queryOptions({
  queryKey: ["keys", "access", "all"],
  queryFn: async () => named((await read_all(access_query.ask)).rows),
  staleTime,
});
const vault_names = queryOptions({
  queryKey: ["keys", "vault", "all"],
  queryFn: async () => named((await read_all(vault_query.ask)).rows),
  staleTime,
});

export function useSecrets() {
  const enabled = may(useSession(), "admin");
  const access = useQuery({ ...access_names, enabled }).data ?? [];
  const vault = useQuery({ ...vault_names, enabled }).data ?? [];
  return { access, vault };
}

export function usePeople() {
  const members = useQuery(members_query).data?.data ?? [];
  return members.map(({ id, name, email }) => ({ id, name: name || email }));
}

export function useNameOf() {
  const { access, vault } = useSecrets();
  const pipelines = useQuery(pipelines_query).data?.data;
  const all = [...access, ...vault, ...usePeople(), ...named(pipelines)];
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return (id: string) => names.get(id) ?? id;
}
