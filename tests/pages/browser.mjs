// A browser whose pages are watched: what they say, ask for in vain, move about or let in is a failure.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { Shifts } from "./shifts.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export const sizes = { phone: { width: 320, height: 640 }, desk: { width: 1440, height: 900 } };

export async function open_browser(...flags) {
  if (!executablePath) throw new Error("Chromium is missing: scripts/support/install-packages installs it");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage", ...flags] });
  return browser;
}

// One person's browser. `expects` names failed answers that are meant: a status and a part of the address.
export class Person {
  constructor(browser, url) {
    this.browser = browser;
    this.url = url;
    this.faults = [];
    this.expected = [];
    this.shifts = new Shifts();
  }

  async begin({ size = "desk", theme = "light", state } = {}) {
    this.context = await this.browser.newContext({
      baseURL: this.url,
      viewport: sizes[size],
      colorScheme: theme,
      locale: "en-GB",
      timezoneId: "Europe/Berlin",
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      storageState: state,
    });
    await this.shifts.watch(this.context);
    this.context.setDefaultTimeout(30_000); // as until waits
    this.page = await this.tab();
    return this;
  }

  async tab() {
    const page = await this.context.newPage();
    const is_expected = (text) => this.expected.some((part) => text.includes(part));
    const fault = (text) => is_expected(text) || this.faults.push(text);
    page.on("console", (said) => ["error", "warning"].includes(said.type()) && fault(`console: ${said.text()} ${said.location().url}`));
    page.on("pageerror", (error) => fault(`error: ${error.stack}`));
    page.on("requestfailed", (asked) => asked.failure().errorText !== "net::ERR_ABORTED" && fault(`failed: ${asked.url()} ${asked.failure().errorText}`));
    page.on("response", (answer) => answer.status() >= 400 && fault(`answer: ${answer.status()} ${answer.url()}`));
    return page;
  }

  goto(path) {
    return this.page.goto(path);
  }

  expects(...parts) {
    this.expected.push(...parts);
  }

  async check_quiet(page = this.page) {
    assert.deepEqual(this.faults.splice(0), []); // each is told once
    await this.shifts.check(this.context.pages());
    assert.equal(await page.locator("style").count(), 0, "a style that no file holds");
  }

  // `within` is a selector of what is open, where the rest was looked at before.
  async check_access(what, { page = this.page, within } = {}) {
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
    const run = ({ within, values }) => window.axe.run(within ?? document, { runOnly: { type: "tag", values } });
    const { violations } = await page.evaluate(run, { within, values: standards });
    const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html.slice(0, 200) + " " + node.failureSummary).join("\n  ")}`);
    assert.equal(told.join("\n"), "", what);
  }

  async check_width(what, page = this.page) {
    const { inner, content } = await page.evaluate(() => ({ inner: innerWidth, content: document.documentElement.scrollWidth }));
    assert.ok(content <= inner, `${what} is ${content} wide on a screen of ${inner}`);
  }

  close() {
    return this.context.close();
  }
}
