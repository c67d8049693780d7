// The models of the price book, with what is known of them.
import { useQuery } from "@tanstack/react-query";
import { Badge } from "../kit/badge";
import { useNow } from "../kit/ago";
import { compact, on_day, per_million } from "../kit/format";
import { RowSkeletons } from "../kit/skeletons";
import { Pieces } from "../kit/pieces";
import { SearchBox } from "../kit/search-box";
import { Failed } from "../kit/states";
import { focus_search } from "../kit/steps";
import { useKeys } from "../kit/keyboard";
import table from "../kit/table.module.css";
import { models_query, type Model } from "./data";
import { useSet } from "./set";
import css from "./providers.module.css";

const text_of = ({ provider, model, capabilities }: Model) =>
  [provider, model, ...capabilities].join(" ").toLowerCase();

// Each word has to be in it somewhere.
const found = (models: Model[], q = "") =>
  models.filter((model) =>
    q
      .toLowerCase()
      .split(" ")
      .every((word) => text_of(model).includes(word)),
  );

export function Models({ q }: { q: string | undefined }) {
  const set = useSet();
  const asked = useQuery(models_query);
  useKeys({ "/": focus_search });
  const models = found(asked.data ?? [], q);
  return (
    <>
      <div className={table.filters} role="search">
        <SearchBox
          placeholder="Provider, model or capability"
          kept={q}
          send={(next, replace) => set({ q: next }, replace)}
        />
      </div>
      {asked.error && !asked.data && (
        <Failed what="The models" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <RowSkeletons height={58} />}
      {asked.data && models.length === 0 && (
        <p className={table.note}>No model fits; set a price under Tokens and cost for another.</p>
      )}
      {models.length > 0 && <Table models={models} />}
    </>
  );
}

const Table = ({ models }: { models: Model[] }) => (
  <table className={`${table.table} ${css.models}`}>
    <thead>
      <tr>
        <th>Model</th>
        <th className={table.number}>Input</th>
        <th className={`${table.number} ${table.wide}`}>Cached input</th>
        <th className={table.number}>Output</th>
        <th className={`${table.number} ${table.medium}`}>Context</th>
        <th className={`${table.number} ${table.wide}`}>Longest answer</th>
        <th className={table.medium}>Ends</th>
      </tr>
    </thead>
    <Pieces as="tbody" rows={models}>
      {(model) => <Row key={`${model.provider} ${model.model}`} model={model} />}
    </Pieces>
  </table>
);

const tokens = (value: number | null | undefined) => (value == null ? "" : compact(value));

function Row({ model: one }: { model: Model }) {
  const { provider, model, own_price, tiers, capabilities, context_tokens, output_max_tokens } =
    one;
  const rates = tiers.at(-1)?.rates;
  const under = [
    `${provider}, per million tokens`,
    ...(own_price ? ["your own price"] : []),
    ...(tiers.length > 1 ? [`${tiers.length} tiers, the usual one is shown`] : []),
    ...capabilities,
  ];
  return (
    <tr>
      <td className={table.main}>
        {model}
        <div className={table.under}>{under.join(", ")}</div>
      </td>
      <td className={table.number}>{per_million(rates?.input)}</td>
      <td className={`${table.number} ${table.wide}`}>{per_million(rates?.cache_read)}</td>
      <td className={table.number}>{per_million(rates?.output)}</td>
      <td className={`${table.number} ${table.medium}`}>{tokens(context_tokens)}</td>
      <td className={`${table.number} ${table.wide}`}>{tokens(output_max_tokens)}</td>
      <td className={table.medium}>
        <End retires_on={one.retires_on} />
      </td>
    </tr>
  );
}

const soon_ms = 90 * 86_400_000;

function End({ retires_on }: Pick<Model, "retires_on">) {
  const now = useNow();
  if (!retires_on) return null;
  const ahead_ms = Date.parse(retires_on) - now;
  const day = on_day(Date.parse(`${retires_on}T12:00`));
  if (ahead_ms > soon_ms) return day;
  return <Badge tone={ahead_ms < 0 ? "red" : "orange"}>{day}</Badge>;
}
