// What a breakdown shows beside its largest parts, so that its rows add up to the whole. Pure.
import type { Schemas } from "../api/client";

type Breakdown = Pick<Schemas["Breakdown"], "data" | "rest" | "totals">;
type Totals = Pick<Schemas["Totals"], "cost_nano_usd" | "total_tokens" | "requests">;
export type Remainder = { name: string; share_percent: number; totals: Totals };

export const shown_max = 50;

const sum = (all: Totals[]): Totals =>
  all.reduce(
    (one, other) => ({
      cost_nano_usd: one.cost_nano_usd + other.cost_nano_usd,
      total_tokens: one.total_tokens + other.total_tokens,
      requests: one.requests + other.requests,
    }),
    { cost_nano_usd: 0, total_tokens: 0, requests: 0 },
  );

const others = (count: number) => (count === 1 ? "1 other" : `${count} others`);

// `asked` is how many parts were asked for: with as many, `rest` holds further ones, whose number nobody has told.
export function remainders({ data, rest, totals }: Breakdown, asked: number): Remainder[] {
  const hidden = data.slice(shown_max).map((part) => part.totals);
  const named = (name: string, of: Totals): Remainder => ({
    name,
    share_percent: totals.cost_nano_usd ? (100 * of.cost_nano_usd) / totals.cost_nano_usd : 0,
    totals: of,
  });
  if (data.length >= asked) return [named("all others", sum([...hidden, rest]))];
  const told = hidden.length ? [named(others(hidden.length), sum(hidden))] : [];
  return rest.requests ? [...told, named("not told", rest)] : told;
}
