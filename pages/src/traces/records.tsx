// Log records, each of which opens to show all of it.
import { Link } from "@tanstack/react-router";
import type { Tone } from "../kit/badge";
import { at_both } from "../kit/format";
import { Pairs, pairs_of, type Pair } from "../kit/pairs";
import { Records as Listed } from "../kit/records";
import type { LogRecord } from "./data";
import css from "./traces.module.css";

const tones: Record<string, Tone> = { warn: "orange", error: "red", fatal: "red", info: "blue" };

const text_of = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

export const Records = ({ records }: { records: LogRecord[] }) => (
  <Listed
    rows={records}
    line={({ at_us, level, service = "", body }) => ({
      at_ms: at_us / 1000,
      tone: tones[level] ?? "gray",
      kind: level,
      from: service,
      text: text_of(body),
    })}
    whole={(record) => <Whole record={record} />}
  />
);

function Whole({ record }: { record: LogRecord }) {
  const { trace_id, span_id, body, attributes } = record;
  const facts: Pair[] = [
    ["time", at_both(record.at_us / 1000)],
    ["service", record.service ?? ""],
    ["scope", record.scope ?? ""],
    ["event", record.event_name ?? ""],
    ["span", span_id ?? ""],
  ];
  return (
    <>
      <pre className={css.body} tabIndex={0} aria-label="Text">
        {typeof body === "string" ? body : JSON.stringify(body, null, 2)}
      </pre>
      <Pairs pairs={[...facts.filter(([, value]) => value), ...pairs_of(attributes)]} />
      {trace_id && (
        <Link
          from="/traces"
          to="/traces/$trace_id"
          params={{ trace_id }}
          search={(old) => ({ ...old, span: span_id })}
        >
          Show its trace
        </Link>
      )}
    </>
  );
}
