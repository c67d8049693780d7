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

// Words by which the issue is found. Numbers and ids differ between its events.
export const words_of = (type: string, message: string) =>
  [type, ...(message.split("\n")[0] ?? "").split(/[^\p{L}\p{N}_]+/u)]
    .filter((word) => word !== "" && !/\d/.test(word))
    .slice(0, 12)
    .join(" ")
    .slice(0, 200);

type Props = { spans: Span[]; open: (id: string) => void };

export function Exceptions({ spans, open }: Props) {
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
              <Link to="/errors" search={{ state: "all", q: words_of(type, message) }}>
                Show the issue
              </Link>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
