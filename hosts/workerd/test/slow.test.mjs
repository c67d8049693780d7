// What a module waits for is slow, or never comes. A database that hangs holds its requests up just as these waits do: at the
// edge it ends a query after 30 seconds by itself; here it shares its thread with the Worker, so it can't be made to hang.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { migrate } from "../local/migrations.mjs";
import { query } from "./guest/manifest.mjs";
import { built, does, frame, head, sql, start, utf8 } from "./support/server.mjs";

const instances = 32; // of a module
const held = []; // what the peer answers when it is let go
const peer = createServer((_, response) => held.push(response));
let server;
before(async () => {
  await once(peer.listen(0, "127.0.0.1"), "listening");
  server = await start();
  await migrate(await server.miniflare.getD1Database("DB"), join(built, "../../migrations"));
});
after(() => {
  peer.close();
  return server.stop();
});

const then = (payload) => does.outcome(frame({ effects: [{ gate: false, payload }] }));
const wait = (ms) => then({ kind: 11, ms });
const wait_for_peer = () =>
  then({
    kind: 2,
    method: "GET",
    url: `http://127.0.0.1:${peer.address().port}/`,
    headers: [],
    body: utf8(""),
    timeout_ms: 30_000,
    mode: 0,
    credential: null,
  });
const answer = does.outcome(frame({ done: true, head: head(), chunk: utf8("fine") }));
const hasty = (...steps) => server.run(steps, { path: "/api/v1/test/hasty" });
const code_of = async (response) => [response.status, (await response.json()).code];

test("what comes in time is answered, and what does not is told so", async () => {
  assert.equal(await (await hasty(wait(20), answer)).text(), "fine");
  assert.deepEqual(await code_of(await hasty(wait(5_000), answer)), [504, "timeout"]);
  assert.deepEqual(await code_of(await hasty(...Array(50).fill(wait(50)), answer)), [
    504,
    "timeout",
  ]);
});

test("a request that was too slow does nothing more", async () => {
  const database = await server.miniflare.getD1Database("DB");
  const insert = then(sql(1, [query.create], [query.insert, 504, 1, "late", null]));
  assert.deepEqual(await code_of(await hasty(wait(3_000), insert, answer)), [504, "timeout"]);
  await new Promise((done) => setTimeout(done, 2_500));
  assert.equal(await (await server.run([then(sql(1, [query.create])), answer])).text(), "fine");
  assert.equal(await database.prepare("SELECT id FROM t WHERE id = 504").first(), null);
});

const number_of = async (response) => new DataView(await response.arrayBuffer()).getUint32(0, true);

test("far more wait for the network than there are instances, and each goes on with what it had", async () => {
  const count_after = async (byte, counted) =>
    number_of(
      await server.run([
        does.grow(byte % 3),
        does.fill(Buffer.from([byte])),
        wait(2_000),
        does.count(Buffer.from([counted])),
      ]),
    );
  const least = await count_after(3, 3);
  assert.ok(least > 65536);
  const bytes = Array.from({ length: 2 * instances }, (_, i) => i + 1);
  const own = Promise.all(bytes.map((byte) => count_after(byte, byte)));
  const foreign = Promise.all(bytes.map((byte) => count_after(byte, byte + 1)));
  assert.equal(await (await hasty(answer)).text(), "fine");
  for (const count of await own) assert.ok(count >= least, `${count} of ${least} bytes`);
  assert.deepEqual(
    await foreign,
    bytes.map(() => 0),
  );
});

test("when what waits takes too much memory, who comes is turned away in time, and nobody else is harmed", async () => {
  const large = [does.grow(40), does.fill(Buffer.from([1])), wait_for_peer(), answer];
  const begun = Array.from({ length: instances + 24 }, () => server.run(large));
  let over = false;
  Promise.race(begun).finally(() => (over = true));
  let refused;
  do refused = await hasty(answer);
  while (refused.status === 200 && !over);
  peer.removeAllListeners("request").on("request", (_, response) => response.end());
  for (const response of held) response.end();
  assert.deepEqual(await code_of(refused), [503, "unavailable"]);
  assert.equal(refused.headers.get("retry-after"), "1");
  for (const one of await Promise.all(begun)) assert.equal(await one.text(), "fine");
  assert.equal(await (await hasty(answer)).text(), "fine");
});
