// With no mouse: from the top of a page to all that its header has, and a task from its beginning to its end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { sizes } from "../browser.mjs";
import { access_token } from "../steps.mjs";

export function keyboard({ drawer, host, olga }) {
  const press = (...keys) => keys.reduce((before, key) => before.then(() => olga.page.keyboard.press(key)), Promise.resolve());
  // What has the focus, as it is called.
  const at = () =>
    olga.page.evaluate(() => {
      const one = document.activeElement;
      return one.ariaLabel || (one.matches("main") ? one.id : one.textContent.trim());
    });
  const comes_to = (name) => until(`the focus on ${name}`, async () => (await at()) === name);
  const tab_to = async (name, key = "Tab") => {
    for (let presses = 0; presses < 60 && !(await at()).startsWith(name); ++presses) await press(key);
    assert.ok((await at()).startsWith(name), `${name} is not among what ${key} comes to, but ${await at()}`);
  };
  const is_seen = () => olga.page.evaluate(() => document.activeElement.matches(":focus-visible") && document.activeElement.getBoundingClientRect().left >= 0);
  const items = () => olga.page.getByRole("menuitem");

  test("the first that the keyboard comes to leads past the header; then come the header's own, one after the other", async () => {
    await olga.goto("/errors?state=all");
    await olga.page.locator("tbody tr").first().waitFor();
    await press("Tab");
    await comes_to("Skip to the content");
    assert.ok(await is_seen());
    await olga.check_access("the way past the header", { within: "[href='#content']" });
    await olga.page.getByRole("button", { name: "Sample" }).waitFor();
    await press("Enter");
    await comes_to("content");
    await press("Tab");
    await comes_to("Export as CSV");
    await tab_to("Skip to the content", "Shift+Tab");
    for (const name of ["Arris", "Sample", "Go to", "Notifications", "Use dark colours", "OO: Olga Owner", "Errors"]) {
      await press("Tab");
      assert.ok((await at()).startsWith(name), `${await at()} instead of ${name}`);
      assert.ok(await is_seen(), name);
    }
  });

  test("the menus of the header are opened, walked and closed, and what opened them has the focus again", async () => {
    await olga.page.getByRole("button", { name: "Sample" }).waitFor();
    await tab_to("Sample", "Shift+Tab");
    await press("Enter");
    await items().first().waitFor();
    await olga.check_access("the organizations", { within: "[role=menu]" });
    const names = await items().allTextContents();
    await comes_to(names[0]);
    await press("ArrowDown");
    await comes_to(names[1]);
    await press("ArrowDown");
    await comes_to(names[0]);
    await press("Escape");
    await comes_to("Sample");
    await tab_to("Use dark colours");
    await press("Enter");
    await olga.page.locator("html[data-mantine-color-scheme=dark]").waitFor();
    await comes_to("Use light colours");
    await press("Space");
    await comes_to("Use dark colours");
    await tab_to("OO: ");
    const account = await at();
    await press("Enter");
    await items().first().waitFor();
    await olga.check_access("the account's menu", { within: "[role=menu]" });
    await comes_to("Keyboard");
    await press("End");
    await comes_to("Sign out");
    await press("Home", "Enter");
    await drawer().getByText("Next row").waitFor();
    await press("Escape");
    await comes_to(account);
  });

  test("an issue is found, opened, resolved and taken back; the focus is then on its row again", async () => {
    const token = await access_token(host, "Sample");
    const body = { message: "by keys alone", error_type: "KeyboardError" };
    assert.equal((await host.request("POST", "/api/v1/errors", { token, body })).status, 202);
    const title = "KeyboardError: by keys alone";
    await olga.goto("/errors");
    await olga.page.locator("tbody tr").first().waitFor();
    await press("/");
    await comes_to("Search");
    await olga.page.keyboard.type("by keys alone");
    await olga.page.waitForURL((url) => url.searchParams.get("q") === "by keys alone");
    await until("one row", async () => (await olga.page.locator("tbody tr").count()) === 1);
    await tab_to(title);
    await press("Enter");
    await drawer().getByRole("heading", { name: "Stack" }).or(drawer().getByText("KeyboardError")).first().waitFor();
    await until("the focus in the drawer", () => drawer().evaluate((one) => one.contains(document.activeElement)));
    await tab_to("Resolve");
    await press("Enter");
    await drawer().getByText("resolved", { exact: true }).waitFor();
    await comes_to("Reopen");
    await olga.page.getByRole("button", { name: "Undo" }).waitFor();
    await press("Control+z");
    await drawer().getByText("unresolved", { exact: true }).waitFor();
    await comes_to("Resolve");
    assert.equal(await olga.page.locator("#search").inputValue(), "by keys alone"); // that is what the browser would undo
    await tab_to("Assign");
    await press("Enter");
    await items().first().waitFor();
    await comes_to("Olga Owner (you)");
    await press("Enter");
    await drawer().getByText(/^assigned to Olga/).waitFor();
    await comes_to("Assign");
    await tab_to("Delete");
    await press("Enter");
    const question = olga.page.getByRole("dialog", { name: "Delete this issue?" });
    await question.waitFor();
    await press("Escape");
    await question.waitFor({ state: "detached" });
    await comes_to("Delete");
    await olga.page.locator("tbody a", { hasText: title }).waitFor(); // it had left the list as long as it was resolved
    await press("Escape");
    await drawer().waitFor({ state: "detached" });
    await comes_to(title);
  });

  test("what is opened out of the middle of a long list, and closed, leaves the list where it is", async () => {
    const scrolled = () => olga.page.evaluate(() => scrollY);
    await olga.goto("/notifications");
    await olga.goto("/errors?state=all");
    const links = olga.page.locator("tbody tr a");
    await links.nth(12).waitFor();
    await links.nth(12).focus();
    await olga.page.evaluate(() => scrollTo(0, 250));
    const [before, title] = [await scrolled(), await at()];
    assert.ok(before > 0);
    await press("Enter");
    await drawer().getByRole("heading", { name: "Stack" }).waitFor();
    assert.equal(await scrolled(), before);
    await press("Escape");
    await drawer().waitFor({ state: "detached" });
    await comes_to(title);
    assert.equal(await scrolled(), before);
    await olga.goto("/tokens?range=90d");
    await olga.page.getByLabel("Break down by").focus();
    await olga.page.evaluate(() => scrollTo(0, 500));
    await olga.page.keyboard.type("By user");
    await olga.page.waitForURL(/by=user/);
    await olga.page.getByRole("table").first().getByText("Mina Okafor").waitFor();
    await until("the page where it was", async () => (await scrolled()) === 500);
    await olga.page.getByRole("link", { name: "Team" }).press("Enter");
    await olga.page.getByRole("heading", { name: "Team" }).waitFor();
    await until("the start of the page", async () => (await scrolled()) === 0);
    await olga.page.goBack();
    await until("the page where it was", async () => (await scrolled()) === 500);
  });

  test("on a phone the pages are behind a button, which has the focus again once they are closed", async () => {
    await olga.page.setViewportSize(sizes.phone);
    await olga.goto("/team");
    await olga.page.getByRole("row").nth(1).waitFor();
    await press("Tab", "Tab", "Enter");
    await drawer().getByRole("link", { name: "Errors" }).waitFor();
    await olga.check_access("the pages on a phone", { within: "[role=dialog]" });
    await press("Escape");
    await comes_to("Pages");
    await press("Enter");
    await tab_to("Keys");
    await press("Enter");
    await olga.page.waitForURL("**/keys");
    await drawer().waitFor({ state: "detached" });
    await olga.page.setViewportSize(sizes.desk);
  });
}
