// node tests/pages/figures.mjs: what the pages work out of the answers that they show.

import assert from "node:assert/strict";
import { test } from "node:test";
import { draft_of, rule_of } from "../../pages/src/ai/rule-draft.ts";
import { ordered, placed_anew } from "../../pages/src/ai/rule-order.ts";
import { span_of, then_words, when_words } from "../../pages/src/ai/rule-words.ts";
import { each_day } from "../../pages/src/keys/days.ts";
import { thrown_of, words_of_thrown } from "../../pages/src/errors/payload.ts";
import { passes, Refusal, Unreached } from "../../pages/src/api/problem.ts";
import { poll, poll_while_short } from "../../pages/src/kit/paged.ts";
import { day_share, forecast, period_ms } from "../../pages/src/tokens/forecast.ts";
import { rule_for, ruled_by } from "../../pages/src/tokens/swap.ts";
import { remainders } from "../../pages/src/tokens/remainder.ts";
import { stacked } from "../../pages/src/tokens/stack.ts";
import { fits_form, standings_of } from "../../pages/src/tokens/own-price.ts";

const day_ms = 86_400_000;

test("a chart of days has those without uses, from the first to the last that was asked for", () => {
  const from_ms = Date.UTC(2026, 2, 1);
  const used = (day, uses) => ({ day_at_ms: from_ms + day * day_ms, uses });
  const { days } = each_day({ from_ms, to_ms: from_ms + 5 * day_ms, uses: 3, days: [used(1, 2), used(3, 1)] });
  assert.deepEqual(days, [used(0, 0), used(1, 2), used(2, 0), used(3, 1), used(4, 0)]);
  assert.deepEqual(each_day({ from_ms, to_ms: from_ms + day_ms, uses: 0, days: [] }).days, [used(0, 0)]);
});

test("of a model's own prices the newest that has begun holds, once all of the model's are known", () => {
  const price = (id, model, effective_from_ms, provider = "acme") => ({ id, provider, model, effective_from_ms, created_at_ms: 5 });
  const of_one = [price("1", "a", 10), price("2", "a", 30), price("3", "a", 20), price("4", "a", 20), price("5", "a", 10, "other")];
  assert.deepEqual(standings_of(of_one, false, 25), ["replaced", "ahead", "replaced", "holds", "holds"]);
  assert.deepEqual(standings_of(of_one, false, 30), ["replaced", "holds", "replaced", "replaced", "holds"]);
  assert.deepEqual(standings_of([...of_one, { ...price("6", "b", 30), created_at_ms: 30 }], false, 25).slice(0, 2), ["replaced", "holds"]);
  const first_page = [price("1", "a", 10), price("2", "b", 10), price("3", "b", 20), price("4", "b", 90)];
  assert.deepEqual(standings_of(first_page, true, 25), ["holds", "replaced", "unknown", "ahead"]);
  assert.deepEqual(standings_of(first_page, false, 25), ["holds", "replaced", "holds", "ahead"]);
});

test("a price is changed in the form only if the form holds all of it", () => {
  const of_tiers = (...tiers) => fits_form({ tiers });
  assert.ok(of_tiers({ rates: { input: 1, cache_read: 1, output: 2 } }));
  assert.ok(of_tiers({ rates: { input: 1, output: 2, reasoning: null } }));
  assert.ok(!of_tiers({ rates: { input: 1, output: 2, reasoning: 3 } }));
  assert.ok(!of_tiers({ rates: { input: 1, output: 2, cache_write_5m: 0 } }));
  assert.ok(!of_tiers({ above_input_tokens: 1000, rates: { input: 2 } }, { rates: { input: 1 } }));
});

test("a bar has the largest parts and, if there is any, the rest: as high as the whole", () => {
  const cost = ({ cost_nano_usd }) => cost_nano_usd;
  const points = (...costs) => costs.map((cost_nano_usd, index) => ({ at_ms: index, cost_nano_usd }));
  const parts = [{ name: "a", series: points(5, 1) }, { name: "b", series: points(0, 2).slice(1) }];
  const { series, bars } = stacked(points(7, 3), parts, cost);
  assert.deepEqual(series.map(({ name }) => name), ["a", "b", "the rest"]);
  assert.deepEqual(bars.map(({ values }) => values), [[5, 0, 2], [1, 2, 0]]);
  assert.deepEqual(stacked(points(5, 3), parts, cost).series.map(({ name }) => name), ["a", "b"]);
  assert.deepEqual(stacked(points(5, 2), parts, cost).bars[1].values, [1, 2]); // a call came between the answers
});

test("a rule swaps a model under all of its dated names, and is known again", () => {
  const swap = { service: "openai", model: "gpt-4o-2024-08-06", alternative: "gpt-4o-mini" };
  const rule = { enabled: true, ...rule_for(swap) };
  assert.deepEqual(rule.when, { providers: ["openai"], models: ["gpt-4o", "gpt-4o-20*"] });
  assert.ok(ruled_by(rule, swap) && ruled_by(rule, { ...swap, model: "gpt-4o" }));
  assert.ok(!ruled_by({ ...rule, enabled: false }, swap));
  assert.ok(!ruled_by(rule, { ...swap, service: "anthropic" }));
  assert.ok(!ruled_by({ ...rule, then: { targets: [{ model: "gpt-4o-mini" }, { model: "gpt-4o" }] } }, swap));
  assert.ok(!ruled_by({ ...rule, when: null }, swap));
});

test("a rule that is moved goes between its neighbours; without room all are numbered anew", () => {
  const rules = (...positions) => positions.map((position, index) => ({ id: "abcd"[index], position }));
  const moved = (list, id, by) => placed_anew(ordered(list, id, by), id);
  assert.deepEqual(moved(rules(0, 10, 20), "c", -1), [{ id: "c", position: 5 }]);
  assert.deepEqual(moved(rules(0, 10, 20), "a", 1), [{ id: "a", position: 15 }]);
  assert.deepEqual(moved(rules(0, 10, 20), "b", 1), [{ id: "b", position: 30 }]);
  assert.deepEqual(moved(rules(4, 10), "b", -1), [{ id: "b", position: 1 }]);
  assert.deepEqual(moved(rules(0, 10), "b", -1), [{ id: "b", position: 0 }, { id: "a", position: 10 }]);
  assert.deepEqual(moved(rules(5, 5, 5), "c", -1), [{ id: "a", position: 0 }, { id: "c", position: 10 }, { id: "b", position: 20 }]);
  assert.deepEqual(moved(rules(20, 1_000_000), "a", 1), [{ id: "b", position: 0 }, { id: "a", position: 10 }]);
});

const whole_rule = {
  name: "all of it",
  when: { providers: ["openai"], models: ["gpt-4o*", "o3"], agent_ids: ["a, b"], tags: ["t"], key_ids: ["k"], user_ids: ["u"] },
  then: {
    allowed_models: ["gpt-4o*"],
    default_model: "gpt-4o",
    targets: [{ model: "gpt-4o-mini", weight: 3 }, { vault_key_id: "s", weight: 1 }],
    fallbacks: [{ model: "o3", vault_key_id: "s" }],
    fallback_on: ["timeout"],
    timeout_ms: 1500,
    retries: { max: 2, on: ["rate_limited"], backoff_ms: 20, wait_max_ms: 0 },
    limits: [{ unit: "cost_nano_usd", per: "tag", max: 2_500_000_000, window_s: 3600 }, { unit: "requests", per: "org", max: 5, window_s: 7 }],
    cache_ttl_s: 600,
  },
};

test("the form of a rule keeps all that it says, and says nothing that it does not", () => {
  const kept = (rule) => JSON.parse(JSON.stringify(rule_of(draft_of(rule))));
  assert.deepEqual(kept(whole_rule), whole_rule);
  assert.deepEqual(kept({ name: "n", when: {}, then: {} }), { name: "n", when: {}, then: {} });
  const draft = draft_of({ ...whole_rule, then: { fallback_on: ["timeout"] } });
  assert.deepEqual(JSON.parse(JSON.stringify(rule_of(draft).then)), {});
});

test("a rule is told in words", () => {
  const name_of = (id) => id.toUpperCase();
  assert.equal(when_words({}, name_of), "All calls");
  assert.equal(when_words(whole_rule.when, name_of), "Calls of openai, for gpt-4o* or o3, by the agent a, b, of U, with the key K, tagged t");
  assert.deepEqual(then_words(whole_rule.then, name_of), [
    "may ask for gpt-4o* alone",
    "ask for gpt-4o where they name no model",
    "go to gpt-4o-mini (75 %), the secret S (25 %)",
    "fall back to o3 with the secret S after no answer in time",
    "are given up after 1500 ms",
    "are tried again up to 2 times",
    "may use $2.5 per tag in 1 h",
    "may use 5 requests in all in 7 s",
    "have the same answer again for 10 min",
  ]);
  assert.deepEqual([span_of(90_000), span_of(86_400_000), span_of(250)], ["90 s", "1 d", "250 ms"]);
});

test("what failed with nothing to show, or at its next page, is not asked again by itself, all else is", () => {
  const list = { pages: [{}, {}] };
  const asks = (state) => [poll(5)({ state }), poll_while_short(5)({ state })];
  assert.deepEqual(asks({ status: "error", data: undefined }), [false, false]);
  assert.deepEqual(asks({ status: "error", data: list }), [5, 5]);
  assert.deepEqual(asks({ status: "error", data: list, fetchMeta: { fetchMore: { direction: "forward" } } }), [5, false]);
  assert.deepEqual(asks({ status: "pending", data: undefined }), [5, 5]);
  assert.deepEqual(asks({ status: "success", data: { pages: [{}, {}, {}, {}] } }), [5, false]);
});

test("the rows of a breakdown add up to its whole: others than those shown, and calls that told nothing", () => {
  const figures = (requests) => ({ cost_nano_usd: 10 * requests, total_tokens: 100 * requests, requests });
  const of_parts = (count, rest) => ({ data: Array.from({ length: count }, () => ({ totals: figures(1) })), rest: figures(rest), totals: figures(count + rest) });
  const told = (count, rest) => remainders(of_parts(count, rest), 200).map(({ name, share_percent, totals }) => [name, Math.round(share_percent), totals.requests]);
  assert.deepEqual(told(50, 0), []);
  assert.deepEqual(told(50, 50), [["not told", 50, 50]]);
  assert.deepEqual(told(51, 49), [["1 other", 1, 1], ["not told", 49, 49]]);
  assert.deepEqual(told(100, 0), [["50 others", 50, 50]]);
  assert.deepEqual(told(200, 300), [["all others", 90, 450]]);
  assert.deepEqual(remainders({ ...of_parts(60, 0), totals: figures(0) }, 200)[0].share_percent, 0);
});

test("a budget comes to what is spent by its share of the period, once a tenth of that has passed", () => {
  const hour_ms = 3_600_000;
  const budget = (period, period_at_ms, spent_nano_usd = 30, utc_offset_min = 0) => ({ period, period_at_ms, spent_nano_usd, utc_offset_min });
  const days = (...args) => period_ms(budget(...args)) / day_ms;
  assert.deepEqual([days("day", 0), days("week", 0), days("month", Date.UTC(2026, 1, 1)), days("month", Date.UTC(2028, 1, 1))], [1, 7, 28, 29]);
  assert.equal(days("month", Date.UTC(2026, 1, 28, 23), 30, 60), 31); // where March has begun
  const of_day = budget("day", day_ms);
  assert.deepEqual([6, 12, 24, 30].map((hours) => forecast(of_day, day_ms + hours * hour_ms)), [120, 60, 30, 30]);
  assert.deepEqual([2, 2.5].map((hours) => forecast(of_day, day_ms + hours * hour_ms)), [null, 288]);
  assert.equal(forecast(budget("day", day_ms, 0), day_ms + 12 * hour_ms), null);
  assert.deepEqual([-1, 0, 6, 99].map((hours) => day_share(of_day, day_ms + hours * hour_ms)), [0, 0, 25, 100]);
});

test("of what was thrown only what tells something is shown", () => {
  const values = [{ type: "", value: null }, { value: "late" }, { type: "Gone" }, { type: "E", value: "v" }, { stacktrace: { frames: [{ function: "f" }] } }];
  assert.deepEqual(thrown_of({ exception: { values } }).map(words_of_thrown), ["", "E: v", "Gone", "late"]);
  assert.deepEqual(thrown_of({ exception: { values: [{}] } }), []);
});

test("an outage leaves a mailed link as good as it was, a refusal of the link does not", () => {
  const of = (code) => passes(new Refusal({ code, detail: "" }));
  assert.deepEqual(["unavailable", "timeout", "too_many_requests", "gone", "forbidden"].map(of), [true, true, true, false, false]);
  assert.ok(passes(new Unreached(null)) && !passes(new Error("other")));
});
