// How full a budget would be that is being typed, and what it would do at once.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok, type Schemas } from "../api/client";
import { usd } from "../kit/format";
import { utc_offset_min } from "../kit/period";
import { Preview } from "./box";
import type { BudgetToBe } from "./shapes";
import { usePreview } from "./use-preview";

type New = Schemas["NewBudget"];
export type Edited = Pick<New, "scope" | "subject" | "period" | "limit_nano_usd"> & {
  on_limit: "tell" | "block";
};
type Props = { edited: Edited; saved: Schemas["Budget"] | null };

const words: Record<BudgetToBe["state"], string> = {
  ok: "within its limit",
  warned: "near its limit: the admins are told",
  exceeded: "used up: the admins are told",
  blocked: "used up: calls stop at once",
};

const subject_of = ({ scope, subject }: Edited) => {
  const id = subject ?? "";
  if (scope === "user") return { user_id: id };
  if (scope === "key") return { key_id: id };
  return scope === "agent" ? { agent_id: id } : {};
};

const is_named = ({ scope, subject }: Edited) => scope === "org" || Boolean(subject);

type Since = { from_ms: number; to_ms: number } | null;

// The present period, whose start is the module's to say.
function usePeriod({ period }: Edited): Since {
  const [to_ms] = useState(() => Date.now());
  const told = usePreview({ period: { period, at_ms: to_ms, utc_offset_min } });
  const from_ms = told.state === "told" ? told.answer.period_at_ms : undefined;
  return from_ms !== undefined && from_ms < to_ms ? { from_ms, to_ms } : null;
}

function useSpentBy(edited: Edited, period: Since): number | null {
  const query = { ...subject_of(edited), ...period, utc_offset_min };
  const asked = useQuery({
    queryKey: ["tokens", "spent", query],
    queryFn: () => ok(api.GET("/api/v1/tokens/usage", { params: { query } })),
    enabled: period !== null && edited.scope !== "model" && is_named(edited),
  });
  return asked.data?.totals.cost_nano_usd ?? null;
}

const models_max = 200;

// Which names of a model count is the module's to say. Beyond so many models nothing is told.
function useSpentWith(edited: Edited, period: Since): number | null {
  const query = { ...period, by: "model" as const, limit: models_max };
  const asked = useQuery({
    queryKey: ["tokens", "spent", query],
    queryFn: () => ok(api.GET("/api/v1/tokens/breakdown", { params: { query } })),
    enabled: period !== null && edited.scope === "model" && is_named(edited),
  });
  const spent = asked.data?.rest.cost_nano_usd === 0 ? asked.data.data.map(spent_with) : null;
  const told = usePreview(spent && { model: { subject: edited.subject ?? "", spent } });
  return told.state === "told" ? (told.answer.model_nano_usd ?? null) : null;
}

const spent_with = ({ key, provider, totals }: Schemas["Part"]) => ({
  provider: provider ?? "",
  model: key,
  cost_nano_usd: totals.cost_nano_usd,
});

function useSpent({ edited, saved }: Props): number | null {
  const period = usePeriod(edited);
  const since = saved ? null : period;
  const [by, with_model] = [useSpentBy(edited, since), useSpentWith(edited, since)];
  if (saved) return saved.spent_nano_usd;
  return edited.scope === "model" ? with_model : by;
}

export default function BudgetPreview({ edited, saved }: Props) {
  const spent = useSpent({ edited, saved });
  const { limit_nano_usd, on_limit } = edited;
  const thresholds = saved ? (saved.thresholds as number[]) : undefined;
  const question =
    spent !== null && limit_nano_usd > 0
      ? { budget: { limit_nano_usd, on_limit, spent_nano_usd: spent, thresholds } }
      : null;
  return (
    <Preview title="What it would say now" question={question}>
      {({ budget }) => budget && <ToBe budget={budget} spent={spent ?? 0} edited={edited} />}
    </Preview>
  );
}

type ToBeProps = { budget: BudgetToBe; spent: number; edited: Edited };

function ToBe({ budget: { spent_percent, state, thresholds }, spent, edited }: ToBeProps) {
  return (
    <>
      <p>
        {usd(spent)} of {usd(edited.limit_nano_usd)} are spent this {edited.period} ({spent_percent}{" "}
        %): {words[state]}.
      </p>
      {thresholds.length > 0 && (
        <p>
          Admins hear of it at {thresholds.map((percent) => `${percent} %`).join(", ")}
          {edited.on_limit === "block" && "; at 100 % calls stop until the next period"}.
        </p>
      )}
    </>
  );
}
