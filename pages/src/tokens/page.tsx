// What AI calls use and cost.
import { NativeSelect, SegmentedControl, Skeleton } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { usePollMs } from "../api/live";
import { sentence } from "../api/problem";
import { Bars, chart_height, type Zoom } from "../kit/bars";
import { Export } from "../kit/export";
import { change_of, compact, count, usd } from "../kit/format";
import { PageHead } from "../kit/page-head";
import { period_name, period_of, zoomed } from "../kit/period";
import { RangeChoice } from "../kit/range";
import { Snippet } from "../kit/snippet";
import { Empty, Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { Tiles } from "../kit/tiles";
import { Budgets } from "./budgets";
import {
  breakdown_query,
  budgets_query,
  calls_csv,
  newest_call_query,
  recommendations_query,
  usage_query,
} from "./data";
import { useNames } from "./names";
import { Recommendations } from "./recommendations";
import { Records } from "./records";
import { dimensions, measures, type TokensSearch } from "./search";

type Usage = Schemas["UsageReport"];
const usual = "30d";
type Measure = NonNullable<TokensSearch["measure"]>;

function useSet() {
  const navigate = useNavigate({ from: "/tokens" });
  return (change: TokensSearch) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }) });
}

export default function TokensPage() {
  const search = useSearch({ from: "/inside/tokens" });
  const { measure = "cost" } = search;
  const period = period_of(search, usual);
  const range = search.range ?? usual;
  const poll_ms = usePollMs();
  const asked = useQuery({ ...usage_query(period), refetchInterval: poll_ms });
  const set = useSet();
  // What stands below is shown at once, so that nothing pushes it down.
  const parts = [
    useQuery(breakdown_query(period, search.by ?? "model")),
    useQuery(budgets_query),
    useQuery(recommendations_query(range)),
  ];
  const none = asked.data?.totals.requests === 0 && asked.data.previous.totals.requests === 0;
  const ever = useQuery({ ...newest_call_query, enabled: none });
  const below =
    asked.data && parts.every(({ isPending }) => !isPending) && !(none && ever.isPending);
  return (
    <>
      <PageHead title="Tokens and cost">
        <Export name={`ai-calls-${period_name(period)}`} read={() => calls_csv(period)} />
      </PageHead>
      <div className={table.filters}>
        <RangeChoice search={search} usual={usual} choose={set} />
        <SegmentedControl
          size="xs"
          aria-label="Measure"
          value={measure}
          onChange={(value) =>
            set({ measure: measures.find((one) => one === value && one !== "cost") })
          }
          data={measures.map((value) => ({ value, label: sentence(value) }))}
        />
      </div>
      {asked.error && !asked.data && (
        <Failed what="The usage" error={asked.error} retry={() => void asked.refetch()} />
      )}
      <Totals usage={asked.data} />
      {none && below ? (
        <NoCall ever={ever.data?.data.length !== 0} />
      ) : (
        <Chart
          usage={none ? undefined : asked.data}
          measure={measure}
          zoom={(from, to) => set(zoomed(from, to))}
        />
      )}
      {below ? (
        <>
          {!none && <Breakdown search={search} />}
          <Budgets />
          <Recommendations range={range} />
          {!none && <Records period={period} />}
        </>
      ) : (
        <Skeleton height={900} />
      )}
    </>
  );
}

const change = (percent: number | null | undefined) =>
  percent == null ? "nothing before to compare" : `${change_of(percent)} to the time before`;

function Totals({ usage }: { usage: Usage | undefined }) {
  const totals = usage?.totals;
  const unpriced = totals?.unpriced ?? 0;
  return (
    <Tiles
      waits={!usage}
      tiles={[
        {
          label: "Cost",
          value: usd(totals?.cost_nano_usd ?? 0),
          note: change(usage?.change_percent.cost_nano_usd),
        },
        {
          label: "Tokens",
          value: compact(totals?.total_tokens ?? 0),
          note: change(usage?.change_percent.total_tokens),
        },
        { label: "Input tokens", value: compact(totals?.input_tokens ?? 0) },
        { label: "Output tokens", value: compact(totals?.output_tokens ?? 0) },
        {
          label: "AI calls",
          value: count(totals?.requests ?? 0),
          note: change(usage?.change_percent.requests),
        },
        {
          label: "Without a price",
          value: count(unpriced),
          note: unpriced ? "their cost is not counted" : "every call is priced",
        },
      ]}
    />
  );
}

type ChartProps = { usage: Usage | undefined; measure: Measure; zoom: Zoom };

function Chart({ usage, measure, zoom }: ChartProps) {
  if (!usage) return <Skeleton height={chart_height} mb="md" />;
  const tokens = measure === "tokens";
  const series = tokens
    ? [
        { name: "input", tone: "blue" },
        { name: "output", tone: "green" },
      ]
    : [{ name: "", tone: "blue" }];
  return (
    <Bars
      label={`${{ cost: "Cost", tokens: "Tokens", calls: "Calls" }[measure]} per ${usage.bucket}`}
      series={series}
      show={measure === "cost" ? usd : count}
      zoom={zoom}
      bars={usage.series.map((point) => ({
        at_ms: point.at_ms,
        values: tokens
          ? [point.input_tokens, point.output_tokens]
          : [measure === "cost" ? point.cost_nano_usd : point.requests],
      }))}
    />
  );
}

function Breakdown({ search }: { search: TokensSearch }) {
  const { by = "model" } = search;
  const set = useSet();
  const name_of = useNames(by);
  const asked = useQuery(breakdown_query(period_of(search, usual), by));
  return (
    <section>
      <h2 className={table.section}>Who and what uses them</h2>
      <div className={table.filters}>
        <NativeSelect
          size="xs"
          aria-label="Break down by"
          value={by}
          onChange={({ currentTarget: { value } }) =>
            set({ by: dimensions.find((one) => one === value && one !== "model") })
          }
          data={dimensions.map((value) => ({ value, label: `By ${value}` }))}
        />
      </div>
      {asked.error && !asked.data && (
        <Failed what="The breakdown" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <Skeleton height={220} />}
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
            {asked.data.data.map(({ key, provider, share_percent, totals }) => (
              <tr key={`${provider ?? ""}/${key}`}>
                <td className={table.main}>
                  {name_of(key)}
                  {provider && provider !== key && <div className={table.under}>{provider}</div>}
                </td>
                <td className={table.number}>{share_percent} %</td>
                <td className={table.number}>{usd(totals.cost_nano_usd)}</td>
                <td className={`${table.number} ${table.medium}`}>
                  {compact(totals.total_tokens)}
                </td>
                <td className={`${table.number} ${table.medium}`}>{count(totals.requests)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const NoCall = ({ ever }: { ever: boolean }) =>
  ever ? (
    <Empty title="No AI call in this time">
      <p>Choose a longer time, or another.</p>
    </Empty>
  ) : (
    <FirstCall />
  );

const curl_of = (origin: string) => `curl ${origin}/api/v1/tokens/usage \\
  -H "authorization: Bearer $ACCESS_KEY" -H "content-type: application/json" \\
  -d '{"provider":"openai","model":"gpt-4o","request_id":"call-1",
       "usage":{"prompt_tokens":1000,"completion_tokens":100}}'`;

const openai_of = (origin: string) => `import OpenAI from "openai";
const client = new OpenAI({ baseURL: "${origin}/openai/v1", apiKey: process.env.ACCESS_KEY });
const answer = await client.chat.completions.create({
  model: "gpt-4o",
  messages: [{ role: "user", content: "Say hello" }],
});
console.log(answer.choices[0].message.content);`;

function FirstCall() {
  return (
    <Empty title="Record your first AI call">
      <p>
        Let calls pass through here: keep the provider's secret under <Link to="/keys">Keys</Link>,
        and give the client this address and an access key with the scope <code>ai:use</code>. Each
        call is recorded with its cost.
      </p>
      <Snippet code={openai_of(location.origin)} label="OpenAI example" />
      <p>
        Or call the provider yourself and send the usage object that the provider answered, with an
        access key that has the scope <code>tokens:write</code>:
      </p>
      <Snippet code={curl_of(location.origin)} label="curl example" />
    </Empty>
  );
}
