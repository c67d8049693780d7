import { Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Icon } from "../kit/icons";
import table from "../kit/table.module.css";
import { useTyped } from "../kit/typed";
import { is_filtered, severities, states, type ErrorsSearch } from "./search";
import css from "./errors.module.css";

export function useFilter() {
  const navigate = useNavigate({ from: "/errors" });
  return (change: ErrorsSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
}

const labels = { unresolved: "Unresolved", resolved: "Resolved", muted: "Muted", all: "All" };

export function Filters({ search }: { search: ErrorsSearch }) {
  const set = useFilter();
  return (
    <div className={table.filters} role="search">
      <SearchBox q={search.q} />
      <SegmentedControl
        className={css.states}
        aria-label="State"
        size="xs"
        value={search.state ?? "unresolved"}
        onChange={(value) => {
          const state = states.find((one) => one === value);
          set({ state: state === "unresolved" ? undefined : state });
        }}
        data={states.map((value) => ({ value, label: labels[value] }))}
      />
      <NativeSelect
        size="xs"
        aria-label="Severity"
        value={search.severity ?? ""}
        onChange={({ currentTarget: { value } }) =>
          set({ severity: severities.find((one) => one === value) })
        }
        data={[
          { value: "", label: "Any severity" },
          ...severities.map((value) => ({
            value,
            label: `${value[0]?.toUpperCase()}${value.slice(1)}`,
          })),
        ]}
      />
      <Chips search={search} />
    </div>
  );
}

function SearchBox({ q }: { q: string | undefined }) {
  const set = useFilter();
  const [typed, type] = useTyped(q, (next, replace) => set({ q: next }, replace));
  return (
    <TextInput
      id="search"
      className={`${table.search} ${css.search}`}
      size="xs"
      type="search"
      placeholder="Search title and place"
      aria-label="Search"
      leftSection={<Icon name="search" size={14} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}

const chips = ["environment", "release", "pipeline_id", "execution_id"] as const;
const names = {
  environment: "Environment",
  release: "Release",
  pipeline_id: "Pipeline",
  execution_id: "Run",
};

// Filters that come from links elsewhere, and the way out of all of them.
function Chips({ search }: { search: ErrorsSearch }) {
  const set = useFilter();
  return (
    <>
      {chips.map(
        (name) =>
          search[name] && (
            <Button
              key={name}
              size="compact-xs"
              variant="default"
              aria-label={`Remove the filter ${names[name]} ${search[name]}`}
              rightSection="×"
              onClick={() => set({ [name]: undefined })}
            >
              {names[name]}: {search[name]}
            </Button>
          ),
      )}
      {is_filtered(search) && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() =>
            set({
              q: undefined,
              state: undefined,
              severity: undefined,
              environment: undefined,
              release: undefined,
              pipeline_id: undefined,
              execution_id: undefined,
            })
          }
        >
          Clear filters
        </Button>
      )}
    </>
  );
}
