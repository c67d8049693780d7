import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link } from "@tanstack/react-router";
import { usePollMs } from "../api/live";
import { held } from "../api/reach";
import { may, useSession } from "../api/session";
import { compact, many, usd } from "../kit/format";
import { poll } from "../kit/paged";
import { range_labels, type Range } from "../kit/period";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { Hint, SwapModel } from "./apply";
import { recommendations_query, type Recommendation } from "./data";
import css from "./tokens.module.css";

const PriceForm = lazy(held(() => import("./price-form")));

export function Recommendations({ range }: { range: Range }) {
  const asked = useQuery({
    ...recommendations_query(range),
    refetchInterval: poll(3 * usePollMs()),
  });
  const advice = asked.data?.data ?? [];
  const retry = () => void asked.refetch();
  if (asked.isPending) return <Skeleton height={90} mt="lg" />;
  if (asked.error && !asked.data)
    return <Failed what="What could cost less" error={asked.error} retry={retry} />;
  if (advice.length === 0) return null;
  return (
    <section>
      <h2 className={table.section}>What could have cost less in the last {range_labels[range]}</h2>
      <ul className={css.budgets}>
        {advice.map((one) => (
          <Advice key={`${one.kind}/${one.provider}/${one.model}`} advice={one} />
        ))}
      </ul>
    </section>
  );
}

function Advice({ advice }: { advice: Recommendation }) {
  const { title, provider, model, alternative, saving_nano_usd, evidence, kind } = advice;
  const session = useSession();
  const [pricing, set_pricing] = useState(false);
  return (
    <li className={css.budget}>
      <div className={css.budget_text}>
        <strong>{title}</strong>
        <span>
          {provider} {model}
          {alternative && `, instead ${alternative}`}
        </span>
        {saving_nano_usd > 0 && <span>would have saved {usd(saving_nano_usd)}</span>}
      </div>
      <div className={css.budget_text}>
        <span>
          {many(evidence.requests, "call")},{" "}
          {evidence.cost_nano_usd > 0 && `${usd(evidence.cost_nano_usd)}, `}on average{" "}
          {compact(evidence.average_input_tokens)} tokens in and{" "}
          {compact(evidence.average_output_tokens)} out
        </span>
        <span>{evidence.assumption}</span>
        <Hint advice={advice} />
      </div>
      <div className={table.buttons}>
        {kind === "set_price" && may(session, "admin") && (
          <Button size="xs" variant="default" onClick={() => set_pricing(true)}>
            Set its price
          </Button>
        )}
        {kind === "use_smaller_model" && <SwapModel advice={advice} />}
        <Link
          from="/tokens"
          to="/tokens"
          search={(old) => ({ ...old, by: undefined, of: model, provider })}
        >
          Show its calls
        </Link>
      </div>
      <Suspense fallback={null}>
        {pricing && <PriceForm of={{ provider, model }} close={() => set_pricing(false)} />}
      </Suspense>
    </li>
  );
}
