// What a list of the team is narrowed to stands in the address.
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { sentence } from "../api/problem";
import { members_query } from "../errors/data";
import { SearchBox } from "../kit/search-box";
import table from "../kit/table.module.css";
import { invite_states, roles, standings, type TeamSearch } from "./search";

export function useSet() {
  const navigate = useNavigate({ from: "/team" });
  return (change: TeamSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
}

type Option = { value: string; label: string };
type ChoiceProps = {
  label: string;
  any: string;
  value: string | undefined;
  options: Option[];
  choose: (value: string | undefined) => void;
};

const Choice = ({ label, any, value = "", options, choose }: ChoiceProps) => (
  <NativeSelect
    size="xs"
    aria-label={label}
    value={value}
    onChange={(event) => choose(event.currentTarget.value || undefined)}
    data={[{ value: "", label: any }, ...options]}
  />
);

const named = (values: readonly string[]) =>
  values.map((value) => ({ value, label: sentence(value) }));

export function MemberFilters({ search: { q, role, standing } }: { search: TeamSearch }) {
  const set = useSet();
  return (
    <div className={table.filters} role="search">
      <SearchBox
        placeholder="Search name and address"
        kept={q}
        send={(next, replace) => set({ q: next }, replace)}
      />
      <Choice
        label="Role"
        any="Any role"
        value={role}
        options={named(roles)}
        choose={(value) => set({ role: roles.find((one) => one === value) })}
      />
      <Choice
        label="Status"
        any="Active and suspended"
        value={standing}
        options={named(standings)}
        choose={(value) => set({ standing: standings.find((one) => one === value) })}
      />
    </div>
  );
}

export function InviteFilters({ search: { invite } }: { search: TeamSearch }) {
  const set = useSet();
  return (
    <div className={table.filters} role="search">
      <Choice
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
      <Choice
        label="Who"
        any="Anybody"
        value={actor}
        options={known ? people : [...people, { value: actor, label: actor }]}
        choose={(value) => set({ actor: value })}
      />
      <Choice
        label="What"
        any="Anything"
        value={action}
        options={actions.map((value) => ({ value, label: value }))}
        choose={(value) => set({ action: value })}
      />
    </>
  );
}
