// A filter by an exact name: any may be typed, those of the list are offered.
import { TextInput } from "@mantine/core";
import { useId } from "react";
import css from "./offered.module.css";
import { useTyped } from "./typed";

type Props = {
  name: string;
  any: string;
  kept: string | undefined;
  offered: string[];
  send: (value: string | undefined, replace: boolean) => void;
  id?: "search"; // of the one that "/" goes to
};

export function Offered({ name, any, kept, offered, send, id }: Props) {
  const [typed, type] = useTyped(kept, send);
  const list = useId();
  return (
    <>
      <TextInput
        id={id}
        className={css.offered}
        size="xs"
        type="search"
        list={list}
        placeholder={any}
        aria-label={name}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <datalist id={list}>
        {offered.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}

export const offered_of = (names: (string | null | undefined)[]) =>
  [...new Set(names.map((name) => name ?? ""))].filter(Boolean).sort();
