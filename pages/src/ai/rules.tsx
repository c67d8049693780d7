// The rules of the gateway, in the order in which they are looked at.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { held } from "../api/reach";
import { may, useSession } from "../api/session";
import { Badge } from "../kit/badge";
import { Confirm } from "../kit/confirm";
import { DeedsMenu } from "../kit/deeds";
import { RowSkeletons } from "../kit/skeletons";
import { poll } from "../kit/paged";
import { Empty, Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { poll_ms, rules_query } from "./data";
import { useNameOf } from "./names";
import { rules_max, useRules, type Rule } from "./rule-data";
import { then_words, when_words } from "./rule-words";
import css from "./rules.module.css";

const RuleForm = lazy(held(() => import("./rule-form")));

export function Rules({ at }: { at: string | undefined }) {
  const is_admin = may(useSession(), "admin");
  const asked = useQuery({ ...rules_query, refetchInterval: poll(poll_ms) });
  const [edited, edit] = useState<Rule | "new" | null>(null);
  const rules = (asked.data?.data ?? []) as Rule[];
  const full = rules.length >= rules_max;
  return (
    <>
      <div className={css.head}>
        <p>
          Looked at from the top. Of what several say, the first that fits a call holds; limits and
          allowed models of all that fit do.
        </p>
        <Button size="xs" disabled={!is_admin || full} onClick={() => edit("new")}>
          Add a rule
        </Button>
      </div>
      {!is_admin && <p className={table.note}>Admins set rules.</p>}
      {full && <p className={table.note}>There are {rules_max} rules, which is the most.</p>}
      {asked.error && !asked.data && (
        <Failed what="The rules" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <RowSkeletons rows={4} height={96} of="list" />}
      {asked.data && rules.length === 0 && <NoRule />}
      <ol className={css.rules}>
        {rules.map((rule) => (
          <Item key={rule.id} rule={rule} rules={rules} is_at={rule.id === at} edit={edit} />
        ))}
      </ol>
      <Suspense fallback={null}>
        {edited && <RuleForm rule={edited === "new" ? null : edited} close={() => edit(null)} />}
      </Suspense>
    </>
  );
}

const NoRule = () => (
  <Empty title="No rule yet">
    <p>
      Calls go to the model that they name, once, for as long as the provider takes. A rule sends
      them elsewhere, tries again or falls back, gives answers again out of a cache, or limits what
      an agent, a key or a tag may use.
    </p>
  </Empty>
);

type Props = { rule: Rule; rules: Rule[]; is_at: boolean; edit: (rule: Rule) => void };

function Item({ rule, rules, is_at, edit }: Props) {
  const name_of = useNameOf();
  const is_admin = may(useSession(), "admin");
  const { id, name, enabled, when, then } = rule;
  useEffect(() => {
    if (is_at) document.getElementById(`rule-${id}`)?.scrollIntoView({ block: "nearest" });
  }, [is_at, id]);
  return (
    <li id={`rule-${id}`} className={css.rule} data-at={is_at || undefined}>
      <div className={css.text}>
        <strong>{name}</strong>
        <Badge tone={enabled ? "green" : "gray"}>{enabled ? "holds" : "off"}</Badge>
      </div>
      {is_admin && <Deeds rule={rule} rules={rules} edit={edit} />}
      <div className={css.words}>
        {when_words(when, name_of)}
        <ul>
          {then_words(then, name_of).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function Deeds({ rule, rules, edit }: Omit<Props, "is_at">) {
  const { turn, move, remove, busy } = useRules();
  const [asking, ask] = useState(false);
  const place = rules.indexOf(rule);
  const moves = [
    ...(place > 0 ? [{ label: "Move up", run: () => move(rule, -1) }] : []),
    ...(place < rules.length - 1 ? [{ label: "Move down", run: () => move(rule, 1) }] : []),
  ];
  const { name, enabled } = rule;
  const deeds = [
    { label: "Edit", run: () => edit(rule) },
    ...moves,
    { label: enabled ? "Turn off" : "Turn on", run: () => turn(rule, !enabled) },
    { label: "Delete", run: () => ask(true), loses: true },
  ];
  return (
    <div className={css.deeds}>
      <DeedsMenu of={name} deeds={deeds} pending={busy} />
      {asking && (
        <Confirm
          title={`Delete the rule ${name}?`}
          button="Delete"
          pending={busy}
          run={() => remove(rule, () => ask(false))}
          cancel={() => ask(false)}
        >
          Calls go on without it from now on. What its limits have counted is lost.
        </Confirm>
      )}
    </div>
  );
}
