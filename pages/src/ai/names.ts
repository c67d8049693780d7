// Names for the ids that a call is kept with, as far as the one who looks may know them.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { may, useSession } from "../api/session";
import { members_query } from "../errors/data";
import { access_query, vault_query } from "../keys/data";
import { pipelines_query } from "../runs/data";

type Named = { id: string; name: string };

const flat = <Row>(pages: { data: Row[] }[] | undefined) => pages?.flatMap(({ data }) => data);
const named = (rows: Named[] = []) => rows.map(({ id, name }) => ({ id, name }));

export function useKeys() {
  const enabled = may(useSession(), "admin");
  const access = useInfiniteQuery({ ...access_query, enabled }).data?.pages;
  const vault = useInfiniteQuery({ ...vault_query, enabled }).data?.pages;
  return { access: named(flat(access)), vault: named(flat(vault)) };
}

export function usePeople() {
  const members = useQuery(members_query).data?.data ?? [];
  return members.map(({ id, name, email }) => ({ id, name: name || email }));
}

export function useNameOf() {
  const { access, vault } = useKeys();
  const pipelines = useQuery(pipelines_query).data?.data;
  const all = [...access, ...vault, ...usePeople(), ...named(pipelines)];
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return (id: string) => names.get(id) ?? id;
}
