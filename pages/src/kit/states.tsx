// What a page shows instead of its data: that it failed, or that there is none yet.
import type { ReactNode } from "react";
import { Alert, Button } from "@mantine/core";
import { Refusal, words_of } from "../api/problem";
import css from "./states.module.css";

export function Failed({
  what,
  error,
  retry,
}: {
  what: string;
  error: unknown;
  retry: () => void;
}) {
  const request_id = error instanceof Refusal ? error.problem.request_id : null;
  return (
    <Alert
      color="red"
      variant="outline"
      title={`${what} could not be loaded`}
      className={css.failed}
    >
      <p className={css.words}>{words_of(error)}</p>
      {request_id && <p className={css.request}>Request {request_id}</p>}
      <Button size="xs" variant="default" onClick={retry}>
        Retry
      </Button>
    </Alert>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className={css.empty}>
      <h2 className={css.title}>{title}</h2>
      {children}
    </section>
  );
}
