// node tests/pages/figures.mjs: what the pages work out of the answers that they show.

import assert from "node:assert/strict";
import { test } from "node:test";
import { each_day } from "../../pages/src/keys/days.ts";

const day_ms = 86_400_000;

test("a chart of days has those without uses, from the first to the last that was asked for", () => {
  const from_ms = Date.UTC(2026, 2, 1);
  const used = (day, uses) => ({ day_at_ms: from_ms + day * day_ms, uses });
  const { days } = each_day({ from_ms, to_ms: from_ms + 5 * day_ms, uses: 3, days: [used(1, 2), used(3, 1)] });
  assert.deepEqual(days, [used(0, 0), used(1, 2), used(2, 0), used(3, 1), used(4, 0)]);
  assert.deepEqual(each_day({ from_ms, to_ms: from_ms + day_ms, uses: 0, days: [] }).days, [used(0, 0)]);
});
