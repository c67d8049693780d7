// The `sql` effect over D1: one batch, one transaction, one round trip.
//
// Numbers go in as JavaScript numbers (REAL) and come back as such: one that is integral within
// 2^53 is an i64 for the module, on every host.

import { Failure } from "../frame";
import type { Sql, Value } from "../types";
import { run_batch, type Bound, type Query, type Rows } from "./d1";
import { utf8, Writer } from "../wire";
import { done, failed, type Answer, type World } from "../world";

const integer_max = 2 ** 53;
const value_max_bytes = 2_000_000;

class Unbindable extends Error {
  constructor(
    readonly failure: Failure,
    message: string,
  ) {
    super(message);
  }
}

// The binding would take more locally than D1 does at the edge.
function check_size(value: string | Uint8Array): void {
  const may_be_over = value.length * 3 > value_max_bytes;
  if (!may_be_over) return;
  const size = typeof value === "string" ? utf8(value).length : value.length;
  if (size > value_max_bytes) throw new Unbindable(Failure.too_large, "string or blob too big");
}

function bound(value: Value): Bound {
  if (value === null) return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Unbindable(Failure.invalid, "a number is not finite");
    return value;
  }
  if (typeof value === "bigint") {
    if (value > BigInt(integer_max) || value < -BigInt(integer_max))
      throw new Unbindable(Failure.invalid, "an integer is beyond 2^53");
    return Number(value);
  }
  check_size(value);
  return typeof value === "string" ? value : Array.from(value);
}

function write(out: Writer, value: Bound): void {
  if (value === null) out.u8(0);
  else if (typeof value === "string") out.u8(3).str(value);
  else if (typeof value !== "number") out.u8(4).bytes(Uint8Array.from(value));
  else if (Number.isInteger(value) && Math.abs(value) <= integer_max) out.u8(1).i64(BigInt(value));
  else out.u8(2).f64(value);
}

// SQLite's text without what D1 puts around it, and what kind of failure it is.
export function failure_of(text: string): { failure: Failure; message: string } {
  const message = text
    .replace(/^(?:D1_\w+: )+/, "")
    .replace(/: SQLITE_\w+(?: \(.*\))?$/, "")
    .replace(/ at offset \d+$/, "");
  // A long text may come cut short, without its closing quote.
  const raised = /^bad JSON path: '(.*?)'?$/s.exec(message);
  if (raised?.[1]) return { failure: Failure.raised, message: raised[1].replace(/''/g, "'") };
  if (/constraint failed|SQLITE_CONSTRAINT/.test(text))
    return { failure: Failure.constraint, message };
  if (/SQLITE_TOOBIG|too big/i.test(text)) return { failure: Failure.too_large, message };
  if (/SQLITE_AUTH|not authorized/i.test(text)) return { failure: Failure.refused, message };
  if (/timeout|timed out|SQLITE_INTERRUPT/i.test(text))
    return { failure: Failure.timeout, message: "the statement took too long" };
  if (/: SQLITE_(?:ERROR|MISMATCH|RANGE|MISUSE)|Wrong number of parameter|No SQL stat/.test(text))
    return { failure: Failure.invalid, message };
  return { failure: Failure.unavailable, message };
}

function encoded(results: readonly Rows[], reads: readonly boolean[]): Answer {
  const out = new Writer();
  out.u32(results.length);
  results.forEach(({ changes, columns, rows }, i) => {
    out
      .u32(reads[i] ? 0 : changes)
      .u16(columns)
      .u32(rows.length);
    out.u32(rows.length * columns);
    for (const row of rows) for (const value of row) write(out, value);
  });
  return done(out.written);
}

export async function sql_effect(effect: Sql, world: World): Promise<Answer> {
  const { manifest, reads } = world.module;
  const queries: Query[] = [];
  for (const [place, statement] of effect.statements.entries()) {
    const known = manifest.statements[statement.query];
    if (!known)
      return failed(Failure.refused, `the manifest has no statement ${statement.query}`, place);
    if (effect.mode === 0 && !reads[statement.query])
      return failed(Failure.refused, `${known.name} writes, but was asked to read`, place);
    try {
      const params = statement.parameters.map(bound);
      queries.push({ sql: known.sql, params, columns: known.columns?.length ?? 0 });
    } catch (error) {
      if (error instanceof Unbindable) return failed(error.failure, error.message, place);
      throw error;
    }
  }
  if (queries.length === 0) return done(new Writer().u32(0).written);
  try {
    const results = await run_batch(world.env.DB, queries);
    if (
      effect.statements.some(({ query }) => manifest.statements[query]?.sql.includes("INTO outbox"))
    )
      world.told();
    return encoded(
      results,
      effect.statements.map(({ query }) => reads[query] ?? false),
    );
  } catch (error) {
    const { failure, message } = failure_of((error as Error).message);
    return failed(failure, message);
  }
}
