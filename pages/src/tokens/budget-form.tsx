import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "../api/client";
import { FormModal } from "../kit/form-modal";
import { count } from "../kit/format";
import { utc_offset_min } from "../kit/period";
import BudgetPreview from "../preview/budget";
import { useTokensDeed, type Budget } from "./data";
import { useWhose } from "./names";
import { Subject, type Scope } from "./subject";

const scopes = ["org", "user", "key", "agent", "model"] as const;
const periods = ["day", "week", "month"] as const;
const nano = 1e9;
const usd_max = 1_000_000;

const scope_words: Record<Scope, string> = {
  org: "whole organization",
  user: "one person",
  key: "one access key",
  agent: "one agent",
  model: "one model",
};

export default function BudgetForm({
  budget,
  close,
}: {
  budget: Budget | null;
  close: () => void;
}) {
  const [name, set_name] = useState(budget?.name ?? "");
  const [scope, set_scope] = useState(budget?.scope ?? "org");
  const [subject, set_subject] = useState(budget?.subject ?? "");
  const [period, set_period] = useState(budget?.period ?? "month");
  const [limit, set_limit] = useState<number | string>(budget ? budget.limit_nano_usd / nano : "");
  const [on_limit, set_on_limit] = useState(budget?.on_limit ?? "tell");
  const limit_nano_usd = Math.round(Number(limit) * nano);
  const judge = () => {
    const found: Record<string, string> = {};
    if (scope !== "org" && !subject.trim()) found.subject = "Choose one";
    if (!(limit_nano_usd > 0 && limit_nano_usd <= usd_max * nano))
      found.limit_nano_usd = `Must be more than $0 and at most $${count(usd_max)}`;
    return found;
  };
  const saving = useTokensDeed(
    () =>
      budget
        ? ok(
            api.PATCH("/api/v1/tokens/budgets/{id}", {
              params: { path: { id: budget.id } },
              body: { name, limit_nano_usd, on_limit },
            }),
          )
        : ok(
            api.POST("/api/v1/tokens/budgets", {
              body: {
                name,
                scope,
                subject: scope === "org" ? undefined : subject.trim(),
                period,
                limit_nano_usd,
                on_limit,
                utc_offset_min,
              },
            }),
          ),
    "The budget is saved",
    close,
  );
  return (
    <FormModal
      title={budget ? `Budget ${budget.name}` : "Add a budget"}
      button="Save"
      sending={saving}
      close={close}
      fields={["name", "scope", "subject", "period", "limit_nano_usd"]}
      judge={judge}
    >
      {(faults) => (
        <>
          <TextInput
            label="Name"
            required
            value={name}
            onChange={(event) => set_name(event.currentTarget.value)}
            error={faults.name}
          />
          {budget && <Counted budget={budget} />}
          {!budget && (
            <>
              <NativeSelect
                label="Counts the calls of"
                value={scope}
                onChange={({ currentTarget: { value } }) => {
                  set_scope(scopes.find((one) => one === value) ?? "org");
                  set_subject("");
                }}
                error={faults.scope}
                data={scopes.map((value) => ({ value, label: scope_words[value] }))}
              />
              {scope !== "org" && (
                <Subject scope={scope} value={subject} set={set_subject} fault={faults.subject} />
              )}
              <NativeSelect
                label="Begins anew each"
                value={period}
                onChange={({ currentTarget: { value } }) =>
                  set_period(periods.find((one) => one === value) ?? "month")
                }
                error={faults.period}
                data={[...periods]}
              />
            </>
          )}
          <NumberInput
            label="Limit in USD"
            required
            min={0}
            decimalScale={9}
            value={limit}
            onChange={set_limit}
            error={faults.limit_nano_usd}
          />
          <NativeSelect
            label="At the limit"
            value={on_limit}
            onChange={({ currentTarget: { value } }) =>
              set_on_limit(value === "block" ? "block" : "tell")
            }
            data={[
              { value: "tell", label: "tell the admins" },
              { value: "block", label: "stop the calls until the next period" },
            ]}
          />
          <BudgetPreview
            saved={budget}
            edited={{ scope, subject, period, limit_nano_usd, on_limit }}
          />
        </>
      )}
    </FormModal>
  );
}

const Counted = ({ budget }: { budget: Budget }) => (
  <p>
    Counts the calls of {useWhose(budget)}, anew each {budget.period}.
  </p>
);
