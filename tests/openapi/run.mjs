// node tests/openapi/run.mjs [--host NAME]… [--examples N] [--seed N]
// The served document: linted, and every answer to generated requests must be one that it describes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts, root } from "../support/hosts.mjs";
import { manifests, routes } from "../support/manifests.mjs";
import { new_seed } from "../support/random.mjs";

const { values: flags } = parseArgs({
  options: {
    host: { type: "string", multiple: true },
    examples: { type: "string", default: "15" },
    seed: { type: "string" },
  },
});
const here = dirname(fileURLToPath(import.meta.url));
const clients = join(root, "tests/clients");
const out = join(root, "build/openapi");
const seed = flags.seed ?? String(new_seed());
const hosts = flags.host ?? all_hosts;
const documents = new Map();
mkdirSync(out, { recursive: true });
console.log(`seed ${seed}`);

function run(program, args, env = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    cwd: out,
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  assert.equal(status, 0, `${program} ended with ${status}\n${stdout.slice(stdout.indexOf("= FAILURES =")).slice(0, 12_000)}\n${stderr.slice(-3000)}`);
}

for (const name of hosts) {
  describe(`the document of ${name}`, () => {
    const host = new Host(name);
    const file = join(out, `${name}.json`);
    let token;
    before(async () => {
      await host.start();
      token = (await host.set_up()).access_token;
      const document = await host.request("GET", "/openapi.json");
      assert.equal(document.status, 200);
      documents.set(name, document.json);
      writeFileSync(file, JSON.stringify(document.json, null, 1));
    });
    after(() => host.close());

    test("it has every route, each with its answer, its body and its refusals", () => {
      for (const route of routes()) {
        const path = documents.get(name).paths[route.url] ?? documents.get(name).paths[route.url.replace(/\/$/, "")];
        const operation = path?.[route.method.toLowerCase()];
        assert.ok(operation, `${route.method} ${route.url} is missing`);
        assert.ok(operation.responses[route.status], `${route.name} has no answer`);
        const passed_on = route.protocol !== undefined && route.method === "POST";
        assert.equal(operation.requestBody !== undefined, route.body !== undefined || passed_on, route.name);
      }
    });

    test("/docs shows it, with scripts of its own alone", async () => {
      const page = await fetch(`${host.url}/docs`);
      assert.equal(page.status, 200);
      assert.match(page.headers.get("content-security-policy"), /default-src 'self'/);
      const html = await page.text();
      for (const [, path] of html.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g))
        assert.equal((await fetch(host.url + path)).status, 200, path);
      assert.doesNotMatch(html, /<script>|<style>/);
    });

    test("redocly finds nothing", () => {
      const redocly = join(clients, "node_modules/@redocly/cli/bin/cli.js");
      const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
      run(process.execPath, [redocly, "lint", file, "--config", join(here, "redocly.yaml")], quiet);
    });

    test("schemathesis gets no answer that it does not describe", { timeout: 900_000 }, () => {
      const checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance";
      const args = ["run", `${host.url}/openapi.json`, "--url", host.url, "--checks", checks, "--phases", "examples,coverage,fuzzing"];
      args.push("--max-examples", flags.examples, "--seed", seed, "--header", `Authorization: Bearer ${token}`, "--no-color");
      // Each ends the session that the others need, or the org; a stream has no end; where no provider is, a gateway says 502.
      args.push("--exclude-path-regex", "/auth/(logout|logout-all|password|switch-org)$|/team/org$|/stream$|^/(openai|anthropic|gemini)/");
      run(join(clients, ".venv/bin/schemathesis"), args, { SCHEMATHESIS_HOOKS: "" });
    });
  });
}

test("a name means one shape in every function", () => {
  const known = new Map();
  for (const { name, schemas } of manifests())
    for (const [shape, schema] of Object.entries(schemas)) {
      if (known.has(shape)) assert.deepEqual(schema, known.get(shape), `${shape} of ${name} is another one`);
      known.set(shape, schema);
    }
});

test("both hosts serve the same document", { skip: hosts.length < 2 ? "one host alone was asked for" : false }, () => {
  for (const other of hosts.slice(1)) assert.deepEqual(documents.get(other), documents.get(hosts[0]));
});
