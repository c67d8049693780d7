// node tests/half_done/run.mjs [--only TEXT]
// Every write of every scenario, once for each call of the database that it makes, with that call failing: the answer
// is a 5xx that says so, the database is what it was, and asked again the request succeeds.

import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { World } from "../conformance/world.mjs";
import { chosen, written } from "../conformance/written.mjs";
import { manifests } from "../support/manifests.mjs";
import { dump, quiet, with_database } from "../support/people.mjs";

const { values: flags } = parseArgs({ options: { only: { type: "string", default: "" } } });
const calls_max = 60;
const rest_tries_max = 6000; // of 5 ms
// Guesses are counted before they are evaluated, so that a failure is no free guess; so are the uses of a key. That a
// person was here is written behind the answer of a read.
const kept_anyway = ["login_attempts", "login_links.code_attempts", "key_usage_days", "memberships.last_active_at_ms"];

// Shared with the native host: which call fails, how many there have been, whether the courier rests, whether it is busy.
class Faults {
  folder = mkdtempSync(join(tmpdir(), "arris-faults-"));
  failing = 0n;
  path = join(this.folder, "faults");
  file = openSync(this.path, "w+");
  constructor() {
    writeSync(this.file, Buffer.alloc(32));
  }
  get calls() {
    return this.read(8);
  }
  fail(call) {
    this.failing = call;
    this.write(call, 0);
  }
  // No message is delivered and no job runs before `work_again`, and what was under way has ended.
  async rest(host) {
    this.write(1n, 16);
    for (let tries = 0; this.read(24) !== 0n; ++tries) {
      if (tries === rest_tries_max) throw new Error(`what was under way did not end:\n${host.log}`);
      await new Promise((done) => setTimeout(done, 5));
    }
  }
  work_again() {
    this.write(0n, 16);
  }
  read(at) {
    const bytes = Buffer.alloc(8);
    readSync(this.file, bytes, 0, 8, at);
    return bytes.readBigUInt64LE();
  }
  write(number, at) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(number);
    writeSync(this.file, bytes, 0, 8, at);
  }
  close() {
    closeSync(this.file);
    rmSync(this.folder, { recursive: true });
  }
}

const faults = new Faults();
const world = new World("native", { ARRIS_FAULTS: faults.path });
const failed = new Set(); // routes of which some call was made to fail

before(async () => {
  await world.start_host();
  const body = world.host.setup_body();
  const founder = await fail_each_call({ request: "POST /api/v1/auth/setup", body, status: 201 });
  await world.fill(founder.json);
});
after(async () => {
  await world.close();
  faults.close();
});

const writes = (step) => /^(POST|PUT|PATCH|DELETE) /.test(step.request) && step.status < 400;

const forgive_guesses = () =>
  with_database(world.host, (database) => database.exec("DELETE FROM login_attempts; UPDATE login_links SET code_attempts = 0"));
const retries_by_key = (step) => "idempotency-key" in (step.headers ?? {});

// With a key a request may have done its whole work before the call failed that keeps its answer: then asking again
// does nothing more.
function settle(step, answer, before_it, left) {
  world.check(step, answer);
  const all_but = [...kept_anyway, "idempotency_keys"];
  const done = dump(world.host, all_but);
  const without_key = (tables) => tables.filter(([name]) => !all_but.includes(name));
  for (const [k, tables] of left.entries())
    if (!isDeepStrictEqual(tables, before_it))
      assert.deepEqual(without_key(tables), done, `call ${k + 1} failed and left something half done`);
  return answer;
}

// Nothing else is under way meanwhile: each call of the database is the request's own.
async function by_itself(ask) {
  await quiet(world.host);
  try {
    await faults.rest(world.host);
    return await ask();
  } finally {
    faults.work_again();
  }
}
const fail_each_call = (step) => by_itself(() => fail_calls(step));

// What a call that the gateway passed on has used is written behind its answer, again when the write fails.
const passed_on = (answer) => answer.headers.has("arris-request-id");
const noted = (answer) =>
  with_database(world.host, (database) =>
    database.prepare("SELECT count(*) AS n FROM ai_requests WHERE id = ?").get(answer.headers.get("arris-request-id")).n);
async function until_noted(answer) {
  for (let tries = 0; passed_on(answer) && noted(answer) === 0 && tries < 2000; ++tries) await new Promise((done) => setTimeout(done, 10));
}
async function asked_again(step, answer, call) {
  assert.ok(call > 1, "who asks was not looked up");
  assert.equal(noted(answer), 1);
  world.check(step, answer);
  return (await ask_counted(step)).answer;
}

// Asks with the first call failing, then the second …, until the request needs no more calls than those.
async function fail_calls(step) {
  const before_it = dump(world.host, kept_anyway);
  const left = [];
  for (let k = 1; k <= calls_max; ++k) {
    const { answer, reached } = await ask_counted(step, k);
    if (!reached) return settle(step, answer, before_it, left);
    if (passed_on(answer) && answer.status < 400) return asked_again(step, answer, k);
    assert.ok(answer.status >= 500, `call ${k} failed and the answer is ${answer.status}: ${answer.text}`);
    if (typeof answer.json?.code === "string") assert.equal(answer.json.code, "unavailable", answer.text);
    else assert.equal(answer.status, 503, answer.text); // in the words of another protocol
    forgive_guesses();
    left.push(dump(world.host, kept_anyway));
    if (!retries_by_key(step)) assert.deepEqual(left.at(-1), before_it, `call ${k} failed and left something`);
    failed.add(step.request.replace(/\?.*/, "").replace(/\{\{.*?\}\}/g, "*"));
  }
  throw new Error(`more than ${calls_max} calls`);
}

// How often an answer made the module go to the database, by the host's own count; the check of who asks is part of it.
// The most and the fewest by route. An idempotency key may add one that looks for the kept answer.
const trips_of = new Map();
const fewest_of = new Map();
function note_trips(step, trips) {
  if (step.status >= 400 || retries_by_key(step)) return;
  const asked = step.request.replace(/\?.*/, "").replace(/\{\{.*?\}\}/g, "*");
  trips_of.set(asked, Math.max(trips, trips_of.get(asked) ?? 0));
  fewest_of.set(asked, Math.min(trips, fewest_of.get(asked) ?? trips));
}

async function trips() {
  const { text } = await world.host.request("GET", "/metrics");
  return [...text.matchAll(/^arris_sql_round_trips_total\{.*\} (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
}

// A key that was not met for a minute is looked up first, and one read of 16 is counted beside it; of a person one read in
// five minutes is noted. A read is asked until it costs none of it.
const reads = (step) => step.request.startsWith("GET ") && step.status < 400;

// With the call `failing` from then on made to fail. The counts are read outside of that: they ask the database too.
async function ask_counted(step, failing = 0) {
  for (let tries = 0; ; ++tries) {
    const before_it = await trips();
    const target = faults.calls + BigInt(failing);
    faults.fail(failing > 0 ? target : 0n);
    const answer = await world.ask(step);
    await until_noted(answer);
    const reached = failing > 0 && faults.calls >= target;
    faults.fail(0n);
    const made = (await trips()) - before_it;
    if (made > 1 && reads(step) && tries < 4) continue;
    if (!reached && answer.status < 400) note_trips(step, made);
    return { answer, reached };
  }
}

async function ask_quietly(step) {
  if (step.until) return world.ask_until(step);
  if (step.events) return world.ask(step);
  return by_itself(async () => (await ask_counted(step)).answer);
}

for (const scenario of chosen(written, flags.only))
  test(scenario.name, async () => {
    for (const [i, step] of scenario.steps.entries()) {
      try {
        await world.run(step, writes(step) ? fail_each_call : ask_quietly);
      } catch (error) {
        error.message = `step ${i + 1}, ${step.request ?? "mail"} ${step.title ?? ""}: ${error.message}`;
        throw error;
      }
    }
  });

test("a call of every route that writes was made to fail", { skip: flags.only ? "one scenario alone was asked for" : false }, () => {
  for (const manifest of manifests())
    for (const route of manifest.routes.filter((one) => one.method !== "GET")) {
      const pattern = new RegExp(`^${route.method} .*${route.path.replace(/\{\w+\}/g, "[^/]+")}$`);
      assert.ok([...failed].some((request) => pattern.test(request)), `${route.method} ${route.path}`);
    }
});

// Every other route makes one round trip, and none makes more than two. These read first what decides, or is needed, outside
// of SQL.
const two_trips = {
  "POST /openai/v1/chat/completions": "the provider is asked between finding its secret and noting what it used",
  "POST /openai/v1/responses": "as above",
  "POST /openai/v1/embeddings": "as above",
  "POST /anthropic/v1/messages": "as above",
  "POST /gemini/v1/models/{call}": "as above",
  "POST /gemini/v1beta/models/{call}": "as above",
  "POST /ai/generate-content": "as above",
  "POST /auth/login": "the password's hash is verified by the host",
  "POST /auth/magic-link/redeem": "a guess is counted before it is evaluated",
  "POST /auth/email": "the password's hash is verified by the host",
  "POST /auth/me/deletion": "the password's hash is verified by the host",
  "POST /auth/password": "the password's hash is verified by the host",
  "POST /auth/password/reset": "a password is held against the address, and hashed only for who has a link",
  "POST /keys/org-key/rewrap": "what is sealed is opened and sealed anew",
  "POST /keys/{id}/check": "the provider is asked between finding the secret and noting the verdict",
  "POST /team/invites/accept": "a new password is held against the invited address",
  "POST /tokens/reprice": "a call is priced by the prices of its time",
};

// These write at once what nearly always holds, by what the host remembers or by no knowledge at all. Where it does not, the
// write does nothing but tell what does, and they write again; without anything to begin with they read first.
const seldom_two = {
  "POST /errors": "an issue that is resolved or muted for a time, or a group that was merged: releases are compared as versions",
  "POST /errors/batch": "as above",
  "POST /{project}/envelope/": "as above, or an event that was sent before",
  "POST /{project}/store/": "as above",
  "POST /keys": "the list of the secrets was not looked at for ten minutes, or the org's key was turned since then",
  "POST /keys/org-key/rotate": "as above",
  "POST /keys/{id}/rotate": "as above, or the secret was replaced since then",
  "POST /tokens/batch": "models that were not met for ten minutes, a price that was set since then, or a call that was recorded before",
  "POST /tokens/usage": "as above",
  "POST /tokens/usage/batch": "as above",
};

test("a route goes to the database once, those that are listed twice, and none more often", { skip: flags.only ? "one scenario alone was asked for" : false }, () => {
  const all = manifests().flatMap((manifest) =>
    manifest.routes.map((route) => {
      const pattern = new RegExp(`^${route.method} [^ ]*${route.path.replace(/\{\w+\}/g, "[^/]+")}$`);
      const noted = (trips) => [...trips].filter(([asked]) => pattern.test(asked)).map(([, count]) => count);
      const fewest = Math.min(...noted(fewest_of));
      return { route: `${route.method} ${route.path}`, trips: Math.max(0, ...noted(trips_of)), fewest };
    }),
  );
  const more = all.filter(({ trips }) => trips > 1).map(({ route, trips }) => `${trips} ${route}`);
  const seldom = all.filter(({ route }) => route in seldom_two).length;
  const always = all.filter(({ route, trips }) => trips > 1 && !(route in seldom_two)).length;
  console.log(`Of ${all.length} routes ${all.length - seldom - always} never go to the database more than once, ${seldom} seldom do.`);
  console.log(`More than once:\n${more.sort().join("\n")}`);
  assert.ok(always <= all.length / 10, `${always} of ${all.length} go more than once in their ordinary case`);
  for (const { route, trips, fewest } of all) {
    if (route in seldom_two) assert.equal(fewest, 1, `${route}: never fewer than ${fewest}`);
    assert.ok(trips <= (route in seldom_two || route in two_trips ? 2 : 1), `${route}: ${trips}`);
  }
  for (const route of Object.keys(two_trips)) assert.ok(more.includes(`2 ${route}`), `${route} is listed and makes one`);
  assert.ok(trips_of.size >= 100, `only ${trips_of.size} routes were counted`);
});
