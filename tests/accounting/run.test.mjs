// Every price of the built-in catalogue against litellm's completion_cost: what differs has to have a reason.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Host } from "../support/hosts.mjs";
import { reason_of } from "./reasons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const oracle = (what) =>
  execFileSync(join(here, ".venv/bin/python"), ["oracle.py", what], { cwd: here, maxBuffer: 1 << 28, encoding: "utf8" });

test("the catalogue is what litellm's table says", () => {
  console.log(oracle("catalogue").trim());
});

describe("costs", () => {
  const host = new Host("wasmtime");
  let token;
  before(async () => {
    await host.start();
    token = (await host.set_up()).access_token;
  });
  after(() => host.close());

  async function costs_of(cases) {
    const usage = cases.map(({ provider, model, usage, service_tier }) => ({
      provider,
      model,
      usage,
      ...(service_tier && { service_tier }),
    }));
    const answer = await host.request("POST", "/api/v1/tokens/usage/batch", { token, body: { usage } });
    assert.equal(answer.status, 201, answer.text);
    return answer.json.data;
  }

  test("equal litellm's, or differ for a reason", async () => {
    const cases = JSON.parse(oracle("cases"));
    const reasons = new Map();
    const unexplained = [];
    for (let at = 0; at < cases.length; at += 100) {
      const piece = cases.slice(at, at + 100);
      const ours = await costs_of(piece);
      piece.forEach((one, i) => {
        // Theirs is a sum of doubles, ours is rounded once.
        if (Math.abs(ours[i].cost_nano_usd - one.expected) <= 1) return;
        const reason = reason_of(one, ours[i]);
        if (reason) reasons.set(reason, [...(reasons.get(reason) ?? []), one.model]);
        else unexplained.push({ ...one, ours: ours[i].cost_nano_usd });
      });
    }
    const explained = [...reasons.values()].flat().length;
    console.log(`${cases.length - explained - unexplained.length} of ${cases.length} costs are equal`);
    for (const [reason, models] of reasons) console.log(`${models.length}: ${reason}: ${[...new Set(models)].join(", ")}`);
    assert.deepEqual(unexplained, []);
  });
});
