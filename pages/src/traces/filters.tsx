// The filters that traces and logs share; those of one of them stand between.
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Chip } from "../kit/chip";
import { ClearFilters } from "../kit/filter";
import { Offered, offered_of } from "../kit/offered";
import { RangeChoice } from "../kit/range";
import { SearchBox } from "../kit/search-box";
import table from "../kit/table.module.css";
import { is_filtered, is_trace_id, type TracesSearch } from "./search";
import { usual } from "./time";

export function useSet() {
  const navigate = useNavigate({ from: "/traces" });
  return (change: TracesSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
}

type Props = { search: TracesSearch; placeholder: string; services: string[]; children: ReactNode };

export function Filters({ search, placeholder, services, children }: Props) {
  const set = useSet();
  const navigate = useNavigate({ from: "/traces" });
  const find = (q: string | undefined, replace: boolean) => {
    if (!q || !is_trace_id(q)) return set({ q }, replace);
    const trace_id = q.toLowerCase();
    void navigate({ to: "/traces/$trace_id", params: { trace_id }, search: (old) => old });
  };
  return (
    <div className={table.filters} role="search">
      <SearchBox placeholder={placeholder} kept={search.q} send={find} />
      <Offered
        name="Service"
        any="Any service"
        kept={search.service}
        offered={services}
        send={(service, replace) => set({ service }, replace)}
      />
      {children}
      <RangeChoice search={search} usual={usual} choose={set} />
      {search.trace_id && (
        <Chip
          name="Trace"
          value={search.trace_id.slice(0, 8)}
          remove={() => set({ trace_id: undefined })}
        />
      )}
      {is_filtered(search) && <ClearFilters clear={() => set(no_filters)} />}
    </div>
  );
}

const no_filters: TracesSearch = {
  q: undefined,
  service: undefined,
  outcome: undefined,
  least_ms: undefined,
  level: undefined,
  trace_id: undefined,
};

export const services_of = (rows: { service?: string }[]) =>
  offered_of(rows.map(({ service }) => service));
