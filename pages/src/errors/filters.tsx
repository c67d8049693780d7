import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Chip } from "../kit/chip";
import { ClearFilters } from "../kit/filter";
import { SearchBox } from "../kit/search-box";
import table from "../kit/table.module.css";
import {
  is_filtered,
  linked,
  linked_names,
  no_filters,
  severities,
  states,
  type ErrorsSearch,
} from "./search";
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
      <SearchBox
        placeholder="Search title and place"
        className={css.search}
        kept={search.q}
        send={(q, replace) => set({ q }, replace)}
      />
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

// Filters that come from links elsewhere, and the way out of all of them.
function Chips({ search }: { search: ErrorsSearch }) {
  const set = useFilter();
  return (
    <>
      {linked_names.map((name) => {
        const value = search[name];
        return (
          value && (
            <Chip
              key={name}
              name={linked[name]}
              value={value}
              remove={() => set({ [name]: undefined })}
            />
          )
        );
      })}
      {is_filtered(search) && <ClearFilters clear={() => set(no_filters)} />}
    </>
  );
}
