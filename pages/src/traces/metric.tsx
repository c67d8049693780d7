// One metric over time, a series for each set of attributes.
import { UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Bars } from "../kit/bars";
import { count, many } from "../kit/format";
import { poll } from "../kit/paged";
import { RangeChoice } from "../kit/range";
import { Side } from "../kit/side";
import { Sparkline } from "../kit/sparkline";
import table from "../kit/table.module.css";
import { zoomed } from "../kit/period";
import { points_query, poll_ms, type Metric, type Point, type Time } from "./data";
import { useSet } from "./filters";
import type { TracesSearch } from "./search";
import { measured, series_of, unit_of, type MetricSeries } from "./series";
import { usual } from "./time";
import css from "./trace.module.css";

type Props = { metric: Metric; search: TracesSearch; time: Time };

const number = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 });

export function MetricDrawer({ metric, search, time }: Props) {
  const set = useSet();
  const asked = useQuery({ ...points_query(time, metric.name), refetchInterval: poll(poll_ms) });
  return (
    <Side
      title={metric.name}
      label="Metric"
      page="Traces"
      close={() => set({ metric: undefined })}
      asked={asked}
    >
      {metric.description && <p>{metric.description}</p>}
      <div className={table.buttons}>
        <RangeChoice search={search} usual={usual} choose={set} />
      </div>
      {asked.data && <Series metric={metric} {...asked.data} />}
    </Side>
  );
}

type SeriesProps = { metric: Metric; points: Point[]; whole: boolean };

function Series({ metric, points, whole }: SeriesProps) {
  const set = useSet();
  const all = series_of(metric, points);
  const [chosen, choose] = useState<string | null>(null);
  const shown = all.find(({ key }) => key === chosen) ?? all[0];
  const unit = unit_of(metric);
  const show = (value: number) => [number.format(value), unit].join(" ").trim();
  if (!shown) return <p>Nothing was sent of it in this time.</p>;
  return (
    <>
      {shown.points.length > 0 ? (
        <Bars
          label={`${shown.name}: ${measured(metric)}`}
          series={[{ name: "", tone: "blue" }]}
          show={show}
          zoom={(from, to) => set(zoomed(Math.floor(from), Math.ceil(to)))}
          bars={shown.points.map(({ at_ms, value }) => ({ at_ms, values: [value] }))}
        />
      ) : (
        <p>A second point will show how it grows.</p>
      )}
      {!whole && <p className={css.note}>The newest {count(points.length)} points are shown.</p>}
      <SeriesTable all={all} shown={shown} choose={choose} show={show} />
    </>
  );
}

type TableProps = {
  all: MetricSeries[];
  shown: MetricSeries;
  choose: (key: string) => void;
  show: (value: number) => string;
};

const spark_max = 24;

function SeriesTable({ all, shown, choose, show }: TableProps) {
  return (
    <table className={`${table.table} ${css.series}`}>
      <thead>
        <tr>
          <th>{many(all.length, "series", "series")}</th>
          <th className={table.number}>Latest</th>
          <th className={table.medium}>Before</th>
        </tr>
      </thead>
      <tbody>
        {all.map(({ key, name, points }) => (
          <tr key={key}>
            <td className={table.main}>
              <UnstyledButton
                className={css.chosen}
                aria-pressed={key === shown.key}
                onClick={() => choose(key)}
              >
                {name}
              </UnstyledButton>
            </td>
            <td className={table.number}>{show_last(points.at(-1)?.value, show)}</td>
            <td className={table.medium}>
              <Sparkline
                values={points.slice(-spark_max).map(({ value }) => Math.max(0, value))}
                label={`the last ${many(Math.min(points.length, spark_max), "point")}`}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const show_last = (value: number | undefined, show: (value: number) => string) =>
  value === undefined ? "" : show(value);
