// What calls would cost under a price that is being typed: two that are usual, and those recorded last.
import { useQuery } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { many, usd } from "../kit/format";
import { Preview } from "./box";
import css from "./preview.module.css";
import type { CallCost } from "./shapes";

type Price = Schemas["NewPrice"];
type Call = Schemas["Record"];

const usual = [
  { label: "1,000 tokens in, 100 out", usage: { input: 1000, output: 100 } },
  {
    label: "10,000 in, 9,000 of them out of the cache, 500 out",
    usage: { input: 1000, cache_read: 9000, output: 500 },
  },
];

const last_calls = (provider: string, model: string) => ({
  queryKey: ["tokens", "last", provider, model],
  queryFn: () =>
    ok(
      api.GET("/api/v1/tokens/records", {
        params: { query: { provider, model, range: "90d", limit: 50 } },
      }),
    ),
});

const as_asked = ({ provider, model, service_tier, buckets }: Call) => ({
  provider,
  model,
  service_tier: service_tier || undefined,
  usage: buckets,
});

const sum = (costs: { cost_nano_usd: number }[]) =>
  costs.reduce((all, { cost_nano_usd }) => all + cost_nano_usd, 0);

export default function PricePreview({ price }: { price: Price | null }) {
  const { provider = "", model = "" } = price ?? {};
  const asked = useQuery({ ...last_calls(provider, model), enabled: price !== null });
  const recorded = asked.data?.data ?? [];
  const typical = usual.map(({ usage }) => ({ provider, model, usage }));
  const calls = [...typical, ...recorded.map(as_asked)];
  return (
    <Preview title="What calls would cost" question={price && { costs: { price, calls } }}>
      {({ costs = [] }) => <Costs costs={costs} recorded={recorded} />}
    </Preview>
  );
}

function Costs({ costs, recorded }: { costs: CallCost[]; recorded: Call[] }) {
  const last = costs.slice(usual.length);
  const unpriced = last.filter(({ priced }) => !priced).length;
  const had_price = recorded.some(({ price_id }) => price_id);
  return (
    <dl className={css.facts}>
      {usual.map(({ label }, index) => (
        <Fact key={label} label={label} value={usd(costs[index]?.cost_nano_usd ?? 0)} />
      ))}
      {recorded.length > 0 && (
        <>
          <Fact
            label={`The last ${many(recorded.length, "recorded call")}`}
            value={usd(sum(last))}
          />
          <Fact
            label="what they were counted as"
            value={had_price ? usd(sum(recorded)) : "no price"}
          />
        </>
      )}
      {unpriced > 0 && <Fact label="of them without a price still" value={String(unpriced)} />}
    </dl>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
