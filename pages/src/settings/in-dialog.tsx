// A part of one's account that is changed in a dialog.
import { Button, PasswordInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import table from "../kit/table.module.css";

type Props = { title: string; button: string; children: (close: () => void) => ReactNode };

export function InDialog({ title, button, children }: Props) {
  const [open, set_open] = useState(false);
  return (
    <section>
      <h2 className={table.section}>{title}</h2>
      <Button variant="default" onClick={() => set_open(true)}>
        {button}
      </Button>
      {open && children(() => set_open(false))}
    </section>
  );
}

type PasswordProps = { value: string; set: (value: string) => void; fault: string | undefined };

export const OwnPassword = ({ value, set, fault }: PasswordProps) => (
  <PasswordInput
    label="Your password (empty if you have none)"
    autoComplete="current-password"
    value={value}
    onChange={(event) => set(event.currentTarget.value)}
    error={fault}
  />
);
