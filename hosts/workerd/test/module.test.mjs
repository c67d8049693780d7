// What a module may not do, and that it costs no more than its own request.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { query } from "./guest/manifest.mjs";
import { does, frame, head, start, utf8, text_of, sql } from "./support/server.mjs";

let server;
before(async () => {
  server = await start();
});
after(() => server.stop());

const whole = (text) => frame({ done: true, head: head(), chunk: utf8(text) });
const cut = (bytes, length) => bytes.subarray(0, length);
const with_byte = (bytes, at, value) =>
  Uint8Array.from(bytes, (byte, i) => (i === at ? value : byte));
const packed = (at, length) =>
  new Uint8Array(new BigUint64Array([(BigInt(at) << 32n) | BigInt(length)]).buffer);
const huge_list = Uint8Array.from([...frame({}).subarray(0, 7), 0xff, 0xff, 0xff, 0xff]);

const hostile = {
  "a trap": [does.trap()],
  "a frame that ends early": [does.outcome(cut(whole("x"), 9))],
  "an empty frame": [does.outcome(new Uint8Array())],
  "bytes after the end": [does.outcome(Buffer.concat([whole("x"), Buffer.from([0])]))],
  "another version": [does.outcome(with_byte(whole("x"), 0, 2))],
  "an unknown tag": [does.outcome(with_byte(whole("x"), 6, 7))],
  "a list longer than memory": [does.outcome(huge_list)],
  "a frame outside memory": [does.packed(packed(0xfffffff0, 100))],
  "a frame larger than all memory": [does.packed(packed(0, 0xffffffff))],
  "a frame over its limit": [does.grow(300), does.packed(packed(0, (16 << 20) + 1))],
  "an end without an answer": [does.outcome(frame({ done: true }))],
  "effects after the end": [
    does.outcome(
      frame({
        done: true,
        head: head(),
        effects: [{ gate: false, payload: { kind: 10, handle: 1 } }],
      }),
    ),
  ],
  "a chunk before the head": [does.outcome(frame({ chunk: utf8("x") }))],
  "a subscription that goes on": [
    does.outcome(
      frame({ head: head(), subscription: { channels: ["a"], last_event_id: "", check: [] } }),
    ),
  ],
  "an impossible status": [does.outcome(frame({ done: true, head: head(99) }))],
  "a header that is none": [
    does.outcome(frame({ done: true, head: head(200, [{ name: "a b", value: "x" }]) })),
  ],
  "a header with a line break": [
    does.outcome(frame({ done: true, head: head(200, [{ name: "a", value: "x\r\ny: z" }]) })),
  ],
  "65 log lines": [
    does.outcome(
      frame({
        done: true,
        head: head(),
        logs: Array(65).fill({ level: 1, message: "x", fields: "" }),
      }),
    ),
  ],
  "a loop without an end": [does.repeat(frame({}))],
  "a loop of effects without an end": [
    does.repeat(
      frame({
        effects: [
          { gate: false, payload: { kind: 9, op: 1, key: "k", data: new Uint8Array(), ttl_ms: 0 } },
        ],
      }),
    ),
  ],
  "another task's outcome": [does.outcome(frame({})), does.outcome(frame({ task: 2 }))],
};

for (const [name, steps] of Object.entries(hostile)) {
  test(`a module fault: ${name}`, async () => {
    const response = await server.run(steps);
    assert.equal(response.status, 500);
    const problem = await response.json();
    assert.equal(problem.code, "module_fault");
    assert.equal(problem.detail, "Something went wrong on our side");
    assert.equal(problem.request_id, response.headers.get("x-request-id"));
    const next = await server.run([does.outcome(whole("fine"))]);
    assert.equal(await next.text(), "fine");
  });
}

test("a module fault on a route of a protocol is told in its words", async () => {
  const response = await server.run([does.trap()], { path: "/test-theirs/v1/take" });
  assert.equal(response.status, 500);
  assert.equal(response.headers.get("content-type"), "application/json");
  assert.equal(await response.text(), `theirs ${response.headers.get("x-request-id")}`);
});

test("65 effects in a frame are a fault", async () => {
  const effects = Array(65).fill({ gate: false, payload: { kind: 10, handle: 1 } });
  assert.equal((await server.run([does.outcome(frame({ effects }))])).status, 500);
});

test("a second head breaks the answer that has begun", async () => {
  const first = frame({ head: head(), chunk: utf8("begun") });
  await assert.rejects(async () =>
    (await server.run([does.outcome(first), does.outcome(first)])).text(),
  );
});

test("what the manifest does not declare is refused", async () => {
  const [key, host, statement] = await server.perform([
    { kind: 3, op: 2, key: "undeclared", kid: "", data: utf8("x"), second: new Uint8Array() },
    {
      kind: 2,
      method: "GET",
      url: "https://example.org/",
      headers: [],
      body: new Uint8Array(),
      timeout_ms: 1000,
      mode: 0,
      credential: null,
    },
    sql(0, [999]),
  ]);
  for (const result of [key, host, statement]) {
    assert.equal(result.kind, "failed");
    assert.equal(result.failure, 3);
  }
  assert.equal(statement.statement, 0);
});

test("an effect that the manifest does not declare is refused, whatever it asks", async () => {
  const mail = { kind: 6, to: "ada@example.com", subject: "s", text: "t", unsubscribe_url: "" };
  const [refused] = await server.perform([mail], { path: "/api/v1/other/script" });
  assert.equal(refused.kind, "failed");
  assert.equal(refused.failure, 3);
  assert.match(refused.message, /does not declare mail/);
  const [sent] = await server.perform([mail]);
  assert.notEqual(sent.kind, "failed");
});

test("what comes after a shut gate is skipped", async () => {
  const check = (mac) => ({
    gate: true,
    payload: { kind: 3, op: 3, key: "test_key", kid: "", data: utf8("x"), second: mac },
  });
  const insert = {
    gate: false,
    payload: sql(1, [query.create], [query.insert, 77n, 1, "skipped", null]),
  };
  const before = {
    gate: false,
    payload: { kind: 9, op: 1, key: "k", data: new Uint8Array(), ttl_ms: 0 },
  };
  const results = await server.perform([
    before,
    check(new Uint8Array(32)),
    insert,
    check(new Uint8Array(32)),
  ]);
  assert.deepEqual(
    results.map(({ kind }) => kind),
    ["done", "done", "skipped", "skipped"],
  );
  const database = await server.miniflare.getD1Database("DB");
  await assert.rejects(database.prepare("SELECT * FROM t WHERE id = 77").first(), /no such table/);
});

test("a failed sql gate is shut", async () => {
  const results = await server.perform([
    { gate: true, payload: sql(0, [query.broken]) },
    sql(0, [query.values, 1, 2]),
  ]);
  assert.deepEqual(
    results.map(({ kind }) => kind),
    ["failed", "skipped"],
  );
});

test("nothing of a request is left for the next", async () => {
  for (let round = 0; round < 8; ++round) {
    const before = await server.run([does.count(Buffer.from([0xc5]))]);
    assert.equal(new DataView(await before.arrayBuffer()).getUint32(0, true), 0);
    const filled = await server.run([
      does.grow(round),
      does.fill(Buffer.from([0xc5])),
      does.count(Buffer.from([0xc5])),
    ]);
    assert.ok(new DataView(await filled.arrayBuffer()).getUint32(0, true) > 65536);
  }
});

test("requests in parallel don't meet", async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, i) => {
      const slow = frame({
        effects: [{ gate: false, payload: sql(0, [query.values, i, `${i}`]) }],
      });
      return (await server.run([does.outcome(slow), does.outcome(whole(`request ${i}`))])).text();
    }),
  );
  assert.deepEqual(
    answers,
    Array.from({ length: 100 }, (_, i) => `request ${i}`),
  );
});

test("a client that goes away leaves the host whole", async () => {
  const slow = frame({
    effects: [{ gate: false, payload: { kind: 4, op: 1, password: utf8("x"), phc: "" } }],
  });
  for (let i = 0; i < 40; ++i)
    await server
      .run([does.outcome(slow), does.outcome(whole("late"))], { signal: AbortSignal.timeout(5) })
      .catch(() => {});
  assert.equal(await (await server.run([does.outcome(whole("fine"))])).text(), "fine");
});

test("a module of another version is refused", async () => {
  const newer = await start({ bundle: "refused" });
  const response = await fetch(`${newer.url}/api/v1/newer/script`, { method: "POST", body: "" });
  assert.equal(response.status, 500);
  assert.equal((await response.json()).code, "internal");
  await newer.stop();
});

test("the event holds what the caller sent", async () => {
  const { decode_event } = await import("../../../build/workerd-test/src/frame.mjs");
  const response = await server.run([does.echo_event()], {
    path: "/api/test/script?a=%20b",
    headers: {
      "X-Thing": "Caf\u00e9",
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    },
  });
  const event = decode_event(new Uint8Array(await response.arrayBuffer()));
  assert.equal(event.entropy.length, 64);
  assert.ok(Math.abs(Number(event.now_ms) - Date.now()) < 60_000);
  assert.equal(event.request_id, response.headers.get("x-request-id"));
  assert.equal(event.client_address, "127.0.0.1");
  assert.match(event.trace_parent, /^00-0af7651916cd43dd8448eb211c80319c-/);
  const { method, path, query: given, headers, body } = event.detail;
  assert.deepEqual([method, path, given], ["POST", "/test/script", "a=%20b"]);
  assert.ok(headers.some(({ name }) => name === "x-thing"));
  assert.deepEqual([...body], [...does.echo_event()]);
  assert.equal(text_of(body.subarray(0, 0)), "");
});
