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
