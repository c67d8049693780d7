// node tests/preview/run.mjs [--host NAME]… [--seed N]
// What preview.wasm tells the pages is what the server then does: the same thousand inputs to both.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { asker_of } from "../../pages/src/preview/asker.ts";
import { Host, hosts as all_hosts, root } from "../support/hosts.mjs";
import { new_seed } from "../support/random.mjs";
import { until } from "../support/until.mjs";
import { Cases } from "./cases.mjs";
import { Recorded, asked, bytes_of, cut, streams, tiers } from "./streams.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true }, seed: { type: "string" } } });
const seed = Number(flags.seed ?? new_seed());
// ARRIS_PREVIEW names another build of the module.
const file = process.env.ARRIS_PREVIEW ?? join(root, "build/wasm/preview/preview.wasm");
const module = await WebAssembly.compile(readFileSync(file));
const at_once = 20;
console.log(`seed ${seed}`);

// Where a fault lies below what was asked about; previews ask about several things at once.
const below = (fault, place) => ({ ...fault, pointer: fault.pointer.replace(place, "#") });
const as_uuid = (id) => id.replace(/^(.{8})-?(.{4})-?(.{4})-?(.{4})-?(.{12})$/, "$1-$2-$3-$4-$5");

// Some at a time, in the order of `all`.
async function each(all, run) {
  const results = [];
  for (let start = 0; start < all.length; start += at_once) results.push(...(await Promise.all(all.slice(start, start + at_once).map(run))));
  return results;
}

test("the module needs nothing from its host", () => assert.deepEqual(WebAssembly.Module.imports(module), []));

for (const name of flags.host ?? all_hosts) {
  describe(`previews and ${name}, with seed ${seed}`, () => {
    const host = new Host(name);
    const cases = new Cases(seed);
    const recorded = new Recorded();
    let ask, token;

    const send = async (method, path, body, status) => {
      const answer = await host.request(method, `/api/v1/${path}`, { token, body });
      assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(body)}: ${answer.text}`);
      return answer.json;
    };
    // The same faults from both.
    const refused = async (path, body, question, place) => {
      const answer = await host.request("POST", `/api/v1/${path}`, { token, body });
      const preview = ask(question);
      assert.equal(answer.status, 400, JSON.stringify(body));
      assert.equal(preview.refused?.code, answer.json.code);
      assert.deepEqual(preview.refused.faults.map((fault) => below(fault, place)), answer.json.errors);
    };

    before(async () => {
      const told = await asker_of(module);
      ask = (question) => told(JSON.stringify(question));
      await recorded.start();
      host.environment = { ARRIS_ALLOW_PRIVATE_HOSTS: recorded.address };
      await host.start("--without-limits");
      token = (await host.set_up()).access_token;
    });
    after(() => {
      recorded.stop();
      return host.close();
    });

    test("what is refused is refused with the same words", async () => {
      await each(cases.list(20, cases.broken_usage), (usage) => {
        const call = { provider: "p", model: "m", usage };
        return refused("tokens/usage", call, { costs: { price: cases.price("p", "m"), calls: [call] } }, "#/costs/calls/0");
      });
      await each(cases.list(10, cases.broken_notice), (notice) => refused("notifications/preferences/try", notice, { notice }, "#/notice"));
      await each(cases.list(10, cases.broken_event), (event) => refused("errors", event, { event: { form: "own", text: JSON.stringify(event) } }, "#"));
      const free = { provider: "p", model: "m", tiers: [{ rates: {} }, { service_tier: "flex", rates: { input: 1 } }] };
      const { errors } = await send("PUT", "tokens/prices", free, 400);
      assert.deepEqual(ask({ costs: { price: free, calls: [] } }).refused.faults.map((fault) => below(fault, "#/costs/price")), errors);
    });

    test("400 calls cost the same", async () => {
      let priced = 0;
      const prices = cases.list(20, (number) => cases.price(cases.one_of(["openai", "Acme"]), `model-${number}`));
      const asked = prices.map((price) => ({ price, calls: cases.list(20, () => cases.call(price.provider, price.model)) }));
      await each(asked, async ({ price, calls }) => {
        await send("PUT", "tokens/prices", price, 200);
        const { data } = await send("POST", "tokens/usage/batch", { usage: calls }, 201);
        const { costs } = ask({ costs: { price, calls } });
        for (const [place, cost] of costs.entries()) {
          const kept = Object.fromEntries(Object.keys(cost).map((member) => [member, data[place][member]]));
          assert.deepEqual(cost, kept, JSON.stringify([price, calls[place]]));
          if (cost.priced) ++priced;
        }
      });
      assert.ok(priced > 200, `only ${priced} calls had a price`);
    });

    test("recorded streams of all providers cost the same in whatever pieces they come", async () => {
      for (const service of new Set(streams.map(({ provider }) => provider)))
        await send("POST", "keys", { name: service, service, secret: `sk-of-${service}`, base_url: `http://${recorded.address}` }, 201);
      for (const { provider, name } of streams) await send("PUT", "tokens/prices", { provider, model: name, tiers, effective_from_ms: 0 }, 200);
      const { key } = await send("POST", "keys/access", { name: "recorded", kind: "secret", scopes: ["ai:use"] }, 201);
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", "arris-agent": "recorded" };
      const told = new Map();
      for (const piece_bytes of [1 << 20, 700, 61, 5]) {
        recorded.piece_bytes = piece_bytes;
        for (const one of streams) {
          const answer = await fetch(`${host.url}/${one.path}`, { method: "POST", headers, body: JSON.stringify(asked(one)) });
          assert.equal(await answer.text(), bytes_of(one).toString());
          const price = { provider: one.provider, model: one.name, tiers };
          const { stream } = ask({ stream: { price, sent_bytes: 0, pieces: cut(bytes_of(one), piece_bytes) } });
          assert.equal(stream.cost_nano_usd, one.cost_nano_usd, one.name);
          told.set(answer.headers.get("arris-request-id"), stream);
        }
      }
      const { data } = await until("all are counted", async () => {
        const page = await send("GET", "tokens/records?agent_id=recorded&limit=200", undefined, 200);
        return page.data.length >= told.size && page;
      });
      for (const [id, { priced, ...cost }] of told) {
        const record = data.find(({ request_id }) => request_id === id);
        const kept = Object.fromEntries(Object.keys(cost).map((member) => [member, record[member]]));
        assert.deepEqual([kept, priced], [cost, record.price_id !== null]);
      }
    });

    test("60 budgets say the same of what is spent", async () => {
      const budgets = cases.list(60, cases.budget);
      await each(budgets, (budget) => send("POST", "tokens/budgets", budget, 201));
      const started_ms = Date.now();
      const { data } = await send("GET", "tokens/budgets", undefined, 200);
      const states = new Set();
      for (const { limit_nano_usd, on_limit, thresholds, period, utc_offset_min, name } of budgets) {
        const kept = data.find((one) => one.name === name);
        const told = ask({ budget: { limit_nano_usd, on_limit, thresholds, spent_nano_usd: kept.spent_nano_usd } }).budget;
        const { spent_percent, state } = kept;
        assert.deepEqual(told, { spent_percent, state, thresholds: kept.thresholds });
        const periods = [started_ms, Date.now()].map((at_ms) => ask({ period: { period, at_ms, utc_offset_min } }).period_at_ms);
        assert.ok(periods.includes(kept.period_at_ms), `${period} ${utc_offset_min}: ${periods} and ${kept.period_at_ms}`);
        states.add(state);
      }
      assert.ok(states.size > 2, [...states].join());
    });

    test("40 budgets of one model begin with what the same names cost", async () => {
      const price = { provider: "acme", tiers: [{ rates: { input: 1000 } }] };
      const calls = cases.list(60, cases.named_call);
      await each([...new Set(calls.map(({ model }) => model))], (model) => send("PUT", "tokens/prices", { ...price, model }, 200));
      await send("POST", "tokens/usage/batch", { usage: calls }, 201);
      const { data, rest } = await send("GET", "tokens/breakdown?by=model&range=24h&limit=200", undefined, 200);
      assert.equal(rest.cost_nano_usd, 0);
      const spent = data.map(({ key, provider, totals }) => ({ provider, model: key, cost_nano_usd: totals.cost_nano_usd }));
      const budgets = cases.list(40, (number) => ({ name: `of a model ${number}`, scope: "model", subject: cases.model_subject(), period: "month", limit_nano_usd: 1e9 }));
      await each(budgets, (budget) => send("POST", "tokens/budgets", budget, 201));
      const kept = (await send("GET", "tokens/budgets", undefined, 200)).data;
      const found = new Set();
      for (const { name, subject } of budgets) {
        const { spent_nano_usd } = kept.find((one) => one.name === name);
        assert.equal(ask({ model: { subject, spent } }).model_nano_usd, spent_nano_usd, subject);
        found.add(spent_nano_usd);
      }
      assert.ok(found.size > 4, [...found].join());
    });

    test("300 notices reach the same channels, for the same reasons", async () => {
      const verdicts = new Set();
      await each(cases.list(300, cases.notice), async (notice) => {
        const { decisions } = await send("POST", "notifications/preferences/try", notice, 200);
        assert.deepEqual(ask({ notice }).decisions, decisions, JSON.stringify(notice));
        for (const { verdict } of decisions) verdicts.add(verdict);
      });
      assert.deepEqual([...verdicts].sort(), ["held", "off", "sent", "silent"]);
    });

    // An event, and what is kept of it, have the group that the server stored.
    async function check_group(id, event) {
      const kept = await send("GET", `errors/events/${as_uuid(id)}`, undefined, 200);
      for (const text of [event.text, JSON.stringify(kept.payload)]) {
        const { group } = ask({ event: { ...event, text } });
        assert.equal(group?.fingerprint, kept.fingerprint, text);
      }
      const { group } = ask({ event });
      const { fingerprints } = await send("GET", `errors/${kept.issue_id}`, undefined, 200);
      assert.equal(fingerprints.find(({ fingerprint }) => fingerprint === group.fingerprint)?.grouped_by, group.grouped_by);
      assert.doesNotMatch(JSON.stringify(group), /hunter2|a@example\.com/);
      return group.grouped_by;
    }

    test("260 events fall into the same groups", async () => {
      const rules = new Set();
      for (const events of cases.list(2, () => cases.list(100, cases.own_event))) {
        const { data } = await send("POST", "errors/batch", { events }, 202);
        const told = data.map(({ id }, place) => ({ id, text: JSON.stringify(events[place]) }));
        for (const rule of await each(told, ({ id, text }) => check_group(id, { form: "own", text }))) rules.add(rule);
      }
      const { number, public_key } = await send("POST", "errors/projects", { name: "sentry" }, 201);
      await each(cases.list(60, () => JSON.stringify(cases.sentry_event())), async (text) => {
        const answer = await host.request("POST", `/api/${number}/store/?sentry_key=${public_key}`, { body: text });
        assert.equal(answer.status, 200, answer.text);
        rules.add(await check_group(answer.json.id, { form: "sentry", text }));
      });
      assert.equal(rules.size, 6, [...rules].join());
    });
  });
}
