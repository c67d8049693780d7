// The fields that the form of a rule is made of.
import { Button, Checkbox, Group, Input, NativeSelect, NumberInput, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import type { Draft, Typed } from "./rule-draft";
import { trouble_words, type Trouble } from "./rule-words";
import css from "./rules.module.css";

export type Edit = (change: Partial<Draft>) => void;

type PartProps = { title: string; note?: string; fault?: string | undefined; children: ReactNode };

export const Part = ({ title, note, fault, children }: PartProps) => (
  <fieldset className={css.part}>
    <legend>{title}</legend>
    {note && <p className={css.note}>{note}</p>}
    {children}
    {fault && <Input.Error>{fault}</Input.Error>}
  </fieldset>
);

type LinesProps = {
  label: string;
  hint?: string;
  value: string;
  set: (value: string) => void;
  fault: string | undefined;
};

export const Lines = ({ label, hint, value, set, fault }: LinesProps) => (
  <Textarea
    label={label}
    placeholder={hint}
    rows={2}
    value={value}
    onChange={(event) => set(event.currentTarget.value)}
    error={fault}
  />
);

type AmountProps = {
  label: string;
  min: number;
  max: number;
  value: Typed;
  set: (value: Typed) => void;
  fault?: string | undefined;
};

export const Amount = ({ label, min, max, value, set, fault }: AmountProps) => (
  <NumberInput
    label={label}
    min={min}
    max={max}
    allowDecimal={false}
    value={value}
    onChange={set}
    error={fault}
  />
);

const troubles = Object.keys(trouble_words) as Trouble[];

type TroublesProps = { label: string; chosen: Trouble[]; set: (chosen: Trouble[]) => void };

export const Troubles = ({ label, chosen, set }: TroublesProps) => (
  <Checkbox.Group
    label={label}
    value={chosen}
    onChange={(values) => set(troubles.filter((one) => values.includes(one)))}
  >
    <Group mt={4}>
      {troubles.map((one) => (
        <Checkbox key={one} value={one} label={trouble_words[one]} />
      ))}
    </Group>
  </Checkbox.Group>
);

type Named = { id: string; name: string };
type PicksProps = {
  label: string;
  all: Named[];
  chosen: string[];
  set: (chosen: string[]) => void;
  fault: string | undefined;
};

// Some of those with a name. What is chosen and has none any more stays, by its id.
export function Picks({ label, all, chosen, set, fault }: PicksProps) {
  const name_of = (id: string) => all.find((one) => one.id === id)?.name ?? id.slice(0, 8);
  const rest = all.filter(({ id }) => !chosen.includes(id));
  return (
    <div>
      <NativeSelect
        label={label}
        value=""
        onChange={({ currentTarget: { value } }) => value && set([...chosen, value])}
        error={fault}
        data={[
          { value: "", label: chosen.length > 0 ? "Add another" : "Any" },
          ...rest.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <div className={css.picks}>
        {chosen.map((id) => (
          <Button
            key={id}
            size="compact-xs"
            variant="default"
            aria-label={`Leave out ${name_of(id)}`}
            rightSection="×"
            onClick={() => set(chosen.filter((one) => one !== id))}
          >
            {name_of(id)}
          </Button>
        ))}
      </div>
    </div>
  );
}
