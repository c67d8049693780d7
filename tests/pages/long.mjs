// node tests/pages/long.mjs: lists of thousands of rows are walked to their end. What the page holds stays as much as is
// near the screen, and no part of a list is asked for twice. How long it takes is not looked at.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { until } from "../support/until.mjs";
import { Program } from "./calls.mjs";
import { access_token, seed, set_up, switch_org } from "./steps.mjs";
import { send_requests } from "./signals.mjs";
import { rows_of, walk_to_end } from "./walk.mjs";
import { World } from "./world.mjs";

const issues = 1500;
const at_once = 8;
const traces = 2000;
const calls = 1200;
const growth_max = 1.5; // of what the page held when its first two parts had come
const first_parts = 2;

// The list's own route, and how many rows it has at least.
const lists = [
  ["/errors?state=all", "/api/v1/errors", issues],
  ["/executions?range=90d", "/api/v1/executions", 1400],
  ["/tokens?range=90d", "/api/v1/tokens/records", 10_000],
  ["/notifications", "/api/v1/notifications", issues],
  ["/ai", "/api/v1/ai/requests", calls],
  ["/analytics/events?range=7d&kind=performance", "/api/v1/telemetry/events", 500],
  ["/traces", "/api/v1/telemetry/traces", traces],
  ["/traces?tab=logs", "/api/v1/telemetry/logs", traces],
];

async function times(count, send) {
  for (let number = 0; number < count; number += at_once)
    await Promise.all(Array.from({ length: Math.min(at_once, count - number) }, (_, one) => send(number + one)));
}

// The medium size has 40 kinds of errors; these are one issue and one notification each.
const send_errors = (host, token) =>
  times(issues, async (number) => {
    const body = { message: "It broke", error_type: `Kind${number}Error` };
    const answer = await host.request("POST", "/api/v1/errors", { body, token });
    assert.equal(answer.status, 202, answer.text);
  });

async function ask_models(world, token) {
  const program = await new Program().begin(world.host, token, world.providers);
  await times(calls, async (number) => assert.equal(await program.call(`words=${1 + (number % 9)}`), 200));
}

// Which parts of a list were asked for, by their cursors, and how many rows came.
function watch(page, route) {
  const seen = { cursors: [], rows: 0, last: undefined };
  page.on("response", async (answer) => {
    const { pathname, searchParams } = new URL(answer.url());
    if (pathname !== route || answer.request().method() !== "GET" || searchParams.get("limit") === "1") return;
    const cursor = searchParams.get("cursor") ?? "";
    const { data, next_cursor } = await answer.json();
    if (!seen.cursors.includes(cursor)) seen.rows += data.length;
    seen.cursors.push(cursor);
    if (next_cursor === null) seen.last = cursor;
  });
  return seen;
}

// What the page holds besides rows and what stands in for them: how many rows are near the screen depends on where they
// begin, so few_rows counts those.
const nodes_of = (page) => page.evaluate(() => document.querySelectorAll(":not(main tbody, main tbody *, main ul, main ul *)").length);
const polled_parts = 4; // a list that is not read far is asked for again

describe("long lists on wasmtime", () => {
  let world, olga;
  before(async () => {
    world = await new World("wasmtime").start();
    olga = world.olga;
    await set_up(olga.page, world.host);
    seed(world.host, "medium");
    const token = await access_token(world.host, "Sample");
    await send_errors(world.host, token);
    await send_requests(world.host, token, traces);
    await ask_models(world, token);
    const unread = async () => (await world.host.request("GET", "/api/v1/notifications/count", { token })).json.unread;
    await until("a notification of each", async () => (await unread()) >= issues);
    await olga.page.reload();
    await switch_org(olga.page, "Shop", "Sample");
  });
  after(() => world?.stop());

  for (const [path, route, least] of lists)
    test(`${path} is walked to its end, and the page stays as small as it was`, async () => {
      const page = await olga.tab();
      const seen = watch(page, route);
      const nodes = [];
      await page.goto(path);
      await walk_to_end(page, async () => {
        if (nodes.length < first_parts) return nodes.push(await nodes_of(page));
        await until(`a small page after ${seen.rows} rows, where it held ${nodes} nodes`, async () => (await nodes_of(page)) <= growth_max * nodes[1]);
      });
      assert.ok(seen.rows >= least && seen.last !== undefined, `${seen.rows} rows, the last part at ${seen.last}`);
      const far = [...new Set(seen.cursors)].slice(polled_parts);
      assert.deepEqual(far.filter((cursor) => seen.cursors.indexOf(cursor) !== seen.cursors.lastIndexOf(cursor)), []);
      await page.keyboard.press("Home");
      await rows_of(page).first().getByText(/./).first().waitFor();
      await olga.check_quiet(page);
      await page.close();
    });
});
