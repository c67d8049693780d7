// A metric over time, beside the time before.
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import { Bars, type Zoom } from "../kit/bars";
import { ChartSkeleton } from "../kit/skeletons";
import { count, duration, usd, change_of } from "../kit/format";
import { period_of, type Period, type PeriodSearch } from "../kit/period";
import { useInterval } from "../kit/polled";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { at_least, ToEvents } from "./behind";
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
  const asked = useQuery({
    ...trend_query(period, metric, compare),
    refetchInterval: useInterval(period, 3),
  });
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
        <Behind metric={metric} search={pick_period(search)} period={period} trend={trend} />
        {trend?.change_percent != null && (
          <span
            className={table.note}
          >{`${change_of(trend.change_percent)} on ${earlier_name(compare)}`}</span>
        )}
      </div>
      {asked.error && (
        <Failed what="The trend" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {!trend && !asked.error && <ChartSkeleton />}
      {trend && (
        <Bars
          label={`${metric_names[metric]} per ${trend.bucket}`}
          series={[{ name: "", tone: "blue" }]}
          show={shown_as(trend.unit)}
          zoom={zoom}
          bars={trend.now.series.map(({ at_ms, value }) => ({ at_ms, values: [value ?? 0] }))}
          before={before_of(trend, compare)}
        />
      )}
    </section>
  );
}

const pick_period = ({ range, since, until }: AnalyticsSearch): PeriodSearch => ({
  range,
  since,
  until,
});

type BehindProps = {
  metric: Metric;
  search: PeriodSearch;
  period: Period;
  trend: Trend | undefined;
};

// What the figures were made of, where a page has it.
function Behind({ metric, search, period, trend }: BehindProps) {
  if (metric === "errors")
    return (
      <Link to="/errors" search={{ state: "all" }}>
        Show the errors
      </Link>
    );
  if (metric === "tokens" || metric === "cost")
    return (
      <Link to="/tokens" search={{ ...search, measure: metric === "tokens" ? metric : undefined }}>
        Show the calls
      </Link>
    );
  return (
    <ToEvents
      period={period}
      of={trend?.metric === metric && trend.unit === "ms" ? at_least(trend.now.total) : {}}
    >
      Show the events
    </ToEvents>
  );
}

const earlier_name = (compare: AnalyticsSearch["compare"]) =>
  compare === "week" ? "a week before" : "the time before";

// As long as what is shown.
function before_of({ earlier }: Trend, compare: AnalyticsSearch["compare"]) {
  if (!earlier) return undefined;
  return {
    name: earlier_name(compare),
    at_ms: earlier.series.map(({ at_ms }) => at_ms),
    values: earlier.series.map(({ value }) => value ?? 0),
  };
}
