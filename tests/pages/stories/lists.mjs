// Lists with a history: filters, files, ends, keys.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { restart } from "../../support/people.mjs";
import { until } from "../../support/until.mjs";
import { hold, press, rows_with, seed, switch_org } from "../steps.mjs";
import { height_of, rows_of, walk_to_end } from "../walk.mjs";

// Run in the page: what stands in rows but for what ticks.
const without_times = (rows) =>
  rows.map((row) => {
    const copy = row.cloneNode(true);
    copy.querySelectorAll("time").forEach((time) => time.remove());
    return copy.textContent;
  });

export function lists({ drawer, host, name, olga }) {
  test("an org with a history: switched to, filtered, sorted; reload and Back keep it", async () => {
    await olga.goto("about:blank");
    if (name === "workerd") await restart(host, () => seed(host)); // its database has one writer
    else seed(host);
    await olga.goto("/errors");
    await switch_org(olga.page, "Shop", "Sample");
    const rows = olga.page.locator("tbody tr");
    await olga.page.getByText("All", { exact: true }).click();
    await olga.page.waitForURL(/state=all/);
    await olga.page.getByLabel("Severity").selectOption("medium");
    await olga.page.waitForURL(/severity=medium/);
    await press(olga.page, "Events");
    await olga.page.waitForURL(/sort=events/);
    await olga.page.getByRole("searchbox", { name: "Search" }).fill("TypeError");
    await olga.page.waitForURL(/q=TypeError/);
    await rows_with(olga.page, "TypeError");
    const [address, shown] = [olga.page.url(), await rows.evaluateAll(without_times)];
    assert.ok(shown.length > 1);
    await olga.page.reload();
    await rows.first().waitFor();
    assert.equal(olga.page.url(), address);
    assert.deepEqual(await rows.evaluateAll(without_times), shown);
    await rows.first().getByRole("link").click();
    await drawer().getByRole("heading", { name: "Stack" }).waitFor();
    await olga.page.goBack();
    await olga.page.waitForURL(address);
    await olga.page.goBack();
    await olga.page.waitForURL((url) => !url.search.includes("q="));
    assert.match(olga.page.url(), /severity=medium/);
    await until("an empty search", async () => (await olga.page.getByRole("searchbox", { name: "Search" }).inputValue()) === "");
    await olga.goto("/errors?state=all&severity=low&release=none&trace_id=none&q=none&sort=events");
    await press(olga.page, "Clear filters");
    await olga.page.waitForURL((url) => url.search === "?sort=events");
  });

  test("a list is saved with its filters, rows stand closer, a part of a chart is chosen and saved", async () => {
    const saved = async (start) => {
      const [download] = await Promise.all([olga.page.waitForEvent("download"), start()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    await olga.goto("/errors?state=all&severity=medium");
    const rows = olga.page.locator("tbody tr");
    await rows.first().waitFor();
    const list = await saved(() => press(olga.page, "Export as CSV"));
    const lines = list.bytes.toString().trim().split("\r\n");
    assert.equal(list.name, "errors.csv");
    assert.equal(lines.length - 1, await rows.count());
    assert.ok(lines[0].includes("last_seen_at,") && lines.slice(1).every((line) => line.includes("medium")));

    const tall = await rows.first().evaluate((row) => row.offsetHeight);
    await olga.goto("/settings");
    await olga.page.getByText("Compact rows").click();
    await olga.goto("/errors?state=all");
    await rows.first().waitFor();
    assert.ok((await rows.first().evaluate((row) => row.offsetHeight)) < tall);

    await olga.goto("/tokens?range=90d&bars=whole");
    const chart = olga.page.getByRole("slider", { name: "Cost per day" });
    const other_time = olga.page.locator("main [aria-haspopup=dialog]");
    const { x, y, width } = await chart.boundingBox();
    await olga.page.mouse.move(x + width * 0.9, y + 60);
    await olga.page.mouse.down();
    await olga.page.mouse.move(x + width * 0.95, y + 60, { steps: 3 });
    await olga.page.mouse.up();
    await olga.page.waitForURL(/since=\d+&until=\d+/);
    await other_time.getByText(/20\d\d/).waitFor();
    const save_chart = async (as) => {
      await olga.page.getByRole("button", { name: /^Save (Cost|Tokens) per/ }).click();
      return saved(() => olga.page.getByRole("menuitem", { name: as }).click());
    };
    assert.equal((await save_chart("Picture (PNG)")).bytes.subarray(1, 4).toString(), "PNG");
    assert.match((await save_chart("Figures (CSV)")).bytes.toString(), /^at,Cost per \w+\r\n20/);
    await other_time.click();
    await olga.check_access("another time");
    await olga.page.keyboard.press("Escape");
    await olga.page.getByText("90 days").click();
    await olga.page.waitForURL((url) => url.searchParams.get("range") === "90d" && !url.searchParams.has("since"));

    await olga.goto("/tokens?range=90d&measure=tokens&bars=whole");
    await press(olga.page, "output");
    const [, ...days] = (await save_chart("Figures (CSV)")).bytes.toString().trim().split("\r\n");
    assert.ok(days.some((day) => Number(day.split(",")[2]) > 0), "what is hidden is in the file all the same");
  });

  test("one name a field in a file, a file that is cut off says so, and a time is shown as the clock was then", async () => {
    const saved = async () => {
      const [download] = await Promise.all([olga.page.waitForEvent("download"), press(olga.page, "Export as CSV")]);
      return readFileSync(await download.path(), "utf8").trim().split("\r\n");
    };
    await olga.goto("/keys");
    const [names] = await saved();
    assert.match(names, /,expires_at,/);
    assert.doesNotMatch(names, /at_ms/);

    const [winter_ms, summer_ms] = [Date.UTC(2026, 0, 15, 10), Date.UTC(2026, 6, 15, 10)];
    await olga.goto(`/tokens?since=${winter_ms}&until=${summer_ms}`);
    await olga.page.locator("main [aria-haspopup=dialog]").click();
    assert.equal(await olga.page.getByLabel("From", { exact: true }).inputValue(), "2026-01-15T11:00");
    assert.equal(await olga.page.getByLabel("To", { exact: true }).inputValue(), "2026-07-15T12:00");

    await olga.goto("/tokens?range=90d");
    const endless = { headers: { "x-next-cursor": "more" }, contentType: "text/csv", body: "id\r\none\r\n" };
    await olga.page.route("**/tokens/export?**", (route) => route.fulfill(endless));
    assert.equal((await saved()).length, 1 + 200);
    await olga.page.getByText("The file holds the first 40,000 rows; filter for less.").waitFor();
    await olga.page.unroute("**/tokens/export?**");
  });

  test("a figure leads to its course, beside the time before, in the chart and its file", async () => {
    await olga.goto("/analytics?range=90d&compare=week");
    const tile = olga.page.getByRole("button", { name: "Sessions", exact: true });
    await tile.click();
    await olga.page.waitForURL(/metric=sessions/);
    await until("a pressed tile", async () => (await tile.getAttribute("aria-pressed")) === "true");
    await olga.page.getByRole("slider", { name: "Sessions per day" }).hover();
    await olga.page.getByText(/^\d+ \w+ \d{4}: \d+; \d+ \w+ \d{4}: \d+$/).waitFor();
    const [download] = await Promise.all([
      olga.page.waitForEvent("download"),
      olga.page.getByRole("button", { name: "Save Sessions per day" }).click().then(() => olga.page.getByRole("menuitem", { name: "Figures (CSV)" }).click()),
    ]);
    const [names, ...days] = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    assert.equal(names, "at,Sessions per day,a week before");
    const figures = days.map((day) => day.split(",").slice(1).map(Number));
    assert.deepEqual(figures.slice(7).map(([, before]) => before), figures.slice(0, -7).map(([now]) => now));
    await press(olga.page, "a week before");
    await olga.page.locator("main path[data-tone=before]").waitFor({ state: "detached" });
    await olga.check_access("a chart with the time before");
  });

  test("a figure leads to what it was made of, where a page has it", async () => {
    await olga.goto("/analytics?range=90d&metric=cost");
    await olga.page.getByRole("link", { name: "Show the calls" }).click();
    await olga.page.waitForURL((url) => url.pathname === "/tokens" && url.searchParams.get("range") === "90d");
    await olga.goto("/analytics?range=90d&metric=errors");
    await olga.page.getByRole("link", { name: "Show the errors" }).click();
    await olga.page.waitForURL((url) => url.pathname === "/errors" && url.searchParams.get("state") === "all");
    await olga.page.locator("tbody tr").first().waitFor();
  });

  test("one model alone: its figures, its calls and their file; the way back shows all", async () => {
    await olga.goto("/tokens?range=90d");
    await olga.page.getByRole("link", { name: "gpt-4o", exact: true }).click();
    await olga.page.waitForURL(/of=gpt-4o&provider=openai/);
    const calls = olga.page.getByRole("table").filter({ hasText: "Input tokens" });
    const models = () => calls.locator("tbody td:first-child").evaluateAll((cells) => [...new Set(cells.map((cell) => cell.firstChild.textContent))]);
    await until("calls of one model", async () => (await models()).join() === "gpt-4o");
    const [download] = await Promise.all([olga.page.waitForEvent("download"), press(olga.page, "Export as CSV")]);
    const [names, ...lines] = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    const model = names.split(",").indexOf("model");
    assert.ok(lines.length > 20 && lines.every((line) => line.split(",")[model] === "gpt-4o"));
    await olga.check_access("one model alone");
    await olga.page.goBack();
    await until("calls of every model", async () => (await models()).length > 1);
    await olga.page.goForward();
    await press(olga.page, "Remove the filter Model openai gpt-4o");
    await olga.page.waitForURL((url) => url.search === "?range=90d");
  });

  test("what calls cost is divided by what it is broken down by; the parts add up to the whole, beside the time before", async () => {
    const figures = async () => {
      const [download] = await Promise.all([
        olga.page.waitForEvent("download"),
        olga.page.getByRole("button", { name: "Save Cost per day" }).click().then(() => olga.page.getByRole("menuitem", { name: "Figures (CSV)" }).click()),
      ]);
      const [names, ...days] = readFileSync(await download.path(), "utf8").trim().split("\r\n");
      return { names: names.split(","), days: days.map((day) => day.split(",").slice(1).map(Number)) };
    };
    const drawn = (label) => olga.page.getByRole("button", { name: label, exact: true }).waitFor();
    await olga.goto("/tokens?range=30d");
    await drawn("gpt-4o");
    await olga.check_access("bars by model");
    const by_model = await figures();
    assert.ok(by_model.names.includes("gpt-4o") && by_model.names.includes("claude-haiku-4-5"));
    await olga.page.getByLabel("Bars").selectOption("whole");
    await olga.page.waitForURL(/bars=whole/);
    await olga.page.getByRole("button", { name: "gpt-4o", exact: true }).waitFor({ state: "detached" });
    const whole = await figures();
    const sums = by_model.days.map((parts) => parts.reduce((sum, value) => sum + value, 0));
    assert.deepEqual(sums.slice(1), whole.days.slice(1).map(([value]) => value)); // the first day of parts begins with an hour
    assert.ok(sums[0] >= whole.days[0][0]);
    await olga.page.getByLabel("Bars").selectOption("parts");
    await olga.page.getByLabel("Compare").selectOption("previous");
    await olga.page.waitForURL(/compare=previous/);
    await drawn("the time before");
    await olga.page.getByLabel("Break down by").selectOption("user");
    await olga.page.waitForURL(/by=user/);
    await drawn("the rest");
    await drawn("Mina Okafor");
    await olga.page.reload();
    await drawn("the time before");
    const by_user = await figures();
    assert.deepEqual(by_user.names.slice(-2), ["the rest", "the time before"]);
    assert.ok(by_user.days.some((day) => day.at(-1) > 0));
  });

  test("a time without calls says so, and nothing moves", async () => {
    const release = await hold(olga.page, "**/tokens/budgets");
    await olga.goto(`/tokens?since=${Date.UTC(2020, 0, 1)}&until=${Date.UTC(2020, 0, 8)}`);
    await olga.page.getByText("every call is priced").waitFor();
    release();
    await olga.page.getByRole("heading", { name: "No AI call in this time" }).waitFor();
  });

  for (const [path, least_px] of [
    ["/notifications", 50 * 60],
    ["/tokens?range=90d", 400 * 40],
  ])
    test(`the list of ${path} goes on to its end, and what is far away is not in the page`, async () => {
      await olga.goto(path);
      await walk_to_end(olga.page);
      assert.ok((await height_of(olga.page)) > least_px);
      await olga.page.keyboard.press("Home");
      await rows_of(olga.page).first().getByText(/./).first().waitFor();
    });

  for (const [path, route] of [
    ["/errors", "**/api/v1/errors?**"],
    ["/executions", "**/api/v1/executions*"],
    ["/analytics", "**/api/v1/telemetry/summary?**"],
    ["/tokens", "**/api/v1/tokens/usage?**"],
    ["/analytics/events", "**/api/v1/telemetry/events?**"],
  ])
    test(`${path} says why it can't be shown, and Retry shows it`, async () => {
      const problem = { status: 500, code: "internal", detail: "Something went wrong here.", request_id: "of-this-request" };
      await olga.page.route(route, (asked) => asked.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify(problem) }));
      olga.expects("500");
      await olga.goto(path);
      await olga.page.getByText("Request of-this-request").waitFor();
      assert.equal(await olga.page.locator("main .mantine-Skeleton-root").count(), 0);
      await olga.check_access(`${path} without its data`);
      await olga.page.unroute(route);
      olga.expected.length = 0;
      await press(olga.page, "Retry");
      await olga.page.getByText("Request of-this-request").first().waitFor({ state: "detached" });
      await olga.page.locator("main table, main details, main pre").first().waitFor();
    });

  test("the colours that are chosen are kept", async () => {
    const dark = olga.page.locator("html[data-mantine-color-scheme=dark]");
    await olga.goto("/errors");
    await press(olga.page, "Use dark colours");
    await dark.waitFor();
    await olga.page.reload();
    await olga.page.getByRole("button", { name: "Use light colours" }).waitFor();
    await dark.waitFor();
    await press(olga.page, "Use light colours");
    await dark.waitFor({ state: "detached" });
  });

  test("the keyboard is enough", async () => {
    await olga.goto("/errors?state=all");
    await olga.page.locator("tbody tr").first().waitFor();
    await olga.page.keyboard.press("j");
    await olga.page.keyboard.press("j");
    await olga.page.keyboard.press("Enter");
    await drawer().getByRole("heading", { name: "Stack" }).waitFor();
    const second = olga.page.url();
    await olga.page.keyboard.press("k");
    await olga.page.waitForURL((url) => url.href !== second);
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.pathname === "/errors");
    await olga.page.keyboard.press("?");
    await drawer().getByText("Next row").waitFor();
    await olga.check_access("the keys");
    await olga.page.keyboard.press("Escape");
    await olga.page.keyboard.press("Control+k");
    await olga.page.getByRole("combobox", { name: "Go to" }).fill("notif");
    await olga.check_access("the palette");
    await olga.page.keyboard.press("Enter");
    await olga.page.waitForURL("**/notifications");
  });
}
