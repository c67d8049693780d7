// node tests/hostile/run.mjs [--requests N] [--host NAME]… [--seed N]
// X-RAW against the wasmtime host, X-JSON against both: never a 5xx, never a hang, no request inside a request, and
// nothing written. 100,000 raw requests unless told.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";
import { manifests, resolve_schema, routes } from "../support/manifests.mjs";
import { dump, join_up, restart } from "../support/people.mjs";
import { new_seed, random_of } from "../support/random.mjs";
import { body_of, url_of } from "../tenant/functions.mjs";
import { Tenants } from "../tenant/world.mjs";
import { beyond, bodies_with, edges, parameters_of } from "./integers.mjs";
import { mutations } from "./json_mutations.mjs";
import { fault_requests } from "./fault_requests.mjs";
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

// Guesses at a person's password are counted, whichever route they come by: each such route has a person of its own.
const asks_for_password = (route) => "current_password" in (resolve_schema(route.body, route.schemas).properties ?? {});

async function token_of_another(host, number) {
  const { access_token: token } = await join_up(host, `guesser-${number}@example.com`, "Some guesser");
  const answer = await host.request("POST", "/api/v1/auth/password", { body: { new_password: "a horse with a battery" }, token });
  assert.ok(answer.status < 300, answer.text);
  return token;
}

for (const name of hosts) {
  describe(`X-JSON on ${name}`, () => {
    const host = new Host(name);
    let token;
    let before_rows;
    const wrote = new Set();
    const own_tokens = new Map();
    // What a body that is taken after all may write.
    const written_by = new Map(manifests().map((one) => [one.name, one.capabilities.writes]));
    written_by.set("auth", ["users"]);
    // What a request may leave: limits and attempts, not a row of anybody's. Deliveries follow the outbox.
    const left_anyway = ["sessions", "login_links", "login_attempts", "subscribers", "jobs", "deliveries", "mail_outbox", "memberships.last_active_at_ms", "_cf_METADATA"];
    const rows = () => dump(host, left_anyway);

    before(async () => {
      host.flags = ["--without-limits"]; // else they hide what a route does with the rest
      await host.start();
      token = (await host.set_up()).access_token;
      for (const [number, route] of writing.filter(asks_for_password).entries()) own_tokens.set(route.name, await token_of_another(host, number));
      before_rows = new Map(await restart(host, rows));
    });
    after(() => host.close());

    const nowhere = "01890000-0000-7000-8000-00000000dead";
    const writing = routes().filter((route) => route.body && !/refresh|logout/.test(route.path));
    for (const route of writing)
      test(route.name, async () => {
        let count = 0;
        for (const body of mutations(route)) {
          const path = route.url.replace("{id}", nowhere);
          const signed_in = own_tokens.get(route.name) ?? token;
          const answer = await host.request(route.method, path, { body, token: route.allow.kind === "anyone" ? undefined : signed_in });
          assert.notEqual(answer.status, 429, `the limit of this route hides what it does: ${body.slice(0, 200)}`);
          ++count;
          if (answer.status < 300) {
            for (const table of written_by.get(route.function)) wrote.add(table); // the schema takes it after all
            continue;
          }
          const told = `${answer.status} to ${body.slice(0, 200)}: ${answer.text.slice(0, 300)}`;
          assert.ok(answer.status >= 400 && answer.status < 500, told);
          assert.equal(answer.json.status, answer.status, told);
        }
        assert.ok(count > 0);
      });

    const raw = (route) => /envelope|store/.test(route.path); // what a provider's clients send
    const told = routes().filter((route) => !raw(route) && !route.live && !route.protocol);
    test("a refusal names every fault with its pointer, whatever the route", async () => {
      for (const route of told)
        for (const { path, body, type, pointers } of fault_requests(route, route.url.replace(/\{\w+\}/g, nowhere))) {
          const headers = type ? { "content-type": type } : {};
          const answer = await host.request(route.method, path, { body, headers, token: route.allow.kind === "anyone" ? undefined : token });
          const shown = `${route.method} ${path} ${body ?? ""}: ${answer.status} ${answer.text.slice(0, 1000)}`;
          assert.ok(answer.status === 400 || answer.status === 415, shown);
          const named = new Set(answer.json.errors?.map((fault) => fault.pointer));
          assert.deepEqual(pointers.filter((pointer) => !named.has(pointer)), [], shown);
          assert.ok(![...named].includes("?"), shown);
        }
    });

    test("nothing was written by what was refused", async () => {
      wrote.delete("idempotency_keys"); // no request has a key
      if (wrote.has("audit_log")) wrote.add("audit_heads"); // which seals it
      const may_differ = (table) => wrote.has(table) || [...wrote].some((one) => table.startsWith(`${one}_`)); // its index
      for (const [table, list] of await restart(host, rows))
        if (!may_differ(table)) assert.deepEqual(list, before_rows.get(table), table);
    });
  });
}

// Every integer of every route's query and body, on what is there, so that what was taken is read again.
for (const name of hosts) {
  describe(`X-INT on ${name}`, () => {
    const host = new Host(name);
    const world = new Tenants(host);
    const targets = {};
    before(async () => {
      await host.start();
      const owner = (world.people["a owner"] = await host.set_up());
      world.people["a viewer"] = owner;
      world.orgs = { a: owner.org.id };
      for (const { name: one } of manifests()) targets[one] = await world.fresh("a", one);
    });
    after(() => host.close());

    const asked = routes().filter((route) => !/refresh|logout|password|\/stream$|\{project\}/.test(route.path));
    const send = (route, url, body) =>
      host.request(route.method, url, { body, token: route.allow.kind === "anyone" ? undefined : world.token("a owner") });

    async function check(route, where, integer, wanted, answer) {
      if (answer.status === 429) return;
      const told = `${answer.status} to ${route.name} with ${integer} at ${where}: ${answer.text.slice(0, 300)}`;
      assert.ok(wanted(answer), told);
    }

    async function post(integer, wanted) {
      let count = 0;
      for (const route of asked) {
        const target = targets[route.function];
        const url = url_of(route, target);
        for (const parameter of parameters_of(route)) {
          const path = `${url}${url.includes("?") ? "&" : "?"}${parameter}=${integer}`;
          await check(route, `?${parameter}`, integer, wanted, await send(route, path, body_of(route, target, "an integer")));
          ++count;
        }
        if (!route.body) continue;
        for (const { where, text } of bodies_with(route, body_of(route, target, "an integer"), integer)) {
          await check(route, where, integer, wanted, await send(route, url, text));
          ++count;
        }
      }
      return count;
    }

    for (const integer of beyond)
      test(`${integer} is refused wherever an integer is wanted`, async () => {
        const count = await post(integer, ({ status, json }) => status === 400 || json.rejected?.length > 0);
        assert.ok(count > 60, `${count} integers`);
      });

    for (const integer of edges)
      test(`${integer} is taken or refused, and what was taken can be read`, async () => {
        await post(integer, ({ status }) => status < 500);
        for (const route of asked.filter(({ method }) => method === "GET")) {
          const answer = await send(route, url_of(route, targets[route.function]));
          await check(route, "nothing", integer, ({ status }) => status < 500, answer);
        }
      });
  });
}
