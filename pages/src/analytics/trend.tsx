// A metric over time, beside the time before.
import { NativeSelect, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { Bars, chart_height, type Zoom } from "../kit/bars";
import { count, duration, usd, change_to_before } from "../kit/format";
import { period_of } from "../kit/period";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { trend_query } from "./data";
import { metrics, type AnalyticsSearch } from "./search";
import { usual, useSet } from "./set";

type Metric = NonNullable<AnalyticsSearch["metric"]>;

const metric_names: Record<Metric, string> = {
  events: "Events",
  people: "People",
  sessions: "Sessions",
  errors: "Errors",
  p50: "Duration, half are below",
  p95: "Duration, 95 % are below",
  p99: "Duration, 99 % are below",
  tokens: "AI tokens",
  cost: "AI cost",
};

type Trend = Schemas["Trend"];

const shown_as = (unit: Trend["unit"]) => ({ count, ms: duration, nano_usd: usd })[unit];

export function TrendChart({ search, zoom }: { search: AnalyticsSearch; zoom: Zoom }) {
  const { metric = "events", compare } = search;
  const period = period_of(search, usual);
  const set = useSet();
  const asked = useQuery(trend_query(period, metric, compare));
  const trend = asked.data;
  return (
    <section>
      <div className={table.filters}>
        <NativeSelect
          size="xs"
          aria-label="Metric"
          value={metric}
          onChange={({ currentTarget: { value } }) =>
            set({ metric: metrics.find((one) => one === value && one !== "events") })
          }
          data={metrics.map((value) => ({ value, label: metric_names[value] }))}
        />
        <NativeSelect
          size="xs"
          aria-label="Compare"
          value={compare ?? ""}
          onChange={({ currentTarget: { value } }) =>
            set({ compare: value === "previous" || value === "week" ? value : undefined })
          }
          data={[
            { value: "", label: "Compare with nothing" },
            { value: "previous", label: "Compare with the time before" },
            { value: "week", label: "Compare with a week before" },
          ]}
        />
        {trend?.change_percent != null && <span>{change_to_before(trend.change_percent)}</span>}
      </div>
      {asked.error && (
        <Failed what="The trend" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {!trend && !asked.error && <Skeleton height={chart_height} />}
      {trend && (
        <Line
          label={`${metric_names[metric]} per ${trend.bucket}`}
          line={trend.now}
          show={shown_as(trend.unit)}
          tone="blue"
          zoom={zoom}
        />
      )}
      {trend?.earlier && (
        <Line
          label={compare === "week" ? "A week before" : "The time before"}
          line={trend.earlier}
          show={shown_as(trend.unit)}
          tone="gray"
        />
      )}
    </section>
  );
}

type LineProps = {
  label: string;
  line: Schemas["Line"];
  show: (value: number) => string;
  tone: string;
  zoom?: Zoom;
};

const Line = ({ label, line, show, tone, zoom }: LineProps) => (
  <Bars
    label={label}
    series={[{ name: "", tone }]}
    show={show}
    zoom={zoom}
    bars={line.series.map(({ at_ms, value }) => ({ at_ms, values: [value ?? 0] }))}
  />
);
