// What the pages before the sign-in have in common: a card, a form and its faults.
import { useId, useState, type SubmitEvent, type ReactNode } from "react";
import { Alert, Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { faults_of, words_of } from "../api/problem";
import { useOnce } from "../kit/once";
import { Title } from "../kit/title";
import { Insecure } from "./insecure";
import css from "./entry.module.css";

export type Fields = Record<string, string>;
type Props = { title: string; intro?: ReactNode; children?: ReactNode; foot?: ReactNode };

export function Frame({ title, intro, children, foot }: Props) {
  return (
    <main className={css.page}>
      <Title of={[title]} />
      <div className={css.card}>
        <p className={css.brand}>
          <img src="/icon.svg" alt="" width="24" height="24" /> Arris
        </p>
        <h1 className={css.title}>{title}</h1>
        {intro && <div className={css.intro}>{intro}</div>}
        <Insecure />
        {children}
        {foot && <div className={css.foot}>{foot}</div>}
      </div>
    </main>
  );
}

function fields_of(event: SubmitEvent<HTMLFormElement>): Fields {
  const entries = [...new FormData(event.currentTarget).entries()];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

type FormProps = {
  send: (fields: Fields) => Promise<unknown>;
  button: string;
  children: (faults: Fields) => ReactNode;
};

export function EntryForm({ send, button, children }: FormProps) {
  const id = useId();
  const [dirty, set_dirty] = useState(false);
  const sending = useMutation({ mutationFn: send, onSettled: () => set_dirty(false) });
  const faults = dirty ? {} : faults_of(sending.error);
  const told_at_field = Object.keys(faults).some((name) => name !== "");
  const once = useOnce(sending.mutateAsync);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void once(fields_of(event));
  };
  return (
    <form
      className={css.form}
      onSubmit={submit}
      onChange={() => set_dirty(true)}
      aria-describedby={id}
    >
      {children(faults)}
      <div id={id} role="alert">
        {sending.error && !dirty && !told_at_field && (
          <Alert color="red" variant="outline">
            {words_of(sending.error)}
          </Alert>
        )}
      </div>
      <Button type="submit" loading={sending.isPending} fullWidth>
        {button}
      </Button>
    </form>
  );
}
