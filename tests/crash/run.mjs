// node tests/crash/run.mjs [--kills N] [--shutdowns N] [--host NAME]… [--seed N]
// R-KILL and R-SHUT: eight clients write; the host is killed at a random moment, or told to stop. No acknowledged
// write is lost, none is half applied, and the database is sound. 50 kills on wasmtime, 10 on workerd unless told.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";
import { new_seed, random_of } from "../support/random.mjs";
import { compare } from "./compare.mjs";
import { Writers } from "./writers.mjs";

const { values: flags } = parseArgs({
  options: {
    host: { type: "string", multiple: true },
    kills: { type: "string" },
    shutdowns: { type: "string" },
    seed: { type: "string" },
  },
});
const kills = { wasmtime: 50, workerd: 10 };
const shutdowns = { wasmtime: 20, workerd: 5 };
const seed = Number(flags.seed ?? new_seed());
const before_kill_max_ms = 1500;
console.log(`seed ${seed}`);

async function sign_in(host) {
  const body = { email: "owner@example.com", password: "correct horse battery staple" };
  const answer = await host.request("POST", "/api/v1/auth/login", { body });
  assert.equal(answer.status, 200, answer.text);
  return answer.json.access_token;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

for (const name of flags.host ?? all_hosts) {
  describe(`crashes on ${name}`, () => {
    const host = new Host(name);
    const random = random_of(seed);
    const ready_ms = [];
    let writers;

    before(async () => {
      await host.start();
      writers = new Writers(host, (await host.set_up()).access_token, random);
    });
    after(async () => {
      ready_ms.sort((a, b) => a - b);
      const told = `ready again after ${ready_ms[ready_ms.length >> 1]} ms (median), ${ready_ms.at(-1)} ms (slowest)`;
      console.log(`${name}: ${writers.events.size} acknowledged events; ${told}`);
      await host.close();
    });

    async function start_again() {
      const started = Date.now();
      await host.start();
      ready_ms.push(Date.now() - started);
      writers.token = await sign_in(host); // an access token lives for 15 minutes only
      assert.deepEqual(writers.refused, [], "good writes were refused");
    }

    test(`kill -9, ${flags.kills ?? kills[name]} times`, async () => {
      for (let i = 0; i < Number(flags.kills ?? kills[name]); ++i) {
        writers.start();
        await pause(random() * before_kill_max_ms);
        await host.kill();
        await writers.stop();
        compare(host, writers);
        await start_again();
      }
      assert.ok(writers.events.size > 0, "nothing was written");
    });

    test(`SIGTERM under load, ${flags.shutdowns ?? shutdowns[name]} times`, async () => {
      for (let i = 0; i < Number(flags.shutdowns ?? shutdowns[name]); ++i) {
        writers.start();
        await pause(random() * before_kill_max_ms);
        assert.equal(await host.stop(), 0, host.log);
        await writers.stop();
        compare(host, writers);
        await start_again();
      }
    });

    test("what was written is served", async () => {
      const ids = [...writers.events.keys()].slice(-50);
      for (const id of ids) {
        const answer = await host.request("GET", `/api/v1/errors/events/${id}`, { token: writers.token });
        assert.equal(answer.status, 200, answer.text);
      }
    });
  });
}
