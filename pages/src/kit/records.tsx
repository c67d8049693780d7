// Rows without ids, newest first, each of which opens to show all of it.
import { useState, type ReactNode } from "react";
import { Badge, type Tone } from "./badge";
import { at_both, clock, on_day } from "./format";
import { Pieces } from "./pieces";
import css from "./records.module.css";

export type Line = { at_ms: number; tone: Tone; kind: string; from: string; text: ReactNode };
type Shown<Row> = { line: (row: Row) => Line; whole: (row: Row) => ReactNode };

export function Records<Row>({ rows, line, whole }: Shown<Row> & { rows: Row[] }) {
  return (
    <div className={css.records}>
      <Pieces as="ul" rows={with_keys(rows)}>
        {({ key, row }) => <Record key={key} row={row} line={line} whole={whole} />}
      </Pieces>
    </div>
  );
}

// What is the same in all is the same row.
function with_keys<Row>(rows: Row[]) {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const key = JSON.stringify(row);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return { key: `${key}${times}`, row };
  });
}

function Record<Row>({ row, line, whole }: Shown<Row> & { row: Row }) {
  const [open, set_open] = useState(false);
  const { at_ms, tone, kind, from, text } = line(row);
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
          <Badge tone={tone}>{kind}</Badge>
          <span className={css.from}>{from}</span>
          <span className={css.text}>{text}</span>
        </summary>
        {open && <div className={css.whole}>{whole(row)}</div>}
      </details>
    </li>
  );
}
