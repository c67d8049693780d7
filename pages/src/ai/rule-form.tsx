import { Alert, Checkbox, Group, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { code_of, faults_within } from "../api/problem";
import { FormModal } from "../kit/form-modal";
import { toast } from "../kit/toasts";
import { rules_query } from "./data";
import { Amount, Lines, Part, Picks, Troubles, type Edit } from "./rule-fields";
import { Limits, Targets } from "./rule-lists";
import { draft_of, rule_of, type Draft } from "./rule-draft";
import { add_rule, change_rule, type Rule } from "./rule-data";
import { useKeys, usePeople } from "./names";
import css from "./rules.module.css";

const no_rule = { name: "", when: {}, then: {} };
const services = ["openai", "anthropic", "gemini"] as const;

type Props = { rule: Rule | null; close: () => void };

// What somebody else has changed since is not lost unseen: it has to be saved twice.
function useSaving(rule: Rule | null, draft: Draft, close: () => void) {
  const queries = useQueryClient();
  const [version, set_version] = useState(rule?.version ?? 0);
  return useMutation({
    mutationFn: () =>
      rule ? change_rule({ id: rule.id, version }, rule_of(draft)) : add_rule(rule_of(draft)),
    onSuccess: () => {
      toast("The rule is saved", { tone: "good" });
      close();
    },
    onError: async (error) => {
      if (!rule || code_of(error) !== "precondition_failed") return;
      const { data } = await queries.fetchQuery({ ...rules_query, staleTime: 0 });
      set_version(data.find(({ id }) => id === rule.id)?.version ?? version);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: rules_query.queryKey }),
  });
}

export default function RuleForm({ rule, close }: Props) {
  const [draft, set_draft] = useState(() => draft_of(rule ?? no_rule));
  const edit: Edit = (change) => set_draft({ ...draft, ...change });
  const saving = useSaving(rule, draft, close);
  const of_when = faults_within("when", saving.error);
  const of_then = faults_within("then", saving.error);
  const judge = (): Record<string, string> =>
    Object.values(rule_of(draft).then).some((one) => one !== undefined)
      ? {}
      : { then: "Say at least one thing that the rule does" };
  const props = { draft, edit };
  return (
    <FormModal
      title={rule ? `Rule ${rule.name}` : "Add a rule"}
      button="Save"
      size="xl"
      sending={saving}
      close={close}
      fields={["name", "when", "then"]}
      judge={judge}
    >
      {(faults) => (
        <>
          <TextInput
            label="Name"
            required
            maxLength={100}
            value={draft.name}
            onChange={(event) => edit({ name: event.currentTarget.value })}
            error={faults.name}
          />
          <When {...props} faults={of_when} />
          <Models {...props} faults={of_then} />
          <Way {...props} faults={of_then} />
          <Tries {...props} faults={of_then} />
          <Part title="Limits" fault={of_then.limits}>
            <Limits limits={draft.limits} set={(limits) => edit({ limits })} />
          </Part>
          {faults.then && (
            <Alert color="red" variant="outline" role="alert">
              {of_then[""] ?? Object.values(of_then)[0] ?? faults.then}
            </Alert>
          )}
          {code_of(saving.error) === "precondition_failed" && (
            <Alert color="orange" variant="outline">
              Somebody has changed the rule since you opened it. Save again to put yours in its
              place, or cancel to see theirs.
            </Alert>
          )}
        </>
      )}
    </FormModal>
  );
}

type PartProps = { draft: Draft; edit: Edit; faults: Record<string, string> };

function When({ draft, edit, faults }: PartProps) {
  const { access } = useKeys();
  const people = usePeople();
  return (
    <Part title="For which calls" note="For all, where nothing is said. Names stand one a line.">
      <Checkbox.Group
        label="Providers"
        value={draft.providers}
        onChange={(chosen) => edit({ providers: services.filter((one) => chosen.includes(one)) })}
        error={faults.providers}
      >
        <Group mt={4}>
          {services.map((one) => (
            <Checkbox key={one} value={one} label={one} />
          ))}
        </Group>
      </Checkbox.Group>
      <div className={css.columns}>
        <Lines
          label="Models"
          hint="gpt-4o, or gpt-4o* with any rest"
          value={draft.models}
          set={(models) => edit({ models })}
          fault={faults.models}
        />
        <Lines
          label="Agents"
          value={draft.agent_ids}
          set={(agent_ids) => edit({ agent_ids })}
          fault={faults.agent_ids}
        />
        <Lines label="Tags" value={draft.tags} set={(tags) => edit({ tags })} fault={faults.tags} />
        <Picks
          label="Access keys"
          all={access}
          chosen={draft.key_ids}
          set={(key_ids) => edit({ key_ids })}
          fault={faults.key_ids}
        />
        <Picks
          label="People"
          all={people}
          chosen={draft.user_ids}
          set={(user_ids) => edit({ user_ids })}
          fault={faults.user_ids}
        />
      </div>
    </Part>
  );
}

const Models = ({ draft, edit, faults }: PartProps) => (
  <Part title="What they may ask for">
    <div className={css.columns}>
      <Lines
        label="Allowed models"
        hint="any, where none is named"
        value={draft.allowed_models}
        set={(allowed_models) => edit({ allowed_models })}
        fault={faults.allowed_models}
      />
      <TextInput
        label="Default model (of calls that name none)"
        value={draft.default_model}
        onChange={(event) => edit({ default_model: event.currentTarget.value })}
        error={faults.default_model}
      />
    </div>
  </Part>
);

const Way = ({ draft, edit, faults }: PartProps) => (
  <Part title="Where they go" fault={faults.targets ?? faults.fallbacks}>
    <Targets
      one="target"
      button="Send them elsewhere"
      weighs="share"
      targets={draft.targets}
      set={(targets) => edit({ targets })}
    />
    <Targets
      one="fallback"
      button="Add a fallback"
      targets={draft.fallbacks}
      set={(fallbacks) => edit({ fallbacks })}
    />
    {draft.fallbacks.length > 0 && (
      <Troubles
        label="Fall back after (any of them, where none is chosen)"
        chosen={draft.fallback_on}
        set={(fallback_on) => edit({ fallback_on })}
      />
    )}
  </Part>
);

function Tries({ draft, edit, faults }: PartProps) {
  const amount = (
    name: "timeout_ms" | "cache_ttl_s",
    label: string,
    least: number,
    most: number,
  ) => (
    <Amount
      label={label}
      min={least}
      max={most}
      value={draft[name]}
      set={(value) => edit({ [name]: value })}
      fault={faults[name]}
    />
  );
  return (
    <Part title="How long and how often" fault={faults.retries}>
      <div className={css.columns}>
        {amount("timeout_ms", "Given up after, in ms", 100, 300_000)}
        {amount("cache_ttl_s", "The same answer again for, in s", 1, 86_400)}
        <NumberInput
          label="Tried again, times at most"
          min={1}
          max={5}
          value={draft.retries}
          onChange={(retries) => edit({ retries })}
        />
        {draft.retries !== "" && (
          <>
            <Amount
              label="First wait, in ms"
              min={10}
              max={5000}
              value={draft.backoff_ms}
              set={(backoff_ms) => edit({ backoff_ms })}
            />
            <Amount
              label="All waits together at most, in ms"
              min={0}
              max={10_000}
              value={draft.wait_max_ms}
              set={(wait_max_ms) => edit({ wait_max_ms })}
            />
          </>
        )}
      </div>
      {draft.retries !== "" && (
        <Troubles
          label="Try again after (any of them, where none is chosen)"
          chosen={draft.retry_on}
          set={(retry_on) => edit({ retry_on })}
        />
      )}
    </Part>
  );
}
