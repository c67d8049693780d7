// One person in many tabs, which share one stream of notifications, and what holds while it is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { Person } from "../browser.mjs";
import { access_token, sign_in } from "../steps.mjs";

const stream = "**/api/v1/notifications/stream";

// As for a tab behind another, and before it: a browser without a screen shows all.
const look = (page, hidden) =>
  page.evaluate((is_hidden) => {
    const told = (value) => ({ value, configurable: true });
    Object.defineProperties(document, { hidden: told(is_hidden), visibilityState: told(is_hidden ? "hidden" : "visible") });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
const hide = (page) => look(page, true);
const show = (page) => look(page, false);

async function open_tabs(olga, count, path) {
  await olga.goto("about:blank"); // so that it leads none
  const tabs = await Promise.all(Array.from({ length: count }, () => olga.tab()));
  for (const tab of tabs) {
    await tab.goto(path);
    await tab.getByText("olga@example.com").first().waitFor();
  }
  return tabs;
}

export function tabs({ browser, host, olga }) {
  const all = (pages, see) => Promise.all(pages.map(see));
  const post = async (token, title, more) => {
    const body = { title, category: "billing", type: "warning", ...more };
    assert.equal((await host.request("POST", "/api/v1/notifications", { token, body })).status, 202);
  };
  const unread = async (token) => (await host.request("GET", "/api/v1/notifications/count", { token })).json.unread;
  const badges_say = (pages, told) =>
    until(`badges of ${told}`, async () => (await all(pages, (page) => page.getByTestId("unread").textContent())).every((text) => Number(text) === told));

  test("eight tabs hear of a notice by one stream, and the rest by another when the tab that led is closed", async () => {
    const token = await access_token(host, "Sample");
    const streams = [];
    const note = (asked) => asked.url().endsWith("/notifications/stream") && streams.push(asked);
    olga.context.on("request", note);
    const opened = await open_tabs(olga, 8, "/team");
    const before = await unread(token);
    await badges_say(opened, before);
    await until("a stream", () => streams.length > 0);
    const told = (pages, text) => all(pages, (page) => page.getByRole("status").getByText(text).waitFor()); // for some seconds
    await Promise.all([told(opened, "Everybody hears this"), post(token, "Everybody hears this")]);
    await badges_say(opened, before + 1);
    assert.equal(streams.length, 1);
    const leader = streams[0].frame().page();
    const rest = opened.filter((page) => page !== leader);
    await leader.close();
    const [hidden, ...shown] = rest;
    await hide(hidden);
    await Promise.all([told(shown, "The rest hears this"), post(token, "The rest hears this")]);
    await badges_say(rest, before + 2);
    assert.equal(await hidden.getByText("The rest hears this").count(), 0);
    assert.equal(streams.length, 2);
    olga.context.off("request", note);
    await all(rest, (page) => olga.check_quiet(page));
    await all(rest, (page) => page.close());
  });

  test("while the stream is lost every tab says so and asks again; then it goes on", async () => {
    const token = await access_token(host, "Sample");
    const make_key = (name) => host.request("POST", "/api/v1/keys/access", { token, body: { name, kind: "secret", scopes: ["read"] } });
    olga.expects("503");
    await olga.context.route(stream, (route) => route.fulfill({ status: 503 }));
    await olga.goto("/keys");
    const other = await olga.tab();
    await other.goto("/team?tab=invites");
    const both = [olga.page, other];
    const lost = (page) => page.getByRole("status").getByText("Not live");
    await all(both, (page) => lost(page).waitFor());
    await olga.check_access("a page that is not live");
    await make_key("made unheard");
    await host.request("POST", "/api/v1/team/invites", { token, body: { emails: ["unheard@example.com"], role: "viewer" } });
    await olga.page.locator("tr", { hasText: "made unheard" }).waitFor();
    await other.locator("tr", { hasText: "unheard@example.com" }).waitFor();
    await olga.context.unroute(stream);
    await all(both, (page) => lost(page).waitFor({ state: "detached" }));
    olga.expected.length = 0;
    await other.close();
  });

  test("the log of a run rests while its tab is hidden, and goes on where it was", async () => {
    const token = await access_token(host, "Sample");
    const { json: run } = await host.request("POST", "/api/v1/executions", { token, body: { name: "seen at times", status: "running" } });
    const path = `/api/v1/executions/${run.id}`;
    const say = (message) => host.request("POST", `${path}/logs`, { token, body: { lines: [{ message }] } });
    const log = olga.page.getByRole("log");
    const told = async () => (await log.locator("span").allTextContents()).join();
    await olga.goto(`/executions/${run.id}`);
    await log.waitFor();
    await say("in sight");
    await until("a line", async () => (await told()) === "in sight");
    const left = olga.page.waitForEvent("requestfailed", (asked) => asked.url().endsWith(`${path}/stream`));
    await hide(olga.page);
    await left;
    await say("behind");
    await say("further behind");
    assert.equal(await told(), "in sight");
    await show(olga.page);
    await until("the lines that came meanwhile", async () => (await told()) === "in sight,behind,further behind");
    await say("in sight again");
    await until("the next line", async () => (await told()).endsWith("further behind,in sight again"));
    const nothing_more = olga.page.waitForResponse((answer) => answer.url().endsWith(`${path}/stream`) && answer.status() === 204);
    await host.request("PATCH", path, { token, body: { status: "success" } });
    await nothing_more;
  });

  test("an important notice is told with its link, and stays while somebody is at it", async () => {
    const token = await access_token(host, "Shop");
    const at_home = await new Person(browser, host.url).begin(); // whose clock is another
    const tab = at_home.page;
    await at_home.context.clock.install();
    const live = tab.waitForResponse(stream);
    await sign_in(tab);
    await live;
    await post(token, "Somebody asks to join", { category: "team", action_url: "/team?tab=invites" });
    const toast = tab.getByRole("status").locator("div", { hasText: "Somebody asks to join" });
    const wait = () => at_home.context.clock.runFor(20_000);
    await toast.hover();
    await wait();
    await at_home.check_access("a toast");
    await toast.getByRole("button", { name: "Show" }).focus();
    await tab.mouse.move(0, 0);
    await wait();
    await tab.keyboard.press("Enter");
    await tab.waitForURL("**/team?tab=invites");
    await toast.waitFor({ state: "detached" });
    await post(token, "Somebody asks again", { category: "team" });
    const next = tab.getByRole("status").getByText("Somebody asks again");
    await next.hover();
    await tab.mouse.move(0, 0);
    await wait();
    assert.equal(await next.count(), 0);
    await at_home.check_quiet();
    await at_home.close();
  });

  test("while somebody signs out no tab asks for what would be refused", async () => {
    const leaving = await new Person(browser, host.url).begin();
    await sign_in(leaving.page);
    const other = await leaving.tab();
    const both = [leaving.page, other];
    const opened = other.waitForResponse(stream);
    await leaving.goto("/keys");
    await leaving.goto("about:blank"); // so that the other leads
    await other.goto("/team?tab=invites");
    await opened;
    await leaving.goto("/keys");
    let answer_now;
    const is_time = new Promise((done) => (answer_now = done));
    await leaving.context.route("**/api/v1/auth/logout", async (route) => {
      const response = await route.fetch();
      await is_time;
      await route.fulfill({ response });
    });
    await leaving.page.bringToFront();
    await leaving.page.getByRole("button", { name: /^OO:/ }).click();
    await leaving.page.getByRole("menuitem", { name: "Sign out" }).click();
    const ended = () => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/notifications/stream"));
    await until("the end of the stream that the session had", () => other.evaluate(ended));
    await other.getByRole("tab", { name: "Members" }).click();
    answer_now();
    await all(both, (page) => page.waitForURL("**/sign-in**"));
    await all(both, (page) => leaving.check_quiet(page));
    await leaving.close();
  });
}
