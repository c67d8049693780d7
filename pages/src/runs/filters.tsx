import { useNavigate } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useNameOf } from "../ai/names";
import { Chip } from "../kit/chip";
import { ClearFilters, Filter, is_any, named } from "../kit/filter";
import { SearchBox } from "../kit/search-box";
import table from "../kit/table.module.css";
import { pipelines_query } from "./data";
import { filters_of, no_filters, statuses, triggers, type RunsSearch } from "./search";

export function Filters({ search }: { search: RunsSearch }) {
  const navigate = useNavigate({ from: "/executions" });
  const pipelines = useQuery(pipelines_query).data?.data ?? [];
  const set = (change: RunsSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
  return (
    <div className={table.filters} role="search">
      <SearchBox
        placeholder="Search by name"
        kept={search.q}
        send={(q, replace) => set({ q }, replace)}
      />
      <Filter
        label="Status"
        any="Any status"
        value={search.status}
        options={named(statuses)}
        choose={(value) => set({ status: statuses.find((one) => one === value) })}
      />
      <Filter
        label="Trigger"
        any="Any trigger"
        value={search.trigger}
        options={named(triggers)}
        choose={(value) => set({ trigger: triggers.find((one) => one === value) })}
      />
      {(pipelines.length > 0 || search.pipeline_id) && (
        <Filter
          label="Pipeline"
          any="Any pipeline"
          value={search.pipeline_id}
          options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
          choose={(pipeline_id) => set({ pipeline_id })}
        />
      )}
      {search.started_by && (
        <StartedBy id={search.started_by} remove={() => set({ started_by: undefined })} />
      )}
      {is_any(filters_of(search)) && <ClearFilters clear={() => set(no_filters)} />}
    </div>
  );
}

const StartedBy = ({ id, remove }: { id: string; remove: () => void }) => (
  <Chip name="Started by" value={useNameOf()(id)} remove={remove} />
);
