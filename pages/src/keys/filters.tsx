import { useNavigate } from "@tanstack/react-router";
import { ClearFilters, Filter, named } from "../kit/filter";
import { useKeys } from "../kit/keyboard";
import { SearchBox } from "../kit/search-box";
import { focus_search } from "../kit/steps";
import table from "../kit/table.module.css";
import {
  is_filtered,
  kinds,
  no_filters,
  services,
  sought,
  statuses,
  type KeysSearch,
} from "./search";

type Props = { search: KeysSearch; of: "access" | "providers" };

export function Filters({ search, of }: Props) {
  const navigate = useNavigate({ from: "/keys" });
  const set = (change: KeysSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
  useKeys({ "/": focus_search });
  return (
    <div className={table.filters} role="search">
      <SearchBox
        placeholder={of === "access" ? "Search name and beginning" : "Search name and end"}
        kept={search.q}
        send={(q, replace) => set({ q: sought(q) }, replace)}
      />
      <Filter
        label="Status"
        any="Any status"
        value={search.standing}
        options={named(statuses)}
        choose={(value) => set({ standing: statuses.find((one) => one === value) })}
      />
      {of === "access" ? (
        <Filter
          label="Kind"
          any="Secret and public"
          value={search.kind}
          options={named(kinds)}
          choose={(value) => set({ kind: kinds.find((one) => one === value) })}
        />
      ) : (
        <Filter
          label="Provider"
          any="Any provider"
          value={search.service}
          options={services.map((value) => ({ value, label: value }))}
          choose={(value) => set({ service: services.find((one) => one === value) })}
        />
      )}
      {is_filtered(search) && <ClearFilters clear={() => set(no_filters)} />}
    </div>
  );
}
