import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { change_of, compact, duration, percent_of } from "../kit/format";
import { More } from "../kit/list";
import { Pieces } from "../kit/pieces";
import type { Period } from "../kit/period";
import { useInterval } from "../kit/polled";
import { RowSkeletons } from "../kit/skeletons";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { ToEvents } from "./behind";
import { components_query } from "./data";
import css from "./analytics.module.css";
import { orders, type AnalyticsSearch } from "./search";

type Order = NonNullable<AnalyticsSearch["order"]>;
type Props = { period: Period; order: Order; set: (order: Order | undefined) => void };

const names: Record<Order, string> = {
  uses: "Most used first",
  people: "Most people first",
  p95: "Slowest first",
  error_events: "Most errors first",
  error_percent: "Highest error rate first",
  name: "By name",
};

type Component = Schemas["Component"];
type SpreadProps = { of: Component; longest_ms: number };

// Half, 95 % and 99 % are below, each beside the longest that is shown.
function Spread({ of: { p50_ms, p95_ms, p99_ms }, longest_ms }: SpreadProps) {
  if (p99_ms == null) return null;
  const told = `half below ${took(p50_ms)}, 95 % below ${took(p95_ms)}, 99 % below ${took(p99_ms)}`;
  return (
    <span className={css.spread} role="img" aria-label={told} title={told}>
      {[p99_ms, p95_ms ?? 0, p50_ms ?? 0].map((ms, part) => (
        <span key={part} data-part={part} style={{ width: `${(ms / longest_ms) * 100}%` }} />
      ))}
    </span>
  );
}

const took = (ms: number | null | undefined) => (ms == null ? "none" : duration(ms));

export function Components({ period, order, set }: Props) {
  const refetchInterval = useInterval(period, 3);
  const list = useInfiniteQuery({ ...components_query(period, order), refetchInterval });
  const rows = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const longest_ms = Math.max(...rows.map(({ p99_ms }) => p99_ms ?? 0), 1);
  return (
    <section>
      <h2 className={table.section}>Components</h2>
      <div className={table.filters}>
        <NativeSelect
          size="xs"
          aria-label="Order"
          value={order}
          onChange={({ currentTarget: { value } }) =>
            set(orders.find((one) => one === value && one !== "uses"))
          }
          data={orders.map((value) => ({ value, label: names[value] }))}
        />
      </div>
      {list.error && !list.data && (
        <Failed what="The components" error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending && <RowSkeletons rows={6} height={46} />}
      {rows.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Component</th>
              <th className={table.number}>Uses</th>
              <th className={`${table.number} ${table.medium}`}>Change</th>
              <th className={`${table.number} ${table.medium}`}>People</th>
              <th className={`${table.number} ${table.wide}`}>Median</th>
              <th className={`${table.number} ${table.medium}`}>95 % below</th>
              <th className={`${table.number} ${table.wide}`}>99 % below</th>
              <th className={table.wide}>
                <span className={table.hidden}>Beside the slowest</span>
              </th>
              <th className={table.number}>Errors</th>
            </tr>
          </thead>
          <Pieces as="tbody" rows={rows}>
            {(row) => (
              <tr key={row.component} className={table.row}>
                <td className={table.main}>
                  <ToEvents
                    period={period}
                    of={{ component: row.component }}
                    className={table.open}
                  >
                    {row.component}
                  </ToEvents>
                </td>
                <td className={table.number}>{compact(row.uses)}</td>
                <td className={`${table.number} ${table.medium}`}>
                  {row.trend_percent == null ? "new" : change_of(row.trend_percent)}
                </td>
                <td className={`${table.number} ${table.medium}`}>{compact(row.people)}</td>
                <td className={`${table.number} ${table.wide}`}>{took(row.p50_ms)}</td>
                <td className={`${table.number} ${table.medium}`}>{took(row.p95_ms)}</td>
                <td className={`${table.number} ${table.wide}`}>{took(row.p99_ms)}</td>
                <td className={table.wide}>
                  <Spread of={row} longest_ms={longest_ms} />
                </td>
                <td className={table.number}>{percent_of(row.error_percent)}</td>
              </tr>
            )}
          </Pieces>
        </table>
      )}
      <More {...list} />
    </section>
  );
}
