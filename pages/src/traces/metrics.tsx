// The metrics that programs send, by name.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Ago } from "../kit/ago";
import { useKeys } from "../kit/keyboard";
import { Listed } from "../kit/listed";
import { poll_while_short } from "../kit/paged";
import { Pieces } from "../kit/pieces";
import { opens_row, steps } from "../kit/steps";
import table from "../kit/table.module.css";
import { metrics_query, poll_ms, type Metric, type Time } from "./data";
import { NoMetrics } from "./empty";
import { useSet } from "./filters";
import { MetricDrawer } from "./metric";
import type { TracesSearch } from "./search";
import { unit_of } from "./series";

export function Metrics({ search, time }: { search: TracesSearch; time: Time }) {
  const list = useInfiniteQuery({ ...metrics_query, refetchInterval: poll_while_short(poll_ms) });
  const metrics = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const chosen = metrics.find(({ name }) => name === search.metric);
  return (
    <>
      <Listed list={list} what="The metrics" row_height={46} empty={<NoMetrics />}>
        {(rows) => <Table metrics={rows} open_name={chosen?.name ?? null} />}
      </Listed>
      {chosen && <MetricDrawer key={chosen.name} metric={chosen} search={search} time={time} />}
    </>
  );
}

function Table({ metrics, open_name }: { metrics: Metric[]; open_name: string | null }) {
  const set = useSet();
  const [chosen, set_at] = useState<string | null>(null);
  const at = open_name ?? chosen;
  const open = (metric: string) => set({ metric }, open_name !== null);
  const go = (name: string) => {
    set_at(name);
    if (open_name) open(name);
  };
  const names = metrics.map(({ name }) => name);
  useKeys({ ...steps("metric", names, at, go), ...opens_row(at, open_name, open) });
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>Metric</th>
          <th className={table.medium}>Kind</th>
          <th className={table.medium}>Unit</th>
          <th>Last sent</th>
        </tr>
      </thead>
      <Pieces as="tbody" rows={metrics}>
        {(metric) => <Row key={metric.name} metric={metric} is_at={metric.name === at} />}
      </Pieces>
    </table>
  );
}

function Row({ metric, is_at }: { metric: Metric; is_at: boolean }) {
  const { name, description, kind, last_at_ms } = metric;
  return (
    <tr id={`metric-${name}`} className={table.row} data-at={is_at || undefined}>
      <td className={table.main}>
        <Link
          from="/traces"
          to="."
          search={(old) => ({ ...old, metric: name })}
          preload={false}
          className={table.open}
        >
          {name}
        </Link>
        {description && <div className={table.under}>{description}</div>}
      </td>
      <td className={table.medium}>{kind.replaceAll("_", " ")}</td>
      <td className={table.medium}>{unit_of(metric)}</td>
      <td>
        <Ago at_ms={last_at_ms} />
      </td>
    </tr>
  );
}
