import { useQuery } from "@tanstack/react-query";
import { Bars, type Zoom } from "../kit/bars";
import { duration } from "../kit/format";
import type { Period } from "../kit/period";
import { useInterval } from "../kit/polled";
import { SectionSkeleton } from "../kit/skeletons";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { at_least, ToEvents } from "./behind";
import { performance_query } from "./data";

const took = (ms: number | null | undefined) => (ms == null ? "none" : duration(ms));

export function Slowest({ period, zoom }: { period: Period; zoom: Zoom }) {
  const asked = useQuery({ ...performance_query(period), refetchInterval: useInterval(period, 3) });
  const told = asked.data;
  if (asked.error && !told)
    return <Failed what="The durations" error={asked.error} retry={() => void asked.refetch()} />;
  if (!told) return <SectionSkeleton title="How long things take" rows={5} />;
  if (told.durations === 0) return null;
  return (
    <section>
      <h2 className={table.section}>How long things take</h2>
      <Bars
        label={`95 % are below, per ${told.bucket}`}
        series={[{ name: "", tone: "blue" }]}
        show={duration}
        zoom={zoom}
        days={told.bucket === "day" || told.bucket === "week" ? "UTC" : undefined}
        bars={told.series.map(({ at_ms, p95_ms }) => ({ at_ms, values: [p95_ms ?? 0] }))}
      />
      <table className={table.table}>
        <thead>
          <tr>
            <th>Slowest</th>
            <th className={`${table.number} ${table.medium}`}>Median</th>
            <th className={table.number}>95 % below</th>
          </tr>
        </thead>
        <tbody>
          {told.slowest.map(({ component, p50_ms, p95_ms }) => (
            <tr key={component} className={table.row}>
              <td className={table.main}>
                <ToEvents
                  period={period}
                  of={{ component, ...at_least(p95_ms) }}
                  className={table.open}
                >
                  {component}
                </ToEvents>
              </td>
              <td className={`${table.number} ${table.medium}`}>{took(p50_ms)}</td>
              <td className={table.number}>{took(p95_ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
