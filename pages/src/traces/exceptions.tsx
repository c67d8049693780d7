// The exceptions that spans of a trace tell of, each of which is an event of an issue.
import { UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Span } from "./data";
import css from "./trace.module.css";

type Exception = { span: Span; type: string; message: string };

const text_of = (value: unknown) => (typeof value === "string" ? value : "");

const exceptions_of = (spans: Span[]): Exception[] =>
  spans.flatMap((span) =>
    span.events
      .filter(({ name }) => name === "exception")
      .map(({ attributes }) => ({
        span,
        type: text_of(attributes["exception.type"]) || "Exception",
        message: text_of(attributes["exception.message"]),
      })),
  );

type Props = { trace_id: string; spans: Span[]; open: (id: string) => void };

export function Exceptions({ trace_id, spans, open }: Props) {
  const exceptions = exceptions_of(spans);
  if (exceptions.length === 0) return null;
  return (
    <section>
      <h3 className={css.section}>Errors</h3>
      <ul className={css.exceptions}>
        {exceptions.map(({ span, type, message }, index) => (
          <li key={index}>
            <strong>
              {type}
              {message && `: ${message}`}
            </strong>
            <span className={css.deeds}>
              in{" "}
              <UnstyledButton className={css.link} onClick={() => open(span.id)}>
                {span.name}
              </UnstyledButton>
            </span>
          </li>
        ))}
      </ul>
      <Link to="/errors" search={{ state: "all", trace_id }} className={css.link}>
        Show the issues of this trace
      </Link>
    </section>
  );
}
