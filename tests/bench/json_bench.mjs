// J1: json_bench.wasm beside this engine's own JSON, from bytes and to bytes, A/B/A/B.
// Usage: node json_bench.mjs MODULE ROUNDS MILLISECONDS; prints one line of JSON.

import { readFileSync } from "node:fs";

const [path, rounds, round_ms] = [process.argv[2], +process.argv[3], +process.argv[4]];
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)));
exports._initialize();
const memory = () => new Uint8Array(exports.memory.buffer);

const event = JSON.stringify({
  message: "Cannot read properties of undefined (reading 'total')",
  error_type: "TypeError",
  severity: "high",
  stack_trace: Array.from(
    { length: 6 },
    (_, i) => `    at step${i} (https://app.example.com/assets/checkout.${i}.js:${i}1:2${i}7)`,
  ).join("\n"),
  execution_id: "exec-20261121-000017",
  pipeline_id: "nightly-orders",
  release: "shop@2.14.3",
  environment: "production",
  tags: { browser: "Firefox 131", os: "Linux", region: "eu-central" },
  user: { id: "18227", email: "ada@example.com", username: "ada" },
  fingerprint: ["checkout", "total"],
  occurred_at_ms: 1700000000000,
});
const bytes = new TextEncoder().encode(event);
const issues = { data: [] };
const decoder = new TextDecoder();
const encoder = new TextEncoder();

const work = {
  decode: {
    ours() {
      memory().set(bytes, exports.input());
      if (!exports.decode(bytes.length)) throw new Error("the event was refused");
    },
    peer: () => JSON.parse(decoder.decode(bytes)),
  },
  encode: {
    ours() {
      const place = exports.encode();
      const at = Number(BigInt.asUintN(32, place >> 32n));
      return memory().slice(at, at + Number(place & 0xffffffffn));
    },
    peer: () => encoder.encode(JSON.stringify(issues)),
  },
};
issues.data = JSON.parse(decoder.decode(work.encode.ours())).data;
if (decoder.decode(work.encode.ours()) !== JSON.stringify(issues)) throw new Error("not the same");

function nanoseconds(run) {
  let count = 0;
  const start = process.hrtime.bigint();
  const end = start + BigInt(round_ms) * 1_000_000n;
  let now = start;
  while (now < end) {
    for (let i = 0; i < 200; ++i) run();
    count += 200;
    now = process.hrtime.bigint();
  }
  return Number(now - start) / count;
}

const result = { v8: process.versions.v8, bytes: bytes.length };
for (const [name, { ours, peer }] of Object.entries(work)) {
  nanoseconds(ours);
  nanoseconds(peer);
  result[name] = { ours: [], peer: [] };
  for (let round = 0; round < rounds; ++round) {
    result[name].ours.push(nanoseconds(ours));
    result[name].peer.push(nanoseconds(peer));
  }
}
result.encoded_bytes = work.encode.ours().length;
console.log(JSON.stringify(result));
