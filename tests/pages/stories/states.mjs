// What opens over a page, and the pages before the sign-in, in dark colours on a phone: other stories look at them in
// light ones on a desk.

import { test } from "node:test";
import { Person, sizes } from "../browser.mjs";
import { access_token } from "../steps.mjs";

const entries = ["/setup#token=any", "/sign-up", "/sign-in", "/sign-in#token=any", "/forgot-password", "/reset-password", "/reset-password#token=any", "/confirm-email", "/invite"];

// Where each is, and what opens it.
const dialogs = [
  ["/keys", "Issue a key"],
  ["/tokens", "Add a budget"],
  ["/team", "Invite"],
  ["/executions", "Start a run"],
  ["/ai?tab=rules", "Add a rule"],
  ["/notifications?tab=webhooks", "Add a webhook"],
  ["/settings", "Sign out everywhere"],
  ["/settings", "Delete my account"],
];

export function states({ browser, drawer, host, olga }) {
  const colours = (theme) => olga.page.evaluate((value) => localStorage.setItem("mantine-color-scheme-value", value), theme);
  const waits = () => olga.page.locator("[aria-busy=true], .mantine-Skeleton-root").first().waitFor({ state: "detached" });

  async function check(what) {
    await drawer().waitFor();
    await waits();
    await olga.check_access(`${what} in dark on a phone`, { within: "[role=dialog]" });
    const { x, width } = await drawer().boundingBox();
    if (x < 0 || x + width > sizes.phone.width) throw new Error(`${what} goes from ${x} to ${x + width}`);
    await olga.check_width(what);
  }

  async function drawers() {
    const token = await access_token(host, "Sample");
    const first_of = async (path) => (await host.request("GET", `/api/v1${path}`, { token })).json.data[0].id;
    const key = { name: "looked at", kind: "secret", scopes: ["read"] };
    const hook = { url: "https://hooks.example.com/looked-at", topics: ["key.expiring"] };
    const made = async (path, body) => (await host.request("POST", `/api/v1${path}`, { token, body })).json.id;
    const [issue, run, member] = await Promise.all(["/errors?limit=1", "/executions?limit=1&status=failed", "/team/members?limit=1"].map(first_of));
    return [
      ...["", "?tab=tags"].map((tab) => `/errors/${issue}${tab}`),
      `/executions/${run}`,
      `/team?member=${member}`,
      `/traces/${olga.trace_id}`,
      "/traces?tab=metrics&metric=http.server.requests",
      `/keys?uses=${await made("/keys/access", key)}`,
      `/notifications?tab=webhooks&attempts=${await made("/notifications/webhooks", hook)}`,
      ...(olga.call_id ? [`/ai/${olga.call_id}`] : []),
    ];
  }

  test("what opens over a page fits a phone and can be reached by all, in dark colours", async () => {
    await colours("dark");
    await olga.page.setViewportSize(sizes.phone);
    for (const path of await drawers()) {
      await olga.goto(path);
      await check(path);
    }
    let shown;
    for (const [path, name] of dialogs) {
      if (path !== shown) await olga.goto(path);
      shown = path;
      await olga.page.locator("main").getByRole("button", { name, exact: true }).click();
      await check(name);
      await olga.page.keyboard.press("Escape");
      await drawer().waitFor({ state: "detached" });
    }
    for (const key of ["?", "Control+k"]) {
      await olga.page.keyboard.press(key);
      await check(key);
      await olga.page.keyboard.press("Escape");
      await drawer().waitFor({ state: "detached" });
    }
    await colours("light");
    await olga.page.setViewportSize(sizes.desk);
    await olga.goto("/errors");
  });

  test("the pages before the sign-in fit a phone and can be reached by all, in dark colours", async () => {
    const person = await new Person(browser, host.url).begin({ theme: "dark", size: "phone" });
    person.expects("410");
    for (const path of entries) {
      await person.goto("about:blank"); // for a hash alone would load nothing
      await person.goto(path);
      await person.page.locator("main h1").waitFor();
      await person.check_access(`${path} in dark on a phone`);
      await person.check_width(path);
    }
    await person.check_quiet();
    await person.close();
  });
}
