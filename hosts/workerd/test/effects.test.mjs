// Every effect, over real workerd and D1: refusals first, then what is right.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { query } from "./guest/manifest.mjs";
import {
  decode_results,
  does,
  frame,
  hex_of,
  reader_of,
  rows_of,
  sql,
  start,
  text_of,
  unhex,
  utf8,
} from "./support/server.mjs";

const vectors = JSON.parse(
  readFileSync(new URL("../../vectors/crypto.json", import.meta.url), "utf8"),
);
const nothing = new Uint8Array();
let server, by_public, peer, peer_url;

before(async () => {
  server = await start();
  by_public = await start({ bundle: "public" });
  peer = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => answer(request, Buffer.concat(chunks), response));
  });
  await new Promise((resolve) => peer.listen(0, "127.0.0.1", resolve));
  peer_url = `http://127.0.0.1:${peer.address().port}`;
});
after(async () => {
  peer.closeAllConnections();
  peer.close();
  await server.stop();
  await by_public.stop();
});

async function answer(request, body, response) {
  if (request.url === "/moved")
    return response.writeHead(302, { location: "http://10.0.0.1/" }).end();
  if (request.url === "/slow") return;
  if (request.url === "/large") return response.end(Buffer.alloc(24 << 20));
  if (request.url === "/drip") {
    for (let i = 0; i < 6; ++i) {
      response.write(`${i}`);
      await new Promise((resolve) => setTimeout(resolve, 800));
    }
    return response.end();
  }
  if (request.url === "/silent") return response.write("one");
  response.writeHead(201, {
    "x-method": request.method,
    "x-given": request.headers["x-given"] ?? "",
  });
  response.end(body);
}

async function one(payload, at = server) {
  const [result] = await at.perform([payload]);
  return result;
}
const failed = (result, failure, message) => {
  assert.equal(result.kind, "failed", JSON.stringify(result));
  assert.equal(result.failure, failure);
  if (typeof message === "string") assert.equal(result.message, message);
  else if (message !== undefined) assert.match(result.message, message);
};
const crypto = (op, fields) => ({
  kind: 3,
  op,
  key: "",
  kid: "",
  data: nothing,
  second: nothing,
  third: nothing,
  chain: [],
  to: [],
  ...fields,
});
const fetch_of = (path, fields = {}) => ({
  kind: 2,
  method: "GET",
  url: peer_url + path,
  headers: [],
  body: nothing,
  timeout_ms: 5000,
  mode: 0,
  credential: null,
  ...fields,
});

// ---- sql

const told = `conflict: ${JSON.stringify(["it's ''", ": SQLITE_ERROR (\n)", "\u00e9".repeat(100_000)])}`;
const failures = {
  "an integer beyond 2^53": [sql(0, [query.values, 1n, 2n ** 53n + 1n]), 5, /beyond 2\^53/, 0],
  "a number that is not finite": [sql(0, [query.values, NaN, 1]), 5, /not finite/, 0],
  "a write in a read": [sql(0, [query.list], [query.insert, 1n, 1, "x", null]), 3, /writes/, 1],
  "a hidden write in a read": [sql(0, [query.hidden_write]), 3, /writes/, 0],
  "a statement that does not compile": [
    sql(0, [query.broken]),
    5,
    /^no such table: nowhere$/,
    65535,
  ],
  "a text over 2 MB": [sql(0, [query.values, 1, "\u00e9".repeat(1_000_001)]), 7, /too big/, 0],
  "a blob over 2 MB": [sql(0, [query.values, 1, new Uint8Array(2_000_001)]), 7, /too big/, 0],
  "too few parameters": [sql(0, [query.values, 1]), 5, /Wrong number/, 65535],
  "a statement that raises": [sql(0, [query.raise, "gone"]), 6, /^gone$/, 65535],
  "a statement that raises what it found": [sql(0, [query.raise, told]), 6, told, 65535],
  "malformed JSON": [sql(0, [query.json, "{x"]), 5, /^malformed JSON$/, 65535],
};
const paths = { "its own sender": () => server, "batch()": () => by_public };
for (const [path, at] of Object.entries(paths)) {
  for (const [name, [payload, failure, message, statement]] of Object.entries(failures)) {
    test(`sql by ${path} fails: ${name}`, async () => {
      const result = await one(payload, at());
      failed(result, failure, message);
      assert.equal(result.statement, statement);
    });
  }

  test(`sql by ${path}: a violated constraint undoes the whole batch`, async () => {
    const insert = [query.insert, 1n, 1, "x", null];
    const result = await one(sql(1, [query.create], insert, insert), at());
    failed(result, 2, /^UNIQUE constraint failed: t\.id$/);
    failed(await one(sql(0, [query.list]), at()), 5, /no such table: t/);
  });

  test(`sql by ${path}: a batch answers changes, columns and rows`, async () => {
    const row = [
      7n,
      2.5,
      "caf\u00e9 \u0000 \ud83d\ude80",
      Uint8Array.from({ length: 256 }, (_, i) => i),
    ];
    const both = [[query.list], [query.remove]];
    const statements = [[query.create], [query.insert, ...row], ...both, ...both];
    const [, ...results] = rows_of(await one(sql(1, ...statements), at()));
    assert.deepEqual(results, [
      { changes: 1, columns: 0, rows: [] },
      { changes: 0, columns: 4, rows: [row] },
      { changes: 1, columns: 1, rows: [[7n]] },
      { changes: 0, columns: 4, rows: [] },
      { changes: 0, columns: 1, rows: [] },
    ]);
  });

  test(`sql by ${path}: nothing to do is an empty answer`, async () => {
    assert.deepEqual(rows_of(await one(sql(1), at())), []);
  });
}

test("sql: columns of one name stay distinct, and numbers bind as REAL", async () => {
  const [{ rows }] = rows_of(await one(sql(0, [query.values, 5n, 2.5])));
  assert.deepEqual(rows, [[5n, 2.5, "real", "real"]]);
  const [other] = rows_of(await one(sql(0, [query.values, null, "5"])));
  assert.deepEqual(other.rows, [[null, "5", "null", "text"]]);
  const [bytes] = rows_of(await one(sql(0, [query.values, Uint8Array.of(0, 255), ""])));
  assert.deepEqual(bytes.rows, [[Uint8Array.of(0, 255), "", "blob", "text"]]);
});

test("sql: what comes back has the types of the seam", async () => {
  const [{ rows }] = rows_of(await one(sql(0, [query.numbers])));
  assert.deepEqual(rows, [[1n, 2n, 1.5, 2n, 2n ** 53n, Uint8Array.of(0, 255), null, "x", 0n]]);
});

// ---- crypto and password, by the vectors that all hosts share

test("crypto: digests and macs are those of the other hosts", async () => {
  for (const { data, sha256 } of vectors.digest)
    assert.equal(hex_of(reader_of(await one(crypto(1, { data: unhex(data) }))).view()), sha256);
  for (const { key, data, mac } of vectors.mac)
    assert.equal(hex_of(reader_of(await one(crypto(2, { key, data: unhex(data) }))).view()), mac);
  for (const { key, from, data, mac } of vectors.mac_derived) {
    const result = await one(crypto(13, { key, data: unhex(data), second: unhex(from) }));
    assert.equal(hex_of(reader_of(result).view()), mac);
  }
  for (const { why, key, data, mac, ok } of vectors.mac_check) {
    const result = await one(crypto(3, { key, data: unhex(data), second: unhex(mac) }));
    assert.equal(reader_of(result).u8(), Number(ok), why);
  }
});

test("crypto: signatures are those of the other hosts", async () => {
  for (const { key, kid, public_key, data, signature } of vectors.sign) {
    const in_ = reader_of(await one(crypto(4, { key, data: unhex(data) })));
    assert.deepEqual([in_.str(), hex_of(in_.view())], [kid, signature]);
    const keys = reader_of(await one(crypto(8, { key })));
    assert.deepEqual([keys.u32(), keys.str(), hex_of(keys.view())], [1, kid, public_key]);
    const verify = async (fields) =>
      reader_of(
        await one(crypto(5, { key, kid, data: unhex(data), second: unhex(signature), ...fields })),
      ).u8();
    assert.equal(await verify({}), 1);
    assert.equal(await verify({}), 1); // from memory
    assert.equal(await verify({ data: utf8("other") }), 0);
    assert.equal(await verify({ kid: "0000000000000000" }), 0);
    assert.equal(await verify({ second: new Uint8Array(64) }), 0);
    assert.equal(await verify({ second: nothing }), 0);
  }
});

test("crypto: sealed boxes are those of the other hosts", async () => {
  for (const { why, key, sealed, associated, ok, data } of vectors.open) {
    const in_ = reader_of(
      await one(crypto(7, { key, data: unhex(sealed), second: unhex(associated) })),
    );
    assert.deepEqual([in_.u8(), hex_of(in_.view())], [Number(ok), data ?? ""], why);
  }
  const seal = async () =>
    reader_of(
      await one(crypto(6, { key: "box", data: utf8("secret"), second: utf8("row") })),
    ).view();
  const box = await seal();
  assert.notDeepEqual(box, await seal());
  assert.equal(box.length, 1 + 12 + 6 + 16);
  const in_ = reader_of(await one(crypto(7, { key: "box", data: box, second: utf8("row") })));
  assert.deepEqual([in_.u8(), text_of(in_.view())], [1, "secret"]);
});

const link = ({ sealed, associated }) => ({ sealed: unhex(sealed), associated: unhex(associated) });

test("a vault opens what the vectors say, and gives nothing of it away", async () => {
  for (const { why, key, chain, sealed, associated, origin, ok } of vectors.vault) {
    const bound = Buffer.concat([unhex(associated), utf8(`|${origin}`)]);
    const links = chain.map(link);
    const fields = { key, chain: links, data: unhex(sealed), second: bound, to: links.slice(0, 1) };
    const in_ = reader_of(await one(crypto(11, fields)));
    assert.equal(in_.u8() === 1, ok, why);
  }
  assert.equal(
    hex_of(reader_of(await one(crypto(12, { key: "vault" }))).view()),
    vectors.vault[0].root_id,
  );
  failed(await one(crypto(7, { key: "vault", data: utf8("x"), second: nothing })), 5);
  failed(await one(crypto(9, { key: "box", data: utf8("x") })), 5);
});

test("a secret travels to its own origin alone", async () => {
  const made = reader_of(await one(crypto(9, { key: "vault", data: utf8("kek") })));
  made.view();
  const chain = [{ sealed: made.view(), associated: utf8("kek") }];
  const fields = { key: "vault", chain, second: utf8("dek"), data: utf8("sk-secret") };
  const stored = reader_of(await one(crypto(10, { ...fields, third: utf8(`val|${peer_url}`) })));
  chain.push({ sealed: stored.view(), associated: utf8("dek") });
  const credential = {
    header: "x-given",
    prefix: "Bearer ",
    key: "vault",
    chain,
    sealed: stored.view(),
  };
  const fetch_with = (url, associated) =>
    one({
      ...{ kind: 2, method: "GET", url, headers: [], body: nothing, timeout_ms: 5000, mode: 0 },
      credential: { ...credential, associated: utf8(associated) },
    });
  failed(await fetch_with(peer_url.replace("127.0.0.1", "localhost"), "val"), 3);
  failed(await fetch_with(peer_url, "other"), 3);
  assert.match(text_of((await fetch_with(peer_url, "val")).payload), /Bearer sk-secret/);
});

test("password: hashes verify, and are those of the other hosts", async () => {
  const verify = async (password, phc) => {
    const in_ = reader_of(await one({ kind: 4, op: 2, password, phc }));
    return [in_.u8(), in_.u8()];
  };
  for (const { why, password, phc, ok, stale } of vectors.password_verify)
    assert.deepEqual(await verify(unhex(password), phc), [Number(ok), Number(stale)], why);
  for (const { password, phc } of vectors.password_hash)
    assert.deepEqual(await verify(unhex(password), phc), [1, 0]);
  const phc = reader_of(await one({ kind: 4, op: 1, password: utf8("pass"), phc: "" })).str();
  assert.match(phc, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.deepEqual(await verify(utf8("pass"), phc), [1, 0]);
  assert.deepEqual(await verify(utf8("Pass"), phc), [0, 0]);
});

// ---- limit, cache, mail

const limit = async (at, fields) => {
  const [result] = await at.perform([
    { kind: 8, bucket: "b", capacity: 3, window_ms: 600_000, cost: 1, ...fields },
  ]);
  if (result.kind !== "done") return result;
  const in_ = reader_of(result);
  return [in_.u8(), in_.u32(), in_.u32() > 0];
};

test("limit: a bucket empties, and a refused take changes nothing", async () => {
  const durable = await start({ limiter: true });
  for (const at of [server, durable]) {
    failed(await limit(at, { bucket: "z", capacity: 0 }), 5);
    assert.deepEqual(await limit(at, { bucket: "z", cost: 4 }), [0, 3, true]);
    assert.deepEqual(await limit(at, { cost: 2 }), [1, 1, true]);
    assert.deepEqual(await limit(at, { cost: 2 }), [0, 1, true]);
    assert.deepEqual(await limit(at), [1, 0, true]);
    assert.deepEqual(await limit(at), [0, 0, true]);
  }
  await durable.stop();
});

test("cache: a module sees its own values until they expire", async () => {
  const cache = async (op, key, data = "", ttl_ms = 0, init = undefined) => {
    const [result] = await server.perform([{ kind: 9, op, key, data: utf8(data), ttl_ms }], init);
    const in_ = reader_of(result);
    return [in_.u8(), text_of(in_.view())];
  };
  assert.deepEqual(await cache(1, "k"), [0, ""]);
  assert.deepEqual(await cache(2, "k", "value", 60_000), [1, ""]);
  assert.deepEqual(await cache(1, "k"), [1, "value"]);
  assert.deepEqual(await cache(1, "k", "", 0, { path: "/api/other/script" }), [0, ""]);
  assert.deepEqual(await cache(2, "k", "value", 0), [0, ""]);
  assert.deepEqual(await cache(1, "k"), [0, ""]);
});

test("wait: a task goes on after its time, others meanwhile; too long a one is refused", async () => {
  const wait = (ms) => one({ kind: 11, ms });
  failed(await wait(30_001), 5);
  const ended = [];
  const rest = async (ms) => {
    assert.equal((await wait(ms)).kind, "done");
    ended.push(ms);
  };
  await Promise.all([rest(2000), rest(0)]);
  assert.deepEqual(ended, [0, 2000]);
});

test("mail: what would forge a header is refused; the rest is in the outbox", async () => {
  const mail = (to, subject, text = "", unsubscribe_url = "") =>
    one({ kind: 6, to, subject, text, unsubscribe_url });
  for (const to of ["", "a", "a@b, c@d", "a@b\r\nBcc: c@d", "<a@b>", "a@b@c", "\u00e9@b"])
    failed(await mail(to, "x"), 5);
  failed(await mail("a@example.com", "x\nBcc: b@example.com"), 5);
  for (const url of ["a.example", "mailto:a@b.c", "https://a>\r\nBcc: c@d", "https://a b"])
    failed(await mail("a@example.com", "x", "", url), 5);
  const text = "Open https://example.com/in?token=a.b-c. Or type 123456, not 1234567.";
  assert.equal((await mail("Ann@example.com", "Welcome", text, "https://a.example")).kind, "done");
  const response = await fetch(`${server.url}/_dev/mail?to=ann@EXAMPLE.com`);
  const { data } = await response.json();
  assert.equal(data.length, 1);
  const { id, sent_at_ms, ...rest } = data[0];
  assert.ok(id && sent_at_ms > 0);
  assert.deepEqual(rest, {
    to: "Ann@example.com",
    subject: "Welcome",
    text,
    code: "123456",
    links: ["https://example.com/in?token=a.b-c"],
  });
  assert.deepEqual(
    (await (await fetch(`${server.url}/_dev/mail?to=bob@example.com`)).json()).data,
    [],
  );
});

// ---- fetch

test("fetch: redirects are answers; time and size have limits", async () => {
  const moved = reader_of(await one(fetch_of("/moved")));
  assert.equal(moved.u16(), 302);
  failed(await one(fetch_of("/slow", { timeout_ms: 50 })), 4);
  failed(await one(fetch_of("/large")), 7);
  failed(await one(fetch_of("", { url: "http://127.0.0.1:1/" })), 1);
  failed(await one(fetch_of("", { url: "nothing" })), 5);
  failed(await one(fetch_of("", { url: "ftp://example.com/" })), 5);
  failed(await one(fetch_of("", { url: "http://user@example.com/" })), 5);
});

test("fetch: a stream has time for its head and for each pause, and no end", async () => {
  const then = (payload) => does.outcome(frame({ effects: [{ gate: false, payload }] }));
  const last_of = async (path, reads, timeout_ms) => {
    const steps = Array.from({ length: reads }, () => then({ kind: 10, handle: 1 }));
    const begun = then(fetch_of(path, { mode: 1, timeout_ms }));
    const answer = await server.run([begun, ...steps, does.echo_results()]);
    return decode_results(new Uint8Array(await answer.arrayBuffer()))[0];
  };
  const last = reader_of(await last_of("/drip", 7, 4000));
  assert.deepEqual([last.u8(), text_of(last.view())], [1, ""]);
  failed(await last_of("/silent", 2, 1000), 4);
});

test("fetch: private addresses are refused unless they are allowed", async () => {
  const strict = await start({ bindings: { ARRIS_ALLOW_PRIVATE_HOSTS: "" } });
  const [result] = await strict.perform([fetch_of("/")]);
  failed(result, 3, /private address/);
  await strict.stop();
  const port = new URL(peer_url).port;
  const one_alone = await start({
    bindings: { ARRIS_ALLOW_PRIVATE_HOSTS: `a.test,127.0.0.1:${port}` },
  });
  const [let_through, kept_out] = await one_alone.perform([
    fetch_of("/"),
    fetch_of("", { url: "http://127.0.0.1:1/" }),
  ]);
  assert.equal(let_through.kind, "done");
  failed(kept_out, 3, /not a port|private address/);
  await one_alone.stop();
  const { is_private } = await import("../../../build/workerd-test/src/hosts.mjs");
  const hosts = [
    "127.1",
    "0x7f000001",
    "2130706433",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fd00::1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::10.0.0.1]",
    "localhost",
    "a.localhost",
    "192.0.2.1",
    "[2001:db8::1]",
    "[2002:7f00:1::]",
    "printer.local",
  ];
  for (const host of hosts) assert.ok(is_private(new URL(`http://${host}/`).hostname), host);
  for (const host of [
    "example.com",
    "1.1.1.1",
    "172.32.0.1",
    "[2606:4700::1111]",
    "localhost.example.com",
  ])
    assert.ok(!is_private(new URL(`http://${host}/`).hostname), host);
});

test("fetch: a request goes out whole and its answer comes back", async () => {
  const in_ = reader_of(
    await one(
      fetch_of("/echo", {
        method: "POST",
        body: utf8("body"),
        headers: [{ name: "x-given", value: "yes" }],
      }),
    ),
  );
  assert.equal(in_.u16(), 201);
  const headers = Object.fromEntries(in_.list(() => [in_.str(), in_.str()]));
  assert.deepEqual([headers["x-method"], headers["x-given"]], ["POST", "yes"]);
  assert.deepEqual([text_of(in_.view()), in_.u32()], ["body", 0]);
});
