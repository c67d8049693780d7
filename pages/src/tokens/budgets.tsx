import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api, ok } from "../api/client";
import { usePollMs } from "../api/live";
import { held } from "../api/reach";
import { may, useSession } from "../api/session";
import { useNow } from "../kit/ago";
import { useArrival } from "../kit/arrival";
import { useAsked } from "../kit/asked";
import { Badge, type Tone } from "../kit/badge";
import { Confirm } from "../kit/confirm";
import { share_of, usd } from "../kit/format";
import { poll } from "../kit/paged";
import { RowSkeletons } from "../kit/skeletons";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { toast_fault } from "../kit/toasts";
import { budgets_query, useTokensDeed, type Budget } from "./data";
import { day_share, forecast } from "./forecast";
import { useWhose } from "./names";
import css from "./tokens.module.css";

const BudgetForm = lazy(held(() => import("./budget-form")));

const tones: Record<Budget["state"], Tone> = {
  ok: "green",
  warned: "orange",
  exceeded: "red",
  blocked: "red",
};
const words: Record<Budget["state"], string> = {
  ok: "within",
  warned: "near its limit",
  exceeded: "used up",
  blocked: "used up, calls are stopped",
};

export function Budgets() {
  const session = useSession();
  const is_admin = may(session, "admin");
  const asked = useQuery({ ...budgets_query, refetchInterval: poll(usePollMs()) });
  const [edited, set_edited] = useState<Budget | null>(null);
  const add = useAsked("budget");
  const budgets = asked.data?.data ?? [];
  return (
    <section ref={useArrival("budgets")}>
      <div className={css.head}>
        <h2 className={table.section}>Budgets</h2>
        {is_admin && (
          <Button size="xs" variant="default" onClick={add.open}>
            Add a budget
          </Button>
        )}
      </div>
      {asked.error && !asked.data && (
        <Failed what="The budgets" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <RowSkeletons rows={1} height={90} of="list" />}
      {asked.data && budgets.length === 0 && (
        <p className={table.note}>
          No budget yet. A budget tells admins before too much is spent
          {is_admin ? "." : "; an admin adds one."}
        </p>
      )}
      <ul className={css.budgets}>
        {budgets.map((budget) => (
          <BudgetRow
            key={budget.id}
            budget={budget}
            edit={is_admin ? () => set_edited(budget) : null}
          />
        ))}
      </ul>
      <Suspense fallback={null}>
        {edited && <BudgetForm budget={edited} close={() => set_edited(null)} />}
        {is_admin && add.opened && <BudgetForm budget={null} close={add.close} />}
      </Suspense>
    </section>
  );
}

function BudgetRow({ budget, edit }: { budget: Budget; edit: (() => void) | null }) {
  const now = useNow();
  const [asking, set_asking] = useState(false);
  const deleting = useTokensDeed(
    () => ok(api.DELETE("/api/v1/tokens/budgets/{id}", { params: { path: { id: budget.id } } })),
    "The budget is deleted",
  );
  const expected = forecast(budget, now);
  const whose = useWhose(budget);
  return (
    <li className={css.budget}>
      <div className={css.budget_text}>
        <strong>{budget.name}</strong>
        <span>
          {whose}, per {budget.period}
        </span>
        <Badge tone={tones[budget.state]}>{words[budget.state]}</Badge>
      </div>
      <progress
        max={100}
        value={Math.min(100, budget.spent_percent)}
        aria-label={`${budget.name}: ${share_of(budget.spent_percent, budget.spent_nano_usd)}`}
      />
      <div className={css.budget_text}>
        <span>
          {usd(budget.spent_nano_usd)} of {usd(budget.limit_nano_usd)} (
          {share_of(budget.spent_percent, budget.spent_nano_usd)}) after {day_share(budget, now)} %
          of the {budget.period}
        </span>
        {expected !== null && <span>at this pace {usd(expected)} in the end</span>}
        <span>{budget.on_limit === "block" ? "stops calls at its limit" : "only tells"}</span>
      </div>
      {edit && (
        <div className={table.buttons}>
          <Button size="compact-xs" variant="default" onClick={edit}>
            Edit
          </Button>
          <Button size="compact-xs" variant="subtle" color="red" onClick={() => set_asking(true)}>
            Delete
          </Button>
        </div>
      )}
      {asking && (
        <Confirm
          title={`Delete the budget ${budget.name}?`}
          button="Delete"
          pending={deleting.isPending}
          run={() => deleting.mutate(undefined, { onError: toast_fault })}
          cancel={() => set_asking(false)}
        >
          Nobody is told any more when this much is spent. What was spent stays recorded.
        </Confirm>
      )}
    </li>
  );
}
