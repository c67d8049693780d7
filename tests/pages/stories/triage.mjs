// What is done about many issues at once, and what comes of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { access_token, answer_of, press } from "../steps.mjs";

export function triage({ drawer, host, olga }) {
  const row = (name) => olga.page.locator("tbody tr", { hasText: name });
  const rows = (...wanted) =>
    until(`only ${wanted}`, async () => (await olga.page.locator("tbody tr td:nth-child(2) a").allTextContents()).sort().join() === wanted.join());
  const choose = (...names) => names.reduce((before, name) => before.then(() => olga.page.getByLabel(`Select ${name}`).check()), Promise.resolve());
  const chosen = () => olga.page.getByRole("toolbar", { name: "Chosen issues" });
  const do_to_chosen = async (menu, item) => {
    await chosen().getByRole("button", { name: menu, exact: true }).click();
    await olga.page.getByRole("menuitem", { name: item }).click();
    await chosen().waitFor({ state: "detached" });
  };
  const do_to_one = async (menu, item) => {
    await drawer().getByRole("button", { name: menu, exact: true }).click();
    await olga.page.getByRole("menuitem", { name: item }).click();
  };
  const filter = (state) => olga.page.getByRole("radiogroup", { name: "State" }).getByText(state, { exact: true }).click();
  const close = async () => {
    await olga.page.keyboard.press("Escape");
    await drawer().waitFor({ state: "detached" });
  };
  const names = ["TriageError: north", "TriageError: south", "TriageError: west"];
  let token;

  const send_one = async (message, release = "shop@1.0") => {
    const body = { message, error_type: "TriageError", release, fingerprint: [`triage ${message}`] };
    const answer = await host.request("POST", "/api/v1/errors", { token, body });
    assert.equal(answer.status, 202, answer.text);
  };

  test("issues that are chosen are resolved, taken back, muted and opened again together", async () => {
    token = await access_token(host, "Sample");
    for (const message of ["north", "south", "west"]) await send_one(message);
    await olga.goto("/errors?q=TriageError");
    await rows(...names);
    await choose(names[0], names[1]);
    await chosen().getByText("2 issues selected").waitFor();
    assert.ok(await chosen().getByRole("button", { name: "Reopen" }).isDisabled());
    await do_to_chosen("Resolve", "Now: any later event reopens it");
    await rows(names[2]);
    await olga.page.getByText("Resolved: 2 issues").waitFor();
    await press(olga.page, "Undo");
    await rows(...names);
    await olga.page.getByLabel("Select all that are shown").check();
    await chosen().getByText("3 issues selected").waitFor();
    await olga.check_access("chosen issues");
    await do_to_chosen("Mute", "For 24 hours");
    await olga.page.getByText("No error fits").or(olga.page.getByRole("heading", { name: /fits these filters/ })).first().waitFor();
    await filter("Muted");
    await rows(...names);
    await choose(names[0], names[1]);
    await do_to_chosen("Assign", "Olga Owner (you)");
    await choose(names[0], names[1], names[2]);
    await chosen().getByRole("button", { name: "Reopen" }).click();
    await olga.page.getByText("Reopened: 3 issues").waitFor();
    await filter("Unresolved");
    await rows(...names);
    await row(names[1]).getByRole("link").click();
    await drawer().getByText("assigned to Olga Owner").waitFor();
    await close();
  });

  test("an issue that is resolved in a release stays so for older events; a mute says until when", async () => {
    await row(names[0]).getByRole("link").click();
    await do_to_one("Resolve in", "In shop@1.0: events of older releases don't count");
    await drawer().getByText("in shop@1.0", { exact: true }).waitFor();
    await send_one("north", "shop@0.9");
    await olga.page.reload();
    await drawer().getByText("1 of 2", { exact: true }).waitFor();
    await drawer().getByText("resolved", { exact: true }).waitFor();
    await send_one("north", "shop@1.0");
    await olga.page.reload();
    await drawer().getByText("unresolved", { exact: true }).waitFor();
    await do_to_one("Resolve in", "In the next release");
    await drawer().getByText("in a release after shop@1.0").waitFor();
    await Promise.all([answer_of(olga.page, "unresolved"), drawer().getByRole("button", { name: "Reopen" }).click()]);
    await drawer().getByText("unresolved", { exact: true }).waitFor();
    await do_to_one("Mute", "For 7 days");
    await drawer().getByText(/^until \d/).waitFor();
    await drawer().getByText("muted", { exact: true }).waitFor();
    await olga.page.getByRole("status").getByText("Muted", { exact: true }).waitFor();
    await olga.page.keyboard.press("Control+z");
    await drawer().getByText("unresolved", { exact: true }).waitFor();
    await close();
  });

  test("an event of an issue has an address, and so has the part of it that is shown", async () => {
    await olga.goto("/errors?q=TriageError");
    await row(names[0]).getByRole("link").click();
    const button = (name) => drawer().getByRole("button", { name, exact: true });
    const place = (text) => drawer().getByText(text, { exact: true }).waitFor();
    await place("1 of 3");
    assert.ok(await button("Newer").isDisabled());
    await button("Older").click();
    await place("2 of 3");
    await button("Older").click();
    await place("3 of 3");
    assert.ok(await button("Older").isDisabled());
    await olga.page.waitForURL(/event=/);
    const address = olga.page.url();
    await olga.page.reload();
    await place("3 of 3");
    assert.equal(olga.page.url(), address);
    await drawer().getByRole("tab", { name: "Tags" }).click();
    await olga.page.waitForURL((url) => url.search.includes("tab=tags") && url.search.includes("event="));
    await olga.page.reload();
    await drawer().getByRole("link", { name: "shop@1.0" }).click();
    await olga.page.waitForURL((url) => url.pathname === "/errors" && url.searchParams.get("release") === "shop@1.0");
    await olga.page.goBack();
    await drawer().getByRole("tab", { name: "Tags", selected: true }).waitFor();
    await drawer().getByRole("tab", { name: "Events" }).click();
    await place("3 of 3");
    await button("Newest").click();
    await place("1 of 3");
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.pathname === "/errors" && url.search === "?q=TriageError");
  });

  test("issues are merged into one, with why; a part is split off again", async () => {
    await olga.goto("/errors?q=TriageError");
    await rows(...names);
    await choose(names[0], names[2]);
    await chosen().getByRole("button", { name: "Merge" }).click();
    const dialog = olga.page.getByRole("dialog", { name: "Merge 2 issues" });
    await dialog.getByRole("radio", { name: names[0] }).check();
    await dialog.getByLabel("Why (optional)").fill("The same compass");
    await dialog.getByRole("button", { name: "Merge" }).click();
    await olga.page.getByText("Merged 2 issues into one").waitFor();
    await rows(names[0], names[1]);
    await row(names[0]).getByRole("link").click();
    await drawer().getByRole("tab", { name: "History" }).click();
    await drawer().getByText("The same compass").waitFor();
    await olga.check_access("the history of an issue", { within: "[role=dialog]" });
    await drawer().getByRole("tab", { name: "Tags" }).click();
    await olga.page.waitForURL(/tab=tags/);
    const kinds = drawer().getByRole("group", { name: "Kinds of events that were merged" }).getByRole("checkbox");
    await until("two kinds", async () => (await kinds.count()) === 2);
    const split = drawer().getByRole("button", { name: "Split off" });
    assert.ok(await split.isDisabled());
    await kinds.nth(1).check();
    await olga.check_access("the tags of an issue", { within: "[role=dialog]" });
    await split.click();
    await olga.page.getByText("They are an issue of their own now").waitFor();
    await close();
    await until("three again", async () => (await olga.page.locator("tbody tr").count()) === 3);
  });
}
