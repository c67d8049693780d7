// What the host itself decides of a request: routes, bodies, headers, streams and live channels.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { connect } from "node:net";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { migrate } from "../local/migrations.mjs";
import { query } from "./guest/manifest.mjs";
import {
  built,
  decode_results,
  does,
  frame,
  head,
  reader_of,
  sql,
  start,
  text_of,
  utf8,
} from "./support/server.mjs";

let server;
before(async () => {
  const pages = join(built, "pages");
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, "index.html"), "<!doctype html><title>Pages</title>");
  writeFileSync(join(pages, "app.js"), "1;");
  for (const folder of ["docs", "assets"]) mkdirSync(join(pages, folder), { recursive: true });
  writeFileSync(join(pages, "assets/kept.js"), "2;");
  writeFileSync(join(pages, "docs/index.html"), "<!doctype html><title>Docs</title>");
  server = await start({ pages });
});
after(() => server.stop());

const whole = (text, fields = {}) =>
  does.outcome(frame({ done: true, head: head(), chunk: utf8(text), ...fields }));
const navigation = { accept: "text/html,*/*;q=0.8" };
const get = (path, init) => fetch(server.url + path, init);

test("an unknown path of the API is 404 as a problem", async () => {
  for (const path of [
    "/api",
    "/api/v1",
    "/api/v1/",
    "/api/nothing",
    "/api/v1/test",
    "/api/test/things/",
    "/api/test/things/a/b",
  ]) {
    const response = await get(path);
    assert.equal(response.status, 404, path);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    const { request_id, ...problem } = await response.json();
    assert.deepEqual(problem, {
      type: "about:blank",
      title: "There is nothing here",
      status: 404,
      detail: "There is nothing here",
      code: "not_found",
    });
    assert.equal(request_id, response.headers.get("x-request-id"));
  }
});

test("a path finds its module, under either prefix, slash at its end or not", async () => {
  for (const path of [
    "/api/v1/test/things/7",
    "/api/test/things/7/",
    "/api/v1/test/things/special",
    "/api/7/test-envelope/",
    "/.well-known/test.json",
  ])
    assert.match(await (await get(path)).text(), /an image/, path);
});

test("what begins as a protocol's paths do is its module's to refuse", async () => {
  for (const path of ["/test-theirs/v1/take", "/test-theirs/v1/other", "/test-theirs"])
    assert.match(await (await get(path, { headers: navigation })).text(), /an image/, path);
  assert.match(await (await get("/test-their", { headers: navigation })).text(), /Pages/);
  assert.equal((await get("/api/v1/test-theirs/v1/other")).status, 404);
});

test("outside /api, the pages own the paths of a module's name", async () => {
  const response = await get("/test/things/7", { headers: navigation });
  assert.match(await response.text(), /Pages/);
  const policy = response.headers.get("content-security-policy");
  assert.match(policy, /default-src 'self';.* script-src 'self' 'wasm-unsafe-eval';/);
  assert.doesNotMatch(policy, /'unsafe-/);
  assert.equal(await (await get("/app.js")).text(), "1;");
  assert.equal((await get("/any/page", { method: "POST" })).status, 404);
  for (const path of ["/docs", "/docs/"]) {
    const docs = await get(path, { redirect: "manual" });
    assert.equal(docs.status, 200, path);
    assert.match(await docs.text(), /Docs/);
  }
});

test("what a browser goes to is a page; a file that is missing is missing", async () => {
  const page = await get("/any/page", { headers: navigation });
  assert.match(await page.text(), /Pages/);
  assert.equal(page.headers.get("cache-control"), "no-cache");
  for (const [path, headers] of [
    ["/assets/gone.js", navigation],
    ["/any/page", { accept: "application/json" }],
  ]) {
    const response = await get(path, { headers });
    assert.equal(response.status, 404, path);
    assert.equal((await response.json()).code, "not_found");
  }
  const asset = await get("/assets/kept.js");
  assert.equal(asset.headers.get("cache-control"), "public, max-age=31536000, immutable");
});

test("every answer carries the common headers, and the module's own stay", async () => {
  const headers = [
    { name: "cache-control", value: "max-age=5" },
    { name: "set-cookie", value: "a=1" },
    { name: "set-cookie", value: "b=2" },
  ];
  const response = await server.run([whole("x", { head: head(201, headers) })]);
  assert.equal(response.status, 201);
  assert.match(response.headers.get("x-request-id"), /^[0-9a-f-]{36}$/);
  assert.match(response.headers.get("server-timing"), /^total;dur=/);
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  assert.equal(
    response.headers.get("content-security-policy"),
    "default-src 'none'; frame-ancestors 'none'",
  );
  assert.equal(response.headers.get("cache-control"), "max-age=5");
  assert.deepEqual(response.headers.getSetCookie(), ["a=1", "b=2"]);
});

test("HEAD is answered like GET, without a body", async () => {
  for (const path of ["/api/test/things/7", "/healthz"]) {
    const response = await get(path, { method: "HEAD" });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), "");
  }
});

test("204 and 304 have no body", async () => {
  for (const status of [204, 304])
    assert.equal((await server.run([whole("", { head: head(status) })])).status, status);
});

const script = whole("decoded");
const post = (body, headers = {}) => server.run([], { body, headers });

test("a body over its route's limit is 413, packed or not", async () => {
  const large = Buffer.alloc((2 << 20) + 1);
  for (const [body, encoding] of [
    [large, "identity"],
    [gzipSync(large), "gzip"],
    [deflateSync(large), "deflate"],
    [brotliCompressSync(large), "br"],
  ]) {
    const response = await post(body, { "content-encoding": encoding });
    assert.equal(response.status, 413, encoding);
    assert.equal((await response.json()).code, "too_large");
  }
  assert.equal(
    (await get("/api/test/things/7", { method: "POST", body: Buffer.alloc((1 << 20) + 1) })).status,
    413,
  );
});

test("a body that is not what its encoding says is 400; an unknown encoding is 415", async () => {
  for (const encoding of ["gzip", "deflate", "br"])
    assert.equal(
      (await post(Buffer.from("nothing of the kind"), { "content-encoding": encoding })).status,
      400,
      encoding,
    );
  for (const encoding of ["zstd", "gzip, gzip, gzip"])
    assert.equal((await post(script, { "content-encoding": encoding })).status, 415, encoding);
});

test("a packed body reaches the module unpacked", async () => {
  for (const [body, encoding] of [
    [gzipSync(script), "gzip"],
    [deflateSync(script), "deflate"],
    [deflateRawSync(script), "deflate"],
    [brotliCompressSync(script), "br"],
    [script, "identity"],
  ])
    assert.equal(
      await (await post(body, { "content-encoding": encoding })).text(),
      "decoded",
      encoding,
    );
});

test("a stream is sent chunk by chunk, each effect after the chunk before it", async () => {
  const effects = [{ gate: false, payload: sql(0, [query.values, 1, 2]) }];
  const response = await server.run([
    does.outcome(frame({ head: head(), chunk: utf8("a"), effects })),
    does.outcome(frame({ effects })),
    does.outcome(frame({ chunk: utf8("b") })),
    does.outcome(frame({ done: true, chunk: utf8("c") })),
  ]);
  const chunks = [];
  for await (const chunk of response.body) chunks.push(text_of(chunk));
  assert.equal(chunks.join(""), "abc");
});

test("a chunk arrives while the module waits for its next effect", async () => {
  let let_go;
  const peer = createServer((_, response) => {
    let_go = () => response.end("late");
  });
  await new Promise((resolve) => peer.listen(0, "127.0.0.1", resolve));
  const call = {
    kind: 2,
    method: "GET",
    url: `http://127.0.0.1:${peer.address().port}/`,
    headers: [],
    body: new Uint8Array(),
    timeout_ms: 0,
    mode: 0,
    credential: null,
  };
  const response = await server.run([
    does.outcome(
      frame({ head: head(), chunk: utf8("early "), effects: [{ gate: false, payload: call }] }),
    ),
    does.outcome(frame({ done: true, chunk: utf8("last") })),
  ]);
  const reader = response.body.getReader();
  assert.equal(text_of((await reader.read()).value), "early ");
  while (!let_go) await new Promise((resolve) => setTimeout(resolve, 5));
  let_go();
  assert.equal(await read_until(reader, "", /last/), "last");
  peer.close();
});

test("an outbound stream is read chunk by chunk", async () => {
  const peer = createServer((_, response) => {
    response.write("one ");
    setTimeout(() => response.end("two"), 20);
  });
  await new Promise((resolve) => peer.listen(0, "127.0.0.1", resolve));
  const call = {
    kind: 2,
    method: "GET",
    url: `http://127.0.0.1:${peer.address().port}/`,
    headers: [],
    body: new Uint8Array(),
    timeout_ms: 5000,
    mode: 1,
    credential: null,
  };
  const effect = (payload) => does.outcome(frame({ effects: [{ gate: false, payload }] }));
  const read = effect({ kind: 10, handle: 1 });
  const last_of = async (reads) =>
    decode_results(
      new Uint8Array(
        await (
          await server.run([effect(call), ...Array(reads).fill(read), does.echo_results()])
        ).arrayBuffer(),
      ),
    )[0];
  const chunk_of = (result) => {
    const in_ = reader_of(result);
    return [in_.u8(), text_of(in_.view())];
  };
  assert.deepEqual(chunk_of(await last_of(1)), [0, "one "]);
  assert.deepEqual(chunk_of(await last_of(2)), [0, "two"]);
  assert.deepEqual(chunk_of(await last_of(3)), [1, ""]);
  assert.equal((await server.perform([{ kind: 10, handle: 1 }]))[0].failure, 5);
  peer.close();
});

test("a stream whose reader goes away ends its task", async () => {
  const endless = does.repeat(frame({ chunk: utf8("b".repeat(100_000)) }));
  for (let i = 0; i < 40; ++i) {
    const response = await server.run([
      does.outcome(frame({ head: head(), chunk: utf8("a") })),
      endless,
    ]);
    const reader = response.body.getReader();
    await reader.read();
    await reader.cancel();
  }
  assert.equal(await (await server.run([whole("fine")])).text(), "fine");
});

const publish = (id, data, channel = "c") =>
  server.perform([{ kind: 7, channel, event: "note", id, data: utf8(data) }]);
const subscribe = (channels, last_event_id = "", init = {}) =>
  server.run(
    [
      does.outcome(
        frame({ done: true, head: head(), subscription: { channels, last_event_id, check: [] } }),
      ),
    ],
    init,
  );

async function read_until(reader, text, wanted) {
  while (!wanted.test(text)) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += text_of(value);
  }
  return text;
}

test("an event that would forge lines of a stream is refused", async () => {
  for (const [id, channel] of [
    ["1\n2", "c"],
    ["1", ""],
  ]) {
    const [result] = await publish(id, "x", channel);
    assert.equal(result.failure, 5);
  }
  assert.equal((await publish("1", "x".repeat(70_000)))[0].failure, 7);
});

test("what is published reaches every subscriber, and what was missed is replayed", async () => {
  const control = new AbortController();
  const responses = await Promise.all(
    [subscribe(["c"], "", control), subscribe(["d", "c"], "", control)].map((one) => one),
  );
  const readers = responses.map(({ body }) => body.getReader());
  const texts = await Promise.all(readers.map((reader) => read_until(reader, "", /subscribed/)));
  assert.equal(responses[0].headers.get("content-type"), "text/event-stream");
  await publish("1", "one\ntwo");
  await publish("2", "three");
  for (const [i, reader] of readers.entries()) {
    const text = await read_until(reader, texts[i], /three\n\n/);
    assert.match(text, /id: 1\nevent: note\ndata: one\ndata: two\n\n/);
  }
  const late = await subscribe(["c"], "1", control);
  const text = await read_until(late.body.getReader(), "", /three\n\n/);
  assert.doesNotMatch(text, /id: 1\n/);
  assert.match(text, /id: 2\n/);
  control.abort();
});

test("the host describes the API of its modules", async () => {
  const document = await (await get("/openapi.json")).json();
  assert.equal(document.openapi, "3.1.0");
  assert.deepEqual(Object.keys(document.components.schemas).sort(), ["Answer"]);
  const { post: operation } = document.paths["/api/v1/test/script"];
  assert.deepEqual(operation.parameters, [
    { name: "dry", required: false, schema: { type: "boolean" }, in: "query" },
  ]);
  const answer = operation.responses[200].content["application/json"].schema;
  assert.deepEqual(answer, { $ref: "#/components/schemas/Answer" });
  assert.deepEqual(operation.security, []);
  const { get: guarded } = document.paths["/api/v1/other/things/{id}"];
  assert.deepEqual([guarded.security, guarded.parameters[0].in], [[{ session: [] }], "path"]);
});

test("health, readiness and metrics", async () => {
  assert.deepEqual(await (await get("/healthz")).json(), { status: "ok", dev: true });
  const unready = await get("/readyz");
  assert.equal(unready.status, 503);
  const why = "listeners and jobs are not registered";
  assert.deepEqual(await unready.json(), { status: "unavailable", why });
  await migrate(await server.miniflare.getD1Database("DB"), join(built, "../../migrations"));
  assert.deepEqual(await (await get("/readyz")).json(), { status: "ready" });
  const refused = await get("/healthz", { method: "POST" });
  assert.deepEqual([refused.status, refused.headers.get("allow")], [405, "GET, HEAD"]);
  const text = await (await get("/metrics")).text();
  assert.match(
    text,
    /^arris_requests_total\{module="test",route="\/test\/script",status="200"\} \d+$/m,
  );
  assert.match(text, /^arris_module_faults_total\{module="other"\} 0$/m);
});

test("metrics are a local host's, or those of who shows the token", async () => {
  const status = async ({ url }, headers) => (await fetch(`${url}/metrics`, { headers })).status;
  const asked = await get("/metrics", { headers: { "x-forwarded-for": "203.0.113.9" } });
  assert.equal(asked.status, 403);
  const deployed = await start({ bindings: { ARRIS_LOCAL: "" } });
  assert.equal(await status(deployed), 403);
  await deployed.stop();
  const guarded = await start({ bindings: { ARRIS_METRICS_TOKEN: "let-me-see" } });
  assert.equal(await status(guarded), 403);
  assert.equal(await status(guarded, { authorization: "Bearer let-me-sea" }), 403);
  assert.equal(await status(guarded, { authorization: "Bearer let-me-see" }), 200);
  await guarded.stop();
});

test("mail is shown only while developing", async () => {
  const strict = await start({ bindings: { ARRIS_DEV: "" } });
  assert.equal((await fetch(`${strict.url}/_dev/mail`)).status, 404);
  assert.deepEqual(await (await fetch(`${strict.url}/healthz`)).json(), { status: "ok" });
  await strict.stop();
});

test("a module's schedule is kept by the host's one trigger", async () => {
  const { is_due } = await import("../../../build/workerd-test/src/cron.mjs");
  const at = Date.parse("2026-03-01T10:05:00Z"); // a Sunday
  for (const schedule of [
    "* * * * *",
    "*/5 * * * *",
    "5 10 * * *",
    "5 10 1 * *",
    "0-10 8-10 * 3 *",
    "5 10 * * sun",
    "5 10 * * 7",
    "5 10 9 * 0",
    "1,5 * * * *",
  ])
    assert.ok(is_due(schedule, at), schedule);
  for (const schedule of [
    "*/7 * * * *",
    "5 11 * * *",
    "5 10 2 * *",
    "5 10 * * mon",
    "5 10 */2 * 1",
    "5 10 9 * 1",
    "5 10 1 4 *",
  ])
    assert.ok(!is_due(schedule, at), schedule);
  const worker = await server.miniflare.getWorker("arris");
  const result = await worker.scheduled({ cron: "* * * * *", scheduledTime: new Date(at) });
  assert.equal(result.outcome, "ok");
});

test("a method that no route knows is the module's to answer, or refused", async () => {
  const { hostname, port } = new URL(server.url);
  const answer = await new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write("TRACE /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
    );
    let text = "";
    socket.on("data", (data) => {
      text += data;
    });
    socket.on("close", () => resolve(text));
  });
  assert.match(answer, /^HTTP\/1.1 (405|501)/);
});
