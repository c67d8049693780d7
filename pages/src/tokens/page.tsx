// What AI calls use and cost.
import { SegmentedControl } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { sentence } from "../api/problem";
import { Chip } from "../kit/chip";
import { Export } from "../kit/export";
import { change_to_before, compact, count, usd } from "../kit/format";
import { PageHead } from "../kit/page-head";
import { period_name, period_of, zoomed } from "../kit/period";
import { useInterval } from "../kit/polled";
import { SectionSkeleton } from "../kit/skeletons";
import { RangeChoice } from "../kit/range";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { Tiles } from "../kit/tiles";
import { Budgets } from "./budgets";
import {
  breakdown_query,
  budgets_query,
  calls_csv,
  newest_call_query,
  own_prices_query,
  recommendations_query,
  usage_query,
} from "./data";
import { Recommendations } from "./recommendations";
import { Records } from "./records";
import { useNames } from "./names";
import { Prices } from "./prices";
import { filters_of, measures, type TokensSearch } from "./search";
import { usual, useSet } from "./set";
import { Breakdown } from "./breakdown";
import { Chart, ChartChoice } from "./chart";
import { useCourse } from "./course";
import { NoCall } from "./empty";

type Usage = Schemas["UsageReport"];

export default function TokensPage() {
  const search = useSearch({ from: "/inside/tokens" });
  const { measure = "cost" } = search;
  const period = period_of(search, usual);
  const calls = { ...period, ...filters_of(search) };
  const range = search.range ?? usual;
  const asked = useQuery({ ...usage_query(calls), refetchInterval: useInterval(period) });
  const alone = search.of === undefined ? undefined : (search.by ?? "model");
  const set = useSet();
  const course = useCourse(search, asked.data);
  // What stands below is shown at once, so that nothing pushes it down.
  const parts = [
    useQuery(breakdown_query(period, search.by ?? "model")),
    useQuery(budgets_query),
    useQuery(recommendations_query(range)),
    useInfiniteQuery(own_prices_query),
  ];
  const failed = asked.error !== null && asked.data === undefined;
  const none = asked.data?.totals.requests === 0 && asked.data.previous.totals.requests === 0;
  const ever = useQuery({ ...newest_call_query, enabled: none });
  const below =
    asked.data &&
    parts.every(({ isPending }) => !isPending) &&
    !course.waits &&
    !(none && ever.isPending);
  return (
    <>
      <PageHead title="Tokens and cost">
        <Export name={`ai-calls-${period_name(period)}`} read={() => calls_csv(calls)} />
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
        <ChartChoice search={search} usage={asked.data} />
        <Alone search={search} />
      </div>
      {failed ? (
        <Failed what="The usage" error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <>
          <Totals usage={asked.data} />
          {none && below ? (
            <NoCall ever={ever.data?.data.length !== 0} alone={alone} />
          ) : (
            <Chart
              usage={below && !none ? asked.data : undefined}
              search={search}
              course={course}
              zoom={(from, to) => set(zoomed(from, to))}
            />
          )}
          {below ? (
            <>
              {(!none || alone) && <Breakdown search={search} />}
              <Budgets />
              <Recommendations range={range} />
              <Prices />
              {!none && <Records asked={calls} />}
            </>
          ) : (
            <>
              <SectionSkeleton title="Who and what uses them" fields={1} rows={8} />
              <SectionSkeleton title="Budgets" rows={2} height={84} of="list" />
              <SectionSkeleton title="Every call" rows={6} height={58} />
            </>
          )}
        </>
      )}
    </>
  );
}

function Alone({ search: { by = "model", of, provider } }: { search: TokensSearch }) {
  const set = useSet();
  const name_of = useNames(by);
  if (of === undefined) return null;
  const value = [provider, name_of(of)].filter(Boolean).join(" ");
  const remove = () => set({ of: undefined, provider: undefined });
  return <Chip name={sentence(by)} value={value} remove={remove} />;
}

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
          note: change_to_before(usage?.change_percent.cost_nano_usd),
        },
        {
          label: "Tokens",
          value: compact(totals?.total_tokens ?? 0),
          note: change_to_before(usage?.change_percent.total_tokens),
        },
        { label: "Input tokens", value: compact(totals?.input_tokens ?? 0) },
        { label: "Output tokens", value: compact(totals?.output_tokens ?? 0) },
        {
          label: "AI calls",
          value: count(totals?.requests ?? 0),
          note: change_to_before(usage?.change_percent.requests),
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
