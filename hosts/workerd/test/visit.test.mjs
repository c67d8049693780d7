// What a request's address is taken apart into, and the random bytes that name it.

import assert from "node:assert/strict";
import { test } from "node:test";
import "./build.mjs";

const { target_of } = await import("../../../build/workerd-test/src/visit.mjs");
const { random_bytes, random_uuid } = await import("../../../build/workerd-test/src/random.mjs");

test("an address is taken apart as a URL parser does", () => {
  const addresses = [
    "http://127.0.0.1:8787/",
    "https://example.com/api/v1/errors?limit=2&q=a%20b",
    "http://localhost/a/../b",
    "http://localhost/a/./b?x=../y",
    "http://localhost/%2e%2e/b",
    "http://localhost/a%2Fb",
    "http://EXAMPLE.com/A",
    "http://localhost/a b?c d",
    "http://localhost/a\\b",
    "http://localhost/ä?ö=ü",
    "http://localhost/a?b#c",
    "http://localhost/a#c?d",
    "http://localhost/a?",
    "http://localhost//a//b",
    "http://localhost/a?'=\"<>",
    "http://[::1]:80/a",
    "http://localhost:80/a",
    "http://user:secret@localhost/a",
    "http://localhost",
  ];
  for (const address of addresses) {
    const { origin, pathname, search } = new URL(address);
    assert.deepEqual(target_of(address), { origin, path: pathname, query: search.slice(1) });
  }
});

test("no random byte is given twice, and every id is a UUID of version 4", () => {
  const seen = new Set();
  for (let i = 0; i < 20_000; ++i) {
    const id = random_uuid();
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    seen.add(id);
    seen.add(Buffer.from(random_bytes(64)).toString("hex"));
  }
  assert.equal(seen.size, 40_000);
});
