// node tests/parity/run.mjs PROGRAM
// Each expression has the same type and the same value, or fails, on the server's SQLite and on D1.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../support/hosts.mjs";
import { expressions } from "./expressions.mjs";

const { convertV4MiniflareOptions, Miniflare } = createRequire(join(root, "hosts/workerd/package.json"))("miniflare");
const list = expressions();

function on_sqlite() {
  const input = list.map((one) => JSON.stringify(one)).join("\n") + "\n";
  const run = spawnSync(process.argv[2], { input, encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim().split("\n").map((line) => JSON.parse(line));
}

const shown = (value) => (Array.isArray(value) ? Buffer.from(value).toString("hex") : value);

async function on_d1() {
  const contents = "export default { fetch: () => new Response() }";
  const modules = [{ type: "ESModule", path: "worker.mjs", contents }];
  const worker = { name: "parity", compatibilityDate: "2026-01-01", modules, d1Databases: { DB: "parity" } };
  const miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [worker] }));
  const database = await miniflare.getD1Database("DB");
  const results = [];
  for (const { sql, parameters } of list) {
    try {
      const statement = database.prepare(`SELECT typeof(v) AS t, v FROM (SELECT ${sql} AS v)`);
      const [[type, value]] = await (parameters.length ? statement.bind(...parameters) : statement).raw();
      results.push([type, shown(value)]);
    } catch (error) {
      results.push({ failed: error.message });
    }
  }
  await miniflare.dispose();
  return results;
}

// An integer beyond 2^53 comes rounded from D1; the server refuses to give it.
const is_rounded = ([type, value]) => type === "integer" && !Number.isSafeInteger(value);
const outcome = (result) => ("failed" in result || is_rounded(result) ? "fails" : result);

test(`${list.length} expressions`, async (context) => {
  assert.ok(list.length >= 500);
  const [ours, d1] = [on_sqlite(), await on_d1()];
  for (const [i, { sql, parameters }] of list.entries())
    await context.test(`${sql} ${JSON.stringify(parameters)}`, () => assert.deepEqual(outcome(ours[i]), outcome(d1[i])));
  const failed = ours.filter((result) => "failed" in result).length;
  assert.ok(failed < list.length / 10, `${failed} of ${list.length} fail on both`);
});
