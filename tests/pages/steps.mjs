// What people do on the pages, as they do it.

import { execFile, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { root } from "../support/hosts.mjs";
import { until } from "../support/until.mjs";

export const here = dirname(fileURLToPath(import.meta.url));
export const owner = { email: "olga@example.com", name: "Olga Owner", org_name: "Shop", password: "correct horse battery staple" };
const run = promisify(execFile);

export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`input[name=${name}]`).fill(value);
}

// The answer to what the page sends to bring an issue into this state.
export const answer_of = (page, state) => {
  const is_of_it = (asked) => asked.method() === "PATCH" && asked.postDataJSON()?.state === state;
  return page.waitForResponse((one) => is_of_it(one.request()));
};
export const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

export async function set_up(page, host) {
  await page.goto(new URL(host.setup_url).pathname + new URL(host.setup_url).hash);
  await fill(page, owner);
  await press(page, "Create");
  await page.waitForURL("**/errors");
}

export async function sign_in(page, { email, password } = owner) {
  await page.goto("/sign-in");
  await fill(page, { email, password });
  await press(page, "Sign in");
  await page.getByRole("button", { name: /^OO:/ }).waitFor();
}

// The code that a page shows, run as it stands in a folder where what it needs is installed.
const clients = join(root, "tests/clients");
const run_in = (cwd, program, args, environment) => run(program, args, { cwd, timeout: 60_000, env: { ...process.env, ...environment } });
export const run_snippet = (code, environment) => run_in(clients, process.execPath, ["--input-type=module", "-e", code], environment);
export const run_python = (code) => run_in(clients, join(clients, ".venv/bin/python"), ["-c", code]);
export const run_shell = (code, environment) => run_in(here, "bash", ["-euc", code], environment);

// A program with OpenTelemetry's exporter, which the environment alone tells where to send.
export const traced_program = `
  import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
  import { SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: new OTLPTraceExporter() })] });
  provider.getTracer("test").startSpan("traced by the snippet").end();
  await provider.shutdown();`;

// Until a list has come again: some rows, with the text in each.
export const rows_with = (page, text) =>
  page.waitForFunction((wanted) => {
    const rows = [...document.querySelectorAll("tbody tr")];
    return rows.length > 0 && rows.every((row) => row.textContent.includes(wanted));
  }, text);

export async function switch_org(page, from, to) {
  await press(page, from);
  await page.getByRole("menuitem", { name: to }).click();
  await page.getByRole("button", { name: to, exact: true }).waitFor();
}

// ARRIS names a built server, for builds elsewhere.
export function seed(host, size = "small") {
  const { ARRIS, ARRIS_MODULES } = process.env;
  const flags = ["--data", host.data, "--size", size];
  const of_build = ["--modules", ARRIS_MODULES, "--migrations", join(root, "migrations"), ...flags];
  const built = {
    wasmtime: [ARRIS, ["seed", ...of_build]],
    workerd: [process.execPath, [join(root, "hosts/workerd/seed.mjs"), "--arris", ARRIS, ...of_build]],
  };
  const [program, args] = ARRIS ? built[host.name] : [join(root, "scripts/seed"), ["--host", host.name, ...flags]];
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

// Holds answers back until what it gives is called.
export async function hold(page, pattern) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route(pattern, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

// The first mail to an address that `is_it`.
export const mail_to = (host, email, is_it = () => true) =>
  until(`a mail to ${email}`, async () => (await host.mails(email)).find(is_it));

// For what programs report of an org while somebody looks on.
export async function access_token(host, org_name) {
  const { json } = await host.request("POST", "/api/v1/auth/login", { body: { email: owner.email, password: owner.password } });
  const { json: current } = await host.request("GET", "/api/v1/auth/session", { token: json.access_token });
  const { id } = current.orgs.find((org) => org.name === org_name);
  const switched = await host.request("POST", "/api/v1/auth/switch-org", { body: { org_id: id }, token: json.access_token });
  return switched.json.access_token;
}
