// All that a span says of itself.
import { Link } from "@tanstack/react-router";
import { duration_of_us } from "../kit/format";
import { Pairs, pairs_of, type Pair } from "../kit/pairs";
import type { Attributes, Span, Trace } from "./data";
import css from "./waterfall.module.css";

type Props = { span: Span; trace: Trace; resource: Attributes };

export function SpanDetail({ span, trace, resource }: Props) {
  const begins = duration_of_us(Math.max(0, span.start_at_us - trace.start_at_us));
  const facts: Pair[] = [
    ["service", span.service],
    ["begins after", begins],
    ["kind", span.kind],
    ["status", [span.status, span.status_message].filter(Boolean).join(": ")],
    ["scope", span.scope],
    ["span", span.id],
  ];
  return (
    <div className={css.detail}>
      <Pairs pairs={facts.filter(([, value]) => value)} />
      <Section title="Attributes" pairs={pairs_of(span.attributes)} />
      {span.events.map(({ name, at_us, attributes }, index) => (
        <Section
          key={index}
          title={`${name}, after ${duration_of_us(Math.max(0, at_us - trace.start_at_us))}`}
          pairs={pairs_of(attributes)}
          shown_empty
        />
      ))}
      <Section title="Sent by" pairs={pairs_of(resource)} />
      {span.links.length > 0 && <Links span={span} />}
    </div>
  );
}

function Section(props: { title: string; pairs: Pair[]; shown_empty?: true }) {
  const { title, pairs, shown_empty } = props;
  if (pairs.length === 0 && !shown_empty) return null;
  return (
    <section>
      <h4 className={css.title}>{title}</h4>
      <Pairs pairs={pairs} />
    </section>
  );
}

function Links({ span }: { span: Span }) {
  return (
    <section>
      <h4 className={css.title}>Links</h4>
      <ul className={css.links}>
        {span.links.map(({ trace_id, span_id }, index) => (
          <li key={index}>
            <Link
              from="/traces"
              to="/traces/$trace_id"
              params={{ trace_id }}
              search={(old) => ({ ...old, span: span_id })}
            >
              Span {span_id} of trace {trace_id}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
