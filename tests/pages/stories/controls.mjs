// What people choose by names, find, and take back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { Person } from "../browser.mjs";
import { access_token, hold, press, rows_with, sign_in } from "../steps.mjs";

export function controls({ browser, drawer, host, olga }) {
  const ask = async (method, path, body) => {
    const { json } = await host.request(method, `/api/v1${path}`, { token: await access_token(host, "Sample"), body });
    return json;
  };
  const budget = (name) => olga.page.locator("main li", { hasText: name });
  const add_budget = async (name, of) => {
    await press(olga.page, "Add a budget");
    await drawer().getByLabel("Name").fill(name);
    await drawer().getByLabel("Counts the calls of").selectOption(of);
    await drawer().getByLabel("Limit in USD").fill("25");
  };
  const save = async () => {
    await press(olga.page, "Save");
    await drawer().waitFor({ state: "detached" });
  };

  test("a budget is of a person or of a key that is found by its name, and says so", async () => {
    const key = await ask("POST", "/keys/access", { name: "budgeted", kind: "secret", scopes: ["ai:use"] });
    const { data: members } = await ask("GET", "/team/members?q=mina");
    await olga.goto("/tokens");
    await add_budget("of mina", "one person");
    await press(olga.page, "Save");
    await drawer().getByText("Choose one", { exact: true }).waitFor();
    await drawer().getByLabel("Person").fill("nobody at all");
    await olga.page.getByText("Nobody is called that").waitFor();
    await drawer().getByLabel("Person").fill("mina");
    await olga.page.getByRole("option", { name: /^Mina Okafor, / }).waitFor();
    await olga.check_access("the members to choose of");
    await olga.page.keyboard.press("ArrowDown");
    await olga.page.keyboard.press("Enter");
    await save();
    await budget("of mina").getByText("Mina Okafor, per month").waitFor();
    await add_budget("of a key", "one access key");
    await drawer().getByLabel("Access key").fill("budgeted");
    await olga.page.getByRole("option", { name: `budgeted, ${key.key.slice(0, 9)}` }).click();
    await save();
    await budget("of a key").getByText("key budgeted, per month").waitFor();
    const { data: budgets } = await ask("GET", "/tokens/budgets");
    const subject_of = (name) => budgets.find((one) => one.name === name).subject;
    assert.deepEqual([subject_of("of mina"), subject_of("of a key")], [members[0].id, key.id]);
    await ask("DELETE", `/keys/access/${key.id}`);
    await olga.page.reload();
    await budget("of a key").getByText(`key ${key.id}, per month`).waitFor();
    await budget("of mina").getByRole("button", { name: "Edit" }).click();
    await drawer().getByText("Counts the calls of Mina Okafor, anew each month.").waitFor();
    await olga.check_access("a budget that is changed");
    await olga.page.keyboard.press("Escape");
  });

  test("a budget may be of an agent that was called, or of any other", async () => {
    await add_budget("of agents", "one agent");
    await drawer().getByLabel("Agent").fill("supp");
    await olga.page.getByRole("option", { name: "support" }).click();
    assert.equal(await drawer().getByLabel("Agent").inputValue(), "support");
    await drawer().getByLabel("Agent").fill("yet to come");
    await save();
    await budget("of agents").getByText("agent yet to come, per month").waitFor();
  });

  test("the rows of a breakdown add up to all calls, however many parts there are", async () => {
    const usage = Array.from({ length: 60 }, (_, number) => ({
      provider: "openai",
      model: "gpt-4o",
      agent_id: number < 58 ? `many ${number}` : undefined,
      request_id: `of-many-${number}`,
      usage: { input: 100 * number, output: 10 },
    }));
    await ask("POST", "/tokens/batch", { usage });
    await olga.goto("/tokens?by=agent");
    const rows = olga.page.getByRole("table").filter({ hasText: "Share of cost" }).locator("tbody tr");
    await rows.filter({ hasText: /^\d+ others/ }).waitFor();
    await rows.filter({ hasText: /^not told/ }).waitFor();
    const calls = (await rows.locator("td:last-child").allInnerTexts()).map((text) => Number(text.replaceAll(",", "")));
    const { totals } = await ask("GET", "/tokens/breakdown?by=agent&range=30d");
    assert.equal(calls.length, 50 + 2);
    assert.equal(
      calls.reduce((sum, value) => sum + value),
      totals.requests,
    );
    await olga.check_access("a breakdown with others");
  });

  test("an issue's assignee and severity are given back by Undo, to each of several what it had", async () => {
    const send = (number, severity) => ask("POST", "/errors", { message: `number ${number} graded`, error_type: "Graded", severity, fingerprint: ["graded", `${number}`] });
    const [first, second] = [await send(1, "low"), await send(2, "high")];
    const shown = async () => {
      const { data } = await ask("GET", "/errors?q=graded");
      return [first, second].map(({ issue_id }) => data.find(({ id }) => id === issue_id)).map((one) => [one.severity, one.assignee_id ?? null]);
    };
    const choose = async (menu, item) => {
      await olga.page.getByRole("button", { name: menu, exact: true }).click();
      await olga.page.getByRole("menuitem", { name: item }).click();
    };
    const undo = async (said) => {
      await olga.page.getByText(said, { exact: true }).waitFor();
      await press(olga.page, "Undo");
      await olga.page.getByText(said, { exact: true }).waitFor({ state: "detached" });
    };
    await olga.goto(`/errors/${first.issue_id}`);
    await choose("Assign", /\(you\)$/);
    await drawer().getByText("assigned to Olga Owner").waitFor();
    await undo("Assigned to Olga Owner");
    await drawer().getByText("assigned to Olga Owner").waitFor({ state: "detached" });
    await choose("Severity", "critical");
    await undo("Severity is critical");
    await drawer().getByText("low", { exact: true }).waitFor();
    await olga.goto("/errors?q=graded");
    for (const number of [1, 2]) await olga.page.getByLabel(`Select Graded: number ${number} graded`).check();
    await choose("Severity", "medium");
    await olga.page.getByText("Severity is medium: 2 issues").waitFor();
    assert.deepEqual((await shown()).map(([severity]) => severity), ["medium", "medium"]);
    await undo("Severity is medium: 2 issues");
    const before = [["low", null], ["high", null]];
    await until("each as it was", async () => JSON.stringify(await shown()) === JSON.stringify(before));
  });

  test("keys are found by their name, their beginning or their end, and narrowed; the address keeps it, but no whole key", async () => {
    const [nightly] = await Promise.all([
      ask("POST", "/keys/access", { name: "nightly sums", kind: "secret", scopes: ["read"] }),
      ask("POST", "/keys/access", { name: "for browsers", kind: "public", scopes: ["errors:write"] }),
    ]);
    const find = (text) => olga.page.getByRole("searchbox", { name: "Search" }).fill(text);
    await olga.goto("/keys");
    await olga.page.locator("tr", { hasText: "for browsers" }).waitFor();
    await olga.page.keyboard.press("/");
    await olga.page.keyboard.type("NIGHTLY s");
    await olga.page.waitForURL(/q=NIGHTLY/);
    await rows_with(olga.page, "nightly sums");
    await olga.page.reload();
    await rows_with(olga.page, "nightly sums");
    await find(nightly.key);
    await olga.page.waitForURL((url) => nightly.key.startsWith(url.searchParams.get("q")));
    await rows_with(olga.page, "nightly sums");
    assert.ok(!olga.page.url().includes(nightly.key));
    await find(nightly.key.slice(-4));
    await olga.page.waitForURL((url) => url.searchParams.get("q") === nightly.key.slice(-4));
    await rows_with(olga.page, "nightly sums");
    await olga.page.getByLabel("Kind").selectOption("public");
    await olga.page.getByText("No key fits these filters").waitFor();
    await olga.check_access("keys, none of which fits");
    await find("");
    await olga.page.waitForURL((url) => url.search === "?kind=public");
    await rows_with(olga.page, "public");
    const [download] = await Promise.all([olga.page.waitForEvent("download"), press(olga.page, "Export as CSV")]);
    const [names, ...lines] = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    const kind = names.split(",").indexOf("kind");
    assert.ok(lines.length > 0 && lines.every((line) => line.split(",")[kind] === "public"));
    await press(olga.page, "Clear filters");
    await olga.page.waitForURL((url) => url.search === "");
    await olga.goto("/keys?tab=providers&service=gemini");
    await olga.page.getByText(/No secret fits these filters|^gemini, /).first().waitFor();
    for (const name of ["nightly sums", "for browsers"]) {
      const { data } = await ask("GET", "/keys/access?limit=200");
      await ask("DELETE", `/keys/access/${data.find((one) => one.name === name).id}`);
    }
  });

  test("the runs that a person started are a link away, and a run says who started it", async () => {
    const { name } = await ask("POST", "/executions", { name: "started by olga" });
    await olga.goto("/team");
    await olga.page.getByRole("link", { name: /^Olga O/ }).click();
    await drawer().getByRole("link", { name: "or the runs that they started" }).click();
    await olga.page.waitForURL(/executions\?started_by=/);
    await olga.page.getByRole("button", { name: /^Remove the filter Started by Olga O/ }).waitFor();
    await olga.page.getByRole("link", { name }).first().click();
    await drawer().getByText("Started by", { exact: true }).waitFor();
    await drawer().getByRole("link", { name: /^Olga O/ }).waitFor();
    await olga.check_access("who started a run");
    await olga.page.keyboard.press("Escape");
    await press(olga.page, "Clear filters");
    await olga.page.waitForURL((url) => url.pathname === "/executions" && url.search === "");
  });

  test("notices that came since the list was open last are marked as new, until it is open again", async () => {
    const notice = olga.page.locator("main li", { hasText: "Unseen as yet" });
    await olga.goto("/errors");
    await ask("POST", "/notifications", { title: "Unseen as yet", category: "system", type: "info" });
    await olga.goto("/notifications?type=info");
    await notice.getByText("new", { exact: true }).waitFor();
    await olga.check_access("a new notice");
    await until("all seen", async () => (await ask("GET", "/notifications/count")).unseen === 0);
    await notice.getByText("new", { exact: true }).waitFor();
    await press(olga.page, "Clear filters");
    await olga.page.waitForURL((url) => url.search === "");
    await notice.getByText("unread", { exact: true }).waitFor();
    await notice.getByText("new", { exact: true }).waitFor({ state: "detached" });
  });

  test("the file of the audit log has all that is narrowed to, however many parts it comes in", async () => {
    const asked = [];
    const pattern = "**/api/v1/team/audit/export?**";
    await olga.page.route(pattern, (route) => {
      asked.push(new URL(route.request().url()).searchParams);
      return route.continue({ url: route.request().url().replace("limit=1000", "limit=2") });
    });
    const { data: entries } = await ask("GET", "/team/audit?action=access_key.issued&limit=200");
    await olga.goto("/team?tab=audit&action=access_key.issued");
    const [download] = await Promise.all([olga.page.waitForEvent("download"), press(olga.page, "Export as CSV")]);
    await olga.page.unroute(pattern);
    const [names, ...lines] = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    const action = names.split(",").indexOf("action");
    assert.ok(entries.length > 2 && lines.length === entries.length, `${lines.length} of ${entries.length}`);
    assert.deepEqual([...new Set(lines.map((line) => line.split(",")[action]))], ["access_key.issued"]);
    assert.equal(asked.length, Math.ceil(entries.length / 2));
    assert.ok(asked.every((query) => query.get("action") === "access_key.issued"));
  });

  test("commands open the forms of other pages, as their addresses do, and sign out", async () => {
    const command = async (typed) => {
      await olga.page.keyboard.press("Control+k");
      await olga.page.getByRole("combobox", { name: "Go to" }).fill(typed);
      await olga.page.keyboard.press("Enter");
    };
    await olga.goto("/errors");
    await olga.page.getByRole("heading", { name: "Errors" }).waitFor();
    for (const [typed, title, path] of [
      ["start a", "Start a run", "/executions"],
      ["invite", "Invite people", "/team"],
      ["issue an", "Issue an access key", "/keys"],
      ["secret", "Add a provider's secret", "/keys?tab=providers"],
      ["budget", "Add a budget", "/tokens"],
      ["add a web", "Add a webhook", "/notifications?tab=webhooks"],
    ]) {
      await command(typed);
      await drawer().getByRole("heading", { name: title }).waitFor();
      await olga.page.keyboard.press("Escape");
      await olga.page.waitForURL((url) => url.pathname + url.search + url.hash === path);
      await drawer().waitFor({ state: "detached" });
    }
    await command("outbox");
    await olga.page.getByRole("heading", { name: "Mail outbox" }).waitFor();
    await olga.goto("/executions#start");
    await drawer().getByRole("heading", { name: "Start a run" }).waitFor();
    await olga.goto("/errors");
    const other = await new Person(browser, host.url).begin();
    await sign_in(other.page);
    await other.page.getByRole("heading", { name: "Errors" }).waitFor();
    await other.page.keyboard.press("Control+k");
    await other.page.getByRole("combobox", { name: "Go to" }).press("ArrowUp");
    const [list, last] = [await other.page.getByRole("listbox").boundingBox(), await other.page.getByRole("option", { name: "Sign out" }).boundingBox()];
    assert.ok(last.y + last.height <= list.y + list.height, "the last command is in sight");
    await other.page.keyboard.press("Enter");
    await other.page.waitForURL("**/sign-in**");
    await other.check_quiet();
    await other.close();
  });

  test("a tab is called by what is open in it, the page and the product", async () => {
    const { issue_id } = await ask("POST", "/errors", { message: "is open", error_type: "Titled", severity: "low" });
    const titled = (page, title) => page.waitForFunction((wanted) => document.title === wanted, title);
    await olga.goto(`/errors/${issue_id}`);
    await titled(olga.page, "Titled: is open - Errors - Arris");
    await olga.page.keyboard.press("Escape");
    await titled(olga.page, "Errors - Arris");
    await olga.page.getByRole("link", { name: "Titled: is open" }).click();
    await titled(olga.page, "Titled: is open - Errors - Arris");
    await olga.goto("/team");
    await olga.page.getByRole("link", { name: "Mina Okafor" }).click();
    await titled(olga.page, "Mina Okafor - Team - Arris");
    await olga.page.goBack();
    await titled(olga.page, "Team - Arris");
    const visitor = await new Person(browser, host.url).begin();
    for (const [path, title] of [["/sign-in", "Sign in"], ["/forgot-password", "Reset your password"], ["/nowhere", "There is no such page"]]) {
      await visitor.goto(path);
      await titled(visitor.page, `${title} - Arris`);
    }
    await visitor.check_quiet();
    await visitor.close();
  });

  for (const [path, held, shown] of [
    ["/tokens?range=90d", "**/api/v1/tokens/breakdown?**", "Share of cost"],
    ["/analytics?range=90d", "**/api/v1/analytics/engagement?**", "Come on a day"],
    ["/executions?range=90d", "**/api/v1/pipelines?**", "Log lines"],
    ["/notifications?tab=webhooks", "**/api/v1/notifications/webhooks**", "Attempts"],
  ])
    test(`what is still to come on ${path} has its shape, and nothing moves when it comes`, async () => {
      const release = await hold(olga.page, held);
      await olga.goto(path);
      await olga.page.locator("main [aria-busy=true]").first().waitFor();
      await olga.check_access(`${path}, still to come`);
      await olga.check_width(path);
      release();
      await olga.page.locator("main").getByText(shown).first().waitFor();
      await olga.page.locator("main [aria-busy=true], main .mantine-Skeleton-root").first().waitFor({ state: "detached" });
      await olga.page.unroute(held);
    });
}
