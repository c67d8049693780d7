import { useNavigate } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { Bars } from "../kit/bars";
import { ChartSkeleton } from "../kit/skeletons";
import { count, duration, percent_of } from "../kit/format";
import { period_of, zoomed, type PeriodSearch } from "../kit/period";
import { useInterval } from "../kit/polled";
import { RangeChoice } from "../kit/range";
import { Failed } from "../kit/states";
import { Tiles } from "../kit/tiles";
import { stats_query } from "./data";
import type { RunsSearch } from "./search";
import css from "./runs.module.css";

const usual = "24h";
const series = [
  { name: "succeeded", tone: "green" },
  { name: "failed", tone: "red" },
  { name: "cancelled", tone: "gray" },
];

const or_none = (ms: number | null | undefined) => (ms == null ? "none" : duration(ms));

export function Summary({ search }: { search: RunsSearch }) {
  const navigate = useNavigate({ from: "/executions" });
  const period = period_of(search, usual);
  const refetchInterval = useInterval(period);
  const asked = useQuery({ ...stats_query(period, search.pipeline_id), refetchInterval });
  const set = (change: PeriodSearch) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }) });
  const stats = asked.data;
  const rate = stats?.success_per_mille;
  return (
    <>
      <div className={css.range}>
        <RangeChoice search={search} usual={usual} choose={set} />
      </div>
      {asked.error && !stats ? (
        <Failed what="The figures" error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <>
          <Tiles
            waits={!stats}
            tiles={[
              { label: "Under way", value: count(stats?.alive ?? 0), note: "pending or running" },
              { label: "Started", value: count(stats?.started ?? 0) },
              {
                label: "Succeeded",
                value: rate == null ? "none ended" : percent_of(rate / 10),
                note: `${count(stats?.failed ?? 0)} failed`,
              },
              { label: "Duration, half are below", value: or_none(stats?.p50_ms) },
              { label: "Duration, 95 % are below", value: or_none(stats?.p95_ms) },
            ]}
          />
          {stats ? (
            <Bars
              label="Ended runs"
              series={series}
              show={count}
              zoom={(from, to) => set(zoomed(from, to))}
              bars={stats.series.map(({ at_ms, success, failed, cancelled }) => ({
                at_ms,
                values: [success, failed, cancelled],
              }))}
            />
          ) : (
            <ChartSkeleton />
          )}
        </>
      )}
    </>
  );
}
