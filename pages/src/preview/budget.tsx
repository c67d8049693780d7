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

// The names of a model under which a call counts are the server's to find.
const is_known = ({ scope, subject }: Edited) =>
  scope === "org" || (scope !== "model" && Boolean(subject));

function useSpent({ edited, saved }: Props): number | null {
  const [now_ms] = useState(() => Date.now());
  const { period } = edited;
  const told = usePreview(saved ? null : { period: { period, at_ms: now_ms, utc_offset_min } });
  const from_ms = told.state === "told" ? told.answer.period_at_ms : undefined;
  const query = { ...subject_of(edited), from_ms, to_ms: now_ms, utc_offset_min };
  const asked = useQuery({
    queryKey: ["tokens", "spent", query],
    queryFn: () => ok(api.GET("/api/v1/tokens/usage", { params: { query } })),
    enabled: !saved && from_ms !== undefined && from_ms < now_ms && is_known(edited),
  });
  return saved ? saved.spent_nano_usd : (asked.data?.totals.cost_nano_usd ?? null);
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
