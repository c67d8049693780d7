// node tests/vault/run.mjs [--host NAME]…
// The vault of a real host, with a provider beside it that writes down what it is shown. Nothing of a secret is in any
// file that the host writes; swapped rows open for nobody; keys of orgs and the root turn while secrets are read.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parseArgs, promisify } from "node:util";
import { Host, hosts as all_hosts, root } from "../support/hosts.mjs";
import { restart, with_database } from "../support/people.mjs";

const run = promisify(execFile);
const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const canary = `sk-canary-${randomBytes(12).toString("hex")}`;
const later = `sk-canary-${randomBytes(12).toString("hex")}`;

async function until(done) {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function* files_below(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files_below(path);
    else yield path;
  }
}

for (const host_name of flags.host ?? all_hosts) {
  describe(`the vault of ${host_name}`, () => {
    const host = new Host(host_name);
    const shown = new Set();
    const keys = [];
    let provider, provider_url, token, reader;

    before(async () => {
      provider = createServer((request, response) => {
        shown.add(request.headers.authorization);
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      });
      await new Promise((resolve) => provider.listen(0, "127.0.0.1", resolve));
      provider_url = `http://127.0.0.1:${provider.address().port}`;
      host.environment = { ARRIS_ALLOW_PRIVATE_HOSTS: host_name === "workerd" ? "1" : "127.0.0.1,localhost" };
      await host.start();
      token = (await host.set_up()).access_token;
      // A key with a limit of its own, because a person may ask for few checks a minute.
      const program = { name: "reader", kind: "secret", scopes: ["admin"], limits: { requests: 1000000, window_s: 60 } };
      reader = (await ask("POST", "/keys/access", program)).json.key;
    });
    after(async () => {
      provider.closeAllConnections();
      provider.close();
      await host.close();
    });

    const ask = (method, path, body) => host.request(method, `/api/v1${path}`, { token, body });
    async function check(id) {
      const answer = await host.request("POST", `/api/v1/keys/${id}/check`, { token: reader });
      assert.equal(answer.status, 200, answer.text);
      return answer.json.verdict;
    }
    async function add(name, secret, base_url = provider_url) {
      const answer = await ask("POST", "/keys", { name, service: "custom", secret, base_url });
      assert.equal(answer.status, 201, answer.text);
      assert.ok(!answer.text.includes(secret), "an answer shows a secret");
      return answer.json.id;
    }
    function assert_nowhere(secret) {
      const needle = Buffer.from(secret);
      for (const path of files_below(host.data))
        assert.ok(!readFileSync(path).includes(needle), `${path} holds a secret`);
      assert.ok(!host.log.includes(secret), "the log holds a secret");
    }

    test("a secret reaches its provider", async () => {
      keys.push(await add("first", canary), await add("second", "sk-second-secret-01"));
      assert.equal(await check(keys[0]), "valid");
      assert.ok(shown.has(`Bearer ${canary}`));
      for (const bad of [{ secret: canary }, { name: canary, service: "none", secret: canary, extra: canary }])
        assert.equal((await ask("POST", "/keys", bad)).status, 400);
      const turned = await ask("POST", `/keys/${keys[1]}/rotate`, { secret: later, overlap_s: 0 });
      assert.equal(turned.status, 200, turned.text);
      assert.equal(await check(keys[1]), "valid");
      assert.ok(shown.has(`Bearer ${later}`));
    });

    test("nothing of it is in the database, its log, the metrics or any answer", async () => {
      for (const path of ["/api/v1/keys", `/api/v1/keys/${keys[0]}`, "/metrics", "/api/v1/keys/access"])
        assert.ok(!(await host.request("GET", path, { token })).text.includes(canary), path);
      for (const secret of [canary, later]) assert_nowhere(secret);
    });

    test("a key that was issued is stored as its hash alone", async () => {
      const issued = await ask("POST", "/keys/access", { name: "ci", kind: "secret", scopes: ["read"] });
      assert.equal(issued.status, 201, issued.text);
      assert.equal((await host.request("GET", "/api/v1/errors", { token: issued.json.key })).status, 200);
      assert_nowhere(issued.json.key);
    });

    // Does the work while both secrets are read all the time, and each read succeeds.
    async function while_read(work) {
      let stop = false,
        reads = 0;
      const readers = [0, 1].map(async (i) => {
        for (; !stop; ++reads) assert.equal(await check(keys[i]), "valid");
      });
      await work();
      await Promise.race([...readers, until(() => reads >= 20)]); // a reader ends by itself when a read fails
      stop = true;
      await Promise.all(readers);
    }

    test("keys of the org turn under load, and no read fails", () =>
      while_read(async () => {
        for (let round = 2; round < 6; ++round) {
          const turned = await ask("POST", "/keys/org-key/rotate");
          assert.equal(turned.json.org_key_version, round, turned.text);
          const moved = await ask("POST", "/keys/org-key/rewrap");
          assert.equal(moved.json.waiting, 0, moved.text);
        }
      }));

    test("the root turns, and what lies under the old one still opens", async () => {
      if (host_name === "wasmtime") {
        const binary = join(root, "build/release/hosts/wasmtime/arris");
        await while_read(async () => {
          await run(binary, ["keys", "rotate-root", "--data", host.data]);
          await new Promise((resolve) => setTimeout(resolve, 1500)); // the file is looked at once a second
        });
      } else {
        await restart(host, () =>
          appendFileSync(join(host.data, "vault.key"), randomBytes(32).toString("hex") + "\n", { mode: 0o600 }),
        );
      }
      assert.equal(await check(keys[0]), "valid");
      const turned = await ask("POST", "/keys/org-key/rotate");
      assert.equal(turned.status, 200, turned.text);
      assert.equal((await ask("POST", "/keys/org-key/rewrap")).json.waiting, 0);
      assert.equal(await check(keys[0]), "valid");
      const roots = await restart(host, () =>
        with_database(host, (database) => database.prepare("SELECT DISTINCT root_id FROM org_keks ORDER BY version").all()),
      );
      assert.ok(roots.length >= 1);
      assert.equal(await check(keys[1]), "valid");
    });

    test("a secret that was put into another row, or points elsewhere, opens for nobody", async () => {
      const before_swap = shown.size;
      await restart(host, () =>
        with_database(host, (database) => {
          const rows = database.prepare("SELECT key_id, version, sealed_key, sealed FROM vault_versions ORDER BY ends_at_ms IS NOT NULL").all();
          const [a, b] = [rows.find((row) => row.key_id === keys[0]), rows.find((row) => row.key_id === keys[1] && row.version === 2)];
          const put = database.prepare("UPDATE vault_versions SET sealed_key = ?, sealed = ? WHERE key_id = ? AND version = ?");
          put.run(b.sealed_key, b.sealed, a.key_id, a.version);
          database.prepare("UPDATE vault_keys SET base_url = ? WHERE id = ?").run(provider_url.replace("127.0.0.1", "localhost"), keys[1]);
        }),
      );
      assert.equal(await check(keys[0]), "unreachable");
      assert.equal(await check(keys[1]), "unreachable");
      assert.equal(shown.size, before_swap);
    });
  });
}
