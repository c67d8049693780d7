import { NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { may, useSession } from "../api/session";
import { sentence } from "../api/problem";
import { Chip } from "../kit/chip";
import { ClearFilters } from "../kit/filter";
import { Offered, offered_of } from "../kit/offered";
import { RangeChoice } from "../kit/range";
import table from "../kit/table.module.css";
import { usual, type AiCall } from "./data";
import { ending_words } from "./ending";
import { useNameOf, useSecrets } from "./names";
import { attributions, endings, is_filtered, is_id, providers, type AiSearch } from "./search";
import { useSet } from "./set";
import css from "./ai.module.css";

type Props = { search: AiSearch; calls: AiCall[] };

export function Filters({ search, calls }: Props) {
  const set = useSet();
  return (
    <div className={table.filters} role="search">
      <Model search={search} calls={calls} />
      <Offered
        name="Agent"
        any="Any agent"
        kept={search.agent_id}
        offered={offered_of(calls.map(({ agent_id }) => agent_id))}
        send={(agent_id, replace) => set({ agent_id }, replace)}
      />
      <Choices search={search} />
      <Key search={search} />
      <RangeChoice search={search} usual={usual} choose={set} />
      <Chips search={search} />
      {is_filtered(search) && <ClearFilters clear={() => set(no_filters)} />}
    </div>
  );
}

// An id leads to its call.
function Model({ search, calls }: Props) {
  const set = useSet();
  const navigate = useNavigate({ from: "/ai" });
  const find = (typed: string | undefined, replace: boolean) => {
    if (!typed || !is_id(typed)) return set({ model: typed }, replace);
    const call_id = typed.toLowerCase();
    void navigate({ to: "/ai/$call_id", params: { call_id }, search: (old) => old });
  };
  return (
    <Offered
      id="search"
      name="Model"
      any="Model, or an id"
      kept={search.model}
      offered={offered_of(calls.map(({ model }) => model))}
      send={find}
    />
  );
}

const codes = [200, 400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504];

function Choices({ search: { provider, ending, code, cached } }: { search: AiSearch }) {
  const set = useSet();
  const offered = code && !codes.includes(code) ? [...codes, code] : codes;
  return (
    <>
      <Select
        label="Provider"
        value={provider ?? ""}
        choose={(value) => set({ provider: providers.find((one) => one === value) })}
        data={[["", "Any provider"], ...providers.map((one) => [one, one] as const)]}
      />
      <Select
        label="Ending"
        value={ending ?? ""}
        choose={(value) => set({ ending: endings.find((one) => one === value) })}
        data={[
          ["", "Any ending"],
          ...endings.map((one) => [one, sentence(ending_words[one])] as const),
        ]}
      />
      <Select
        label="Status"
        value={String(code ?? "")}
        choose={(value) => set({ code: Number(value) || undefined })}
        data={[["", "Any status"], ...offered.map((one) => [String(one), String(one)] as const)]}
      />
      <Select
        label="Cache"
        value={String(cached ?? "")}
        choose={(value) => set({ cached: value === "" ? undefined : value === "true" })}
        data={[
          ["", "Cached or not"],
          ["true", "Out of the cache"],
          ["false", "By a provider"],
        ]}
      />
    </>
  );
}

// Names of keys are the admins' part. The field is there before them, so that nothing moves when they come.
function Key({ search: { key_id } }: { search: AiSearch }) {
  const set = useSet();
  const is_admin = may(useSession(), "admin");
  const { access } = useSecrets();
  if (!is_admin) return null;
  const known = !key_id || access.some(({ id }) => id === key_id);
  return (
    <Select
      label="Key"
      value={key_id ?? ""}
      choose={(value) => set({ key_id: value || undefined })}
      className={css.key}
      data={[
        ["", "Any key"],
        ...access.map(({ id, name }) => [id, name] as const),
        ...(known ? [] : [[key_id, key_id.slice(0, 8)] as const]),
      ]}
    />
  );
}

type SelectProps = {
  label: string;
  value: string;
  choose: (value: string) => void;
  className?: string | undefined;
  data: (readonly [value: string, label: string])[];
};

const Select = ({ label, value, choose, className, data }: SelectProps) => (
  <NativeSelect
    size="xs"
    className={className}
    aria-label={label}
    value={value}
    onChange={(event) => choose(event.currentTarget.value)}
    data={data.map(([value, label]) => ({ value, label }))}
  />
);

const chips = {
  key_id: "Key",
  user_id: "Person",
  pipeline_id: "Pipeline",
  execution_id: "Run",
  session_id: "Session",
} as const;

// What comes with links.
function Chips({ search }: { search: AiSearch }) {
  const set = useSet();
  const name_of = useNameOf();
  const is_admin = may(useSession(), "admin");
  return attributions.map((whose) => {
    const value = search[whose];
    if (!value || whose === "agent_id") return null;
    if (whose === "key_id" && is_admin) return null; // chosen in its own field
    const remove = () => set({ [whose]: undefined });
    return <Chip key={whose} name={chips[whose]} value={name_of(value)} remove={remove} />;
  });
}

const no_filters: AiSearch = {
  model: undefined,
  provider: undefined,
  ending: undefined,
  code: undefined,
  cached: undefined,
  agent_id: undefined,
  key_id: undefined,
  user_id: undefined,
  pipeline_id: undefined,
  execution_id: undefined,
  session_id: undefined,
};
