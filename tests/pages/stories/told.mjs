// The figures on the pages are those that the API tells, and what a budget comes to follows from them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { compact, count, percent_of, usd } from "../../../pages/src/kit/format.ts";
import { day_share, forecast } from "../../../pages/src/tokens/forecast.ts";

// "617K" is "617k" in the browser's English.
const same = (shown, told, what) => assert.deepEqual(...[shown, told].map((texts) => texts.map((text) => text.toLowerCase())), what);
const drift_max = 0.001; // of a forecast, for the clock goes on

export function told({ olga }) {
  const of_all = ["range", "from_ms", "to_ms", "utc_offset_min", "by", "limit"];
  const is_of_all = ({ searchParams }) => [...searchParams.keys()].every((name) => of_all.includes(name));
  const asks = (url, route) => url.pathname === `/api/v1${route}` && is_of_all(url);
  const answer_of = async (route) => (await olga.page.waitForResponse((one) => asks(new URL(one.url()), route) && one.ok())).json();
  // What the page was told while it came.
  async function come_to(path, ...routes) {
    const answers = Promise.all(routes.map(answer_of));
    await olga.goto(path);
    return answers;
  }
  const tile = async (label) => {
    const value = olga.page.locator("main dl > div", { has: olga.page.locator("dt", { hasText: label }) }).locator("dd > span");
    return value.first().textContent();
  };

  test("costs, their parts and budgets are shown as they are told; a budget's forecast is what is spent by its share of the time", async () => {
    const [usage, breakdown, { data: budgets }] = await come_to("/tokens?range=30d", "/tokens/usage", "/tokens/breakdown", "/tokens/budgets");
    const table = olga.page.getByRole("table").first();
    await table.getByText("gpt-4o", { exact: true }).waitFor();
    const { totals } = usage;
    assert.ok(totals.requests > 0 && budgets.length > 0 && breakdown.data.length > 1);
    same(
      [await tile("Cost"), await tile("AI calls"), await tile("Input tokens")],
      [usd(totals.cost_nano_usd), count(totals.requests), compact(totals.input_tokens)],
    );
    for (const { key, share_percent, totals: part } of breakdown.data.filter(({ key }) => key !== "")) {
      const cells = await table.locator("tr", { has: olga.page.getByRole("link", { name: key, exact: true }) }).first().locator("td").allTextContents();
      same(cells.slice(1), [percent_of(share_percent), usd(part.cost_nano_usd), compact(part.total_tokens), count(part.requests)], key);
    }
    for (const budget of budgets) {
      const row = olga.page.locator("main li", { has: olga.page.getByText(budget.name, { exact: true }) });
      const text = await row.textContent();
      const now_ms = Date.now();
      const spent = `${usd(budget.spent_nano_usd)} of ${usd(budget.limit_nano_usd)} (${percent_of(budget.spent_percent)}) after ${day_share(budget, now_ms)} % of the ${budget.period}`;
      assert.ok(text.includes(spent), `${spent}: ${text}`);
      const expected = forecast(budget, now_ms);
      const [, shown] = text.match(/at this pace \$([\d,.]+) in the end/) ?? [];
      assert.equal(shown === undefined, expected === null, text);
      if (expected !== null) assert.ok(Math.abs((Number(shown.replaceAll(",", "")) * 1e9) / expected - 1) < drift_max, `${shown} for ${expected}`);
    }
  });

  test("what is used is shown as it is told; a part of the chart is chosen, and saved as a picture", async () => {
    const [{ now }] = await come_to("/analytics?range=30d", "/telemetry/summary");
    const chart = olga.page.getByRole("slider", { name: "Events per day" });
    await chart.waitFor();
    same([await tile("Events"), await tile("People"), await tile("Sessions")], [now.events, now.people, now.sessions].map(compact));
    const { x, y, width } = await chart.boundingBox();
    await olga.page.mouse.move(x + width * 0.5, y + 60);
    await olga.page.mouse.down();
    await olga.page.mouse.move(x + width * 0.7, y + 60, { steps: 3 });
    await olga.page.mouse.up();
    await olga.page.waitForURL((url) => url.searchParams.has("since") && url.searchParams.has("until"));
    const address = olga.page.url();
    const { searchParams } = new URL(address);
    assert.ok(Number(searchParams.get("until")) - Number(searchParams.get("since")) < 10 * 86_400_000);
    await olga.page.goBack();
    await olga.page.waitForURL((url) => url.search === "?range=30d");
    await chart.waitFor();
    await olga.goto("about:blank");
    const [part] = await come_to(address, "/telemetry/summary");
    const narrowed = olga.page.getByRole("slider", { name: /^Events per/ });
    await narrowed.waitFor();
    assert.equal(await tile("Events"), compact(part.now.events));
    assert.ok(part.now.events < now.events);
    await olga.page.getByRole("button", { name: /^Save Events per/ }).click();
    const [download] = await Promise.all([olga.page.waitForEvent("download"), olga.page.getByRole("menuitem", { name: "Picture (PNG)" }).click()]);
    assert.equal(readFileSync(await download.path()).subarray(1, 4).toString(), "PNG");
  });
}
