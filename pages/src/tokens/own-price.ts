// What of the org's own prices holds now, and which the form shows whole. Pure.
import type { Price } from "./data";

export type Standing = "holds" | "replaced" | "ahead" | "unknown";

type Revision = Pick<Price, "id" | "provider" | "model" | "effective_from_ms" | "created_at_ms">;

const is_newer = (one: Revision, other: Revision) =>
  one.effective_from_ms === other.effective_from_ms
    ? one.id > other.id
    : one.effective_from_ms > other.effective_from_ms;

// Of a model's prices the newest that has begun holds; older ones stay for the calls of their time.
function standing_of(price: Revision, known: Revision[], now_ms: number): Standing {
  if (price.effective_from_ms > now_ms) return "ahead";
  const replaced = known.some(
    (other) =>
      other.provider === price.provider &&
      other.model === price.model &&
      other.effective_from_ms <= now_ms &&
      is_newer(other, price),
  );
  return replaced ? "replaced" : "holds";
}

// The list is ordered by model: of the last one there may be more on the next page. The server's clock was where its
// newest row says, wherever ours is.
export function standings_of(prices: Revision[], goes_on: boolean, here_ms: number): Standing[] {
  const open = goes_on ? prices.at(-1)?.model : undefined;
  const now_ms = prices.reduce((ms, { created_at_ms }) => Math.max(ms, created_at_ms), here_ms);
  return prices.map((price) => {
    const standing = standing_of(price, prices, now_ms);
    return standing === "holds" && price.model === open ? "unknown" : standing;
  });
}

const form_rates = ["input", "cache_read", "output"];

// What else a price has would be lost where the form sets it anew.
export const has_further_rates = ({ tiers }: Pick<Price, "tiers">) =>
  tiers.some(({ rates }) =>
    Object.entries(rates).some(([name, rate]) => rate != null && !form_rates.includes(name)),
  );

export const fits_form = (price: Pick<Price, "tiers">) =>
  price.tiers.length === 1 && !has_further_rates(price);
