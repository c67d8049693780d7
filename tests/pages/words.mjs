// node tests/pages/words.mjs: times, amounts and changes as the pages write them, in the locale of LC_ALL=en_GB and TZ=America/Los_Angeles.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, average, change_to_before, duration, duration_of_us, on_day, on_utc_day, percent_of, usd } from "../../pages/src/kit/format.ts";
import { addresses_of } from "../../pages/src/team/addresses.ts";

const [second_ms, minute_ms, hour_ms, day_ms] = [1000, 60_000, 3_600_000, 86_400_000];
const now_ms = Date.UTC(2026, 0, 31);
const seen = (apart_ms) => ago(now_ms + apart_ms, now_ms);

test("a time is as long ago, or as far ahead, as it says; a clock that is a little ahead is now", () => {
  const told = [-59 * second_ms, 59 * second_ms, -minute_ms, -25 * hour_ms, -45 * day_ms, 90 * minute_ms, 6.5 * day_ms].map(seen);
  assert.deepEqual(told, ["just now", "just now", "1 minute ago", "1 day ago", "1 month ago", "in 1 hour", "in 6 days"]);
});

test("a day that is not the person's own is told with its zone", () => {
  assert.deepEqual([on_utc_day(now_ms), on_day(now_ms)], ["31 Jan 2026 UTC", "30 Jan 2026"]);
});

test("an amount keeps what makes it more than nothing, and amounts of one size have as many digits", () => {
  const told = [0, 5e9, 1_234_560_000_000, 230_000_000, -47_000_000, 1_200_000, 1_234].map(usd);
  assert.deepEqual(told, ["$0.00", "$5.00", "$1,234.56", "$0.2300", "-$0.0470", "$0.0012", "$0.000001"]);
  assert.deepEqual([1, 160, 499, -499].map(usd), ["$0.000000001", "$0.00000016", "$0.000000499", "-$0.000000499"]);
});

test("durations have two units at most", () => {
  const told = [0.4, 999, 1500, 12_340, 61_000, 3_840_000, 50 * hour_ms].map(duration);
  assert.deepEqual(told, ["0 ms", "999 ms", "1.50 s", "12.3 s", "1 min 1 s", "1 h 4 min", "2 d 2 h"]);
  const near = [999.6, 9_996, 59_940, 59_990, 3_599_800].map(duration);
  assert.deepEqual(near, ["1.00 s", "10.0 s", "59.9 s", "1 min 0 s", "1 h 0 min"]);
  assert.deepEqual([99_996, 999_600, 59_990_000].map(duration_of_us), ["100 ms", "1.00 s", "1 min 0 s"]);
  assert.deepEqual([93, 33_550, 842_000, 1_500_000].map(duration_of_us), ["93 µs", "33.55 ms", "842 ms", "1.50 s"]);
});

test("shares, averages and changes", () => {
  assert.deepEqual([percent_of(0), percent_of(2.66), average(20.526)], ["0 %", "2.7 %", "20.5"]);
  const said = ["+6 % on the time before", "-100 % on the time before", "0 % on the time before", "> +999 % on the time before", "nothing before it"];
  assert.deepEqual([6, -100, 0, 10_709, null].map(change_to_before), said);
});

test("addresses are found as people and mail programs write them; what is none is kept, to be named", () => {
  assert.deepEqual(addresses_of(" a@x.org,b@x.org;c@x.org\n\ta@x.org  d@x.org "), ["a@x.org", "b@x.org", "c@x.org", "d@x.org"]);
  assert.deepEqual(addresses_of(`Bob Builder <bob@x.org>, <ann@x.org>; "Oh, Olga" <olga@x.org>`), ["bob@x.org", "ann@x.org", "olga@x.org"]);
  assert.deepEqual(addresses_of("a@x.org Bob <bob@x.org>"), ["a@x.org", "bob@x.org"]);
  assert.deepEqual(addresses_of("bob, a@b@c <>"), ["bob", "a@b@c"]);
  assert.deepEqual(addresses_of(" ,; "), []);
});
