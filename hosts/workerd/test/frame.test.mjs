// The frames of hosts/vectors/*.json: each must be read, and written back to the same bytes. A
// value is the frame by the field names of src/frame.ts; bytes are hexadecimal, 64-bit integers decimal.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { built, hex_of, unhex } from "./support/server.mjs";

const codec = await import(`${built}/src/frame.mjs`);
const folder = new URL("../../vectors/", import.meta.url);
const kinds = ["event", "outcome", "results"];

const vectors = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")))
  .filter(Array.isArray)
  .flat()
  .filter(({ kind }) => kinds.includes(kind));

const plain = (value) => {
  if (value instanceof Uint8Array) return hex_of(value);
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
};

test("there are vectors of every kind", () => {
  for (const kind of kinds)
    assert.ok(
      vectors.some((vector) => vector.kind === kind),
      kind,
    );
});

for (const { name, kind, hex, value } of vectors) {
  test(`vector ${name}`, () => {
    const decoded = codec[`decode_${kind}`](unhex(hex));
    assert.equal(hex_of(codec[`encode_${kind}`](decoded)), hex);
    if (value !== undefined) assert.deepEqual(plain(decoded), value);
  });
  test(`vector ${name}, cut anywhere, is refused`, () => {
    const whole = unhex(hex);
    for (let length = 0; length < whole.length; ++length)
      assert.throws(() => codec[`decode_${kind}`](whole.subarray(0, length)));
  });
}
