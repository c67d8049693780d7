// Why a cost of ours may differ from litellm's. Each reason is as narrow as it can be said; what has none fails.

const reasons = [
  {
    // Our revisions hold from a day on, not from an hour to an hour.
    reason: "DeepSeek halves its prices at night; the catalogue holds those of the day",
    fits: (one, ours) => one.off_peak && Math.abs(ours.cost_nano_usd - 2 * one.expected) <= 2,
  },
];

export function reason_of(one, ours) {
  return reasons.find(({ fits }) => fits(one, ours))?.reason;
}
