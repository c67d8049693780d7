// The parts of the form of a rule: for which calls it holds, and what it says of them.
import { Checkbox, Group, NumberInput, TextInput } from "@mantine/core";
import { useSecrets, usePeople } from "./names";
import type { Draft } from "./rule-draft";
import { Amount, Lines, Part, Picks, Troubles, type Edit } from "./rule-fields";
import { Targets } from "./rule-lists";
import css from "./rules.module.css";

const services = ["openai", "anthropic", "gemini"] as const;

type PartProps = { draft: Draft; edit: Edit; faults: Record<string, string> };

export function When({ draft, edit, faults }: PartProps) {
  const { access } = useSecrets();
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

export const Models = ({ draft, edit, faults }: PartProps) => (
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

export const Way = ({ draft, edit, faults }: PartProps) => (
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

export function Tries({ draft, edit, faults }: PartProps) {
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
