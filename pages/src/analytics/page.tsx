// How the product is used, and how long it takes.
import { Button, Menu } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { save } from "../api/export";
import { sentence } from "../api/problem";
import type { Zoom } from "../kit/bars";
import { change_of, change_to_before, compact, duration, many, percent_of } from "../kit/format";
import { Icon } from "../kit/icons";
import { PageHead } from "../kit/page-head";
import { period_name, period_of, zoomed, type Period } from "../kit/period";
import { useInterval } from "../kit/polled";
import { RangeChoice } from "../kit/range";
import { ChartSkeleton, FilterSkeleton, SectionSkeleton } from "../kit/skeletons";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { Tiles } from "../kit/tiles";
import { toast_fault } from "../kit/toasts";
import { at_least, ToEvents } from "./behind";
import { Components } from "./components";
import {
  components_query,
  engagement_query,
  newest_event_query,
  performance_query,
  report_csv,
  summary_query,
  trend_query,
} from "./data";
import { Engagement } from "./engagement";
import type { EventsSearch } from "./events-search";
import type { AnalyticsSearch } from "./search";
import { usual, useSet } from "./set";
import { Slowest } from "./slowest";
import { TrendChart } from "./trend";
import { NoEvent } from "./empty";
import css from "./analytics.module.css";

type Summary = Schemas["Summary"];

export type Metric = NonNullable<AnalyticsSearch["metric"]>;

export default function AnalyticsPage() {
  const search = useSearch({ from: "/inside/analytics" });
  const { metric = "events" } = search;
  const period = period_of(search, usual);
  const set = useSet();
  const zoom: Zoom = (from, to) => set(zoomed(from, to));
  const asked = useQuery({ ...summary_query(period), refetchInterval: useInterval(period) });
  // What stands below is shown at once, so that nothing pushes it down.
  const parts = [
    useQuery(trend_query(period, metric, search.compare)),
    useQuery(engagement_query(period)),
    useQuery(performance_query(period)),
  ];
  const components = useInfiniteQuery(components_query(period, search.order ?? "uses"));
  const below = asked.data && !components.isPending && parts.every(({ isPending }) => !isPending);
  const failed = asked.error !== null && asked.data === undefined;
  const none = asked.data && asked.data.now.events === 0 && asked.data.earlier.events === 0;
  const ever = useQuery({ ...newest_event_query, enabled: none });
  return (
    <>
      <PageHead title="Analytics">
        <Export period={period} metric={metric} />
      </PageHead>
      <div className={table.filters}>
        <RangeChoice search={search} usual={usual} choose={set} />
      </div>
      {failed && (
        <Failed what="The summary" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {!failed && (
        <Totals
          summary={asked.data}
          period={period}
          metric={metric}
          choose={(next) => set({ metric: next })}
        />
      )}
      {none && !ever.isPending && <NoEvent ever={ever.data?.data.length !== 0} />}
      {(none ? ever.isPending : !below) && !failed && <BelowSkeleton />}
      {!none && below && (
        <>
          <TrendChart search={search} zoom={zoom} />
          <Components
            period={period}
            order={search.order ?? "uses"}
            set={(order) => set({ order })}
          />
          <Engagement period={period} zoom={zoom} />
          <Slowest period={period} zoom={zoom} />
        </>
      )}
    </>
  );
}

const BelowSkeleton = () => (
  <>
    <FilterSkeleton fields={2} />
    <ChartSkeleton />
    <SectionSkeleton title="Components" fields={1} rows={8} />
    <SectionSkeleton title="Engagement" rows={4} />
  </>
);

const took = (ms: number | null | undefined) => (ms == null ? "none" : duration(ms));

type TotalsProps = {
  summary: Summary | undefined;
  period: Period;
  metric: Metric;
  choose: (metric: Metric | undefined) => void;
};

// Each figure leads to how it came about over time, and to its events where it counts some.
function Totals({ summary, period, metric, choose }: TotalsProps) {
  const now = summary?.now;
  const percent = summary?.change_percent;
  const more = (of: Metric) => ({
    shown: metric === of,
    show: () => choose(of === "events" ? undefined : of),
  });
  const list = (label: string, of?: EventsSearch) => (
    <ToEvents period={period} of={of} label={`List ${label}`}>
      List
    </ToEvents>
  );
  return (
    <Tiles
      waits={!summary}
      tiles={[
        {
          label: "Events",
          more: more("events"),
          behind: list("the events"),
          value: compact(now?.events ?? 0),
          note: change_to_before(percent?.events),
        },
        {
          label: "People",
          more: more("people"),
          value: compact(now?.people ?? 0),
          note: change_to_before(percent?.people),
        },
        {
          label: "Sessions",
          more: more("sessions"),
          value: compact(now?.sessions ?? 0),
          note: change_to_before(percent?.sessions),
        },
        {
          label: "Errors",
          more: more("errors"),
          behind: list("the events of errors", { kind: "error" }),
          value: percent_of(now?.error_percent ?? 0),
          note: events_of(now?.error_events ?? 0, percent?.error_events),
        },
        {
          label: "Duration, 95 % are below",
          more: more("p95"),
          behind:
            now?.p95_ms == null ? (
              <span className={css.to_come}>List</span>
            ) : (
              list("the slowest events", at_least(now.p95_ms))
            ),
          value: took(now?.p95_ms),
          note: change_to_before(percent?.p95_ms),
        },
      ]}
    />
  );
}

const events_of = (events: number, percent: number | null | undefined) =>
  percent == null ? many(events, "event") : `${many(events, "event")}, ${change_of(percent)}`;

const reports = ["trends", "components", "engagement", "pages", "performance"] as const;

function Export({ period, metric }: { period: Period; metric: Metric }) {
  const exporting = useMutation({
    mutationFn: async (report: (typeof reports)[number]) =>
      save(
        String(await report_csv(report, period, metric)),
        `${report}-${period_name(period)}.csv`,
      ),
    onError: toast_fault,
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          loading={exporting.isPending}
          rightSection={<Icon name="down" size={12} />}
        >
          Export as CSV
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reports.map((report) => (
          <Menu.Item key={report} onClick={() => exporting.mutate(report)}>
            {sentence(report)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
