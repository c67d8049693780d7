// Traces, logs and metrics.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { send_signals } from "../signals.mjs";
import { access_token, press, rows_with } from "../steps.mjs";

export function traces({ drawer, host, olga }) {
  const rows = () => olga.page.locator("tbody tr");
  const saved = async () => {
    const [download] = await Promise.all([olga.page.waitForEvent("download"), press(olga.page, "Export as CSV")]);
    return readFileSync(await download.path(), "utf8").trim().split("\r\n");
  };
  const all = (test_of) => olga.page.waitForFunction(test_of);

  test("traces are filtered by service, outcome and duration; reload and Back keep it, and the file holds them", async () => {
    olga.trace_id = await send_signals(host, await access_token(host, "Sample"));
    await olga.goto("/traces");
    await olga.page.getByRole("link", { name: "POST /checkout" }).waitFor();
    await olga.check_access("traces");
    await olga.page.getByLabel("Duration").selectOption("500");
    await olga.page.waitForURL(/least_ms=500/);
    await olga.page.getByLabel("Service", { exact: true }).fill("shop");
    await olga.page.waitForURL(/service=shop/);
    await olga.page.getByRole("searchbox", { name: "Search" }).fill("cart");
    await olga.page.waitForURL(/q=cart/);
    await rows_with(olga.page, "GET /cart");
    const [address, shown] = [olga.page.url(), await rows().count()];
    assert.ok(shown > 3 && shown < 30);
    const [names, ...lines] = await saved();
    assert.match(names, /^id,name,service,start_at,duration_us,/);
    assert.equal(lines.length, shown);
    assert.ok(lines.every((line) => Number(line.split(",")[4]) >= 500_000 && /T\d\d:\d\d:\d\d\.\d{6}Z,/.test(line)));
    await olga.page.reload();
    await rows().first().waitFor();
    assert.deepEqual([olga.page.url(), await rows().count()], [address, shown]);
    await rows().first().getByRole("link").click();
    await drawer().getByText("SELECT").waitFor();
    await olga.page.goBack();
    await olga.page.waitForURL(address);
    await press(olga.page, "Clear filters");
    await olga.page.getByText("Failed", { exact: true }).click();
    await olga.page.waitForURL(/outcome=failed/);
    await olga.page.getByRole("searchbox", { name: "Search" }).fill("checkout");
    await all(() => document.querySelectorAll("tbody tr").length === 1);
    await olga.page.getByRole("searchbox", { name: "Search" }).blur();
  });

  test("a trace is a waterfall, whose spans open and fold; a service that nobody has says so", async () => {
    await olga.page.keyboard.press("j");
    await olga.page.keyboard.press("Enter");
    await olga.page.waitForURL((url) => url.pathname === `/traces/${olga.trace_id}`);
    const span = (name) => drawer().getByRole("button", { name, exact: true });
    const names = () => drawer().locator("[data-span]").evaluateAll((found) => found.map((one) => one.firstChild.textContent));
    await span("SELECT carts").waitFor();
    assert.deepEqual(await names(), ["POST /checkout", "load cart", "SELECT carts", "charge", "POST /v1/charges", "send receipt", "cache.set"]);
    await drawer().getByText("33.55 ms").waitFor();
    await drawer().getByText("93 µs").waitFor();
    await olga.check_access("a trace");
    await span("SELECT carts").click();
    await olga.page.waitForURL(/span=/);
    await drawer().getByText("SELECT * FROM carts WHERE id = $1").waitFor();
    await olga.check_access("an open span");
    await olga.page.reload();
    await drawer().getByText("SELECT * FROM carts WHERE id = $1").waitFor();
    await span("load cart").focus();
    await olga.page.keyboard.press("ArrowLeft");
    await span("SELECT carts").waitFor({ state: "detached" });
    await olga.page.keyboard.press("ArrowDown");
    await olga.page.keyboard.press("Enter");
    await drawer().getByText("error: the card was declined", { exact: true }).waitFor();
    await drawer().getByLabel("Failed ones alone").check();
    await drawer().getByText("3 spans", { exact: true }).waitFor();
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.pathname === "/traces" && !url.search.includes("span="));
    await olga.goto("/traces?service=nobody");
    await olga.page.getByText("No trace fits these filters").waitFor();
  });

  test("a trace leads to its issue and its logs, and both lead back", async () => {
    await olga.goto("/traces");
    await olga.page.getByRole("searchbox", { name: "Search" }).fill(olga.trace_id);
    await olga.page.waitForURL((url) => url.pathname === `/traces/${olga.trace_id}`);
    await drawer().getByText("checkout began").waitFor();
    await drawer().getByRole("link", { name: "Show them in the list of logs" }).click();
    await olga.page.waitForURL(/tab=logs.*trace_id=/);
    await drawer().waitFor({ state: "detached" });
    const records = olga.page.locator("main details");
    await all(() => document.querySelectorAll("main details").length === 2);
    await olga.page.getByLabel("Level").selectOption("error");
    await all(() => document.querySelectorAll("main details").length === 1);
    await records.first().locator("summary").click();
    await olga.check_access("a log record");
    await records.first().getByRole("link", { name: "Show its trace" }).click();
    await drawer().getByText("error: the card was declined", { exact: true }).waitFor();
    await drawer().getByRole("link", { name: "Show the issues of this trace" }).click();
    await olga.page.waitForURL((url) => url.pathname === "/errors" && url.searchParams.get("trace_id") === olga.trace_id);
    await olga.page.getByRole("link", { name: /^PaymentError/ }).click();
    await drawer().getByRole("link", { name: "Show its trace" }).click();
    await olga.page.waitForURL((url) => url.pathname === `/traces/${olga.trace_id}` && url.searchParams.get("span") !== null);
    await drawer().getByText("error: the card was declined", { exact: true }).waitFor();
    await olga.page.goBack();
    await drawer().getByRole("tab", { name: "Tags" }).click();
    await drawer().getByRole("link", { name: olga.trace_id }).click();
    await olga.page.waitForURL((url) => url.pathname === `/traces/${olga.trace_id}`);
    await drawer().getByText("checkout began").waitFor();
  });

  test("a trace of which nothing is kept says so, and what is open behind it stays", async () => {
    olga.expects("404");
    await olga.goto(`/traces/${"f".repeat(32)}?outcome=failed`);
    await drawer().getByRole("heading", { name: "No such trace is kept" }).waitFor();
    await olga.check_access("a missing trace");
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.pathname === "/traces" && url.search === "?outcome=failed");
    olga.expected.length = 0;
  });

  test("logs are searched and saved; a metric is drawn, a series and a part of the time chosen", async () => {
    await olga.goto("/traces?tab=logs");
    await olga.page.getByText("the cache is almost full").waitFor();
    await olga.page.getByRole("searchbox", { name: "Search" }).fill("request 17");
    await olga.page.waitForURL(/q=request/);
    await all(() => document.querySelectorAll("main details").length === 11);
    assert.equal((await saved()).length, 12);

    await olga.page.getByRole("tab", { name: "Metrics" }).click();
    await olga.page.getByRole("link", { name: "http.server.requests" }).click();
    await olga.page.waitForURL(/metric=http.server.requests/);
    await drawer().getByRole("button", { name: "shop, http.route=/cart", exact: true }).click();
    const chart = drawer().getByRole("slider", { name: /^shop, http.route=\/cart: added in each time/ });
    await chart.waitFor();
    await olga.check_access("a metric");
    await chart.focus();
    await chart.press("Home");
    const first = await chart.getAttribute("aria-valuetext");
    for (let i = 0; i < 3; ++i) await chart.press("Shift+ArrowRight");
    assert.notEqual(await chart.getAttribute("aria-valuetext"), first);
    await chart.press("Enter");
    await olga.page.waitForURL(/since=\d+&until=\d+/);
    await olga.page.keyboard.press("k");
    await olga.page.keyboard.press("k");
    await drawer().getByRole("heading", { name: "balance" }).waitFor();
    await olga.page.keyboard.press("Escape");
    await drawer().waitFor({ state: "detached" });
  });
}
