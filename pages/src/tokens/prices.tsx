// The prices that the org has set itself, which hold before those of the catalogue.
import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { Schemas } from "../api/client";
import { held } from "../api/reach";
import { may, useSession } from "../api/session";
import { useArrival } from "../kit/arrival";
import { Ago, useNow } from "../kit/ago";
import { on_day, per_million } from "../kit/format";
import { Listed } from "../kit/listed";
import { usePolled } from "../kit/polled";
import table from "../kit/table.module.css";
import { own_prices_query, type Price } from "./data";
import { fits_form, has_further_rates, standings_of, type Standing } from "./own-price";
import css from "./tokens.module.css";

const PriceForm = lazy(held(() => import("./price-form")));

type Of = { provider: string; model: string; rates?: Schemas["PriceRates"] };

export function Prices() {
  const is_admin = may(useSession(), "admin");
  const list = usePolled(own_prices_query);
  const [edited, set_edited] = useState<Of | "new" | null>(null);
  return (
    <section ref={useArrival("prices")}>
      <div className={css.head}>
        <h2 className={table.section}>Your own prices</h2>
        {is_admin && (
          <Button size="xs" variant="default" onClick={() => set_edited("new")}>
            Set a price
          </Button>
        )}
      </div>
      <Listed
        list={list}
        what="The prices"
        row_height={58}
        first_rows={2}
        empty={
          <p className={table.note}>
            None: every call costs what the catalogue of public prices says.
          </p>
        }
      >
        {(prices) => (
          <Table
            prices={prices as Price[]}
            goes_on={list.hasNextPage}
            edit={is_admin ? set_edited : null}
          />
        )}
      </Listed>
      <Suspense fallback={null}>
        {edited && (
          <PriceForm of={edited === "new" ? null : edited} close={() => set_edited(null)} />
        )}
      </Suspense>
    </section>
  );
}

type TableProps = { prices: Price[]; goes_on: boolean; edit: ((of: Of) => void) | null };

function Table({ prices, goes_on, edit }: TableProps) {
  const standings = standings_of(prices, goes_on, useNow());
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>Model</th>
          <th className={table.number}>Input</th>
          <th className={`${table.number} ${table.medium}`}>Cached input</th>
          <th className={table.number}>Output</th>
          <th className={table.medium}>Since</th>
          {edit && (
            <th>
              <span className={table.hidden}>Change</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {prices.map((price, index) => (
          <Row key={price.id} price={price} standing={standings[index] ?? "unknown"} edit={edit} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { price: Price; standing: Standing; edit: TableProps["edit"] };

function Row({ price, standing, edit }: RowProps) {
  const { provider, model, tiers, effective_from_ms } = price;
  const rates = tiers.at(-1)?.rates;
  const others = tiers.length > 1 ? `, ${tiers.length} tiers, the usual one is shown` : "";
  return (
    <tr>
      <td className={table.main}>
        {model}
        <div className={table.under}>
          {provider}, per million tokens{others}
          {has_further_rates(price) && ", with rates that are not shown"}
          {standing === "replaced" && ", replaced since"}
          {standing === "ahead" && `, from ${on_day(effective_from_ms)}`}
        </div>
      </td>
      <td className={table.number}>{per_million(rates?.input)}</td>
      <td className={`${table.number} ${table.medium}`}>{per_million(rates?.cache_read)}</td>
      <td className={table.number}>{per_million(rates?.output)}</td>
      <td className={table.medium}>
        <Ago at_ms={effective_from_ms} />
      </td>
      {edit && (
        <td>
          {standing === "holds" && fits_form(price) && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Change the price of ${provider} ${model}`}
              onClick={() => edit({ provider, model, rates })}
            >
              Change
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}
