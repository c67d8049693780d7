// The local runner: mistakes end with one line and code 2; data survives restarts and kills.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createHmac, hkdfSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { query } from "./guest/manifest.mjs";
import { built, decode_results, does, frame, head, rows_of, sql, utf8 } from "./support/server.mjs";

const program = fileURLToPath(new URL("../serve.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "arris-serve-"));
const migrations = join(folder, "migrations");
mkdirSync(migrations);
const host_tables = `CREATE TABLE subscribers (topic TEXT, function TEXT, UNIQUE (topic, function));
CREATE TABLE jobs (function TEXT, name TEXT, last_at_ms INTEGER, failures INTEGER DEFAULT 0,
  not_before_ms INTEGER DEFAULT 0, UNIQUE (function, name));`;
writeFileSync(join(migrations, "0001_host.sql"), host_tables);
writeFileSync(
  join(migrations, "0002_people.sql"),
  `CREATE TABLE memberships (id INTEGER PRIMARY KEY, role TEXT) STRICT;
CREATE TABLE log (id INTEGER) STRICT; -- a comment; with a semicolon
CREATE TRIGGER joined AFTER INSERT ON memberships BEGIN
  INSERT INTO log VALUES (new.id); INSERT INTO log VALUES (0);
END;`,
);
writeFileSync(join(migrations, "0010_more.sql"), "ALTER TABLE memberships ADD COLUMN org TEXT;");
after(() => rmSync(folder, { recursive: true, force: true }));

const servers = [];
after(() => servers.forEach((child) => child.kill("SIGKILL")));

function launch(args) {
  const child = spawn(
    process.execPath,
    [
      program,
      "--port",
      "0",
      "--modules",
      join(built, "modules"),
      "--migrations",
      migrations,
      "--data",
      join(folder, "data"),
      ...args,
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  child.errors = "";
  child.stderr.on("data", (data) => {
    child.errors += data;
  });
  servers.push(child);
  return child;
}
async function ready(args = []) {
  const child = launch(args);
  const [line] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    once(child, "exit").then(([code]) => {
      throw new Error(`exit ${code}: ${child.errors}`);
    }),
  ]);
  return { child, ...JSON.parse(line) };
}
async function end(child, signal) {
  child.kill(signal);
  const [code] = await once(child, "exit");
  return code;
}

async function mistake(args, wanted) {
  const child = launch(args);
  const [code] = await once(child, "close"); // all of what it says was read
  assert.equal(code, 2, child.errors);
  assert.match(child.errors, wanted);
  assert.equal(child.errors.trim().split("\n").length, 1, child.errors);
}

test("a mistake is one line and exit code 2", async () => {
  const busy = createServer();
  await new Promise((resolve) => busy.listen(0, "127.0.0.1", resolve));
  const newer = join(folder, "newer");
  mkdirSync(newer);
  const loose = join(folder, "loose");
  mkdirSync(loose);
  writeFileSync(join(loose, "root.key"), "00".repeat(32), { mode: 0o644 });
  const lost = join(folder, "lost");
  mkdirSync(lost);
  writeFileSync(join(lost, "root.check"), "00".repeat(16), { mode: 0o600 });
  writeFileSync(join(folder, "file"), "");
  await mistake(["--nonsense"], /nonsense/);
  await mistake(["--port", "70000"], /not a port/);
  await mistake(["--port", String(busy.address().port)], /EADDRINUSE/);
  await mistake(["--modules", newer], /no modules/);
  await mistake(["--pages", join(folder, "nowhere")], /no pages/);
  await mistake(["--data", join(folder, "file", "data")], /ENOTDIR/);
  await mistake(["--data", "/proc/nowhere/data"], /^arris: \/proc\/nowhere\/data: ENOENT/);
  await mistake(["--data", loose], /chmod 600/);
  await mistake(["--data", lost], /is missing, but this data was made with a root key/);
  busy.close();
});

test("the scripts refuse in one line too", () => {
  const refused = {
    "run --host": "--host wants wasmtime, workerd or native",
    "run --host nope": "--host nope: give wasmtime, workerd or native",
    "run --port": "--port wants a number",
    "run --data --dev": "--data wants a folder",
    "seed --host native": "--host native: give wasmtime or workerd",
    "seed --data": "--data wants a folder",
    "test --unit": "--unit wants a name",
  };
  for (const [line, wanted] of Object.entries(refused)) {
    const [name, ...args] = line.split(" ");
    const script = fileURLToPath(new URL(`../../../scripts/${name}`, import.meta.url));
    const { status, stdout, stderr } = spawnSync(script, args, { encoding: "utf8" });
    assert.deepEqual([status, stdout, stderr], [2, "", wanted + "\n"], line);
  }
});

test("a database that keeps no listeners and jobs stops the start", async () => {
  const bare = join(folder, "bare");
  mkdirSync(bare);
  writeFileSync(join(bare, "0001_other.sql"), "CREATE TABLE other (id INTEGER);");
  const child = launch(["--migrations", bare, "--data", join(folder, "bare_data")]);
  const [code] = await once(child, "close");
  assert.equal(code, 2, child.errors);
  assert.match(child.errors, /no such table.*listeners and jobs are not registered/);
  assert.match(child.errors, /^arris: listeners and jobs can't be registered; the log above/m);
});

test("a start migrates, and links to the set-up until there is an owner", async () => {
  const { child, url, setup_url } = await ready(["--dev"]);
  const key = join(folder, "data/root.key");
  assert.equal(statSync(key).mode & 0o777, 0o600);
  const root = Buffer.from(readFileSync(key, "utf8").trim(), "hex");
  const mac = createHmac(
    "sha256",
    Buffer.from(hkdfSync("sha256", root, "", "arris/v1/hmac/setup", 32)),
  );
  const token = mac.update("setup").digest("hex");
  assert.equal(setup_url, `${url}/setup#token=${token}`);
  const check = {
    kind: 3,
    op: 3,
    key: "setup",
    kid: "",
    data: utf8("setup"),
    second: Buffer.from(token, "hex"),
  };
  const response = await fetch(`${url}/api/test/script`, {
    method: "POST",
    body: Buffer.concat([
      does.outcome(frame({ effects: [{ gate: true, payload: check }] })),
      does.echo_results(),
    ]),
  });
  assert.deepEqual(decode_results(new Uint8Array(await response.arrayBuffer())), [
    { kind: "done", payload: Uint8Array.of(1) },
  ]);
  await mistake([], /is in use by process/);
  assert.equal(await end(child, "SIGTERM"), 0);
});

test("a root key that is not the data's is refused", async () => {
  const child = spawn(
    process.execPath,
    [program, "--port", "0", "--modules", join(built, "modules"), "--data", join(folder, "data")],
    { env: { ...process.env, ARRIS_ROOT_KEY: "11".repeat(32) } },
  );
  const [code] = await once(child, "exit");
  assert.equal(code, 2);
});

const insert = (url, id) =>
  fetch(`${url}/api/test/script`, {
    method: "POST",
    body: Buffer.concat([
      does.outcome(
        frame({
          effects: [
            {
              gate: true,
              payload: sql(1, [query.create], [query.insert, BigInt(id), 1, "x", null]),
            },
          ],
        }),
      ),
      does.outcome(frame({ done: true, head: head(), chunk: utf8("kept") })),
    ]),
  });
async function ids_of(url) {
  const response = await fetch(`${url}/api/test/script`, {
    method: "POST",
    body: Buffer.concat([
      does.outcome(frame({ effects: [{ gate: true, payload: sql(0, [query.list]) }] })),
      does.echo_results(),
    ]),
  });
  const [result] = decode_results(new Uint8Array(await response.arrayBuffer()));
  return rows_of(result)[0].rows.map(([id]) => Number(id));
}

function is_running(pid) {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(" Z ");
  } catch {
    return false;
  }
}

test("what was acknowledged survives kills, and no workerd is left behind", async () => {
  const kept = [];
  for (let round = 0; round < 3; ++round) {
    const { child, url } = await ready();
    const workerd = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8")
      .trim()
      .split(/\s+/)
      .find((pid) => readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("workerd"));
    for (let i = 0; i < 20; ++i) {
      const id = round * 100 + i;
      if ((await insert(url, id)).ok) kept.push(id);
    }
    const unanswered = insert(url, round * 100 + 99).catch(() => {});
    child.kill("SIGKILL");
    await once(child, "exit");
    await unanswered;
    while (is_running(workerd)) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { child, url } = await ready();
  const ids = await ids_of(url);
  for (const id of kept) assert.ok(ids.includes(id), `${id} is lost`);
  assert.equal(await end(child, "SIGTERM"), 0);
});

test("SIGTERM lets what has begun finish", async () => {
  const { child, url } = await ready();
  const effects = [{ gate: false, payload: { kind: 11, ms: 1000 } }];
  const slow = () =>
    fetch(`${url}/api/test/script`, {
      method: "POST",
      body: Buffer.concat([
        does.outcome(frame({ head: head(), chunk: utf8("begun, "), effects })),
        does.outcome(frame({ done: true, chunk: utf8("finished") })),
      ]),
    });
  const begun = await Promise.all(Array.from({ length: 4 }, slow));
  child.kill("SIGTERM");
  const answers = Promise.all(begun.map((response) => response.text()));
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
  assert.deepEqual(await answers, Array(4).fill("begun, finished"));
});

test("a database that is newer, or a migration that fails, stops the start", async () => {
  writeFileSync(
    join(migrations, "0011_bad.sql"),
    "CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);",
  );
  await mistake([], /migration 0011_bad\.sql failed: .*nowhere/);
  writeFileSync(join(migrations, "0011_bad.sql"), "CREATE TABLE half (id INTEGER) STRICT;");
  const { child, setup_url } = await ready();
  assert.ok(setup_url);
  await end(child, "SIGTERM");
  rmSync(join(migrations, "0011_bad.sql"));
  await mistake([], /the database is newer than this program: it has 0011_bad\.sql/);
});
