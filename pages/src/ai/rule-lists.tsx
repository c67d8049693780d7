// The lists in the form of a rule: where calls go, and what they may use.
import { Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useSecrets } from "./names";
import { new_limit, new_target, type LimitDraft, type TargetDraft } from "./rule-draft";
import { per_words, type Limit } from "./rule-words";
import css from "./rules.module.css";

type RowsProps<Row> = {
  one: string;
  button: string;
  rows: Row[];
  most: number;
  fresh: Row;
  set: (rows: Row[]) => void;
  children: (row: Row, change: (change: Partial<Row>) => void, name: string) => ReactNode;
};

function Rows<Row>({ one, button, rows, most, fresh, set, children }: RowsProps<Row>) {
  const change_at = (at: number) => (change: Partial<Row>) =>
    set(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <>
      {rows.map((row, index) => (
        <div key={index} className={css.row} role="group" aria-label={`${one} ${index + 1}`}>
          {children(row, change_at(index), `of ${one} ${index + 1}`)}
          <Button
            size="xs"
            variant="subtle"
            color="red"
            aria-label={`Remove ${one} ${index + 1}`}
            onClick={() => set(rows.filter((_, other) => other !== index))}
          >
            Remove
          </Button>
        </div>
      ))}
      {rows.length < most && (
        <div>
          <Button size="xs" variant="default" onClick={() => set([...rows, fresh])}>
            {button}
          </Button>
        </div>
      )}
    </>
  );
}

type TargetsProps = {
  one: string;
  button: string;
  weighs?: "share";
  targets: TargetDraft[];
  set: (targets: TargetDraft[]) => void;
};

export function Targets({ one, button, weighs, targets, set }: TargetsProps) {
  const { vault } = useSecrets();
  const secrets = [
    { value: "", label: "The usual secret" },
    ...vault.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const most = weighs ? 10 : 5;
  return (
    <Rows one={one} button={button} rows={targets} most={most} fresh={new_target} set={set}>
      {(target, change, of) => (
        <>
          <TextInput
            size="xs"
            aria-label={`Model ${of}`}
            placeholder="Model (the same, if empty)"
            value={target.model}
            onChange={(event) => change({ model: event.currentTarget.value })}
          />
          <NativeSelect
            size="xs"
            aria-label={`Secret ${of}`}
            value={target.vault_key_id}
            onChange={(event) => change({ vault_key_id: event.currentTarget.value })}
            data={with_kept(secrets, target.vault_key_id)}
          />
          {weighs && (
            <NumberInput
              size="xs"
              aria-label={`Weight ${of}`}
              placeholder="Weight (1)"
              min={1}
              max={1000}
              allowDecimal={false}
              value={target.weight}
              onChange={(weight) => change({ weight })}
            />
          )}
        </>
      )}
    </Rows>
  );
}

type Choice = { value: string; label: string };

const with_kept = (choices: Choice[], kept: string) =>
  choices.some(({ value }) => value === kept)
    ? choices
    : [...choices, { value: kept, label: kept.slice(0, 8) }];

const units: Record<Limit["unit"], string> = {
  requests: "calls",
  tokens: "tokens",
  cost_nano_usd: "USD",
};
const windows = [60, 3600, 86_400];
const window_words: Record<number, string> = { 60: "a minute", 3600: "an hour", 86_400: "a day" };

const choices_of = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

type LimitsProps = { limits: LimitDraft[]; set: (limits: LimitDraft[]) => void };

export const Limits = ({ limits, set }: LimitsProps) => (
  <Rows one="limit" button="Add a limit" rows={limits} most={5} fresh={new_limit} set={set}>
    {(limit, change, of) => (
      <>
        <NumberInput
          size="xs"
          aria-label={`Amount ${of}`}
          placeholder="At most"
          required
          min={0}
          decimalScale={9}
          value={limit.max}
          onChange={(max) => change({ max })}
        />
        <NativeSelect
          size="xs"
          aria-label={`Unit ${of}`}
          value={limit.unit}
          onChange={(event) => change({ unit: event.currentTarget.value as Limit["unit"] })}
          data={choices_of(units)}
        />
        <NativeSelect
          size="xs"
          aria-label={`Counted ${of}`}
          value={limit.per}
          onChange={(event) => change({ per: event.currentTarget.value as Limit["per"] })}
          data={choices_of(per_words)}
        />
        <NativeSelect
          size="xs"
          aria-label={`Window ${of}`}
          value={String(limit.window_s)}
          onChange={(event) => change({ window_s: Number(event.currentTarget.value) })}
          data={windows_with(Number(limit.window_s))}
        />
      </>
    )}
  </Rows>
);

const windows_with = (kept_s: number): Choice[] =>
  [...new Set([...windows, kept_s])]
    .sort((one, other) => one - other)
    .map((seconds) => ({
      value: String(seconds),
      label: `in ${window_words[seconds] ?? `${seconds} s`}`,
    }));
