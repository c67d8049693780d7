import {
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { access_query } from "../keys/data";
import { file_in_parts } from "../kit/file-in-parts";
import { paged, read_all, type Page } from "../kit/paged";
import { toast, toast_fault, toast_undo } from "../kit/toasts";
import type { MemberSort, Role, TeamSearch } from "./search";

export type Member = Schemas["ListedMember"];
export type Invite = Schemas["Invite"];
export type MemberChange = { role?: Role; status?: Member["status"] };

export const member_list = ({ q, role, standing: status }: TeamSearch) =>
  paged(["team", "members", q, role, status], (at) =>
    ok(api.GET("/api/v1/team/members", { params: { query: { q, role, status, ...at } } })),
  );

export const name_of = ({ name, email }: Member) => name || email;

// The API shows people as a list alone, so whoever is asked for by an address is found in all of it.
export const member_query = (id: string) =>
  queryOptions({
    queryKey: ["team", "member", id],
    queryFn: async () => {
      const { rows } = await read_all(member_list({}).ask);
      return rows.find((one) => one.id === id) ?? null;
    },
  });

// The access keys that somebody issued, the newest first, which only admins may list.
export const issued_keys_query = (id: string) =>
  queryOptions({
    queryKey: ["team", "keys", id],
    queryFn: async () => {
      const { rows } = await read_all(access_query.ask);
      return rows.filter(({ created_by }) => created_by === id);
    },
  });

const order: Record<MemberSort, (one: Member, other: Member) => number> = {
  name: (one, other) => name_of(one).localeCompare(name_of(other)),
  last_active: (one, other) => other.last_active_at_ms - one.last_active_at_ms,
  runs: (one, other) => other.runs_30d - one.runs_30d,
  tokens: (one, other) => other.tokens_30d - one.tokens_30d,
  cost: (one, other) => other.cost_nano_usd_30d - one.cost_nano_usd_30d,
};

export const sorted_members = (members: Member[], sort: MemberSort | undefined) =>
  sort ? members.toSorted(order[sort]) : members;

export const invite_list = ({ invite: state }: TeamSearch) =>
  paged(["team", "invites", state], (at) =>
    ok(api.GET("/api/v1/team/invites", { params: { query: { state, ...at } } })),
  );

export const is_open = ({ state }: Invite) => state === "pending" || state === "expired";

export const send_invite = {
  resend: (id: string) =>
    ok(api.POST("/api/v1/team/invites/{id}/resend", { params: { path: { id } } })),
  revoke: (id: string) => ok(api.DELETE("/api/v1/team/invites/{id}", { params: { path: { id } } })),
};

export const activity_list = paged(["team", "activity"], (query) =>
  ok(api.GET("/api/v1/team/activity", { params: { query } })),
);

export const audit_list = ({ actor, action }: TeamSearch) =>
  paged(["team", "audit", actor, action], (at) =>
    ok(api.GET("/api/v1/team/audit", { params: { query: { actor, action, ...at } } })),
  );

const audit_part_rows = 1000;

export const audit_csv = ({ actor, action }: TeamSearch) =>
  file_in_parts(audit_part_rows, (at) => {
    const query = { format: "csv" as const, actor, action, ...at };
    return api.GET("/api/v1/team/audit/export", { params: { query }, parseAs: "text" });
  });

const shown = (queries: QueryClient, id: string, change: MemberChange) =>
  queries.setQueriesData<InfiniteData<Page<Member>>>(
    { queryKey: ["team", "members"] },
    (old) =>
      old && {
        ...old,
        pages: old.pages.map((page) => ({
          ...page,
          data: page.data.map((one) => (one.id === id ? { ...one, ...change } : one)),
        })),
      },
  );

// Shows a role or a standing at once, takes it back when it is refused, and offers the way back.
export function useMemberChange({ id, role, status }: Member, name: string) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (body: MemberChange) =>
      ok(api.PATCH("/api/v1/team/members/{id}", { params: { path: { id } }, body })),
    onMutate: async (body) => {
      await queries.cancelQueries({ queryKey: ["team", "members"] });
      shown(queries, id, body);
    },
    onError: (error) => {
      shown(queries, id, { role, status });
      toast_fault(error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["team"] }),
  });
  return (body: MemberChange) => {
    const undo = () => change.mutate(body.role ? { role } : { status });
    const said = body.status === "suspended" ? "suspended" : (body.role ?? role);
    change.mutate(body, { onSuccess: () => toast_undo(`${name} is ${said}`, undo) });
  };
}

// A refusal is told in a toast; forms show it themselves.
export function useTeamDeed<Asked, Result>(
  send: (asked: Asked) => Promise<Result>,
  said: string | ((result: Result) => string),
  done: (result: Result) => void = () => undefined,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (result) => {
      toast(typeof said === "string" ? said : said(result), { tone: "good" });
      done(result);
    },
    onError: toast_fault,
    onSettled: () => queries.invalidateQueries({ queryKey: ["team"] }),
  });
}
