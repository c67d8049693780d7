// node tests/pages/screenshots.mjs FOLDER: every page, light and dark, on a desk and a phone, with sample data and
// without, out of a host of its own.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Host } from "../support/hosts.mjs";
import { Providers } from "../support/providers.mjs";
import { open_browser, Person } from "./browser.mjs";
import { Program } from "./calls.mjs";
import { send_signals } from "./signals.mjs";
import { access_token, seed, set_up, sign_in, switch_org } from "./steps.mjs";

const folder = process.argv[2];
const pages = {
  errors: "/errors?state=all",
  runs: "/executions?range=90d",
  traces: "/traces",
  logs: "/traces?tab=logs",
  metrics: "/traces?tab=metrics",
  tokens: "/tokens?range=90d",
  calls: "/ai",
  rules: "/ai?tab=rules",
  providers: "/ai?tab=providers",
  "ai-settings": "/ai?tab=settings",
  analytics: "/analytics?range=90d&compare=previous",
  events: "/analytics/events",
  notifications: "/notifications",
  preferences: "/notifications?tab=preferences",
  webhooks: "/notifications?tab=webhooks",
  keys: "/keys",
  secrets: "/keys?tab=providers",
  team: "/team",
  invites: "/team?tab=invites",
  activity: "/team?tab=activity",
  audit: "/team?tab=audit",
  settings: "/settings",
};
const entries = { "sign-in": "/sign-in", "sign-up": "/sign-up", "forgot-password": "/forgot-password", "no-page": "/nowhere" };

mkdirSync(folder, { recursive: true });
const providers = await new Providers().start();
const host = new Host("wasmtime");
host.environment = providers.environment();
await host.start("--without-limits");
const browser = await open_browser();

async function take(person, name) {
  await person.page.evaluate(() => document.fonts.ready.then(() => {}));
  await person.page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

async function take_all(person, paths, suffix) {
  for (const [name, path] of Object.entries(paths)) {
    await person.goto(path);
    await person.page.locator("h1").first().waitFor();
    await person.page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    await person.page.locator("main .mantine-Skeleton-root").first().waitFor({ state: "detached" });
    await take(person, `${name}-${suffix}`);
  }
}

async function open_rule_form({ page }, suffix) {
  await page.goto("/ai?tab=rules");
  await page.getByRole("button", { name: /^Change checkout/ }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).waitFor();
  await take({ page }, `rule-${suffix}`);
}

// As if the server knew every page and no data.
async function take_failed(theme, size) {
  const person = await new Person(browser, host.url).begin({ theme, size });
  await sign_in(person.page);
  const problem = { type: "about:blank", title: "Internal", status: 500, code: "internal", detail: "Something went wrong here.", request_id: "0123456789abcdef" };
  await person.page.route(/\/api\/v1\/(?!auth)/, (route) => route.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify(problem) }));
  await take_all(person, pages, `failed-${theme}-${size}`);
  await person.close();
}

async function open_first(person, path, name, suffix) {
  await person.goto(path);
  await person.page.locator("tbody a").first().click();
  await person.page.getByRole("dialog").getByRole("heading").nth(1).waitFor();
  await take(person, `${name}-${suffix}`);
}

try {
  const first = await new Person(browser, host.url).begin();
  await set_up(first.page, host);
  await take_all(first, pages, "empty");
  seed(host);
  await first.close();
  const token = await access_token(host, "Sample");
  const trace_id = await send_signals(host, token);
  const program = await new Program().begin(host, token, providers);
  await program.make_calls();
  await program.make_rules();
  for (const theme of ["light", "dark"]) {
    for (const size of ["desk", "phone"]) {
      const suffix = `${theme}-${size}`;
      const person = await new Person(browser, host.url).begin({ theme, size });
      await take_all(person, entries, suffix);
      await sign_in(person.page);
      if (await person.page.getByRole("button", { name: "Shop", exact: true }).count()) await switch_org(person.page, "Shop", "Sample");
      await take_all(person, pages, suffix);
      await open_first(person, pages.errors, "issue", suffix);
      await open_first(person, pages.runs, "run", suffix);
      await open_first(person, pages.calls, "call", suffix);
      await open_rule_form(person, suffix);
      await take_all(person, { trace: `/traces/${trace_id}`, metric: "/traces?tab=metrics&metric=balance" }, suffix);
      await person.close();
    }
  }
  await take_failed("light", "desk");
  await take_failed("dark", "phone");
} finally {
  await browser.close();
  providers.stop();
  await host.close();
}
