// The list of traces, newest first.
import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { sentence } from "../api/problem";
import { Ago } from "../kit/ago";
import { Badge } from "../kit/badge";
import { count, duration, duration_of_us } from "../kit/format";
import { useKeys } from "../kit/keyboard";
import { Listed } from "../kit/listed";
import { poll_while_short } from "../kit/paged";
import { Pieces } from "../kit/pieces";
import { focus_search, opens_row, steps } from "../kit/steps";
import table from "../kit/table.module.css";
import { poll_ms, traces_query, type Time, type Trace } from "./data";
import { NoTraces } from "./empty";
import { Filters, services_of, useSet } from "./filters";
import { outcomes, type TracesSearch } from "./search";
import css from "./traces.module.css";

export function Traces({ search, time }: { search: TracesSearch; time: Time }) {
  const list = useInfiniteQuery({
    ...traces_query(time, search),
    refetchInterval: poll_while_short(poll_ms),
  });
  const traces = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <Filters
        search={search}
        placeholder="Search by name, or give an id"
        services={services_of(traces)}
      >
        <Outcome search={search} />
        <Least search={search} />
      </Filters>
      <Listed list={list} what="The traces" row_height={58} empty={<NoTraces search={search} />}>
        {(rows) => <Table traces={rows} />}
      </Listed>
    </>
  );
}

function Outcome({ search }: { search: TracesSearch }) {
  const set = useSet();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Outcome"
      value={search.outcome ?? ""}
      onChange={(value) => set({ outcome: outcomes.find((one) => one === value) })}
      data={[
        { value: "", label: "All" },
        ...outcomes.map((value) => ({ value, label: sentence(value) })),
      ]}
    />
  );
}

const leasts_ms = [100, 500, 1000, 5000, 30_000];

function Least({ search: { least_ms } }: { search: TracesSearch }) {
  const set = useSet();
  const offered = [...new Set([...leasts_ms, ...(least_ms ? [least_ms] : [])])].sort(
    (one, other) => one - other,
  );
  return (
    <NativeSelect
      size="xs"
      aria-label="Duration"
      value={least_ms ?? ""}
      onChange={({ currentTarget: { value } }) => set({ least_ms: Number(value) || undefined })}
      data={[
        { value: "", label: "Any duration" },
        ...offered.map((ms) => ({ value: String(ms), label: `${duration(ms)} and longer` })),
      ]}
    />
  );
}

function Table({ traces }: { traces: Trace[] }) {
  const navigate = useNavigate({ from: "/traces" });
  const open_id = useParams({ strict: false }).trace_id ?? null;
  const [chosen, set_at] = useState<string | null>(null);
  const at = open_id ?? chosen;
  const open = (trace_id: string) =>
    void navigate({
      to: "/traces/$trace_id",
      params: { trace_id },
      search: (old) => ({ ...old, span: undefined }),
      replace: open_id !== null,
    });
  const go = (id: string) => {
    set_at(id);
    if (open_id) open(id);
  };
  const ids = traces.map(({ id }) => id);
  useKeys({ ...steps("trace", ids, at, go), "/": focus_search, ...opens_row(at, open_id, open) });
  const longest_us = Math.max(...traces.map(({ duration_us }) => duration_us), 1);
  return (
    <table className={`${table.table} ${css.traces}`}>
      <thead>
        <tr>
          <th>Trace</th>
          <th className={table.medium}>Outcome</th>
          <th className={table.number}>Duration</th>
          <th className={table.wide}>
            <span className={table.hidden}>Beside the longest</span>
          </th>
          <th className={`${table.number} ${table.medium}`}>Spans</th>
          <th className={table.medium}>Started</th>
        </tr>
      </thead>
      <Pieces as="tbody" rows={traces}>
        {(trace) => (
          <Row key={trace.id} trace={trace} longest_us={longest_us} is_at={trace.id === at} />
        )}
      </Pieces>
    </table>
  );
}

const outcome_of = ({ error_count }: Trace) =>
  error_count === 0 ? "fine" : `${count(error_count)} failed`;

type RowProps = { trace: Trace; longest_us: number; is_at: boolean };

function Row({ trace, longest_us, is_at }: RowProps) {
  const failed = trace.error_count > 0;
  return (
    <tr id={`trace-${trace.id}`} className={table.row} data-at={is_at || undefined}>
      <td className={table.main}>
        <Link
          from="/traces"
          to="/traces/$trace_id"
          params={{ trace_id: trace.id }}
          search={(old) => ({ ...old, span: undefined })}
          preload={false}
          className={table.open}
        >
          {trace.name || "(without a name)"}
        </Link>
        <div className={`${table.under} ${css.under}`}>
          <span>{trace.service}</span>
          {failed && <span className={css.phone}>{outcome_of(trace)}</span>}
          <span className={css.phone}>
            <Ago at_ms={trace.start_at_us / 1000} />
          </span>
        </div>
      </td>
      <td className={table.medium}>
        <Badge tone={failed ? "red" : "green"}>{outcome_of(trace)}</Badge>
      </td>
      <td className={table.number}>{duration_of_us(trace.duration_us)}</td>
      <td className={table.wide}>
        <span className={css.length} data-failed={failed || undefined}>
          <span style={{ width: `${(trace.duration_us / longest_us) * 100}%` }} />
        </span>
      </td>
      <td className={`${table.number} ${table.medium}`}>{count(trace.span_count)}</td>
      <td className={table.medium}>
        <Ago at_ms={trace.start_at_us / 1000} />
      </td>
    </tr>
  );
}
