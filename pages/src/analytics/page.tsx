// How the product is used, and how long it takes.
import { Button, Menu, NativeSelect, Skeleton } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { save } from "../api/export";
import { sentence } from "../api/problem";
import { Bars, chart_height, type Zoom } from "../kit/bars";
import { change_of, compact, count, duration, percent_of, usd } from "../kit/format";
import { Icon } from "../kit/icons";
import { PageHead } from "../kit/page-head";
import { period_name, period_of, zoomed, type Period } from "../kit/period";
import { RangeChoice } from "../kit/range";
import { Snippet } from "../kit/snippet";
import { Empty, Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { Tiles } from "../kit/tiles";
import { toast_fault } from "../kit/toasts";
import { Components } from "./components";
import {
  components_query,
  engagement_query,
  performance_query,
  report_csv,
  summary_query,
  trend_query,
} from "./data";
import { Engagement } from "./engagement";
import { metrics, type AnalyticsSearch } from "./search";
import { Slowest } from "./slowest";

const usual = "30d";
type Summary = Schemas["Summary"];
type Trend = Schemas["Trend"];
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

function useSet() {
  const navigate = useNavigate({ from: "/analytics" });
  return (change: AnalyticsSearch) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }) });
}

export default function AnalyticsPage() {
  const search = useSearch({ from: "/inside/analytics" });
  const { metric = "events" } = search;
  const period = period_of(search, usual);
  const set = useSet();
  const zoom: Zoom = (from, to) => set(zoomed(from, to));
  const asked = useQuery({ ...summary_query(period), refetchInterval: 30_000 });
  // What stands below is shown at once, so that nothing pushes it down.
  const parts = [
    useQuery(trend_query(period, metric, search.compare)),
    useQuery(engagement_query(period)),
    useQuery(performance_query(period)),
  ];
  const components = useInfiniteQuery(components_query(period, search.order ?? "uses"));
  const below = asked.data && !components.isPending && parts.every(({ isPending }) => !isPending);
  const none = asked.data && asked.data.now.events === 0 && asked.data.earlier.events === 0;
  return (
    <>
      <PageHead title="Analytics">
        <Export period={period} metric={metric} />
      </PageHead>
      <div className={table.filters}>
        <RangeChoice search={search} usual={usual} choose={set} />
      </div>
      {asked.error && !asked.data && (
        <Failed what="The summary" error={asked.error} retry={() => void asked.refetch()} />
      )}
      <Totals summary={asked.data} />
      {none && <FirstEvent />}
      {!none && !below && <Skeleton height={900} />}
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

const change = (percent: number | null | undefined) =>
  percent == null ? "nothing before to compare" : `${change_of(percent)} to the time before`;

const took = (ms: number | null | undefined) => (ms == null ? "none" : duration(ms));

function Totals({ summary }: { summary: Summary | undefined }) {
  const now = summary?.now;
  const percent = summary?.change_percent;
  return (
    <Tiles
      waits={!summary}
      tiles={[
        { label: "Events", value: compact(now?.events ?? 0), note: change(percent?.events) },
        { label: "People", value: compact(now?.people ?? 0), note: change(percent?.people) },
        { label: "Sessions", value: compact(now?.sessions ?? 0), note: change(percent?.sessions) },
        {
          label: "Errors",
          value: percent_of(now?.error_percent ?? 0),
          note: `${count(now?.error_events ?? 0)} events`,
        },
        {
          label: "Duration, 95 % are below",
          value: took(now?.p95_ms),
          note: change(percent?.p95_ms),
        },
      ]}
    />
  );
}

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

const shown_as = (unit: Trend["unit"]) => ({ count, ms: duration, nano_usd: usd })[unit];

function TrendChart({ search, zoom }: { search: AnalyticsSearch; zoom: Zoom }) {
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
        {trend?.change_percent != null && <span>{change(trend.change_percent)}</span>}
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

const curl_of = (origin: string) => `curl ${origin}/api/v1/telemetry/events \\
  -H "authorization: Bearer $ACCESS_KEY" -H "content-type: application/json" \\
  -d "{\\"events\\":[{\\"name\\":\\"open\\",\\"component\\":\\"cart\\",\\"kind\\":\\"view\\",
       \\"session_id\\":\\"s1\\",\\"user_id\\":\\"u1\\",\\"at_ms\\":$(date +%s000)}]}"`;

function FirstEvent() {
  return (
    <Empty title="Send your first event">
      <p>
        With an access key that has the scope <code>telemetry:write</code>; a public one may stand
        in web pages:
      </p>
      <Snippet code={curl_of(location.origin)} label="curl example" />
      <p>
        The same key takes <Link to="/traces">traces, logs and metrics</Link> of OpenTelemetry's
        exporters.
      </p>
    </Empty>
  );
}
