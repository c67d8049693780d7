import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sentence } from "../api/problem";
import { compact, count, percent_of, usd } from "../kit/format";
import { page_max } from "../kit/paged";
import { period_of } from "../kit/period";
import { useInterval } from "../kit/polled";
import { RowSkeletons } from "../kit/skeletons";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { breakdown_query } from "./data";
import { useNames } from "./names";
import { remainders, shown_max, type Remainder } from "./remainder";
import { dimensions, type TokensSearch } from "./search";
import { usual, useSet } from "./set";
import css from "./tokens.module.css";

const of_model = (by: string, provider: string | null | undefined) =>
  by === "model" ? (provider ?? undefined) : undefined;

// Each part leads to the page of it alone; what is not shown by itself stands below them.
export function Breakdown({ search }: { search: TokensSearch }) {
  const { by = "model" } = search;
  const set = useSet();
  const name_of = useNames(by);
  const period = period_of(search, usual);
  const refetchInterval = useInterval(period);
  const asked = useQuery({ ...breakdown_query(period, by), refetchInterval });
  return (
    <section>
      <h2 className={table.section}>Who and what uses them</h2>
      <div className={table.filters}>
        <NativeSelect
          size="xs"
          aria-label="Break down by"
          value={by}
          onChange={({ currentTarget: { value } }) =>
            set({
              by: dimensions.find((one) => one === value && one !== "model"),
              of: undefined,
              provider: undefined,
            })
          }
          data={dimensions.map((value) => ({ value, label: `By ${value}` }))}
        />
      </div>
      {asked.error && !asked.data && (
        <Failed what="The breakdown" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <RowSkeletons rows={5} height={46} />}
      {asked.data && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>{sentence(by)}</th>
              <th className={table.number}>Share of cost</th>
              <th className={table.number}>Cost</th>
              <th className={`${table.number} ${table.medium}`}>Tokens</th>
              <th className={`${table.number} ${table.medium}`}>Calls</th>
            </tr>
          </thead>
          <tbody>
            {asked.data.data.slice(0, shown_max).map(({ key, provider, ...figures }) => (
              <tr
                key={`${provider ?? ""}/${key}`}
                className={table.row}
                data-at={
                  (search.of === key && search.provider === of_model(by, provider)) || undefined
                }
              >
                <td className={table.main}>
                  <Link
                    from="/tokens"
                    to="/tokens"
                    search={(old) => ({ ...old, of: key, provider: of_model(by, provider) })}
                    className={table.open}
                  >
                    {name_of(key)}
                  </Link>
                  {provider && provider !== key && <div className={table.under}>{provider}</div>}
                </td>
                <Figures {...figures} />
              </tr>
            ))}
            {remainders(asked.data, page_max).map(({ name, ...figures }) => (
              <tr key={name}>
                <td className={table.main}>{name}</td>
                <Figures {...figures} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const Figures = ({ share_percent, totals }: Omit<Remainder, "name">) => (
  <>
    <td className={table.number}>
      <meter className={css.share} max={100} value={share_percent} aria-hidden="true" />
      <span className={css.percent}>{percent_of(share_percent)}</span>
    </td>
    <td className={table.number}>{usd(totals.cost_nano_usd)}</td>
    <td className={`${table.number} ${table.medium}`}>{compact(totals.total_tokens)}</td>
    <td className={`${table.number} ${table.medium}`}>{count(totals.requests)}</td>
  </>
);
