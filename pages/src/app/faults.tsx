// When a page itself can't be shown.
import { Button } from "@mantine/core";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { words_of } from "../api/problem";
import { Title } from "../kit/title";
import css from "./shell.module.css";

export function RouteFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className={css.fault}>
      <Title of={["This page can't be shown"]} />
      <h1>This page can't be shown</h1>
      <p>{words_of(error)}</p>
      <Button onClick={again}>Try again</Button>
    </main>
  );
}

export function NotFound() {
  return (
    <main className={css.fault}>
      <Title of={["There is no such page"]} />
      <h1>There is no such page</h1>
      <p>
        <Link to="/errors">Go to the errors</Link>
      </p>
    </main>
  );
}

export const Waiting = () => <div className={css.waiting} aria-busy="true" />;
