// From a figure of Analytics to the events that it was made of.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { access_token, press } from "../steps.mjs";

const asked = "**/api/v1/telemetry/events?**";

export function events({ host, olga }) {
  const records = () => olga.page.locator("main details");
  const all_show = (text) =>
    olga.page.waitForFunction((wanted) => {
      const shown = [...document.querySelectorAll("main details summary")];
      return shown.length > 0 && shown.every((one) => one.textContent.includes(wanted));
    }, text);
  const at_events = (params) =>
    olga.page.waitForURL((url) => url.pathname === "/analytics/events" && Object.entries(params).every(([name, value]) => url.searchParams.get(name) === value));
  const link = (name) => olga.page.getByRole("link", { name, exact: true });
  const saved = async () => {
    const [download] = await Promise.all([olga.page.waitForEvent("download"), press(olga.page, "Export as CSV")]);
    return readFileSync(await download.path(), "utf8").trim().split("\r\n");
  };

  test("a tile leads to the events that it counts; filters, reload and Back keep to them, and the file holds them all", async () => {
    const token = await access_token(host, "Sample");
    const { json: told } = await host.request("GET", "/api/v1/telemetry/summary?range=30d", { token });
    await olga.goto("/analytics");
    await link("List the events of errors").click();
    await at_events({ range: "30d", kind: "error" });
    await all_show("error");
    await olga.check_access("events");
    const [names, ...lines] = await saved();
    assert.match(names, /(^|,)at(,|$)/);
    assert.equal(lines.length, told.now.error_events);
    await olga.page.getByLabel("Kind").selectOption("performance");
    await at_events({ kind: "performance" });
    await olga.page.getByLabel("Component", { exact: true }).fill("editor");
    await at_events({ component: "editor" });
    await olga.page.getByRole("searchbox", { name: "Search" }).fill("RESP");
    await at_events({ q: "RESP" });
    await all_show("editorresponse");
    const [address, shown] = [olga.page.url(), await records().count()];
    await olga.page.reload();
    await all_show("editorresponse");
    assert.deepEqual([olga.page.url(), await records().count()], [address, shown]);
    await link("Show the figures").click();
    await olga.page.waitForURL((url) => url.pathname === "/analytics" && url.search === "?range=30d");
    await olga.page.goBack();
    await olga.page.waitForURL(address);
    await press(olga.page, "Clear filters");
    await olga.page.waitForURL((url) => url.search === "?range=30d");
  });

  test("an event opens to all that was sent, and leads to those of its session", async () => {
    await olga.goto("/analytics");
    await link("editor").first().click();
    await at_events({ range: "30d", component: "editor" });
    await all_show("editor");
    await records().first().locator("summary").click();
    await olga.check_access("an open event");
    await link("Show its session").click();
    await olga.page.waitForURL((url) => url.searchParams.get("session")?.startsWith("s") && !url.searchParams.has("component"));
    const session = new URL(olga.page.url()).searchParams.get("session");
    await olga.page.getByRole("button", { name: `Remove the filter Session ${session}`, exact: true }).waitFor();
    const [names, ...lines] = await saved();
    const at = names.split(",").indexOf("session_id");
    assert.ok(lines.length > 0 && lines.every((line) => line.split(",")[at] === session));
    await press(olga.page, `Remove the filter Session ${session}`);
    await olga.page.waitForURL((url) => url.search === "?range=30d");
  });

  test("what is slow leads to its slow events, a chart to those of its time, a page to its views", async () => {
    await olga.goto("/analytics?range=7d");
    await link("List the slowest events").and(olga.page.locator("[href*=least_ms]")).click(); // once it is told how slow those are
    await olga.page.waitForURL((url) => url.searchParams.get("range") === "7d" && Number(url.searchParams.get("least_ms")) > 100);
    const least_ms = Number(new URL(olga.page.url()).searchParams.get("least_ms"));
    await records().first().waitFor();
    const [names, ...lines] = await saved();
    const at = names.split(",").indexOf("duration_ms");
    assert.ok(lines.length > 0 && lines.every((line) => Number(line.split(",")[at]) >= least_ms));
    const [since, until] = [Date.now() - 3 * 86_400_000, Date.now()].map(String);
    await olga.goto(`/analytics?since=${since}&until=${until}`);
    await link("Show the events").click();
    await at_events({ since, until });
    await records().first().waitFor();
    await olga.page.goBack();
    await link("/editor").click();
    await at_events({ since, until, kind: "view", page: "/editor" });
    await all_show("view");
    await press(olga.page, "Remove the filter Page /editor");
  });

  test("a list that finds nothing where it looked goes on; at its end it says so", async () => {
    const event = { name: "far away", component: "editor", kind: "view", session_id: "s", at_ms: Date.now() };
    const answers = { null: { data: [], next_cursor: "two" }, two: { data: [], next_cursor: "three" }, three: { data: [event], next_cursor: null } };
    await olga.page.route(asked, (route) => route.fulfill({ json: answers[new URL(route.request().url()).searchParams.get("cursor")] }));
    await olga.goto("/analytics/events?q=far");
    await all_show("far away");
    await olga.page.unroute(asked);
    await olga.goto("/analytics/events?component=nobody");
    await olga.page.getByRole("heading", { name: "No event fits these filters" }).waitFor();
    await olga.check_access("no events");
    await olga.goto(`/analytics/events?since=${Date.UTC(2020, 0, 1)}&until=${Date.UTC(2020, 0, 8)}`);
    await olga.page.getByRole("heading", { name: "No event in this time" }).waitFor();
  });
}
