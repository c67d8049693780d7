// What is deployed is what is tested: wrangler.toml against the local bindings, and a dry run of
// each environment without a network.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { compatibility_date, compatibility_flags } from "../local/options.mjs";
import { built } from "./support/server.mjs";

const root = resolve(fileURLToPath(new URL("../../..", import.meta.url)));
const config = readFileSync(join(root, "wrangler.toml"), "utf8");
const modules = join(built, "deployed");
mkdirSync(modules, { recursive: true });
const environments = [...config.matchAll(/^\[env\.([a-z_]+)\]$/gm)].map(([, name]) => name);
const functions = environments.filter((name) => !["all", "live"].includes(name));
for (const name of functions)
  copyFileSync(
    join(built, name === "auth" ? "modules/test.wasm" : "modules/other.wasm"),
    join(modules, `${name}.wasm`),
  );

const deploy = (args, prefix = []) => {
  const [command, ...rest] = [...prefix, join(root, "scripts/deploy"), ...args];
  return spawnSync(command, rest, {
    encoding: "utf8",
    env: { ...process.env, ARRIS_MODULES: modules },
  });
};

test("an environment that is not there is refused", () => {
  const { status, stderr } = deploy(["nothing", "--dry-run"]);
  assert.equal(status, 2);
  assert.match(stderr, /no environment nothing/);
});

test("functions that are deployed alone are told who doesn't hear them", () => {
  const { status, stderr } = deploy(["errors", "keys", "--dry-run"]);
  assert.equal(status, 0, stderr);
  const absent = functions.filter((name) => !["errors", "keys"].includes(name)).sort();
  assert.ok(stderr.includes(`not deployed now: ${absent.join(" ")}\n`), stderr);
});

test("every function knows where people reach the product", () => {
  const addresses = [...config.matchAll(/^vars = \{ ARRIS_BASE_URL = "" \}$/gm)];
  assert.equal(addresses.length, environments.length - 1);
});

test("the configuration is the one that the tests run with", () => {
  assert.ok(config.includes(`compatibility_date = "${compatibility_date}"`));
  assert.ok(
    config.includes(
      `compatibility_flags = ${JSON.stringify(compatibility_flags).replace(",", ", ")}`,
    ),
  );
  const databases = [...config.matchAll(/^d1_databases = .*$/gm)].map(([line]) => line);
  assert.equal(databases.length, environments.length);
  assert.equal(new Set(databases).size, 1);
});

test("a dry run of every environment passes without a network", () => {
  // With a loopback alone, over which the tools of the database talk to each other.
  const alone = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
  const offline = spawnSync(alone[0], [...alone.slice(1), "true"]).status === 0 ? alone : [];
  const { status, stdout, stderr } = deploy(["all-envs", "all", "--dry-run"], offline);
  assert.equal(status, 0, stdout + stderr);
  assert.equal(stdout.match(/--dry-run: exiting now/g).length, environments.length);
  for (const wanted of [
    ...functions.map((name) => new RegExp(`${name}\\.wasm`)),
    /env\.DB/,
    /env\.HUB/,
    /env\.LIMITER/,
    /env\.ASSETS/,
  ])
    assert.match(stdout, wanted);
});
