// That what is looked for in every story would be seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Person } from "../browser.mjs";

const moving = `<!doctype html><title>moving</title><div id="above"></div><h1>It moves</h1><p>All of it</p>`;

export function watch({ browser, host }) {
  test("what moved in a document that was left, or in another tab, is told of once", async () => {
    const person = await new Person(browser, host.url).begin();
    await person.context.route("**/moving", (route) => route.fulfill({ contentType: "text/html", body: moving }));
    const move = async (page) => {
      await page.goto("/moving");
      await page.evaluate(() => new Promise(requestAnimationFrame));
      await page.evaluate(() => {
        document.getElementById("above").style.height = "400px";
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      });
    };
    await move(person.page);
    await person.goto("/healthz");
    await assert.rejects(person.check_quiet(), /what is shown moved by 0\.\d+.*\/moving.*It moves/);
    await person.check_quiet();
    await move(await person.tab());
    await assert.rejects(person.check_quiet(), /what is shown moved by/);
    await person.close();
  });
}
