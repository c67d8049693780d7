// What is sent twice, or is wrong, or would be lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open_browser, Person } from "../browser.mjs";
import { access_token, fill, owner, press } from "../steps.mjs";

export function forms({ browser, drawer, host, olga }) {
  test("a form or a question that is pressed twice at once acts once", async () => {
    const token = await access_token(host, "Sample");
    const keys = async () => (await host.request("GET", "/api/v1/keys/access?limit=100", { token })).json.data.filter(({ name }) => name === "twice");
    await olga.goto("/keys");
    await press(olga.page, "Issue a key");
    await drawer().getByLabel("Name").fill("twice");
    await drawer().getByLabel("read everything (read)").check();
    await drawer().getByRole("button", { name: "Issue" }).dblclick();
    await press(olga.page, "I have copied it");
    assert.equal((await keys()).length, 1);
    await olga.page.getByRole("button", { name: "Change twice" }).click();
    await olga.page.getByRole("menuitem", { name: "Delete" }).click();
    await drawer().getByRole("button", { name: "Delete" }).dblclick(); // a second one would be told not to be there
    await olga.page.locator("tr", { hasText: "twice" }).waitFor({ state: "detached" });
    await drawer().waitFor({ state: "detached" });
  });
}
