// Rows of a list that are chosen, for what is done to all of them at once.
import { Button, Checkbox } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { many } from "./format";
import table from "./table.module.css";

export type Choice = {
  ids: string[];
  shown: string[];
  choose: (ids: string[]) => void;
  toggle: (id: string) => void;
};

// What is no longer in the list is no longer chosen.
export function useChoice(shown: string[]): Choice {
  const [chosen, choose] = useState<string[]>([]);
  const ids = chosen.filter((id) => shown.includes(id));
  const toggle = (id: string) =>
    choose(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  return { ids, shown, choose, toggle };
}

export const ChooseAll = ({ choice: { ids, shown, choose } }: { choice: Choice }) => (
  <th className={table.check}>
    <Checkbox
      size="xs"
      aria-label="Select all that are shown"
      checked={shown.length > 0 && ids.length === shown.length}
      disabled={shown.length === 0}
      indeterminate={ids.length > 0 && ids.length < shown.length}
      onChange={() => choose(ids.length === shown.length ? [] : shown)}
    />
  </th>
);

type OneProps = { choice: Choice; id: string; label: string };

export const ChooseOne = ({ choice: { ids, toggle }, id, label }: OneProps) => (
  <td className={table.check}>
    <Checkbox
      size="xs"
      aria-label={`Select ${label}`}
      checked={ids.includes(id)}
      onChange={() => toggle(id)}
    />
  </td>
);

type BarProps = { choice: Choice; one: string; children: ReactNode };

export function ChosenBar({ choice: { ids, choose }, one, children }: BarProps) {
  if (ids.length === 0) return null;
  return (
    <div className={table.chosen} role="toolbar" aria-label={`Chosen ${one}s`}>
      <strong>{many(ids.length, one)} selected</strong>
      {children}
      <Button size="xs" variant="subtle" onClick={() => choose([])}>
        Clear selection
      </Button>
    </div>
  );
}
