// Serves API and pages with real workerd and D1 on this machine, without any account.

import { Miniflare } from "miniflare";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle, modules_in } from "./build.mjs";
import { Mistake } from "./local/fail.mjs";
import { lock } from "./local/lock.mjs";
import { has_owner, migrate, wake_all } from "./local/migrations.mjs";
import { options, prepare_workerd } from "./local/options.mjs";
import { load_root_key, load_vault_keys, setup_token } from "./local/root_key.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const drain_max_ms = 10_000;
const cause_max_ms = 20_000;
const help = `serve.mjs [--port N] [--data DIR] [--modules DIR] [--pages DIR]
         [--sign-up open|closed] [--dev]

  --port N       listen on 127.0.0.1:N; 0 picks a free port (8787)
  --data DIR     database and root key (data/workerd)
  --modules DIR  the .wasm files to serve (build/wasm/modules)
  --pages DIR    static pages (pages/dist, when it is there)
  --migrations DIR
  --sign-up open|closed
                 whether anybody may make an account and an org, or only who is invited (closed)
  --dev          answer /_dev/mail
  --without-limits  testing, with --dev alone: no rate limit is ever reached
Prints one JSON line when ready. SIGTERM drains and exits 0.
`;

function parse(args) {
  const text = (value) => ({ type: "string", ...(value ? { default: join(root, value) } : {}) });
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: "string", default: "8787" },
        dev: { type: "boolean", default: false },
        "without-limits": { type: "boolean", default: false },
        "sign-up": { type: "string", default: process.env.ARRIS_SIGN_UP ?? "closed" },
        help: { type: "boolean", default: false },
        data: text("data/workerd"),
        modules: text("build/wasm/modules"),
        migrations: text("migrations"),
        pages: text(),
      },
    });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
      throw new Mistake(`--port ${values.port}: not a port`);
    if (values["without-limits"] && !values.dev) throw new Mistake("--without-limits: needs --dev");
    if (!["open", "closed"].includes(values["sign-up"]))
      throw new Mistake(`--sign-up ${values["sign-up"]}: give open or closed`);
    return values;
  } catch (error) {
    throw error instanceof Mistake ? error : new Mistake(error.message.split("\n")[0]);
  }
}

function check_port(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => reject(new Mistake(`port ${port}: ${error.code}`)));
    server.listen(port, "127.0.0.1", () => server.close(resolve));
  });
}

function modules_of(directory) {
  const names = existsSync(directory) ? modules_in(directory) : [];
  if (names.length === 0) throw new Mistake(`there are no modules in ${directory}`);
  return names;
}

function workerd_of(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(/\s+/);
  return children.find(
    (child) =>
      child &&
      existsSync(`/proc/${child}/comm`) &&
      readFileSync(`/proc/${child}/comm`, "utf8").startsWith("workerd"),
  );
}

// workerd finishes what it has begun when it gets SIGTERM; miniflare alone would kill it.
async function drain() {
  const workerd = workerd_of(process.pid);
  if (workerd) process.kill(Number(workerd), "SIGTERM");
  const until_ms = Date.now() + drain_max_ms;
  while (workerd && existsSync(`/proc/${workerd}/exe`) && Date.now() < until_ms)
    await new Promise((resolve) => setTimeout(resolve, 10));
  process.exit(0);
}

// The log has a pipe of its own: what it says of a refusal may come after the answer that refuses.
const cause = Promise.withResolvers();
const logged = (line) => line.includes('"level":"error"') && cause.resolve();

async function refuse(what) {
  await Promise.race([cause.promise, new Promise((go) => setTimeout(go, cause_max_ms))]);
  throw new Mistake(`${what}; the log above says why`);
}

async function main() {
  const flags = parse(process.argv.slice(2));
  if (flags.help) return process.stdout.write(help);
  const port = Number(flags.port);
  if (port !== 0) await check_port(port);
  const names = modules_of(resolve(flags.modules));
  const data = resolve(flags.data);
  lock(data);
  const root_key = load_root_key(data);
  await bundle({ modules: resolve(flags.modules), names, out: join(data, "worker") });
  const pages = resolve(flags.pages ?? join(root, "pages/dist"));
  if (flags.pages && !existsSync(pages)) throw new Mistake(`there are no pages in ${pages}`);
  prepare_workerd();
  const bindings = { ARRIS_ROOT_KEY: root_key, ...(flags.dev ? { ARRIS_DEV: "1" } : {}) };
  bindings.ARRIS_SIGN_UP = flags["sign-up"];
  if (flags["without-limits"]) bindings.ARRIS_WITHOUT_LIMITS = "1";
  for (const name of [
    "ARRIS_OUTBOX_ATTEMPTS_MAX",
    "ARRIS_OUTBOX_RETRY_MS",
    "ARRIS_ALLOW_PRIVATE_HOSTS",
  ])
    if (process.env[name]) bindings[name] = process.env[name];
  const vault_keys = load_vault_keys(data);
  if (vault_keys) bindings.ARRIS_VAULT_KEYS = vault_keys;
  const miniflare = new Miniflare(
    options({
      bundle: join(data, "worker"),
      data: join(data, "state"),
      port,
      bindings,
      pages: existsSync(pages) ? pages : null,
      logged,
    }),
  );
  const url = (await miniflare.unsafeGetDirectURL("arris")).origin;
  for (const signal of ["SIGTERM", "SIGINT"])
    process.removeAllListeners(signal).once(signal, drain); // miniflare's own would kill workerd
  const database = await miniflare.getD1Database("DB");
  await migrate(database, resolve(flags.migrations));
  await wake_all(database);
  const setup = (await has_owner(database))
    ? {}
    : { setup_url: `${url}/setup#token=${setup_token(root_key)}` };
  await check_modules(url);
  await check_registration(url);
  process.stdout.write(JSON.stringify({ ready: true, url, ...setup }) + "\n");
  await schedule(miniflare);
}

// A module that can't be loaded shows at the first use of any: better now than at a request.
async function check_modules(url) {
  const response = await fetch(`${url}/openapi.json`);
  if (!response.ok) await refuse("a module can't be loaded");
}

async function check_registration(url) {
  const { status } = await fetch(`${url}/readyz`);
  if (status !== 200) await refuse("listeners and jobs can't be registered");
}

async function schedule(miniflare) {
  const worker = await miniflare.getWorker("arris");
  const minute_ms = 60_000;
  const sweep_ms = 5000; // deliveries whose delay is over wait no longer than this
  const tick = (cron) => worker.scheduled({ cron, scheduledTime: new Date() }).catch(() => {});
  await tick("* * * * *"); // jobs whose time passed, and what a kill cut
  setInterval(() => tick("sweep"), sweep_ms);
  setTimeout(
    () => setInterval(() => tick("* * * * *"), minute_ms),
    minute_ms - (Date.now() % minute_ms),
  );
}

main().catch((error) => {
  process.stderr.write(error instanceof Mistake ? `arris: ${error.message}\n` : `${error.stack}\n`);
  process.exit(error instanceof Mistake ? 2 : 1);
});
