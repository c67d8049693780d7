// node tests/otlp/run.mjs [--host NAME]…
// OpenTelemetry's exporters of Node and Python, unmodified: what they send is found again, whatever its encoding and
// compression; what openllmetry tells of calls is in the ledger, exactly; and refusals are the specification's.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parseArgs, promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { Gateway } from "../gateway/world.mjs";
import { Host, hosts as all_hosts, root } from "../support/hosts.mjs";
import { until } from "../support/until.mjs";
import { read_status, send_large, spans_in_json, spans_in_protobuf } from "./wire.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const clients = join(root, "tests/clients");
const run = promisify(execFile);
const services = ["node", "python"].flatMap((client) =>
  ["json", "protobuf"].flatMap((encoding) => ["none", "gzip"].map((compression) => `${client}-${encoding}-${compression}`)));

const worlds = (flags.host ?? all_hosts).map((name) => new Gateway(name));
let used;
before(async () => {
  await Promise.all(worlds.map((world) => world.start()));
  for (const world of worlds)
    world.key = (await world.ask("POST", "/keys/access", { name: "exporters", kind: "secret", scopes: ["telemetry:write"] })).key;
  const places = worlds.flatMap(({ host, key }) => [host.url, key]);
  const send = (program, ...args) => run(program, args, { cwd: clients, timeout: 120_000 });
  const [, python] = await Promise.all([
    send(process.execPath, "otlp_node.mjs", ...places),
    send(join(clients, ".venv/bin/python"), "otlp_python.py", worlds[0].providers.url, ...places),
  ]);
  assert.doesNotMatch(python.stderr, /Failed to export/);
  used = JSON.parse(python.stdout);
});
after(() => Promise.all(worlds.map((world) => world.stop())));

for (const world of worlds) {
  const { host } = world;
  const list = async (path) => (await world.ask("GET", path)).data;
  const send = (body, headers = {}, signal = "traces") =>
    fetch(`${host.url}/otlp/v1/${signal}`, { method: "POST", body, headers: { authorization: `Bearer ${world.key}`, ...headers } });

  describe(`exporters to ${host.name}`, () => {
    test("traces are there with spans, events, links and what failed", async () => {
      for (const service of services) {
        const traces = await list(`/telemetry/traces?service=${service}`);
        assert.deepEqual(traces.map(({ name, span_count, error_count }) => [name, span_count, error_count]), [["GET /cart", 3, 1]], service);
        const { spans, resources } = await world.ask("GET", `/telemetry/traces/${traces[0].id}`);
        const by_name = Object.fromEntries(spans.map((span) => [span.name, span]));
        const { "GET /cart": root_span, SELECT: query, charge } = by_name;
        const { "http.route": route, tries, ratio, tags } = root_span.attributes;
        assert.deepEqual([route, tries, ratio, tags], ["/cart", 2, 0.5, ["a", "b"]]);
        assert.deepEqual([query.parent_id, charge.parent_id, root_span.parent_id], [root_span.id, root_span.id, undefined]);
        assert.deepEqual(query.events.map(({ name, attributes }) => [name, attributes]), [["read", { rows: 3 }]]);
        assert.deepEqual(query.links, [{ trace_id: traces[0].id, span_id: root_span.id }]);
        assert.equal(charge.status, "error");
        assert.equal(resources[query.resource_id]["service.name"], service);
      }
    });

    test("exceptions of spans are issues", async () => {
      const issues = await until("an issue of each client", async () => {
        const issues = (await list("/errors?limit=200")).filter(({ title }) => title.includes('was "declined"'));
        return issues.length === 2 && issues.every(({ event_count }) => event_count === 4) && issues;
      });
      assert.deepEqual(issues.map(({ title }) => title.split(":")[0]).sort(), ["RangeError", "ValueError"]);
    });

    test("logs are there with their levels", async () => {
      for (const service of services) {
        const records = await list(`/telemetry/logs?service=${service}`);
        assert.deepEqual(records.map(({ level }) => level).sort(), ["debug", "error", "info", "warn"], service);
        const [failed] = await list(`/telemetry/logs?service=${service}&level=error`);
        assert.deepEqual([failed.body, failed.attributes.cart], ["failed", 7]);
      }
    });

    test("metrics are there with their kinds and values", async () => {
      for (const service of services) {
        const [orders] = await list(`/telemetry/metrics/${service}.orders`);
        assert.equal(orders.value, 10, service);
        const [wait] = await list(`/telemetry/metrics/${service}.wait`);
        assert.deepEqual([Number(wait.count), wait.sum, wait.min, wait.max], [3, 321, 1, 300]);
        const [queue] = await list(`/telemetry/metrics/${service}.queue`);
        assert.equal(queue.value, 2.5);
      }
    });

    test("what openllmetry tells of calls is what the ledger holds", async () => {
      const totals = await until("the calls", async () => {
        const { totals } = await world.ask("GET", "/tokens/usage");
        return totals.requests >= used.calls && totals;
      });
      assert.deepEqual([totals.requests, totals.input_tokens, totals.output_tokens, totals.unpriced], [used.calls, used.input, used.output, 0]);
    });
  });

  describe(`refusals of ${host.name}`, () => {
    const protobuf = { "content-type": "application/x-protobuf" };
    const json = { "content-type": "application/json" };
    // google.rpc.Status in the encoding of the request, whose type is the answer.
    function told(type, body, code) {
      const { code: told, message } = type === "application/x-protobuf" ? read_status(body) : JSON.parse(Buffer.from(body));
      assert.equal(told, code);
      assert.ok(message.length > 5);
      return type;
    }
    async function refused(answer, status, code) {
      assert.equal(answer.status, status);
      return told(answer.headers.get("content-type"), new Uint8Array(await answer.arrayBuffer()), code);
    }

    test("are in the encoding of the request", async () => {
      for (const signal of ["traces", "logs", "metrics"]) {
        assert.equal(await refused(await send("\x0a\x7f", protobuf, signal), 400, 3), "application/x-protobuf");
        assert.equal(await refused(await send("{", json, signal), 400, 3), "application/json");
      }
      assert.equal(await refused(await send("", { ...protobuf, authorization: "Bearer none" }), 401, 16), "application/x-protobuf");
      assert.equal(await refused(await send("x", { "content-type": "text/plain" }), 415, 3), "application/json");
    });

    test("fields of later versions are passed over", async () => {
      const unknown = Uint8Array.from([0xf8, 0x3f, 1, 0x82, 0x40, 2, 97, 98]); // 1023: a number, 1024: a text
      const answer = await send(unknown, protobuf);
      assert.deepEqual([answer.status, await answer.text()], [200, ""]);
      assert.equal((await send('{"later":[1]}', json)).status, 200);
    });

    test("a part that is refused is counted, in the encoding of the request, and the rest is kept", async () => {
      const encodings = [[json, spans_in_json], [protobuf, spans_in_protobuf]];
      for (const [i, [type, body]] of encodings.entries()) {
        const trace_id = `${i + 1}`.repeat(32);
        const ids = [[trace_id, "a".repeat(16)], ["", "b".repeat(16)], [trace_id, ""]];
        const bytes = Buffer.from(body(ids, Date.now()));
        for (const packed of [false, true]) {
          const headers = { ...type, "accept-encoding": "gzip", ...(packed && { "content-encoding": "gzip" }) };
          const answer = await send(packed ? gzipSync(bytes) : bytes, headers);
          assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, type["content-type"]]);
          const told = Buffer.from(await answer.arrayBuffer());
          const partial = type === json ? JSON.parse(told).partialSuccess : read_status(told.subarray(2)); // field 1 of the response
          assert.equal(partial.rejectedSpans ?? String(partial.code), "2");
          assert.match(partial.errorMessage ?? partial.message, /is not/);
        }
        const { spans } = await world.ask("GET", `/telemetry/traces/${trace_id}`);
        assert.deepEqual(spans.map(({ id }) => id), ["a".repeat(16)]);
      }
    });

    test("bodies that are no gzip, a bomb, or of an unknown coding", async () => {
      const gzip = { ...protobuf, "content-encoding": "gzip" };
      await refused(await send("no gzip at all", gzip), 400, 3);
      const bomb = gzipSync(Buffer.alloc(64 << 20));
      assert.ok(bomb.length < 100_000);
      assert.equal(await refused(await send(bomb, gzip), 413, 3), "application/x-protobuf");
      await refused(await send("x", { ...json, "content-encoding": "zstd" }), 415, 3);
    });

    test("64 MiB are too large, which is said before they are there", async () => {
      const size = 64 << 20;
      const read = 9 << 20; // the limit, and what is read beyond it so that the answer is seen
      const authorization = `Bearer ${world.key}`;
      for (const type of [protobuf, json]) {
        const headers = { authorization, ...type };
        const announced = await send_large(`${host.url}/otlp/v1/traces`, { ...headers, "content-length": size }, 16 << 10);
        assert.equal(announced.status, 413);
        assert.equal(told(announced.type, announced.body, 3), type["content-type"]);
        const chunked = await send_large(`${host.url}/otlp/v1/traces`, headers, read, 1 << 20);
        assert.equal(chunked.status, 413);
        assert.equal(told(chunked.type, chunked.body, 3), type["content-type"]);
      }
    });

    test("who asks too often is told when to come again", async () => {
      const { key } = await world.ask("POST", "/keys/access", {
        name: "slow", kind: "secret", scopes: ["telemetry:write"], limits: { requests: 2, window_s: 60 },
      });
      const ask = () => send("", { ...protobuf, authorization: `Bearer ${key}` });
      const answers = [await ask(), await ask(), await ask()];
      assert.deepEqual(answers.map(({ status }) => status), [200, 200, 429]);
      const seconds = Number(answers[2].headers.get("retry-after"));
      assert.ok(seconds >= 1 && seconds <= 60, String(seconds));
      assert.equal(await refused(answers[2], 429, 8), "application/x-protobuf");
    });
  });
}

// Only our own host exports: workerd's platform traces what runs on it.
const taker = worlds.find(({ host }) => host.name === "wasmtime");
describe("spans of our own host", { skip: !taker }, () => {
  const trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
  const parent_id = "00f067aa0ba902b7";
  const exporter = new Host("wasmtime");
  const shown = async (id) => (await taker.ask("GET", `/telemetry/traces/${id}`)).spans;

  before(async () => {
    exporter.environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: `${taker.host.url}/otlp`,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${taker.key}`,
      OTEL_SERVICE_NAME: "second",
    };
    await exporter.start();
    const asked = (path, flags) => exporter.request("GET", path, { headers: flags && { traceparent: `00-${trace_id}-${parent_id}-${flags}` } });
    assert.equal((await asked("/api/v1/errors/none", "01")).status, 401);
    assert.equal((await asked("/nowhere", "01")).status, 404);
    assert.equal((await asked("/healthz", "00")).status, 200);
    assert.equal((await asked("/healthz")).status, 200);
    assert.equal(await exporter.stop(), 0); // it sends what waits
  });
  after(() => exporter.close());

  test("are children of the caller's, with route and status", async () => {
    const spans = await shown(trace_id);
    const told = spans.map(({ name, kind, parent_id, service, attributes }) => [name, kind, parent_id, service, attributes["http.response.status_code"]]);
    assert.deepEqual(told, [["GET /errors/{id}", "server", parent_id, "second", 401], ["GET", "server", parent_id, "second", 404]]);
    for (const { attributes, duration_us } of spans) {
      assert.ok(attributes["arris.request_id"].length === 36);
      assert.ok(duration_us > 0 && duration_us < 5_000_000);
    }
  });

  test("begin a trace of their own without one, and are none where the caller wants none", async () => {
    const traces = (await taker.ask("GET", "/telemetry/traces?service=second")).data;
    assert.equal(traces.length, 2);
    assert.deepEqual(traces.map(({ id }) => id === trace_id).sort(), [false, true]);
  });
});
