// What a list of the team is narrowed to stands in the address.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { members_query } from "../errors/data";
import { ClearFilters, Filter, is_any, named } from "../kit/filter";
import { SearchBox } from "../kit/search-box";
import table from "../kit/table.module.css";
import { invite_states, roles, standings, type TeamSearch } from "./search";

export function useSet() {
  const navigate = useNavigate({ from: "/team" });
  return (change: TeamSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
}

export function MemberFilters({ search: { q, role, standing } }: { search: TeamSearch }) {
  const set = useSet();
  return (
    <div className={table.filters} role="search">
      <SearchBox
        placeholder="Search name and address"
        kept={q}
        send={(next, replace) => set({ q: next }, replace)}
      />
      <Filter
        label="Role"
        any="Any role"
        value={role}
        options={named(roles)}
        choose={(value) => set({ role: roles.find((one) => one === value) })}
      />
      <Filter
        label="Status"
        any="Active and suspended"
        value={standing}
        options={named(standings)}
        choose={(value) => set({ standing: standings.find((one) => one === value) })}
      />
      {is_any([q, role, standing]) && (
        <ClearFilters clear={() => set({ q: undefined, role: undefined, standing: undefined })} />
      )}
    </div>
  );
}

export function InviteFilters({ search: { invite } }: { search: TeamSearch }) {
  const set = useSet();
  return (
    <div className={table.filters} role="search">
      <Filter
        label="State"
        any="Any state"
        value={invite}
        options={named(invite_states)}
        choose={(value) => set({ invite: invite_states.find((one) => one === value) })}
      />
    </div>
  );
}

type AuditProps = { search: TeamSearch; seen: string[] };

// `seen` are the actions that are shown: of those there may be more, one is chosen.
export function AuditFilters({ search: { actor, action }, seen }: AuditProps) {
  const set = useSet();
  const members = useQuery(members_query).data?.data ?? [];
  const people = members.map(({ id, name, email }) => ({ value: id, label: name || email }));
  const known = !actor || people.some(({ value }) => value === actor);
  const actions = [...new Set([...(action ? [action] : []), ...seen])].sort();
  return (
    <>
      <Filter
        label="Who"
        any="Anybody"
        value={actor}
        options={known ? people : [...people, { value: actor, label: actor }]}
        choose={(value) => set({ actor: value })}
      />
      <Filter
        label="What"
        any="Anything"
        value={action}
        options={actions.map((value) => ({ value, label: value }))}
        choose={(value) => set({ action: value })}
      />
      {is_any([actor, action]) && (
        <ClearFilters clear={() => set({ actor: undefined, action: undefined })} />
      )}
    </>
  );
}
