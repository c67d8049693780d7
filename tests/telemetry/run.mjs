// node tests/telemetry/run.mjs [--host NAME]…
// Many writers at once: what the rollups tell equals what was sent, counted here one by one.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const batches = 60;
const events_each = 25;
const hour_ms = 3_600_000;
const components = ["Editor", "Runs", "Search"];

// Deterministic numbers, so that a failure repeats.
let state = 1;
const draw = (limit) => {
  state = (state * 48271) % 2147483647;
  return state % limit;
};

const event = (now_ms) => ({
  name: "used",
  component: components[draw(components.length)],
  kind: ["view", "action", "performance", "error"][draw(4)],
  duration_ms: 1 + draw(400) / 4,
  session_id: `s${draw(30)}`,
  user_id: `u${draw(12)}`,
  page: `/page/${draw(3)}`,
  at_ms: now_ms - draw(40) * hour_ms,
});

// The duration at the rank of a percentile.
const percentile = (durations, share) => durations.sort((a, b) => a - b)[Math.ceil(durations.length * share) - 1];
const within = (shown, exact) => assert.ok(Math.abs(shown - exact) <= exact * 0.01 + 0.001, `${shown} for ${exact}`);
const distinct = (sent, field) => new Set(sent.map((one) => one[field])).size;

for (const name of flags.host ?? all_hosts) {
  describe(`telemetry on ${name}`, () => {
    const host = new Host(name);
    let token;
    let sent;
    before(async () => {
      await host.start();
      token = (await host.set_up()).access_token;
      const now_ms = Date.now();
      const bodies = Array.from({ length: batches }, () => Array.from({ length: events_each }, () => event(now_ms)));
      sent = bodies.flat();
      const post = (events) => host.request("POST", "/api/v1/telemetry/events", { token, body: { events } });
      for (const answer of await Promise.all(bodies.map(post))) {
        assert.equal(answer.status, 202, answer.text);
        assert.equal(answer.json.accepted, events_each);
      }
    });
    after(() => host.close());

    test("a page of another origin may read that its batch is too large", async () => {
      const headers = { "content-type": "application/json", origin: "https://elsewhere.test" };
      const answer = await fetch(`${host.url}/api/v1/telemetry/events`, { method: "POST", headers, body: "x".repeat((1 << 20) + 1) });
      assert.equal(answer.status, 413);
      assert.equal((await answer.json()).code, "too_large");
      assert.equal(answer.headers.get("access-control-allow-origin"), "*");
    });

    const get = async (path) => {
      const answer = await host.request("GET", `/api/v1${path}`, { token });
      assert.equal(answer.status, 200, answer.text);
      return answer.json;
    };

    test("counts, people and sketches of the org hold every event", async () => {
      const { now } = await get("/telemetry/summary?range=30d");
      assert.equal(now.events, sent.length);
      assert.equal(now.error_events, sent.filter((one) => one.kind === "error").length);
      assert.equal(now.people, distinct(sent, "user_id"));
      assert.equal(now.sessions, distinct(sent, "session_id"));
      within(now.p95_ms, percentile(sent.map((one) => one.duration_ms), 0.95));
      assert.equal((await get("/analytics/performance?range=30d")).durations, sent.length);
    });

    test("hours add up to the same", async () => {
      for (const [metric, wanted] of [["events", sent.length], ["people", distinct(sent, "user_id")]])
        assert.equal((await get(`/analytics/trends?metric=${metric}&range=7d&bucket=hour`)).now.total, wanted);
    });

    test("so do components and pages", async () => {
      const { data } = await get("/telemetry/components?range=30d");
      for (const component of components) {
        const own = sent.filter((one) => one.component === component);
        const told = data.find((one) => one.component === component);
        assert.equal(told.uses, own.length);
        assert.equal(told.people, distinct(own, "user_id"));
        within(told.p50_ms, percentile(own.map((one) => one.duration_ms), 0.5));
      }
      const { pages } = await get("/analytics/engagement?range=30d");
      for (const { page, views, people } of pages) {
        const own = sent.filter((one) => one.page === page && one.kind === "view");
        assert.deepEqual([views, people], [own.length, distinct(own, "user_id")]);
      }
    });
  });
}
