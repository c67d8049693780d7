// The inbox, notice by notice and by filters, and webhooks, which carry notices elsewhere.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { access_token, press } from "../steps.mjs";

const { Webhook } = createRequire(new URL("../../clients/package.json", import.meta.url))("standardwebhooks");

export function notices({ drawer, host, olga, receiver }) {
  const row = (text) => olga.page.locator("main li", { hasText: text });
  const button = (text, name) => row(text).getByRole("button", { name, exact: true });
  const gone = (text) => row(text).waitFor({ state: "detached" });
  const is_unread = (text) => row(text).getByText("unread", { exact: true });

  test("a notice is marked as read and unread, archived, and back by Undo", async () => {
    const token = await access_token(host, "Sample");
    for (const number of [1, 2, 3]) {
      const body = { title: `Backup ${number} is done`, category: "billing", type: "success" };
      assert.equal((await host.request("POST", "/api/v1/notifications", { token, body })).status, 202);
    }
    await olga.goto("/notifications");
    await is_unread("Backup 1").waitFor();
    await button("Backup 1", "Read").click();
    await is_unread("Backup 1").waitFor({ state: "detached" });
    await button("Backup 1", "Unread").click();
    await is_unread("Backup 1").waitFor();
    await button("Backup 1", "Archive").click();
    await gone("Backup 1");
    await press(olga.page, "Undo");
    await row("Backup 1").waitFor();
    await olga.page.reload();
    await is_unread("Backup 1").waitFor();
  });

  test("notices are archived together; their box and their category survive reload and Back", async () => {
    const box = (name) => olga.page.getByRole("radio", { name });
    await olga.page.getByLabel("Select Backup 1 is done").check();
    await olga.page.getByLabel("Select Backup 2 is done").check();
    await olga.page.getByText("2 notifications selected").waitFor();
    await olga.check_access("chosen notices");
    const chosen = olga.page.getByRole("toolbar", { name: "Chosen notifications" });
    await chosen.getByRole("button", { name: "Archive" }).click();
    for (const number of [1, 2]) await gone(`Backup ${number}`);
    await row("Backup 3").waitFor();
    await olga.page.getByRole("radiogroup", { name: "Box" }).getByText("Archived").click();
    await olga.page.waitForURL(/box=archived/);
    await olga.page.getByLabel("Category").selectOption("billing");
    await olga.page.waitForURL(/category=billing/);
    await olga.page.reload();
    for (const number of [1, 2]) await row(`Backup ${number}`).waitFor();
    assert.equal(await row("Backup 3").count(), 0);
    assert.ok(await box("Archived").isChecked());
    assert.equal(await olga.page.getByLabel("Category").inputValue(), "billing");
    await olga.page.goBack();
    await olga.page.waitForURL((url) => url.search === "?box=archived");
    await olga.page.goBack();
    await olga.page.waitForURL((url) => url.search === "");
    await row("Backup 3").waitFor();
    assert.deepEqual([await box("All").isChecked(), await olga.page.getByLabel("Category").inputValue()], [true, ""]);
  });

  test("a webhook is added, its secret is shown once, and a test arrives that it signed", async () => {
    await olga.goto("/notifications?tab=webhooks");
    await press(olga.page, "Add a webhook");
    await drawer().getByLabel("Address").fill(receiver.url("/notices"));
    await drawer().getByLabel("key.expiring").check();
    await olga.check_access("a new webhook");
    await drawer().getByRole("button", { name: "Add", exact: true }).click();
    const secret = await olga.page.getByLabel("The secret", { exact: true }).textContent();
    await olga.check_access("the secret of a webhook");
    await press(olga.page, "I have copied it");
    await drawer().waitFor({ state: "detached" });
    assert.ok(!(await olga.page.content()).includes(secret));
    await button("/notices", "Send a test").click();
    const { headers, body } = await until("a test", () => receiver.at("/notices")[0]);
    new Webhook(secret).verify(body, headers);
  });

  test("what a webhook was sent is listed; it is disabled and deleted", async () => {
    await button("/notices", "Attempts").click();
    await drawer().locator("tbody tr").getByText("(200)").waitFor();
    await drawer().getByLabel("Outcome").selectOption("timeout");
    await drawer().getByText("No attempt ended like that.").waitFor();
    await olga.page.waitForURL(/ended=timeout/);
    await drawer().getByLabel("Outcome").selectOption("delivered");
    await drawer().locator("tbody tr").getByText("(200)").waitFor();
    await olga.check_access("the attempts of a webhook");
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.search === "?tab=webhooks");
    await button("/notices", "Disable").click();
    await row("/notices").getByText("by somebody").waitFor();
    await press(olga.page, "Undo");
    await row("/notices").getByText("by somebody").waitFor({ state: "detached" });
    await button("/notices", "Disable").click();
    await row("/notices").getByText("by somebody").waitFor();
    await button("/notices", "Delete").hover();
    await olga.check_access("what loses something, under the pointer");
    assert.equal(await button("/notices", "Send a test").count(), 0);
    await button("/notices", "Delete").click();
    await olga.check_access("a webhook that is about to be deleted");
    await drawer().getByRole("button", { name: "Delete" }).click();
    await gone("/notices");
    assert.equal(receiver.at("/notices").length, 1);
  });
}
