// node tests/conformance/run.mjs [--host NAME]… [--only TEXT]
// Runs the scenarios on every host and compares what the hosts answered, byte by byte, apart from ids, times and
// secrets. scenarios/README.md says how one is written. Transcripts stay in build/conformance.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { all_hosts, root } from "../support/hosts.mjs";
import { manifests, routes } from "../support/manifests.mjs";
import { refusals } from "./generated.mjs";
import { World } from "./world.mjs";
import { chosen, written } from "./written.mjs";

const { values: flags } = parseArgs({
  options: { host: { type: "string", multiple: true }, only: { type: "string", default: "" } },
});
const hosts = flags.host ?? all_hosts;
const scenarios = chosen([...refusals(routes()), ...written], flags.only);
const transcripts = new Map(hosts.map((name) => [name, []]));
const pages = new Map(hosts.map((name) => [name, []]));

for (const name of hosts) {
  describe(`${scenarios.length} scenarios on ${name}`, () => {
    const world = new World(name);
    before(() => world.start());
    after(() => world.close());
    test("pages", async () => {
      for (const path of paths_of_pages) pages.get(name).push(await page_at(world.host, path));
    });
    for (const scenario of scenarios)
      test(scenario.name, async () => {
        const lines = [`# ${scenario.name}`];
        transcripts.get(name)[scenarios.indexOf(scenario)] = lines;
        for (const [i, step] of scenario.steps.entries()) {
          try {
            lines.push(await world.run(step));
          } catch (error) {
            error.message = `step ${i + 1}, ${step.request ?? "mail"} ${step.title ?? ""}: ${error.message}`;
            throw error;
          }
        }
      });
  });
}

// Of a page each host says by itself how it may be kept.
const paths_of_pages = ["/", "/docs", "/docs/", "/index.html", "/any/page", "/scheme.js", "/icon.svg"];
async function page_at(host, path) {
  const answer = await host.request("GET", path, { headers: { accept: "text/html" } });
  const headers = ["location", "content-type", "content-security-policy", "x-content-type-options"];
  return [path, answer.status, headers.map((name) => answer.headers.get(name)), answer.text];
}
for (const other of hosts.slice(1))
  test(`${other} serves the pages as ${hosts[0]} does`, () => assert.deepEqual(pages.get(other), pages.get(hosts[0])));

for (const other of hosts.slice(1))
  for (const [i, { name }] of scenarios.entries())
    test(`${other} answers as ${hosts[0]} does: ${name}`, () =>
      assert.deepEqual(transcripts.get(other)[i], transcripts.get(hosts[0])[i]),
    );

test("every route has a scenario", { skip: flags.only ? "one scenario alone was asked for" : false }, () => {
  const asked = ["POST /api/v1/auth/setup"]; // by every world
  asked.push(...written.flatMap((one) => one.steps.filter((step) => step.status < 400).map((step) => step.request)));
  for (const manifest of manifests())
    for (const route of manifest.routes) {
      const pattern = new RegExp(`^${route.method} .*${route.path.replace(/\{\w+\}/g, "[^/]+")}(\\?.*)?$`);
      assert.ok(asked.some((request) => request && pattern.test(request)), `${route.method} ${route.path}`);
    }
});

after(() => {
  const out = join(root, "build/conformance");
  mkdirSync(out, { recursive: true });
  for (const [name, scenarios_of] of transcripts)
    writeFileSync(join(out, `${name}.txt`), scenarios_of.map((lines) => lines.join("\n\n")).join("\n\n\n"));
});
