// A real workerd with the test modules, and scripts for them: see test/guest/guest.cpp.

import { Miniflare } from "miniflare";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { options, prepare_workerd } from "../../local/options.mjs";

export const built = resolve(
  dirname(fileURLToPath(import.meta.url)),
  "../../../../build/workerd-test",
);
export const { decode_results, encode_outcome } = await import(join(built, "src/frame.mjs"));
const { Reader } = await import(join(built, "src/wire.mjs"));
const { read_value } = await import(join(built, "src/payload.mjs"));

export const root_key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
export const utf8 = (text) => new TextEncoder().encode(text);
export const text_of = (bytes) => new TextDecoder().decode(bytes);
export const hex_of = (bytes) => Buffer.from(bytes).toString("hex");
export const unhex = (text) => new Uint8Array(Buffer.from(text, "hex"));
const nothing = new Uint8Array();

export const frame = (fields) =>
  encode_outcome({
    task: 1,
    done: false,
    logs: [],
    head: null,
    chunk: nothing,
    subscription: null,
    effects: [],
    ...fields,
  });
export const head = (status = 200, headers = []) => ({ status, route: 0, headers });

const u32 = (value) => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
};
const step =
  (op) =>
  (data = nothing) =>
    Buffer.concat([[op], u32(data.length), data].map((part) => Buffer.from(part)));
export const does = {
  outcome: step(1),
  trap: step(2),
  echo_results: step(3),
  fill: step(4),
  count: step(5),
  repeat: step(6),
  packed: step(7),
  grow: (pages) => step(8)(u32(pages)),
  echo_event: step(9),
};

export async function start({
  limiter = false,
  bindings = {},
  bundle = "all",
  pages = null,
  beside = null,
} = {}) {
  const data = mkdtempSync(join(tmpdir(), "arris-workerd-"));
  prepare_workerd();
  const miniflare = new Miniflare(
    options({
      bundle: join(built, bundle),
      data,
      port: 0,
      limiter,
      pages,
      beside: beside && join(built, beside),
      bindings: {
        ARRIS_ROOT_KEY: root_key,
        ARRIS_DEV: "1",
        ARRIS_ALLOW_PRIVATE_HOSTS: "1",
        ...bindings,
      },
    }),
  );
  const url = (await miniflare.unsafeGetDirectURL("arris")).origin;
  const run = (steps, init = {}) =>
    fetch(`${url}${init.path ?? "/api/v1/test/script"}`, {
      method: "POST",
      body: Buffer.concat(steps),
      ...init,
    });
  return {
    url,
    miniflare,
    run,
    // The results of effects, as the module sees them.
    async perform(effects, init) {
      const list = effects.map((payload) => (payload.payload ? payload : { gate: false, payload }));
      const response = await run(
        [does.outcome(frame({ effects: list })), does.echo_results()],
        init,
      );
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      return decode_results(new Uint8Array(await response.arrayBuffer()));
    },
    async stop() {
      await miniflare.dispose();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

// The rows of a sql result, one list a statement: { changes, columns, rows }.
export function rows_of(result) {
  if (result.kind !== "done") throw new Error(JSON.stringify(result));
  const in_ = new Reader(result.payload);
  const list = in_.list(() => {
    const changes = in_.u32(),
      columns = in_.u16(),
      count = in_.u32();
    const values = in_.list(() => read_value(in_));
    return {
      changes,
      columns,
      rows: Array.from({ length: count }, (_, i) => values.slice(i * columns, (i + 1) * columns)),
    };
  });
  in_.end();
  return list;
}
export const reader_of = (result) => {
  if (result.kind !== "done") throw new Error(JSON.stringify(result));
  return new Reader(result.payload);
};

export const sql = (mode, ...statements) => ({
  kind: 1,
  mode,
  statements: statements.map(([query, ...parameters]) => ({ query, parameters })),
});
