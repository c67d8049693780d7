// Log records, each of which opens to show all of it.
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Badge, type Tone } from "../kit/badge";
import { at_both, clock, on_day } from "../kit/format";
import { Pairs, pairs_of, type Pair } from "../kit/pairs";
import { Pieces } from "../kit/pieces";
import type { LogRecord } from "./data";
import css from "./traces.module.css";

const tones: Record<string, Tone> = { warn: "orange", error: "red", fatal: "red", info: "blue" };

const text_of = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

// Records have no ids; what is the same in all is the same record.
const key_of = (record: LogRecord) => JSON.stringify(record);

export function Records({ records }: { records: LogRecord[] }) {
  return (
    <div className={css.records}>
      <Pieces as="ul" rows={with_keys(records)}>
        {({ key, record }) => <Row key={key} record={record} />}
      </Pieces>
    </div>
  );
}

function with_keys(records: LogRecord[]) {
  const seen = new Map<string, number>();
  return records.map((record) => {
    const key = key_of(record);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return { key: `${key}${times}`, record };
  });
}

function Row({ record }: { record: LogRecord }) {
  const [open, set_open] = useState(false);
  const at_ms = record.at_us / 1000;
  return (
    <li>
      <details
        className={css.record}
        onToggle={({ currentTarget }) => set_open(currentTarget.open)}
      >
        <summary>
          <time dateTime={new Date(at_ms).toISOString()} title={at_both(at_ms)}>
            <span className={css.day}>{on_day(at_ms)} </span>
            {clock.format(at_ms)}
          </time>
          <Badge tone={tones[record.level] ?? "gray"}>{record.level}</Badge>
          <span className={css.from}>{record.service}</span>
          <span className={css.text}>{text_of(record.body)}</span>
        </summary>
        {open && <Whole record={record} />}
      </details>
    </li>
  );
}

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
    <div className={css.whole}>
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
    </div>
  );
}
