// Whose calls a budget counts. People and keys are found by their names and kept by their ids; an agent or a model may
// be any, and those that were called lately are offered.
import { Autocomplete, Select } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { members_query } from "../errors/data";
import { access_query } from "../keys/data";
import { read_all } from "../kit/paged";
import { breakdown_query, type Budget } from "./data";

export type Scope = Budget["scope"];
type Named = Exclude<Scope, "org">;

const active_keys = queryOptions({
  queryKey: ["keys", "access", "active"],
  queryFn: async () =>
    (await read_all(access_query.ask)).rows.filter(({ status }) => status === "active"),
  staleTime: 60_000,
});

const words = {
  user: { label: "Person", find: "Search by name or address", none: "Nobody is called that" },
  key: { label: "Access key", find: "Search by name", none: "No active key is called that" },
};

type Props<Of extends Named> = {
  scope: Of;
  value: string;
  set: (value: string) => void;
  fault: string | undefined;
};

export function Subject({ scope, ...field }: Props<Named>) {
  if (scope === "user") return <Person scope={scope} {...field} />;
  return scope === "key" ? <Key scope={scope} {...field} /> : <Called scope={scope} {...field} />;
}

function Person(props: Props<"user">) {
  const members = useQuery(members_query).data?.data;
  const choices = members?.map(({ id, name, email }) => ({
    value: id,
    label: name ? `${name}, ${email}` : email,
  }));
  return <Found {...props} choices={choices} />;
}

// Two keys may be called the same, as one and what replaced it are.
function Key(props: Props<"key">) {
  const keys = useQuery(active_keys).data;
  const choices = keys?.map(({ id, name, shown, last4 }) => ({
    value: id,
    label: `${name}, ${shown}\u2026${last4}`,
  }));
  return <Found {...props} choices={choices} />;
}

type FoundProps = Props<"user" | "key"> & {
  choices: { value: string; label: string }[] | undefined;
};

function Found({ scope, value, set, fault, choices }: FoundProps) {
  const { label, find, none } = words[scope];
  return (
    <Select
      label={label}
      searchable
      placeholder={find}
      nothingFoundMessage={choices ? none : "Loading"}
      value={value || null}
      onChange={(id) => set(id ?? "")}
      error={fault}
      data={choices ?? []}
      limit={100}
    />
  );
}

function Called({ scope, value, set, fault }: Props<"agent" | "model">) {
  const seen = useQuery(breakdown_query({ range: "90d" }, scope)).data?.data ?? [];
  return (
    <Autocomplete
      label={scope === "agent" ? "Agent" : "Model"}
      maxLength={200}
      value={value}
      onChange={set}
      error={fault}
      data={[...new Set(seen.map(({ key }) => key))]}
      limit={100}
    />
  );
}
