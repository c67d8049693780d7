// node tests/hostile/run.mjs [--requests N] [--host NAME]… [--seed N]
// X-RAW against the wasmtime host, X-JSON against both: never a 5xx, never a hang, no request inside a request, and
// nothing written. 100,000 raw requests unless told.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";
import { routes } from "../support/manifests.mjs";
import { restart, with_database } from "../support/people.mjs";
import { new_seed, random_of } from "../support/random.mjs";
import { mutations } from "./json_mutations.mjs";
import { exchange } from "./raw_client.mjs";
import { desyncs, mutated, odd } from "./raw_requests.mjs";

const { values: flags } = parseArgs({
  options: { host: { type: "string", multiple: true }, requests: { type: "string", default: "100000" }, seed: { type: "string" } },
});
const hosts = flags.host ?? all_hosts;
const seed = Number(flags.seed ?? new_seed());
const connections = 64;
console.log(`seed ${seed}`);

const shown = (bytes) => JSON.stringify(bytes.slice(0, 600));

async function workers(count, work) {
  const ends = await Promise.allSettled(Array.from({ length: count }, work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

describe("X-RAW on wasmtime", { skip: !hosts.includes("wasmtime") && "another host was asked for" }, () => {
  const host = new Host("wasmtime");
  const random = random_of(seed);
  const seen = new Map();
  before(() => host.start());
  after(async () => {
    console.log(`statuses: ${[...seen].sort().map(([status, count]) => `${status} ${count}×`).join(", ")}`);
    await host.close();
  });

  async function send(bytes) {
    const { statuses, text, hung } = await exchange(host.port, bytes);
    for (const status of statuses) seen.set(status, (seen.get(status) ?? 0) + 1);
    assert.ok(!hung, `no answer and no end within 10 s: ${shown(bytes)}`);
    assert.ok(!statuses.some((status) => status >= 500), `${statuses} to ${shown(bytes)}\n${text.slice(0, 500)}`);
    return statuses;
  }

  test("lengths that can be read in two ways are refused, and nothing behind them is answered", async () => {
    for (const make of desyncs) {
      const bytes = make();
      const statuses = await send(bytes);
      assert.ok(statuses.length <= 1 && statuses.every((status) => status >= 400), `${statuses} to ${shown(bytes)}`);
    }
  });

  test("odd requests", async () => {
    for (const make of odd) await send(make());
  });

  test(`${flags.requests} mutated requests`, { timeout: 1_200_000 }, async () => {
    let left = Number(flags.requests);
    const makes = [...desyncs, ...odd];
    await workers(connections, async () => {
      while (left-- > 0)
        await send(mutated(makes[Math.floor(random() * makes.length)](), random)).catch((finding) => {
          left = 0; // the others end too
          throw finding;
        });
    });
  });

  test("it still serves", async () => {
    const answer = await host.request("GET", "/healthz");
    assert.equal(answer.status, 200);
  });
});

for (const name of hosts) {
  describe(`X-JSON on ${name}`, () => {
    const host = new Host(name);
    let token;
    let before_rows;
    const wrote = new Set();
    const written_by = {
      auth: ["users"],
      errors: ["projects", "error_issues", "error_events", "error_history", "outbox"],
    };
    // What a request may leave: limits and attempts, not a row of anybody's.
    const tables = ["users", "orgs", "memberships", "projects", "error_issues", "error_events", "error_history", "outbox", "idempotency_keys"];
    const rows = () =>
      with_database(host, (database) => tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()]));

    before(async () => {
      await host.start();
      token = (await host.set_up()).access_token;
      before_rows = JSON.stringify(await restart(host, rows));
    });
    after(() => host.close());

    const nowhere = "01890000-0000-7000-8000-00000000dead";
    const writing = routes().filter((route) => route.body && !/refresh|logout/.test(route.path));
    for (const route of writing)
      test(route.name, async () => {
        let count = 0;
        for (const body of mutations(route)) {
          const path = route.url.replace("{id}", nowhere);
          const answer = await host.request(route.method, path, { body, token: route.allow.kind === "anyone" ? undefined : token });
          if (answer.status === 429) return; // the limit of this route is reached: it holds
          ++count;
          if (answer.status < 300) {
            for (const table of written_by[route.function]) wrote.add(table); // the schema takes it after all
            continue;
          }
          const told = `${answer.status} to ${body.slice(0, 200)}: ${answer.text.slice(0, 300)}`;
          assert.ok(answer.status >= 400 && answer.status < 500, told);
          assert.equal(answer.json.status, answer.status, told);
        }
        assert.ok(count > 0);
      });

    test("nothing was written by what was refused", async () => {
      const now = JSON.parse(JSON.stringify(await restart(host, rows)));
      const known = new Map(JSON.parse(before_rows));
      for (const [table, list] of now)
        if (!wrote.has(table)) assert.deepEqual(list, known.get(table), table);
    });
  });
}
